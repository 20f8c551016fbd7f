import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { type FreshDatabase, freshDatabase } from '../../../test/support/database.ts';
import { htmlFaults } from '../../../test/ui/html-rules.ts';
import { reactTask } from '../../kernel/reactions.ts';
import {
  furnish,
  newPlot,
  openTestHouse,
  type Place,
  type TestHouse,
  wib,
} from '../appointments/meeting.fixture.ts';
import type { Done } from '../dossiers/index.ts';
import { checkIn, serve } from './arriving.ts';
import {
  type Caller,
  type Expected,
  expected,
  meetAgain,
  officerOf,
  openFloor,
  TUESDAY,
  withPrinter,
} from './floor.fixture.ts';
import { accept, type Tick } from './handing-over.ts';
import { queueReactions } from './reactions.ts';
import { endDay } from './tasks.ts';

let database: FreshDatabase;
let house: TestHouse;
let place: Place;
let floor: ReturnType<typeof openFloor>;
let officer: Caller;
const LOKET = '/kantor-uji/petugas/loket';

before(async () => {
  database = await freshDatabase();
  house = withPrinter(openTestHouse(newPlot(database.url)));
  place = await furnish(house, 'kantor-uji');
  floor = openFloor(house);
  officer = { id: place.officer, roles: ['counter_officer'] };
});
after(async () => {
  await house.close();
  await database.close();
});

const why = (outcome: Done<unknown>) => (outcome.ok ? 'done' : outcome.reason.key);
const ticksOf = (applicationId = '', found: Tick['found'] = 'matches'): Tick[] =>
  ['ktp', 'sertipikat'].map((requirement) => ({ applicationId, requirement, found, keep: false }));
const seen = async (path: string) => {
  const answer = await floor.get(officer, path);
  assert.equal(answer.status, 200, path);
  assert.deepEqual(await htmlFaults(answer.text), [], path);
  return answer.text;
};
const stateOf = async (made: Expected) =>
  (
    await house.db<{ state: string; visit: string | null; starts: Date }[]>`
      select a.state, v.state as visit, a.starts_at as starts from appointment a
      left join visit v on v.appointment_id = a.id where a.id = ${made.appointmentId}`
  )[0];
const events = async (made: Expected) =>
  (
    await house.db<{ kind: string }[]>`
      select kind from event where stream_id = ${made.id} order by seq`
  ).map(({ kind }) => kind);
/** What the applicant was told; every event is answered first. */
const told = async (made: Expected) => {
  const react = reactTask(house, queueReactions);
  for (const { seq } of await house.db<{ seq: number }[]>`
    select seq from event where stream_id = ${made.id} order by seq`)
    await react({ stream: made.id, seq });
  const mails = await house.db<{ subject: string }[]>`
    select subject from notification where person_id = ${made.applicantId}`;
  return mails.map(({ subject }) => subject);
};

describe('a dossier with two meetings', () => {
  test('whoever is being served stays at the counter, though the other meeting is nearer by now', async () => {
    const made = await expected(house, place, { clock: '09.00', applications: 2 });
    const [first = '', second = ''] = made.applicationIds;
    await meetAgain(house, place, made, { clock: '09.40', applicationId: second });
    house.at(wib(TUESDAY, '09.00'));
    assert.equal(why(await serve(house, officerOf(place), made.id)), 'done');
    house.at(wib(TUESDAY, '09.25'));
    const page = await seen(`${LOKET}/${made.id}`);
    assert.match(page, /Terima dan beri nomor/);
    assert.ok(page.includes(`asli.${first}.ktp`));
    assert.ok(!page.includes(`asli.${second}.ktp`), 'the other meeting’s originals wait for it');
    const form = [
      [`asli.${first}.ktp`, 'sesuai'],
      [`asli.${first}.sertipikat`, 'sesuai'],
      ['tanda_tangan', 'ya'],
      ['tindakan', 'terima'],
    ] as const;
    assert.equal((await floor.post(officer, `${LOKET}/${made.id}`, form)).status, 303);
    // The first meeting is over, the second is next.
    assert.match(
      await seen(`${LOKET}?cari=${made.number}`),
      /Mulai layani[\s\S]*09\.40|09\.40[\s\S]*Mulai layani/,
    );
  });
});

describe('a page that was left open', () => {
  test('accepts nothing on the next day, nor after the meeting went to another', async () => {
    const made = await expected(house, place, { clock: '09.00' });
    house.at(wib(TUESDAY, '09.00'));
    assert.equal(why(await serve(house, officerOf(place), made.id)), 'done');
    const handOver = { ticks: ticksOf(made.applicationIds[0]), signed: true };
    await house.db`update dossier set handler_until = 'infinity' where id = ${made.id}`;
    house.at(wib('2026-11-18', '08.00'));
    assert.equal(
      why(await accept(house, officerOf(place), made.id, handOver)),
      'queue.admission.too_late.why',
    );
    house.at(wib(TUESDAY, '09.10'));
    await house.db`update appointment set starts_at = starts_at + interval '7 days', ends_at = ends_at + interval '7 days'
      where id = ${made.appointmentId}`;
    assert.equal(
      why(await accept(house, officerOf(place), made.id, handOver)),
      'queue.admission.wrong_day.why',
    );
  });
});

