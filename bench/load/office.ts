import type { Db } from '../../src/kernel/db.ts';
import type { StaffRole } from '../../src/kernel/roles.ts';
import { unseal, type Vault } from '../../src/kernel/vault.ts';
import { hashPassword } from '../../src/modules/accounts/index.ts';
import { receiptSecretPlace } from '../../src/modules/dossiers/submission/receipt-secret.ts';
import { employ, officeId, signIn } from '../support/people.ts';
import { prepareRush } from '../support/submissions.ts';
import { takePhotos } from './bringing.ts';

export const SLUG = 'kantah-bandar-lampung';
/** With which officers sign in, and confirm what is about their account. */
export const PASSWORD = 'sandi-petugas-beban';
/** How many have a meeting within the hour. */
const EXPECTED = 240;

export interface Officer {
  readonly role: StaffRole;
  readonly person: string;
  readonly session: string;
}

/** Somebody who applies, with what is theirs. */
export interface Citizen {
  readonly person: string;
  readonly session: string;
  /** Their newest dossiers at the office. */
  readonly dossiers: string[];
  /** Those about which a letter waits for an answer. */
  readonly asked: string[];
  /** Those that wait for a time at the counter, and those at the desks behind it. */
  readonly seats: readonly string[];
  readonly processed: readonly string[];
  /** Filled-in forms ready to be sent, and one in which papers are gathered. */
  readonly drafts: string[];
  readonly gathers: string;
  /** By draft: the note that was kept last. */
  readonly saved: Map<string, string>;
}

/** Whom and what the crowd meets in the largest office. What is taken by one is gone for the others. */
export interface Scene {
  readonly slug: string;
  readonly officeId: string;
  readonly officers: readonly Officer[];
  readonly citizens: readonly Citizen[];
  readonly services: readonly string[];
  readonly numbers: readonly string[];
  readonly names: readonly string[];
  readonly receipts: readonly { readonly number: string; readonly secret: string }[];
  readonly photos: readonly Uint8Array[];
  /** Dossiers of the crowd's citizens to be given a time. */
  readonly toSeat: string[];
  /** Dossiers of theirs at the desks behind the counter. */
  readonly toFinish: string[];
  /** Who has a meeting now. */
  readonly expected: { readonly number: string; readonly dossier: string }[];
  /** Dossiers whose originals the office keeps. */
  readonly kept: string[];
  /** Dossiers handed in with a real picture. */
  readonly scanned: string[];
  /** A filled-in form of the service that is handed in, without who it is for. */
  readonly form: Readonly<Record<string, string>>;
  /** Versions of documents whose bytes there really are. */
  readonly real: Set<string>;
  readonly toPublish: string[];
}

/** Of each fifteen officers. */
const MIXTURE: readonly (readonly [StaffRole, number])[] = [
  ['verifier', 7],
  ['operator', 3],
  ['counter_officer', 3],
  ['head_of_office', 1],
];
/** One of each fifteenth, in turn. */
const OTHERS: readonly StaffRole[] = ['administrator', 'auditor', 'assessor', 'administrator'];

/** Signs as many people in as the spike needs: officers dealt in turn, so that any part of them has the same mixture. */
export async function openScene(
  db: Db,
  vault: Vault,
  many: { officers: number; citizens: number },
): Promise<Scene> {
  const office = await officeId(db, SLUG);
  const dealt = MIXTURE.flatMap(([role, count]) => Array.from({ length: count }, () => role));
  const password = await hashPassword(PASSWORD);
  const officers: Officer[] = [];
  for (let turn = 0; turn < many.officers; turn++) {
    const role = dealt[turn % 15] ?? OTHERS[Math.floor(turn / 15) % OTHERS.length] ?? 'verifier';
    officers.push({ role, ...(await employ(db, office, role, password)) });
  }
  const { citizens, form } = await citizensOf(db, vault, office, many.citizens);
  const services = await db<{ code: string }[]>`
    select s.code from service s
    join service_version v on v.office_id = s.office_id and v.service_id = s.id and v.version = s.current_version
    where s.office_id = ${office} and s.retired_at is null and not v.definition ? 'elsewhere'`;
  const dossiers = await db<
    { id: string; number: string; full_name: string; sealed_secret: Buffer }[]
  >`
    select id, number, full_name, sealed_secret from dossier
    where office_id = ${office} and number not like 'BARE-%' order by submitted_at desc limit 2000`;
  const { data } = await vault.office(office);
  return {
    ...{ slug: SLUG, officeId: office, officers, citizens, form },
    services: services.map(({ code }) => code),
    numbers: dossiers.map(({ number }) => number),
    names: dossiers.map(({ full_name: name }) => name.slice(0, 6)),
    receipts: dossiers.slice(0, 100).map(({ id, number, sealed_secret: sealed }) => ({
      number,
      secret: unseal(data, sealed, receiptSecretPlace(id)).toString(),
    })),
    photos: await takePhotos(40),
    toSeat: citizens.flatMap(({ seats }) => seats),
    toFinish: citizens.flatMap(({ processed }) => processed),
    expected: await callForNow(db, office),
    ...{ kept: [], scanned: [], real: new Set<string>(), toPublish: ['ZNT'] },
  };
}

