import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { htmlFaults } from '../../../../test/ui/html-rules.ts';
import { newId } from '../../../kernel/ids.ts';
import { verifiedDossiers, wib } from '../meeting.fixture.ts';
import { type Caller } from './counter.fixture.ts';
import {
  applicant,
  booked,
  counter,
  desk,
  dossier,
  FRIDAY,
  house,
  kunci,
  mine,
  officer,
  other,
  page,
  place,
  time,
} from './scene.fixture.ts';

describe('an officer at the desk', () => {
  test('sees free seats by day and hour with the number of free counters', async () => {
    await booked('08.00');
    const [rival] = await verifiedDossiers(house, place, 1);
    const text = await page(
      officer,
      `/kantor-uji/petugas/berkas/${rival?.id}/jadwal?mulai=${FRIDAY}`,
    );
    assert.match(text, /Jumat, 20 November 2026/);
    assert.match(
      text,
      new RegExp(`value="${wib(FRIDAY, '08.00').toISOString()}"[\\s\\S]{0,300}1 loket`),
    );
    assert.match(
      text,
      new RegExp(`value="${wib(FRIDAY, '08.20').toISOString()}"[\\s\\S]{0,300}2 loket`),
    );
    assert.ok(!text.includes(wib(FRIDAY, '12.00').toISOString()), 'nothing in the Friday break');
  });

  test('sets exactly one, and what was chosen is kept when it was not', async () => {
    const two = await counter.post(officer, desk, [
      kunci(),
      ['tindakan', 'tetapkan'],
      time('09.00'),
      time('10.00'),
    ]);
    assert.equal(two.status, 422);
    assert.match(await two.text(), /pilih tepat satu waktu/);
    assert.equal(
      (
        await counter.post(officer, desk, [
          kunci(),
          ['tindakan', 'tetapkan'],
          ['loket', place.counters[1] ?? ''],
          time('09.00'),
        ])
      ).status,
      303,
    );
    assert.match(await page(officer, desk), /Loket 2/);
  });

  test('moves and cancels only with a reason', async () => {
    const id = await booked();
    await page(officer, `${desk}?pindah=${id}`);
    const mute = await counter.post(officer, `${desk}/batal`, [
      kunci(),
      ['jadwal', id],
      ['alasan', ''],
    ]);
    assert.equal(mute.status, 422);
    const text = await mute.text();
    assert.match(text, /Tulis alasan, paling sedikit 5 huruf/);
    assert.deepEqual(await htmlFaults(text), []);
    assert.equal(
      (
        await counter.post(officer, `${desk}/pindah`, [
          kunci(),
          ['jadwal', id],
          time('10.00'),
          ['alasan', 'Petugas sakit'],
        ])
      ).status,
      303,
    );
    assert.match(await page(applicant, mine), /Petugas sakit/);
  });

  test('moves it because the applicant asked on the phone, and the ledger says on whose behalf and by which way', async () => {
    const id = await booked();
    assert.match(
      await page(officer, `${desk}?atas_nama=telepon&pindah=${id}`),
      /<option value="telepon" selected/,
    );
    const moved = await counter.post(officer, `${desk}/pindah`, [
      kunci(),
      ['jadwal', id],
      time('10.00'),
      ['alasan', 'Minta lebih siang'],
      ['atas_nama', 'telepon'],
    ]);
    assert.equal(moved.status, 303);
    const [event] = await house.db<Record<string, unknown>[]>`
      select kind, actor_id, on_behalf_of, channel from event where stream_id = ${dossier.id} order by seq desc limit 1`;
    assert.deepEqual(
      { ...event },
      {
        kind: 'meeting.moved',
        actor_id: place.officer,
        on_behalf_of: dossier.applicantId,
        channel: 'phone',
      },
    );
  });

  test('is told once on the next page what was done', async () => {
    const id = await booked();
    const said = (response: Response) =>
      /kabar=([\w.]+)/.exec(response.headers.get('set-cookie') ?? '')?.[1];
    const moved = await counter.post(officer, `${desk}/pindah`, [
      kunci(),
      ['jadwal', id],
      time('10.00'),
      ['alasan', 'Petugas sakit'],
    ]);
    assert.equal(said(moved), 'appointments.done.moved');
    const cancelled = await counter.post(officer, `${desk}/batal`, [
      kunci(),
      ['jadwal', id],
      ['alasan', 'Kantor banjir'],
    ]);
    assert.equal(said(cancelled), 'appointments.done.cancelled');
    const refused = await counter.post(officer, `${desk}/batal`, [
      kunci(),
      ['jadwal', id],
      ['alasan', 'Kantor banjir'],
    ]);
    assert.equal(refused.status, 422);
    assert.equal(said(refused), undefined);
  });

  test('gives no seat to themself', async () => {
    const self: Caller = { id: dossier.applicantId, roles: ['counter_officer'] };
    assert.match(await page(self, desk), /Ini berkas Anda sendiri/);
    assert.equal(
      (await counter.post(self, desk, [kunci(), ['tindakan', 'tetapkan'], time('09.00')])).status,
      403,
    );
  });

  test('another office’s officer finds nothing, one without the role is told', async () => {
    const stranger: Caller = { id: other.officer, roles: ['counter_officer'] };
    assert.equal(
      (await counter.get(stranger, desk.replace('kantor-uji', 'lain-kantor'))).status,
      404,
    );
    assert.equal((await counter.get({ id: newId() }, desk)).status, 404);
    assert.equal((await counter.get({ id: newId(), roles: ['surveyor'] }, desk)).status, 403);
  });
});