describe('an original that the office keeps', () => {
  test('cannot be missing', async () => {
    const made = await expected(house, place, { clock: '09.00' });
    house.at(wib(TUESDAY, '09.00'));
    assert.equal(why(await serve(house, officerOf(place), made.id)), 'done');
    await house.db`
      insert into original (office_id, application_id, requirement, place, place_since, found, checked_at, checked_by)
      values (${place.office.id}, ${made.applicationIds[0] ?? ''}, 'ktp', 'office', now(), 'matches', now(), ${place.officer})`;
    const ticks = ticksOf(made.applicationIds[0]).map((tick) => ({
      ...tick,
      found: tick.requirement === 'ktp' ? ('missing' as const) : tick.found,
    }));
    assert.equal(
      why(await accept(house, officerOf(place), made.id, { ticks, signed: true })),
      'queue.original.lies_here',
    );
  });
});

describe('a name typed at the gate', () => {
  test('never stands in an address, and everybody it finds has been looked at', async () => {
    const made = await expected(house, place, { clock: '09.00' });
    const answer = await floor.post(officer, LOKET, [['cari', 'Siti']]);
    assert.equal(answer.status, 200);
    assert.match(answer.text, /Siti Aminah/);
    assert.equal((await floor.get(officer, `${LOKET}?cari=Siti`)).location, LOKET);
    const looks = await house.db`
      select 1 from access_log where subject_id = ${made.id} and actor_id = ${place.officer}`;
    assert.equal(looks.length, 1);
  });
});

describe('the end of the day', () => {
  const came = async (at: Place) => {
    const made = await expected(house, at, { clock: '15.00' });
    house.at(wib(TUESDAY, '14.55'));
    assert.equal(why(await checkIn(house, officerOf(at), made.id)), 'done');
    house.at(wib('2026-11-18', '00.05'));
    await endDay(house);
    await endDay(house);
    return made;
  };

  test('whoever was here and was not served is told so, missed nothing, and waits for another seat', async () => {
    const made = await came(place);
    assert.deepEqual(await events(made), ['visitor.checked_in', 'meeting.unserved']);
    const { state, visit } = (await stateOf(made)) ?? {};
    assert.deepEqual([state, visit], ['unserved', 'unserved']);
    const [subject = '', ...more] = await told(made);
    assert.match(subject, /belum sempat dilayani/);
    assert.deepEqual(more, []);
    assert.match(await seen(`${LOKET}?cari=${made.number}`), /Belum ada jadwal/);
  });

  test('or gets the first free seat at once, where the office has decided so', async () => {
    const quick = await furnish(house, 'sigap-kantor', { rules: { unserved: 'next_seat' } });
    const made = await came(quick);
    assert.deepEqual(await events(made), [
      'visitor.checked_in',
      'meeting.unserved',
      'meeting.moved',
    ]);
    const { state, starts } = (await stateOf(made)) ?? {};
    assert.deepEqual([state, starts], ['booked', wib('2026-11-19', '08.00')]);
    house.at(wib('2026-11-19', '08.00'));
    assert.equal(why(await serve(house, officerOf(quick), made.id)), 'done');
  });
});

describe('whoever comes late', () => {
  test('gets another time today at the counter, and is served then', async () => {
    const made = await expected(house, place, { clock: '10.00' });
    house.at(wib(TUESDAY, '10.30'));
    const page = await seen(`${LOKET}?cari=${made.number}`);
    assert.match(page, /Jangan dilayani[\s\S]*Waktu yang masih kosong hari ini/);
    const [, seat = ''] = /<option value="([^"]+)"/.exec(page) ?? [];
    assert.equal(
      (await floor.post(officer, `${LOKET}/${made.id}/pindah`, [['waktu', seat]])).status,
      303,
    );
    assert.match(await seen(`${LOKET}?cari=${made.number}`), /Mulai layani/);
    assert.deepEqual(await events(made), ['meeting.moved']);
    const self: Caller = { id: made.applicantId, roles: ['counter_officer'] };
    assert.equal(
      (await floor.post(self, `${LOKET}/${made.id}/pindah`, [['waktu', seat]])).status,
      403,
    );
    for (const junk of ['', 'besok', `${seat.split(' ')[0]} bukan-loket`])
      assert.equal(
        (await floor.post(officer, `${LOKET}/${made.id}/pindah`, [['waktu', junk]])).status,
        422,
        junk,
      );
  });

  test('is not moved to another day, nor where the office does not do it', async () => {
    const made = await expected(house, place, { clock: '10.00' });
    house.at(wib(TUESDAY, '10.30'));
    const tomorrow = `${wib('2026-11-18', '09.00').toISOString()} ${place.counters[0]}`;
    const next = await floor.post(officer, `${LOKET}/${made.id}/pindah`, [['waktu', tomorrow]]);
    assert.equal(next.status, 422);
    const strict = await furnish(house, 'tegas-kantor', { rules: { onTheSpot: false } });
    const theirs = await expected(house, strict, { clock: '10.00' });
    const caller: Caller = { id: strict.officer, roles: ['counter_officer'] };
    const at = '/tegas-kantor/petugas/loket';
    const page = await floor.get(caller, `${at}?cari=${theirs.number}`);
    assert.ok(!page.text.includes('masih kosong hari ini'));
    const seat = `${wib(TUESDAY, '13.00').toISOString()} ${strict.counters[0]}`;
    const refused = await floor.post(caller, `${at}/${theirs.id}/pindah`, [['waktu', seat]]);
    assert.match(refused.text, /tidak memindahkan jadwal di loket/);
  });
});
