import assert from 'node:assert/strict';
import { test } from 'node:test';
import { htmlFaults } from '../../../../../test/ui/html-rules.ts';
import { transaction } from '../../../../kernel/db.ts';
import { settingsRoutes } from '../../../offices/index.ts';
import { noticeCalendars, recountSome } from '../../recounting/recount.ts';
import { recountOf } from '../../recounting/recounting.sql.ts';
import { openTown } from '../../town.fixture.ts';
import { dossierRoutes } from '../index.ts';
import { RecountPart } from './recount-part.tsx';

test('whoever changes the days off sees how far the count has come, and the applicant which date holds now', async (t) => {
  const town = await openTown(t, (house) => [
    ...dossierRoutes(house, []),
    ...settingsRoutes(house, {
      nav: () => [],
      bookings: async () => [],
      recount: (visit) => RecountPart({ house, visit }),
    }),
  ]);
  const { house, office } = town;
  const [admin, siti] = [await town.person('Dwi', ['administrator']), await town.person('Siti')];
  const dossier = await town.submit(siti);
  await house.db`update office set profile = profile || '{"counters": []}' where id = ${office.id}`;
  const notice = () => transaction(house.db, (tx) => noticeCalendars(tx, house.now()));
  await notice();
  const days = '/kantor-uji/petugas/atur/libur';
  const page = async (who: string, path: string) => {
    const { status, text } = await town.get(who, path);
    assert.equal(status, 200);
    assert.deepEqual(await htmlFaults(text), []);
    return text;
  };
  assert.doesNotMatch(await page(admin, days), /hitung-ulang/, 'nothing was ever changed');

  const [running] = await house.db<{ due_at: Date }[]>`
    select due_at from application where id = ${dossier.application}`;
  assert.ok(running);
  const day = running.due_at.toISOString().slice(0, 10);
  const edisi = /name="edisi" value="([^"]*)"/.exec(await page(admin, days))?.[1] ?? '';
  const form = { edisi, from: day, to: '', name: 'Banjir', source: 'SE 12/2026' };
  const saved = await town.post(admin, days, form);
  assert.equal(saved.status, 303, /role="alert">(.{0,200})/.exec(saved.text)?.[1] ?? '');
  assert.equal(await notice(), 1);
  assert.match(await page(admin, days), /0 dari 1; 0 berubah/);

  const { run } = (await recountOf(house.db, office.id)) ?? { run: 0 };
  await recountSome(house, office.id, run);
  assert.match(await page(admin, days), /1 permohonan dilihat, 1 mendapat batas waktu lain/);
  const told = await page(siti, `/kantor-uji/berkas/${dossier.id}`);
  assert.match(told, /Batas waktu sekarang/);
  assert.match(told, /Hari kerja kantor berubah/);
  assert.match(
    await page(admin, '/kantor-uji/petugas/atur/jam'),
    /1 permohonan dilihat/,
    'and beside the opening hours',
  );
});
