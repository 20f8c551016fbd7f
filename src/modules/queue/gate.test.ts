import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { parseCrontab } from 'graphile-worker';
import { type FreshDatabase, freshDatabase } from '../../../test/support/database.ts';
import { htmlFaults } from '../../../test/ui/html-rules.ts';
import { newId } from '../../kernel/ids.ts';
import {
  furnish,
  newPlot,
  openTestHouse,
  type Place,
  type TestHouse,
  wib,
} from '../appointments/meeting.fixture.ts';
import { checkIn } from './arriving.ts';
import {
  type Caller,
  expected,
  officerOf,
  openFloor,
  SECRET,
  TUESDAY,
  withPrinter,
} from './floor.fixture.ts';
import { endDay, queueCrontab, queueTasks, remind } from './tasks.ts';

let database: FreshDatabase;
let house: TestHouse;
let place: Place;
let other: Place;
let floor: ReturnType<typeof openFloor>;
let officer: Caller;
const LOKET = '/kantor-uji/petugas/loket';

before(async () => {
  database = await freshDatabase();
  house = withPrinter(openTestHouse(newPlot(database.url)));
  place = await furnish(house, 'kantor-uji');
  other = await furnish(house, 'lain-kantor');
  floor = openFloor(house);
  officer = { id: place.officer, roles: ['counter_officer'] };
});
after(async () => {
  await house.close();
  await database.close();
});

const seen = async (path: string, caller = officer) => {
  const answer = await floor.get(caller, path);
  assert.equal(answer.status, 200, path);
  assert.deepEqual(await htmlFaults(answer.text), [], path);
  return answer.text;
};
const events = async (dossierId: string) =>
  (
    await house.db<
      { kind: string }[]
    >`select kind from event where stream_id = ${dossierId} order by seq`
  ).map(({ kind }) => kind);

