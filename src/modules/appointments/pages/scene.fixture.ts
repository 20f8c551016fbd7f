import assert from 'node:assert/strict';
import { after, before, beforeEach } from 'node:test';
import { type FreshDatabase, freshDatabase } from '../../../../test/support/database.ts';
import { htmlFaults } from '../../../../test/ui/html-rules.ts';
import { newId } from '../../../kernel/ids.ts';
import { fixSeat } from '../giving.ts';
import {
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
} from '../meeting.fixture.ts';
import { type Caller, openCounter } from './counter.fixture.ts';

// An office with one verified dossier before each test of the pages.
export const FRIDAY = '2026-11-20';
let database: FreshDatabase;
export let house: TestHouse;
export let place: Place;
export let other: Place;
export let counter: ReturnType<typeof openCounter>;
export let dossier: VerifiedDossier;
export let applicant: Caller;
export let officer: Caller;
export let mine: string;
export let desk: string;

before(async () => {
  database = await freshDatabase();
  house = openTestHouse(newPlot(database.url));
  place = await furnish(house, 'kantor-uji');
  other = await furnish(house, 'lain-kantor');
  counter = openCounter(house);
  officer = { id: place.officer, roles: ['counter_officer'] };
});

after(async () => {
  await house.close();
  await database.close();
});

beforeEach(async () => {
  house.at(MONDAY);
  await house.db`delete from seat_claim`;
  const [made] = await verifiedDossiers(house, place, 1);
  assert.ok(made);
  dossier = made;
  applicant = { id: made.applicantId };
  mine = `/kantor-uji/berkas/${made.id}/jadwal`;
  desk = `/kantor-uji/petugas/berkas/${made.id}/jadwal`;
});

export const page = async (caller: Caller, path: string, status = 200): Promise<string> => {
  const response = await counter.get(caller, path);
  assert.equal(response.status, status);
  const text = await response.text();
  assert.deepEqual(await htmlFaults(text), [], path);
  return text;
};
export const kunci = () => ['kunci', newId()] as const;
export const time = (clock: string) => ['waktu', wib(FRIDAY, clock).toISOString()] as const;
export const booked = async (clock = '09.00') => {
  const outcome = await fixSeat(house, asOfficer(place), dossier.id, {
    seat: { startsAt: wib(FRIDAY, clock) },
  });
  assert.ok(outcome.ok);
  return outcome.value;
};