describe('the day at the counters', () => {
  const day = `/kantor-uji/petugas/jadwal?tanggal=${FRIDAY}`;
  const close = (from: string, to: string, reason = 'Rapat bulanan') =>
    counter.post(officer, '/kantor-uji/petugas/jadwal/tutup', [
      kunci(),
      ['tanggal', FRIDAY],
      ['loket', place.counters[0] ?? ''],
      ['dari', from],
      ['sampai', to],
      ['alasan', reason],
    ]);

  test('shows who comes when, at which counter, and for what', async () => {
    await booked();
    const text = await page(officer, day);
    assert.match(text, /09\.00–09\.20 WIB[\s\S]*Siti Aminah[\s\S]*Roya/);
    assert.match(text, /1 jadwal/);
    assert.ok(
      !(
        await page(
          { id: other.officer, roles: ['counter_officer'] },
          day.replace('kantor-uji', 'lain-kantor'),
        )
      ).includes('Siti Aminah'),
    );
  });

  test('time is closed with a reason and opened again', async () => {
    assert.equal((await close('10.00', '11.00')).status, 303);
    const closed = await page(officer, day);
    assert.match(closed, /Ditutup: Rapat bulanan/);
    const [, claim = ''] = /name="tutup" value="([^"]+)"/.exec(closed) ?? [];
    assert.equal(
      (
        await counter.post(officer, '/kantor-uji/petugas/jadwal/buka', [
          kunci(),
          ['tanggal', FRIDAY],
          ['tutup', claim],
        ])
      ).status,
      303,
    );
    assert.ok(!(await page(officer, day)).includes('Ditutup: Rapat bulanan'));
  });

  test('whoever has a seat inside is listed, and what was typed stays', async () => {
    await booked();
    const refused = await close('08.30', '10.00');
    assert.equal(refused.status, 422);
    const text = await refused.text();
    assert.match(
      text,
      /Masih ada jadwal pemohon di waktu itu[\s\S]*Jumat, 20 November 2026 pukul 09\.00 WIB/,
    );
    assert.match(text, /name="dari"[^>]*value="08\.30"/);
    assert.deepEqual(await htmlFaults(text), []);
    assert.equal((await close('jam delapan', '10.00')).status, 422);
  });

  test('a holiday is said to be one', async () => {
    assert.match(
      await page(officer, '/kantor-uji/petugas/jadwal?tanggal=2026-11-21'),
      /Kantor tutup pada hari ini/,
    );
    await page(officer, '/kantor-uji/petugas/jadwal?tanggal=bukan-tanggal');
  });
});
