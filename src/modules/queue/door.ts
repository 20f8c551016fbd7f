import { timingSafeEqual } from 'node:crypto';
import { addDays, instantAt, localDate, type TimeZone } from '../../kernel/clocks/index.ts';
import type { Query } from '../../kernel/db.ts';
import { secretHash } from '../../kernel/ids.ts';
import type { Office } from '../offices/index.ts';
import { type BookedRow, bookedOf, type FloorDossier, walkingOf } from './floor.sql.ts';
import {
  type Admission,
  admission,
  EARLY_MINUTES,
  GRACE_MINUTES,
  type Identity,
  standingOf,
} from './rules.ts';

/** What the floor learned about one dossier, and whether it is served now. */
export interface AtTheDoor {
  readonly dossier: FloorDossier;
  readonly admission: Admission;
  /** The booked meeting that is meant: the one its applicant is here for, else the nearest. */
  readonly booked: BookedRow | undefined;
  readonly identity: Identity;
  readonly services: Awaited<ReturnType<typeof walkingOf>>;
}

/** How somebody showed that the dossier is theirs. */
export interface Shown {
  readonly officerId: string | null;
  /** The secret in the code they showed; without one the officer compares the identity card. */
  readonly secret?: string | undefined;
}

/** Looks the dossier up and asks the gate. */
export async function atTheDoor(
  query: Query,
  office: Office,
  dossier: FloorDossier,
  shown: Shown,
  now: Date,
): Promise<AtTheDoor> {
  const services = await walkingOf(query, office.id, dossier.id);
  const [booked] = await bookedOf(query, office.id, dossier.id, now, dayOf(now, office.timeZone));
  const identity = identityOf(dossier, shown);
  return {
    dossier,
    booked,
    identity,
    services,
    admission: admission({
      state: standingOf(services),
      appointment: booked
        ? { startsAt: booked.startsAt, visit: visitOf(booked, office, now) }
        : null,
      now,
      office: 'here',
      identity,
      timeZone: office.timeZone,
      graceMinutes: office.profile.seats?.graceMinutes ?? GRACE_MINUTES,
      earlyMinutes: office.profile.seats?.earlyMinutes ?? EARLY_MINUTES,
    }),
  };
}

/** The office's day of a moment, from midnight to midnight. */
export function dayOf(now: Date, timeZone: TimeZone): { readonly from: Date; readonly to: Date } {
  const today = localDate(now, timeZone);
  return { from: instantAt(today, 0, timeZone), to: instantAt(addDays(today, 1), 0, timeZone) };
}

/** A meeting whose applicant is being served. */
export interface BookedVisit {
  readonly id: string;
  readonly appointmentId: string;
}

/** The visit that has begun; nobody ends what nobody began. */
export function visitIn({ booked }: AtTheDoor): BookedVisit | undefined {
  return booked?.visitId && booked.visitState === 'serving'
    ? { id: booked.visitId, appointmentId: booked.id }
    : undefined;
}

/** Who came on an earlier day and was not served has not arrived today. */
function visitOf(booked: BookedRow, { timeZone }: Office, now: Date) {
  if (booked.visitState === null || !booked.arrivedAt) return 'none';
  if (booked.visitState === 'served' || booked.visitState === 'returned') return 'served';
  return localDate(booked.arrivedAt, timeZone) === localDate(now, timeZone) ? 'arrived' : 'none';
}

function identityOf(dossier: FloorDossier, { officerId, secret }: Shown): Identity {
  if (dossier.applicantId === officerId) return 'own';
  if (secret === undefined) return 'to_compare';
  const given = secretHash(secret.toUpperCase().replace(/[^0-9A-Z]/g, ''));
  return dossier.secretHash.length === given.length && timingSafeEqual(dossier.secretHash, given)
    ? 'proven'
    : 'refuted';
}