describe('the field at the gate', () => {
  test('says Layani to whoever has a meeting now, by number, name and code', async () => {
    const made = await expected(house, place, { clock: '09.00' });
    house.at(wib(TUESDAY, '08.55'));
    const byNumber = await seen(`${LOKET}?cari=${made.number}`);
    assert.match(byNumber, /Layani[\s\S]*Cocokkan KTP/);
    assert.ok(!byNumber.includes('Jangan dilayani'));
    const byCode = await floor.post(officer, LOKET, [
      ['cari', `https://loket.example/kantor-uji/lacak/${made.number}/${SECRET}`],
    ]);
    assert.equal(byCode.status, 200);
    assert.match(byCode.text, /Kode tanda terima cocok/);
    assert.ok(!byCode.text.includes(SECRET), 'the secret is not shown');
    const byName = await floor.post(officer, LOKET, [['cari', 'Siti']]);
    assert.match(byName.text, /Siti Aminah/);
    assert.deepEqual(await htmlFaults(byName.text), []);
  });

  test('says Jangan dilayani with the reason and the next step', async () => {
    const made = await expected(house, place, { clock: '10.00' });
    house.at(wib(TUESDAY, '08.00'));
    const early = await seen(`${LOKET}?cari=${made.number}`);
    assert.match(early, /Jangan dilayani[\s\S]*Belum waktunya[\s\S]*mulai 09\.00/);
    house.at(wib('2026-11-16', '10.00'));
    assert.match(
      await seen(`${LOKET}?cari=${made.number}`),
      /bukan hari ini[\s\S]*17 November 2026/,
    );
    house.at(wib(TUESDAY, '10.16'));
    assert.match(await seen(`${LOKET}?cari=${made.number}`), /sudah lewat[\s\S]*Pindahkan jadwal/);
    house.at(wib(TUESDAY, '10.00'));
    const forged = await floor.post(officer, LOKET, [
      ['cari', `https://loket.example/kantor-uji/lacak/${made.number}/ZZZZ2345EFGH`],
    ]);
    assert.match(forged.text, /Kode yang dipindai tidak cocok/);
    assert.ok(!forged.text.includes('class="sl-terms"'), 'a wrong code opens nothing');
  });

  test('another office’s number and code name that office and show nothing else', async () => {
    const theirs = await expected(house, other);
    house.at(wib(TUESDAY, '09.00'));
    const text = await seen(`${LOKET}?cari=${theirs.number}`);
    assert.match(text, /Berkas ini milik kantor lain/);
    const [result = ''] = text.split('Hari ini di loket');
    assert.ok(!result.includes('Siti Aminah'));
    const code = await floor.post(officer, LOKET, [
      ['cari', `https://loket.example/lain-kantor/lacak/${theirs.number}/${SECRET}`],
    ]);
    assert.match(code.text, /Berkas ini milik kantor lain/);
    for (const act of ['datang', 'layani', 'catatan'])
      assert.equal((await floor.post(officer, `${LOKET}/${theirs.id}/${act}`)).status, 404, act);
    assert.equal((await floor.get(officer, `${LOKET}/${theirs.id}/catatan.pdf`)).status, 404);
    assert.match(result, new RegExp(`catatan.pdf\\?nomor=${theirs.number}`));
    const path = `/kantor-uji/petugas/catatan.pdf?nomor=${theirs.number}`;
    assert.equal((await floor.get(officer, path)).type, 'application/pdf');
  });

  test('somebody without any dossier takes a note home that says how to apply', async () => {
    const none = await floor.post(officer, LOKET, [['cari', 'Zulfikar Entah']]);
    assert.match(none.text, /Berkas tidak ditemukan[\s\S]*petugas\/catatan.pdf/);
    assert.deepEqual(await htmlFaults(none.text), []);
    for (const nomor of ['', '?nomor=', '?nomor=ABC', `?nomor=${'9'.repeat(300)}`])
      assert.equal(
        (await floor.get(officer, `/kantor-uji/petugas/catatan.pdf${nomor}`)).type,
        'application/pdf',
      );
  });

  test('an identity number or a secret never gets into an address', async () => {
    const answer = await floor.post(officer, LOKET, [['cari', '1871991708990002']]);
    assert.equal(answer.status, 422);
    assert.ok(!answer.text.includes('1871991708990002'));
    assert.equal((await floor.get(officer, `${LOKET}?cari=1871991708990002`)).location, LOKET);
  });
});

describe('checking in', () => {
  test('happens once, however often and however many at once', async () => {
    const made = await expected(house, place, { clock: '11.00' });
    house.at(wib(TUESDAY, '10.50'));
    const outcomes = await Promise.all(
      Array.from({ length: 6 }, () => checkIn(house, officerOf(place), made.id)),
    );
    assert.ok(outcomes.every(({ ok }) => ok));
    assert.equal(outcomes.filter((o) => o.ok && o.value === 'arrived').length, 1);
    const rows = await house.db`select 1 from visit where appointment_id = ${made.appointmentId}`;
    assert.equal(rows.length, 1);
    assert.deepEqual(await events(made.id), ['visitor.checked_in']);
    house.at(wib(TUESDAY, '11.40'));
    assert.match(
      await seen(`${LOKET}?cari=${made.number}`),
      /Mulai layani/,
      'who came in time does not become late by waiting',
    );
  });

  test('is refused where the gate says no, and nothing is left behind', async () => {
    const made = await expected(house, place, { clock: '14.00' });
    house.at(wib(TUESDAY, '09.00'));
    const answer = await floor.post(officer, `${LOKET}/${made.id}/datang`);
    assert.equal(answer.status, 422);
    assert.match(answer.text, /Belum waktunya/);
    assert.deepEqual(await events(made.id), []);
  });

  test('nobody serves their own dossier', async () => {
    const made = await expected(house, place, { clock: '09.00' });
    house.at(wib(TUESDAY, '09.00'));
    const self: Caller = { id: made.applicantId, roles: ['counter_officer'] };
    assert.match(
      await seen(`${LOKET}?cari=${made.number}`, self),
      /Jangan dilayani[\s\S]*berkas Anda sendiri/,
    );
    for (const act of ['datang', 'layani', 'catatan'])
      assert.equal((await floor.post(self, `${LOKET}/${made.id}/${act}`)).status, 403, act);
    assert.deepEqual(await events(made.id), []);
  });
});