/** Those who handed in last; every other one has something to do where there are as many. */
async function citizensOf(
  db: Db,
  vault: Vault,
  office: string,
  many: number,
): Promise<Pick<Scene, 'citizens' | 'form'>> {
  const people = await db<
    { person: string; dossiers: string[]; asked: string[]; seats: string[]; processed: string[] }[]
  >`
    select d.applicant_id as person, (array_agg(distinct d.id))[1:5] as dossiers,
      coalesce(array_agg(distinct d.id) filter (where a.step_kind = 'verification' and a.waiting_on = 'applicant'), '{}') as asked,
      coalesce(array_agg(distinct d.id) filter (where a.step_kind = 'meeting' and a.waiting_on = 'office' and not exists (
        select from seat_cover s where s.office_id = a.office_id and s.application_id = a.id and s.ended_at is null)), '{}') as seats,
      coalesce(array_agg(distinct d.id) filter (where a.step_kind in ('payment', 'processing', 'issuance', 'delivery')
        and a.waiting_on = 'office'), '{}') as processed
    from (select * from dossier where office_id = ${office} order by submitted_at desc limit 20000) d
    join application a on a.office_id = d.office_id and a.dossier_id = d.id
    group by d.applicant_id order by d.applicant_id`;
  const isBusy = ({ asked, seats }: (typeof people)[number]) => asked.length + seats.length > 0;
  const [busy, calm] = [people.filter(isBusy), people.filter((one) => !isBusy(one))];
  const chosen = Array.from({ length: many }, (_, turn) =>
    turn % 2 === 0 ? (busy.shift() ?? calm.shift()) : (calm.shift() ?? busy.shift()),
  ).filter((one) => one !== undefined);
  const { applicants, fields } = await prepareRush(
    db,
    vault,
    chosen.map(({ person }) => person),
    9,
  );
  const drafts = new Map(applicants.map((one) => [one.personId, one.drafts]));
  const citizens: Citizen[] = [];
  for (const one of chosen) {
    const [gathers = '', ...rest] = drafts.get(one.person) ?? [];
    const session = await signIn(db, one.person);
    // What something happens to comes first.
    const dossiers = [...new Set([...one.processed, ...one.seats, ...one.asked, ...one.dossiers])];
    citizens.push({
      ...{ ...one, dossiers: dossiers.slice(0, 6), session, drafts: rest, gathers },
      saved: new Map(),
    });
  }
  const form = Object.fromEntries(fields.filter(([name]) => /^(?:isian|alasan)\./.test(name)));
  return { citizens, form };
}

/** The day has come for some who have a time: it begins within the hour. */
async function callForNow(db: Db, office: string): Promise<Scene['expected']> {
  return db<{ number: string; dossier: string }[]>`
    with chosen as (
      select p.id, p.dossier_id, row_number() over (order by p.starts_at, p.id) as turn from appointment p
      where p.office_id = ${office} and p.state = 'booked' and p.starts_at > now() + interval '2 hours'
        and exists (select from seat_cover s join application a on a.office_id = s.office_id and a.id = s.application_id
          where s.office_id = p.office_id and s.appointment_id = p.id and s.ended_at is null
            and a.step_kind = 'meeting' and a.waiting_on = 'office' and a.outcome is null)
      order by p.starts_at, p.id limit ${EXPECTED}),
    moved as (
      update appointment p set starts_at = now() + c.turn * interval '12 seconds',
        ends_at = now() + c.turn * interval '12 seconds' + interval '30 minutes'
      from chosen c where p.office_id = ${office} and p.id = c.id returning p.dossier_id)
    select d.number, d.id as dossier from moved m
    join dossier d on d.office_id = ${office} and d.id = m.dossier_id`;
}
