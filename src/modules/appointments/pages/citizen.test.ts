import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { htmlFaults } from '../../../../test/ui/html-rules.ts';
import { newId } from '../../../kernel/ids.ts';
import { fixSeat } from '../giving.ts';
import { asOfficer, verifiedDossiers, wib } from '../meeting.fixture.ts';
import { type Caller } from './counter.fixture.ts';
import {
  applicant,
  booked,
  counter,
  desk,
  FRIDAY,
  house,
  kunci,
  mine,
  officer,
  page,
  place,
  time,
} from './scene.fixture.ts';

describe('an applicant at their page of the meeting', () => {
  test('learns what comes next while there is none', async () => {
    assert.match(await page(applicant, mine), /Petugas sedang menyiapkan jadwal Anda/);
  });

  test('picks one of the offered times, sees how long they are held, and what to bring', async () => {
    const offered = await counter.post(officer, desk, [
      kunci(),
      ['tindakan', 'tawarkan'],
      time('09.00'),
      time('13.00'),
    ]);
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
    await counter.post(officer, desk, [
      kunci(),
      ['tindakan', 'tawarkan'],
      time('09.00'),
      time('13.00'),
    ]);
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
    assert.equal(
      (await counter.post(applicant, `${mine}/pindah`, [kunci(), ['jadwal', id], time('10.00')]))
        .status,
      303,
    );
    assert.match(await page(applicant, mine), /pukul 10\.00 WIB/);
  });

  test('who comes second reads that the seat is gone, beside a fresh list', async () => {
    const id = await booked();
    const rivals = await verifiedDossiers(house, place, 2);
    for (const rival of rivals)
      assert.ok(
        (
          await fixSeat(house, asOfficer(place), rival.id, {
            seat: { startsAt: wib(FRIDAY, '10.00') },
          })
        ).ok,
      );
    const response = await counter.post(applicant, `${mine}/pindah`, [
      kunci(),
      ['jadwal', id],
      time('10.00'),
    ]);
    assert.equal(response.status, 422);
    const text = await response.text();
    assert.match(text, /Tempat itu baru saja diambil\. Pilih waktu lain\./);
    assert.ok(
      !text.includes(wib(FRIDAY, '10.00').toISOString()) &&
        text.includes(wib(FRIDAY, '10.20').toISOString()),
    );
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
    assert.equal(
      (await counter.post(applicant, `${mine}/batal`, [kunci(), ['jadwal', id]])).status,
      303,
    );
    assert.match(await page(applicant, mine), /sudah dibatalkan/);
  });

  test('finds it on the dashboard, until it is over', async () => {
    const dashboard = '/kantor-uji/dasbor';
    assert.doesNotMatch(await page(applicant, dashboard), /Datang /);
    await booked();
    const coming = /Datang Jumat, 20 November 2026 pukul 09\.00 WIB, Loket/;
    const shown = await page(applicant, dashboard);
    assert.match(shown, coming);
    assert.ok(shown.includes(`href="${mine}"`));
    assert.match(await page(applicant, `${dashboard}/berkas`), coming);
    house.at(wib(FRIDAY, '16.00'));
    assert.doesNotMatch(await page(applicant, dashboard), /Datang /);
  });

  test('takes the calendar file along', async () => {
    await booked();
    const response = await counter.get(applicant, `${mine}.ics`);
    assert.equal(response.status, 200);
    assert.match(response.headers.get('content-type') ?? '', /^text\/calendar/);
    assert.match(
      await response.text(),
      /BEGIN:VTIMEZONE[\s\S]*DTSTART;TZID=Asia\/Jakarta:20261120T090000/,
    );
  });

  test('nobody else finds it', async () => {
    const id = await booked();
    const stranger: Caller = { id: newId() };
    for (const path of [mine, `${mine}.ics`])
      assert.equal((await counter.get(stranger, path)).status, 404);
    assert.equal(
      (await counter.post(stranger, `${mine}/batal`, [kunci(), ['jadwal', id]])).status,
      404,
    );
    const elsewhere = mine.replace('kantor-uji', 'lain-kantor');
    assert.equal((await counter.get(applicant, elsewhere)).status, 404);
  });
});
