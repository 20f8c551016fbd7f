import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import fc from 'fast-check';
import { type FreshDatabase, freshDatabase } from '../../../test/support/database.ts';
import {
  furnish,
  newPlot,
  type Place as Office,
  openTestHouse,
  type TestHouse,
  wib,
} from '../appointments/meeting.fixture.ts';
import { serve } from './arriving.ts';
import { moveOriginals } from './custody.ts';
import { type Expected, expected, officerOf, TUESDAY } from './floor.fixture.ts';
import { accept, giveBack } from './handing-over.ts';
import type { Found, Place } from './originals.sql.ts';

let database: FreshDatabase;
let house: TestHouse;
let place: Office;

before(async () => {
  database = await freshDatabase();
  house = openTestHouse(newPlot(database.url), 10);
  place = await furnish(house, 'kantor-uji');
});
after(async () => {
  await house.close();
  await database.close();
});

const NAMES = ['ktp', 'sertipikat'] as const;
type Name = (typeof NAMES)[number];

/** What people at a counter do, in any order, sensible or not. */
type Act =
  | { do: 'move'; names: Name[]; to: Place; twice: boolean }
  | { do: 'accept' | 'give_back'; found: Found[]; keep: boolean[] }
  | { do: 'arrive' };

const move = fc.record({
  do: fc.constant('move' as const),
  names: fc.subarray([...NAMES], { minLength: 1 }),
  to: fc.constantFrom<Place>('applicant', 'office'),
  twice: fc.boolean(),
});
const end = fc.record({
  do: fc.constantFrom('accept' as const, 'give_back' as const),
  found: fc.array(
    fc.oneof(
      { weight: 6, arbitrary: fc.constant<Found>('matches') },
      { weight: 1, arbitrary: fc.constantFrom<Found>('differs', 'missing') },
    ),
    { minLength: 2, maxLength: 2 },
  ),
  keep: fc.array(fc.boolean(), { minLength: 2, maxLength: 2 }),
});
const act: fc.Arbitrary<Act> = fc.oneof(
  { weight: 4, arbitrary: move },
  { weight: 2, arbitrary: end },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('arrive' as const) }) },
);

/** One thing after the other, or two officers at the same moment. */
const turn = fc.array(act, { minLength: 1, maxLength: 2 });

async function perform(made: Expected, what: Act, isAlone: boolean): Promise<void> {
  const officer = officerOf(place);
  const [applicationId = ''] = made.applicationIds;
  switch (what.do) {
    case 'arrive':
      await serve(house, officer, made.id);
      return;
    case 'move': {
      const originals = what.names.map((requirement) => ({ applicationId, requirement }));
      const once = () => moveOriginals(house, officer, made.id, { originals, to: what.to });
      const outcomes = await Promise.all(what.twice ? [once(), once()] : [once()]);
      // Beside a colleague's act it may have gone back in between; the diary then tells all three, one after the other.
      if (isAlone)
        assert.ok(
          outcomes.filter(({ ok }) => ok).length <= 1,
          'nothing is moved twice to one place',
        );
      return;
    }
    default: {
      const ticks = NAMES.map((requirement, index) => ({
        applicationId,
        requirement,
        found: what.found[index] ?? 'matches',
        keep: what.keep[index] ?? false,
      }));
      await (what.do === 'accept'
        ? accept(house, officer, made.id, { ticks, signed: true })
        : giveBack(house, officer, made.id, { ticks, signed: true, why: 'Bawa aslinya' }));
    }
  }
}

/** The places the rows name, and those that the diary tells: they are the same, and each original has one. */
async function inOnePlace(made: Expected): Promise<void> {
  const rows = await house.db<{ requirement: string; place: Place; found: Found }[]>`
    select o.requirement, o.place, o.found from original o join application a on a.id = o.application_id
    where a.dossier_id = ${made.id}`;
  assert.equal(new Set(rows.map(({ requirement }) => requirement)).size, rows.length);
  const told = new Map<string, Place>();
  const moves = await house.db<{ kind: string; requirement: string }[]>`
    select kind, data ->> 'requirement' as requirement from event
    where stream_id = ${made.id} and kind in ('original.received', 'original.returned') order by seq`;
  for (const { kind, requirement } of moves) {
    const before = told.get(requirement) ?? 'applicant';
    const now: Place = kind === 'original.received' ? 'office' : 'applicant';
    assert.notEqual(now, before, `${requirement} left the place where it was`);
    told.set(requirement, now);
  }
  for (const row of rows) {
    assert.equal(row.place, told.get(row.requirement) ?? 'applicant', row.requirement);
    if (row.found === 'missing') assert.equal(row.place, 'applicant');
  }
  for (const requirement of told.keys())
    assert.ok(rows.some((row) => row.requirement === requirement));
}

describe('custody of originals', () => {
  test('whatever is done in whatever order, each original lies in exactly one place, and the diary knows it', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(turn, { minLength: 1, maxLength: 8 }), async (turns) => {
        const made = await expected(house, place);
        house.at(wib(TUESDAY, '09.00'));
        await serve(house, officerOf(place), made.id);
        for (const acts of turns) {
          await Promise.all(acts.map((each) => perform(made, each, acts.length === 1)));
          await inOnePlace(made);
        }
      }),
      { numRuns: 25 },
    );
  });

  test('the database itself knows no second place and none at all', async () => {
    const made = await expected(house, place);
    house.at(wib(TUESDAY, '09.00'));
    await serve(house, officerOf(place), made.id);
    const [applicationId = ''] = made.applicationIds;
    const row = (where: string | null, found = 'matches') => house.db`
      insert into original (office_id, application_id, requirement, place, place_since, found, checked_at, checked_by)
      values (${place.office.id}, ${applicationId}, 'ktp', ${where}, now(), ${found}, now(), ${place.officer})`;
    await assert.rejects(row(null), /null value in column "place"/);
    await assert.rejects(row('elsewhere'), /original_place_check/);
    await assert.rejects(row('office', 'missing'), /check constraint/);
    await row('office');
    await assert.rejects(row('applicant'), /one_place_per_original/);
  });

  test('nobody moves their own originals; another office’s officer finds none', async () => {
    const made = await expected(house, place);
    const [applicationId = ''] = made.applicationIds;
    const what = { originals: [{ applicationId, requirement: 'ktp' }], to: 'office' } as const;
    const own = await moveOriginals(house, officerOf(place, made.applicantId), made.id, what);
    assert.equal(!own.ok && own.reason.key, 'dossiers.guard.own');
    const other = await furnish(house, 'lain-kantor');
    const theirs = await moveOriginals(house, officerOf(other), made.id, what);
    assert.equal(!theirs.ok && theirs.reason.key, 'dossiers.unknown');
  });
});
