import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, test } from 'node:test';
import { type FreshDatabase, freshDatabase } from '../../../../test/support/database.ts';
import { htmlFaults } from '../../../../test/ui/html-rules.ts';
import { newId } from '../../../kernel/ids.ts';
import { fixSeat } from '../giving.ts';
import { asOfficer, furnish, MONDAY, newPlot, openTestHouse, type Place, type TestHouse, type VerifiedDossier, verifiedDossiers, wib } from '../meeting.fixture.ts';
import { type Caller, openCounter } from './counter.fixture.ts';

const FRIDAY = '2026-11-20';
let database: FreshDatabase;
let house: TestHouse;
let place: Place;
let other: Place;
let counter: ReturnType<typeof openCounter>;
let dossier: VerifiedDossier;
let applicant: Caller;
let officer: Caller;
let mine: string;
let desk: string;

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

const page = async (caller: Caller, path: string, status = 200): Promise<string> => {
  const response = await counter.get(caller, path);
  assert.equal(response.status, status);
  const text = await response.text();
  assert.deepEqual(await htmlFaults(text), [], path);
  return text;
};
const kunci = () => ['kunci', newId()] as const;
const time = (clock: string) => ['waktu', wib(FRIDAY, clock).toISOString()] as const;
const booked = async (clock = '09.00') => {
  const outcome = await fixSeat(house, asOfficer(place), dossier.id, { seat: { startsAt: wib(FRIDAY, clock) } });
  assert.ok(outcome.ok);
  return outcome.value;
};

describe('an applicant at their page of the meeting', () => {
  test('learns what comes next while there is none', async () => {
    assert.match(await page(applicant, mine), /Petugas sedang menyiapkan jadwal Anda/);
  });

  test('picks one of the offered times, sees how long they are held, and what to bring', async () => {
    const offered = await counter.post(officer, desk, [kunci(), ['tindakan', 'tawarkan'], time('09.00'), time('13.00')]);
    assert.equal(offered.status, 303);
    const choices = await page(applicant, mine);
    assert.match(choices, /Sisa waktu memilih: 24 jam 0 menit/);
    assert.match(choices, /Sertipikat/);
    const [, pick = ''] = /name="pilihan" value="([^"]+)"/.exec(choices) ?? [];
    const form = [kunci(), ['pilihan', pick]] as const;
    assert.equal((await counter.post(applicant, mine, form)).status, 303);
    assert.equal((await counter.post(applicant, mine, form)).status, 303, 'sent twice, done once');
    const fixed = await page(applicant, mine);
    assert.match(fixed, /Jumat, 20 November 2026 pukul 09\.00 WIB/);
    assert.match(fixed, /Tanpa jadwal, loket tidak melayani/);
  });

  test('must choose, and is told beside the choice', async () => {
    await counter.post(officer, desk, [kunci(), ['tindakan', 'tawarkan'], time('09.00'), time('13.00')]);
    const response = await counter.post(applicant, mine, [kunci()]);
    assert.equal(response.status, 422);
    const text = await response.text();
    assert.match(text, /id="pilihan-kesalahan">Pilih satu waktu/);
    assert.deepEqual(await htmlFaults(text), []);
  });

  test('moves the meeting on a page that needs no JavaScript, at the same counter', async () => {
    const id = await booked();
    const moving = await page(applicant, `${mine}?pindah=${id}`);
    assert.match(moving, /Sisa kesempatan pindah: 2 dari 2/);
    assert.ok(moving.includes(wib(FRIDAY, '10.00').toISOString()));
    assert.equal((await counter.post(applicant, `${mine}/pindah`, [kunci(), ['jadwal', id], time('10.00')])).status, 303);
    assert.match(await page(applicant, mine), /pukul 10\.00 WIB/);
  });

  test('who comes second reads that the seat is gone, beside a fresh list', async () => {
    const id = await booked();
    const rivals = await verifiedDossiers(house, place, 2);
    for (const rival of rivals) assert.ok((await fixSeat(house, asOfficer(place), rival.id, { seat: { startsAt: wib(FRIDAY, '10.00') } })).ok);
    const response = await counter.post(applicant, `${mine}/pindah`, [kunci(), ['jadwal', id], time('10.00')]);
    assert.equal(response.status, 422);
    const text = await response.text();
    assert.match(text, /Tempat itu baru saja diambil\. Pilih waktu lain\./);
    assert.ok(!text.includes(wib(FRIDAY, '10.00').toISOString()) && text.includes(wib(FRIDAY, '10.20').toISOString()));
  });

  test('too late to change, the page says why and whom to ask', async () => {
    await booked();
    house.at(wib('2026-11-19', '12.00'));
    const text = await page(applicant, mine);
    assert.match(text, /paling lambat 24 jam sebelumnya/);
    assert.ok(!text.includes('Pindah jadwal') && !text.includes('/batal'));
  });

  test('cancels it', async () => {
    const id = await booked();
    assert.equal((await counter.post(applicant, `${mine}/batal`, [kunci(), ['jadwal', id]])).status, 303);
    assert.match(await page(applicant, mine), /sudah dibatalkan/);
  });

  test('takes the calendar file along', async () => {
    await booked();
    const response = await counter.get(applicant, `${mine}.ics`);
    assert.equal(response.status, 200);
    assert.match(response.headers.get('content-type') ?? '', /^text\/calendar/);
    assert.match(await response.text(), /BEGIN:VTIMEZONE[\s\S]*DTSTART;TZID=Asia\/Jakarta:20261120T090000/);
  });

  test('nobody else finds it', async () => {
    const id = await booked();
    const stranger: Caller = { id: newId() };
    for (const path of [mine, `${mine}.ics`]) assert.equal((await counter.get(stranger, path)).status, 404);
    assert.equal((await counter.post(stranger, `${mine}/batal`, [kunci(), ['jadwal', id]])).status, 404);
    const elsewhere = mine.replace('kantor-uji', 'lain-kantor');
    assert.equal((await counter.get(applicant, elsewhere)).status, 404);
  });
});

