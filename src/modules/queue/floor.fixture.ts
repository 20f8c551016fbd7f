import { randomBytes } from 'node:crypto';
import { transaction } from '../../kernel/db.ts';
import { formatDossierNumber } from '../../kernel/dossier-number.ts';
import { newId, secretHash } from '../../kernel/ids.ts';
import type { StaffRole } from '../../kernel/roles.ts';
import { createTypesetter } from '../../kernel/typeset.ts';
import { createApp } from '../../web/app.ts';
import { loadAssets } from '../../web/assets.ts';
import { createMeters } from '../../web/meters.ts';
import {
  asOfficer,
  type Place,
  type TestHouse,
  type VerifiedDossier,
  verifiedDossiers,
  wib,
} from '../appointments/meeting.fixture.ts';
import { officeBySlug, visitOffice } from '../offices/index.ts';
import { queueRoutes } from './pages/index.ts';

export const TUESDAY = '2026-11-17';
export const SECRET = 'ABCD2345EFGH';

/** The house of the counter's tests, with a printer. */
export const withPrinter = (house: TestHouse): TestHouse => ({
  ...house,
  typeset: createTypesetter(),
});

let serial = Math.floor(Math.random() * 400_000);

export interface Expected extends VerifiedDossier {
  readonly number: string;
  readonly appointmentId: string;
}

/** A verified dossier with a number as people know it and a meeting on Tuesday at the first counter. */
export async function expected(
  house: TestHouse,
  place: Place,
  options: { clock?: string; day?: string; applications?: number; minute?: number } = {},
): Promise<Expected> {
  const { clock = '09.00', day = TUESDAY, applications = 1 } = options;
  const [made] = await verifiedDossiers(house, place, 1, applications);
  if (!made) throw new Error('no dossier');
  serial += 1;
  const number = formatDossierNumber({ officeCode: place.office.code, year: 2026, serial });
  const officeId = place.office.id;
  await house.db`update dossier set number = ${number}, secret_hash = ${secretHash(SECRET)}
    where office_id = ${officeId} and id = ${made.id}`;
  const appointmentId = newId();
  const startsAt = wib(day, clock);
  await transaction(house.db, async (tx) => {
    const counter = place.counters[0] ?? '';
    await tx`insert into appointment (office_id, id, dossier_id, counter_id, starts_at, ends_at, state, made_by)
      values (${officeId}, ${appointmentId}, ${made.id}, ${counter}, ${startsAt},
        ${new Date(startsAt.getTime() + 20 * 60_000)}, 'booked', ${place.officer})`;
    await tx`insert into seat_cover (office_id, application_id, appointment_id)
      select ${officeId}, a, ${appointmentId} from unnest(${[...made.applicationIds]}::uuid[]) as a`;
  });
  return { ...made, number, appointmentId };
}

/** Another meeting on Tuesday for one of the dossier's applications, which leaves the first. */
export async function meetAgain(
  house: TestHouse,
  place: Place,
  made: Expected,
  { clock, applicationId }: { readonly clock: string; readonly applicationId: string },
): Promise<void> {
  const officeId = place.office.id;
  const [id, startsAt] = [newId(), wib(TUESDAY, clock)];
  await transaction(house.db, async (tx) => {
    await tx`update seat_cover set ended_at = now() where application_id = ${applicationId} and ended_at is null`;
    await tx`insert into appointment (office_id, id, dossier_id, counter_id, starts_at, ends_at, state, made_by)
      values (${officeId}, ${id}, ${made.id}, ${place.counters[0] ?? ''}, ${startsAt},
        ${new Date(startsAt.getTime() + 20 * 60_000)}, 'booked', ${place.officer})`;
    await tx`insert into seat_cover (office_id, application_id, appointment_id) values (${officeId}, ${applicationId}, ${id})`;
  });
}

/** An officer of the counter, each act by a form of its own. */
export const officerOf = (
  place: Place,
  personId = place.officer,
  roles: readonly StaffRole[] = ['counter_officer'],
) => asOfficer(place, personId, roles);

/** Who comes to the door of the house: a person, and as what. */
export interface Caller {
  readonly id: string;
  readonly roles?: readonly StaffRole[];
}

export interface Answer {
  readonly status: number;
  readonly location: string;
  readonly type: string;
  readonly text: string;
}

/** The real edge over the pages of the floor; the session's token says who comes. */
export function openFloor(house: TestHouse) {
  const app = createApp(
    house,
    {
      office: async (slug) => {
        const office = await officeBySlug(house.db, slug);
        return office && visitOffice(office);
      },
      visitor: async (token) => {
        const [id = '', roles = ''] = token.split('.');
        return {
          id,
          name: 'Melati',
          lang: 'id',
          emailConfirmed: true,
          roles: roles.split('+').filter((role) => role !== '') as StaffRole[],
          rolesAbove: [],
          unread: 0,
          sessionHash: randomBytes(32),
        };
      },
    },
    queueRoutes(house),
    loadAssets('/nonexistent'),
    createMeters(),
  );
  const cookie = (caller: Caller) => `__Host-sesi=${caller.id}.${(caller.roles ?? []).join('+')}`;
  const answer = async (response: Response): Promise<Answer> => ({
    status: response.status,
    location: response.headers.get('location') ?? '',
    type: response.headers.get('content-type') ?? '',
    text: await response.text(),
  });
  return {
    get: async (caller: Caller, path: string) =>
      answer(await app.request(path, { headers: { accept: 'text/html', cookie: cookie(caller) } })),
    post: async (caller: Caller, path: string, form: readonly (readonly [string, string])[] = []) =>
      answer(
        await app.request(path, {
          method: 'POST',
          body: new URLSearchParams([['kunci', newId()], ...form] as [string, string][]).toString(),
          headers: {
            'content-type': 'application/x-www-form-urlencoded',
            'sec-fetch-site': 'same-origin',
            cookie: cookie(caller),
          },
        }),
      ),
  };
}
