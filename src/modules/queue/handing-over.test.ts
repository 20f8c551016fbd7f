import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { type FreshDatabase, freshDatabase } from '../../../test/support/database.ts';
import { transaction } from '../../kernel/db.ts';
import { newId } from '../../kernel/ids.ts';
import { onceKey } from '../../kernel/once.ts';
import {
  furnish,
  newPlot,
  openTestHouse,
  type Place,
  type TestHouse,
  wib,
} from '../appointments/meeting.fixture.ts';
import type { Done } from '../dossiers/index.ts';
import { serve } from './arriving.ts';
import { type Expected, expected, officerOf, TUESDAY } from './floor.fixture.ts';
import { accept, giveBack, type Tick } from './handing-over.ts';
import type { Found } from './originals.sql.ts';
import { nextNumber } from './register.sql.ts';

let database: FreshDatabase;
let house: TestHouse;
let place: Place;

before(async () => {
  database = await freshDatabase();
  house = openTestHouse(newPlot(database.url), 10);
  place = await furnish(house, 'kantor-uji');
});
after(async () => {
  await house.close();
  await database.close();
});

const ticksOf = (made: Expected, found: Found = 'matches', keep = false): Tick[] =>
  made.applicationIds.flatMap((applicationId) =>
    ['ktp', 'sertipikat'].map((requirement) => ({ applicationId, requirement, found, keep })),
  );
const why = (outcome: Done<unknown>) => (outcome.ok ? 'done' : outcome.reason.key);

/** Somebody is being served. */
async function served(applications = 1): Promise<Expected> {
  const made = await expected(house, place, { applications });
  house.at(wib(TUESDAY, '09.00'));
  assert.equal(why(await serve(house, officerOf(place), made.id)), 'done');
  return made;
}
const stateOf = async (made: Expected) =>
  (
    await house.db<{ state: string }[]>`
      select step || '/' || waiting_on as state from application where dossier_id = ${made.id} order by id`
  ).map(({ state }) => state);