describe('an officer at the desk', () => {
  test('sees free seats by day and hour with the number of free counters', async () => {
    await booked('08.00');
    const [rival] = await verifiedDossiers(house, place, 1);
    const text = await page(officer, `/kantor-uji/petugas/berkas/${rival?.id}/jadwal?mulai=${FRIDAY}`);
    assert.match(text, /Jumat, 20 November 2026/);
    assert.match(text, new RegExp(`value="${wib(FRIDAY, '08.00').toISOString()}"[\\s\\S]{0,300}1 loket`));
    assert.match(text, new RegExp(`value="${wib(FRIDAY, '08.20').toISOString()}"[\\s\\S]{0,300}2 loket`));
    assert.ok(!text.includes(wib(FRIDAY, '12.00').toISOString()), 'nothing in the Friday break');
  });

  test('sets exactly one, and what was chosen is kept when it was not', async () => {
    const two = await counter.post(officer, desk, [kunci(), ['tindakan', 'tetapkan'], time('09.00'), time('10.00')]);
    assert.equal(two.status, 422);
    assert.match(await two.text(), /pilih tepat satu waktu/);
    assert.equal((await counter.post(officer, desk, [kunci(), ['tindakan', 'tetapkan'], ['loket', place.counters[1] ?? ''], time('09.00')])).status, 303);
    assert.match(await page(officer, desk), /Loket 2/);
  });

  test('moves and cancels only with a reason', async () => {
    const id = await booked();
    await page(officer, `${desk}?pindah=${id}`);
    const mute = await counter.post(officer, `${desk}/batal`, [kunci(), ['jadwal', id], ['alasan', '']]);
    assert.equal(mute.status, 422);
    const text = await mute.text();
    assert.match(text, /Tulis alasan, paling sedikit 5 huruf/);
    assert.deepEqual(await htmlFaults(text), []);
    assert.equal((await counter.post(officer, `${desk}/pindah`, [kunci(), ['jadwal', id], time('10.00'), ['alasan', 'Petugas sakit']])).status, 303);
    assert.match(await page(applicant, mine), /Petugas sakit/);
  });

  test('gives no seat to themself', async () => {
    const self: Caller = { id: dossier.applicantId, roles: ['counter_officer'] };
    assert.match(await page(self, desk), /Ini berkas Anda sendiri/);
    assert.equal((await counter.post(self, desk, [kunci(), ['tindakan', 'tetapkan'], time('09.00')])).status, 403);
  });

  test('another office’s officer finds nothing, one without the role is told', async () => {
    const stranger: Caller = { id: other.officer, roles: ['counter_officer'] };
    assert.equal((await counter.get(stranger, desk.replace('kantor-uji', 'lain-kantor'))).status, 404);
    assert.equal((await counter.get({ id: newId() }, desk)).status, 404);
    assert.equal((await counter.get({ id: newId(), roles: ['surveyor'] }, desk)).status, 403);
  });
});

describe('the day at the counters', () => {
  const day = `/kantor-uji/petugas/jadwal?tanggal=${FRIDAY}`;
  const close = (from: string, to: string, reason = 'Rapat bulanan') =>
    counter.post(officer, '/kantor-uji/petugas/jadwal/tutup', [kunci(), ['tanggal', FRIDAY], ['loket', place.counters[0] ?? ''], ['dari', from], ['sampai', to], ['alasan', reason]]);

  test('shows who comes when, at which counter, and for what', async () => {
    await booked();
    const text = await page(officer, day);
    assert.match(text, /09\.00–09\.20 WIB[\s\S]*Siti Aminah[\s\S]*Roya/);
    assert.match(text, /1 jadwal/);
    assert.ok(!(await page({ id: other.officer, roles: ['counter_officer'] }, day.replace('kantor-uji', 'lain-kantor'))).includes('Siti Aminah'));
  });

  test('time is closed with a reason and opened again', async () => {
    assert.equal((await close('10.00', '11.00')).status, 303);
    const closed = await page(officer, day);
    assert.match(closed, /Ditutup: Rapat bulanan/);
    const [, claim = ''] = /name="tutup" value="([^"]+)"/.exec(closed) ?? [];
    assert.equal((await counter.post(officer, '/kantor-uji/petugas/jadwal/buka', [kunci(), ['tanggal', FRIDAY], ['tutup', claim]])).status, 303);
    assert.ok(!(await page(officer, day)).includes('Ditutup: Rapat bulanan'));
  });

  test('whoever has a seat inside is listed, and what was typed stays', async () => {
    await booked();
    const refused = await close('08.30', '10.00');
    assert.equal(refused.status, 422);
    const text = await refused.text();
    assert.match(text, /Masih ada jadwal pemohon di waktu itu[\s\S]*Jumat, 20 November 2026 pukul 09\.00 WIB/);
    assert.match(text, /name="dari"[^>]*value="08\.30"/);
    assert.deepEqual(await htmlFaults(text), []);
    assert.equal((await close('jam delapan', '10.00')).status, 422);
  });

  test('a holiday is said to be one', async () => {
    assert.match(await page(officer, '/kantor-uji/petugas/jadwal?tanggal=2026-11-21'), /Kantor tutup pada hari ini/);
    await page(officer, '/kantor-uji/petugas/jadwal?tanggal=bukan-tanggal');
  });
});