describe('a note for whoever is turned away', () => {
  test('goes out once a day by mail and stands in the diary; printed it is one sheet', async () => {
    const made = await expected(house, place, { clock: '15.00' });
    house.at(wib(TUESDAY, '08.00'));
    for (let times = 0; times < 2; times += 1)
      assert.equal((await floor.post(officer, `${LOKET}/${made.id}/catatan`)).status, 303);
    assert.deepEqual(await events(made.id), ['visitor.turned_away']);
    const mails =
      await house.db`select subject from notification where person_id = ${made.applicantId}`;
    assert.equal(mails.length, 1);
    const printed = await floor.get(officer, `${LOKET}/${made.id}/catatan.pdf`);
    assert.equal(printed.type, 'application/pdf');
  });
});

describe('the clock', () => {
  test('rings for tasks that exist', () => {
    const named = parseCrontab(queueCrontab).map(({ task }) => task);
    assert.deepEqual(named, Object.keys(queueTasks(house)));
  });

  test('a meeting nobody came to is missed when the office’s day is over, and not before', async () => {
    const absent = await expected(house, place, { clock: '09.00', day: '2026-11-18' });
    const present = await expected(house, place, { clock: '09.00', day: '2026-11-18' });
    house.at(wib('2026-11-18', '09.00'));
    assert.ok((await checkIn(house, officerOf(place), present.id)).ok);
    house.at(wib('2026-11-18', '23.59'));
    await endDay(house);
    assert.ok(!(await events(absent.id)).includes('meeting.missed'));
    house.at(wib('2026-11-19', '00.01'));
    await endDay(house);
    await endDay(house);
    assert.deepEqual(await events(absent.id), ['meeting.missed']);
    assert.deepEqual(
      await events(present.id),
      ['visitor.checked_in', 'meeting.unserved'],
      'whoever was here missed nothing',
    );
    assert.match(await seen(`${LOKET}?cari=${absent.number}`), /Belum ada jadwal/);
  });

  test('everybody is reminded the day before, once, and nobody at night', async () => {
    const made = await expected(house, place, { clock: '09.00', day: '2026-11-24' });
    const mails = async () =>
      (
        await house.db`select 1 from notification where person_id = ${made.applicantId} and dedupe like 'reminder:%'`
      ).length;
    house.at(wib('2026-11-22', '10.00'));
    await remind(house);
    house.at(wib('2026-11-23', '07.59'));
    await remind(house);
    assert.equal(await mails(), 0);
    house.at(wib('2026-11-23', '08.00'));
    await remind(house);
    await remind(house);
    assert.equal(await mails(), 1);
  });

  test('whom no mail reaches stands on a list to ring, until the meeting goes to another day', async () => {
    const made = await expected(house, place, { clock: '10.00', day: '2026-11-26' });
    const unreached = newId();
    await house.db`insert into person (id, full_name) values (${unreached}, 'Mbah Karsih')`;
    await house.db`update dossier set applicant_id = ${unreached} where id = ${made.id}`;
    const list = '/kantor-uji/petugas/ingatkan';
    house.at(wib('2026-11-25', '07.00'));
    assert.ok(!(await seen(list)).includes(made.number));
    house.at(wib('2026-11-25', '09.00'));
    await remind(house);
    assert.match(await seen(list), new RegExp(`10\\.00[\\s\\S]*${made.number}`));
    await house.db`update appointment set state = 'cancelled' where id = ${made.appointmentId}`;
    assert.ok(!(await seen(list)).includes(made.number));
    assert.equal((await floor.get({ id: place.officer, roles: ['operator'] }, list)).status, 403);
  });
});