describe('a hand-over at the counter', () => {
  test('accepted: every application goes on with the STTB as proof, once', async () => {
    const made = await served(2);
    const key = onceKey(place.officer, newId(), {});
    const who = { ...officerOf(place), once: key };
    const outcome = await accept(house, who, made.id, { ticks: ticksOf(made), signed: true });
    assert.ok(outcome.ok);
    assert.match(outcome.value, /^STTB\/KANTO\/2026\/\d{6}$/);
    assert.deepEqual(await stateOf(made), ['pengolahan/office', 'pengolahan/office']);
    const proofs = await house.db<{ reference: string }[]>`
      select r.reference from step_result r join application a on a.id = r.application_id where a.dossier_id = ${made.id}`;
    assert.deepEqual([...new Set(proofs.map(({ reference }) => reference))], [outcome.value]);
    assert.equal(
      why(await accept(house, who, made.id, { ticks: ticksOf(made), signed: true })),
      'form.already_done',
    );
    const entries = await house.db`select 1 from register_entry where dossier_id = ${made.id}`;
    assert.equal(entries.length, 1);
  });

  test('is refused unsigned, unticked, or when an original differs or was not brought', async () => {
    const made = await served();
    const officer = officerOf(place);
    const tries = [
      [{ ticks: ticksOf(made), signed: false }, 'queue.accept.not_signed'],
      [{ ticks: ticksOf(made).slice(1), signed: true }, 'queue.accept.not_all_ticked'],
      [{ ticks: ticksOf(made, 'differs'), signed: true }, 'queue.accept.not_all_match'],
      [{ ticks: ticksOf(made, 'missing'), signed: true }, 'queue.accept.not_all_match'],
    ] as const;
    for (const [handOver, reason] of tries)
      assert.equal(why(await accept(house, officer, made.id, handOver)), reason);
    assert.deepEqual(await stateOf(made), ['tatap_muka/office']);
  });

  test('given back with a reason: returns to the step before, and nothing is kept', async () => {
    const made = await served();
    const officer = officerOf(place);
    const handOver = { ticks: ticksOf(made, 'differs', true), signed: false };
    assert.equal(
      why(await giveBack(house, officer, made.id, { ...handOver, why: 'ya' })),
      'queue.return.reason_needed',
    );
    const outcome = await giveBack(house, officer, made.id, {
      ...handOver,
      why: 'Nama pada sertipikat berbeda. Bawa akta ganti nama.',
    });
    assert.ok(outcome.ok);
    assert.match(outcome.value, /^BP\//);
    assert.deepEqual(await stateOf(made), ['verifikasi/office']);
    const held = await house.db`
      select 1 from original o join application a on a.id = o.application_id
      where a.dossier_id = ${made.id} and o.place = 'office'`;
    assert.equal(held.length, 0);
  });

  test('nobody ends what nobody began, nor their own, nor without holding it', async () => {
    const made = await expected(house, place);
    house.at(wib(TUESDAY, '09.00'));
    const handOver = { ticks: ticksOf(made), signed: true };
    assert.equal(why(await accept(house, officerOf(place), made.id, handOver)), 'queue.visit.none');
    assert.equal(
      why(await serve(house, officerOf(place, made.applicantId), made.id)),
      'dossiers.guard.own',
    );
    const begun = await served();
    const ended = { ticks: ticksOf(begun), signed: true };
    assert.equal(
      why(await accept(house, officerOf(place, begun.applicantId), begun.id, ended)),
      'dossiers.guard.own',
    );
    const colleague = newId();
    await house.db`insert into person (id, full_name) values (${colleague}, 'Rahmat')`;
    assert.equal(
      why(await accept(house, officerOf(place, colleague), begun.id, ended)),
      'dossiers.guard.not_held',
    );
    const [entry] = await house.db`select 1 from register_entry where dossier_id = ${begun.id}`;
    assert.equal(entry, undefined);
  });
});

describe('the register', () => {
  test('has no gaps and no number twice under 20 hand-overs at once, some of which fail', async () => {
    const all: Expected[] = [];
    for (let index = 0; index < 20; index += 1) all.push(await served());
    class Cut extends Error {}
    const outcomes = await Promise.all(
      all.map(async (made, index) => {
        const handOver = { ticks: ticksOf(made), signed: true };
        if (index % 4 !== 0) return accept(house, officerOf(place), made.id, handOver);
        // The number has been given, and then the command dies.
        await assert.rejects(
          transaction(house.db, async (tx) => {
            await nextNumber(tx, place.office.id, 'sttb', 2026);
            throw new Cut();
          }),
          Cut,
        );
        return undefined;
      }),
    );
    assert.equal(outcomes.filter((outcome) => outcome?.ok).length, 15);
    const serials = (
      await house.db<{ serial: number }[]>`
        select serial from register_entry where office_id = ${place.office.id} and kind = 'sttb' and year = 2026 order by serial`
    ).map(({ serial }) => serial);
    assert.deepEqual(
      serials,
      serials.map((_, index) => index + 1),
    );
    const [register] = await house.db<{ last: number }[]>`
      select last from register where office_id = ${place.office.id} and kind = 'sttb' and year = 2026`;
    assert.equal(register?.last, serials.length);
  });

  test('begins anew with the office’s own year', async () => {
    const year = async (at: Date) => {
      const made = await expected(house, place, { day: '2026-12-31', clock: '09.00' });
      await house.db`update appointment set starts_at = ${at}, ends_at = ${new Date(at.getTime() + 1_200_000)}
        where id = ${made.appointmentId}`;
      house.at(at);
      assert.equal(why(await serve(house, officerOf(place), made.id)), 'done');
      const outcome = await accept(house, officerOf(place), made.id, {
        ticks: ticksOf(made),
        signed: true,
      });
      return outcome.ok ? outcome.value : why(outcome);
    };
    assert.match(await year(wib('2026-12-31', '23.59')), /\/2026\//);
    assert.match(await year(wib('2027-01-01', '00.00')), /\/2027\/000001$/);
  });
});
