import assert from 'node:assert/strict';
import { after, before } from 'node:test';
import { type FreshDatabase, freshDatabase } from '../../../test/support/database.ts';
import type { Done } from '../dossiers/index.ts';
import { offeredSeats } from './appointments.sql.ts';
import { offerSeats } from './giving.ts';
import {
  asApplicant,
  asOfficer,
  furnish,
  MONDAY,
  newPlot,
  openTestHouse,
  type Place,
  type TestHouse,
  type VerifiedDossier,
  verifiedDossiers,
  wib,
} from './meeting.fixture.ts';

// A counter that every test of the commands begins with; each test file runs in a process, and has a database, of its own.
export const TUESDAY = '2026-11-17';
export const at = (time: string) => ({ startsAt: wib(TUESDAY, time) });

export let house: TestHouse;
export let place: Place;
export let other: Place;

let database: FreshDatabase;

after(async () => {
  await house.close();
  await database.close();
});

before(async () => {
  database = await freshDatabase();
  house = openTestHouse(newPlot(database.url));
  place = await furnish(house, 'kantor-uji', { counters: 1 });
  other = await furnish(house, 'lain-kantor');
});

export async function dossier(applications = 1): Promise<VerifiedDossier> {
  await house.db`delete from seat_claim`;
  await house.db`update seat_offer set closed_at = now() where closed_at is null`;
  house.at(MONDAY);
  const [made] = await verifiedDossiers(house, place, 1, applications);
  assert.ok(made);
  return made;
}

export const ok = (outcome: Done<string>): string => {
  assert.ok(outcome.ok, outcome.ok ? '' : outcome.reason.key);
  return outcome.value;
};
export const why = (outcome: Done<string> | { ok: false; reason: { key: string } }) =>
  outcome.ok ? 'done' : outcome.reason.key;
export const officer = () => asOfficer(place);
export const owner = (made: VerifiedDossier) => asApplicant(place, made.applicantId);
export const stateOf = async (made: VerifiedDossier) =>
  (
    await house.db<{ state: string }[]>`
    select step_kind || '/' || waiting_on as state from application where dossier_id = ${made.id} order by id`
  ).map(({ state }) => state);
export const events = async (made: VerifiedDossier) =>
  (
    await house.db<
      { kind: string }[]
    >`select kind from event where stream_id = ${made.id} order by seq`
  ).map(({ kind }) => kind);
export const claims = async () => [
  ...(await house.db<
    { kind: string; at: Date }[]
  >`select kind, lower(during) as at from seat_claim order by lower(during)`),
];

/** Offers three seats and returns them as the applicant sees them. */
export async function offered(made: VerifiedDossier) {
  const offerId = ok(
    await offerSeats(house, officer(), made.id, { seats: [at('08.00'), at('09.00'), at('13.00')] }),
  );
  return { offerId, seats: await offeredSeats(house.db, place.office.id, made.id, house.now()) };
}
