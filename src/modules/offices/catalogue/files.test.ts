import assert from 'node:assert/strict';
import { once } from 'node:events';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { test } from 'node:test';
import { type Entry, fromBuffer, type ZipFile } from 'yauzl';
import { emptyHouse, exampleService, folderWith, putFiles } from '../example.fixture.ts';
import { exportOffice } from '../exporting/export-office.ts';
import { officeFiles, serviceFile } from '../exporting/office-files.ts';
import { zip } from '../exporting/zip.ts';
import { importOffices } from '../importing/import-offices.ts';
import { servicesOf } from '../offices.ts';
import { forgetOffices } from '../remembered.ts';
import { openCatalogue } from './catalogue.fixture.ts';
import { selectEdition } from './catalogue.sql.ts';
import { draftFromEdition, draftFromFile, draftNewService } from './drafting.ts';
import { retireService } from './publishing.ts';

const kuasa = {
  key: 'surat_kuasa',
  name: { id: 'Surat kuasa' },
  required: true,
  original: true,
  local: false,
};

/** The office after a day of editing: one service changed, a new one beside it. */
async function edited(t: Parameters<typeof openCatalogue>[0]) {
  const desk = await openCatalogue(t);
  await draftFromEdition(desk.house, desk.who, 'AA');
  await desk.change((draft) => ({ ...draft, requirements: [...draft.requirements, kuasa] }));
  assert.ok((await desk.publish()).ok);
  await draftNewService(desk.house, desk.who, {
    code: 'BB',
    name: { id: 'Baru' },
    firstStep: { id: 'Pemeriksaan' },
  });
  await desk.change(
    (draft) => ({ ...draft, summary: { id: 'Baru.' }, product: { id: 'Surat' } }),
    'BB',
  );
  assert.ok((await desk.publish('Layanan baru.', 'BB')).ok);
  return desk;
}

test('export, import, export: the same bytes, also after browser edits', async (t) => {
  const desk = await edited(t);
  const files = await officeFiles(desk.db, 'kantor-satu');
  assert.ok(files);
  assert.ok(files.has('services/BB.json'));
  const folder = folderWith(t, {});
  const target = await exportOffice(desk.db, 'kantor-satu', folder);
  assert.ok(target);
  for (const [name, text] of files) assert.equal(readFileSync(join(target, name), 'utf8'), text);

  const here = await importOffices(desk.house, folder);
  assert.ok(here.ok && here.offices.every(({ changed }) => !changed));
  const elsewhere = await emptyHouse(t);
  assert.ok((await importOffices(elsewhere, folder)).ok);
  const again = await officeFiles(elsewhere.db, 'kantor-satu');
  assert.deepEqual([...(again ?? [])], [...files]);
});

test('a service goes out as a file and comes in as a draft that says the same, byte for byte', async (t) => {
  const desk = await edited(t);
  const published = await selectEdition(desk.db, desk.office.id, 'AA', 2);
  assert.ok(published);
  const text = serviceFile(published);
  assert.deepEqual(await draftFromFile(desk.house, desk.who, text), { ok: true, code: 'AA' });
  const same = await desk.publish();
  assert.equal(!same.ok && same.refusal.reason.key, 'offices.catalogue.nothing_changed');
  await desk.change((draft) => ({ ...draft, source: 'SK 12/2026' }));
  assert.ok((await desk.publish()).ok);
  const next = await selectEdition(desk.db, desk.office.id, 'AA', 3);
  assert.ok(next);
  assert.equal(serviceFile(next), text.replace('"source": "contoh"', '"source": "SK 12/2026"'));
});

test('a file with a mistake makes no draft; each mistake is named by place', async (t) => {
  const desk = await openCatalogue(t);
  const flawsOf = async (content: object | string) => {
    const text = typeof content === 'string' ? content : JSON.stringify(content);
    const read = await draftFromFile(desk.house, desk.who, text);
    assert.ok(!read.ok);
    return (read.refusal.flaws ?? []).map(
      ({ field, reason }) => `${field} ${reason.key.split('.').at(-1)}`,
    );
  };
  assert.deepEqual(await flawsOf('{"code": "CC",}'), ['1:15 json_syntax']);
  assert.deepEqual(await flawsOf(exampleService('CC', { route: [], warna: 1 })), [
    'route too_few',
    'warna unknown_key',
  ]);
  for (const odd of ['\\u0000', '\\ud800'])
    assert.deepEqual(await flawsOf(JSON.stringify(exampleService('CC')).replace('Surat', odd)), [
      ' unstorable',
    ]);
  const twice = [kuasa, kuasa];
  assert.deepEqual(await flawsOf(exampleService('CC', { requirements: twice })), [
    'requirements[1].key duplicate',
  ]);
  assert.equal((await desk.db`select 1 from service_draft`).length, 0);
  // What can be mended in the browser comes in, and stands in the way of publishing there.
  const mendable = exampleService('CC', {
    fields: [{ key: 'jenis', kind: 'choice', label: { id: 'Jenis' } }],
  });
  assert.ok((await draftFromFile(desk.house, desk.who, JSON.stringify(mendable))).ok);
  assert.equal((await desk.publish('Uji.', 'CC')).ok, false);
});

test('a changed folder undoes nothing that was done in the browser to services it leaves as they were', async (t) => {
  const desk = await edited(t);
  const { folder } = desk;
  putFiles(folder, { 'kantor-satu/services/DD.json': exampleService('DD') });
  assert.ok((await importOffices(desk.house, folder)).ok);
  forgetOffices();
  const offered = async () =>
    (await servicesOf(desk.db, desk.office.id))
      .map(({ code, version }) => `${code} ${version}`)
      .toSorted();
  assert.deepEqual(await offered(), ['AA 2', 'BB 1', 'DD 1']);

  assert.ok((await retireService(desk.house, desk.who, 'DD')).ok);
  putFiles(folder, { 'kantor-satu/services/EE.json': exampleService('EE') });
  assert.ok((await importOffices(desk.house, folder)).ok);
  forgetOffices();
  assert.deepEqual(await offered(), ['AA 2', 'BB 1', 'EE 1']);

  // What the folder itself changes is what its author wants: it becomes the next edition.
  putFiles(folder, {
    'kantor-satu/services/AA.json': exampleService('AA', { source: 'SK 3/2026' }),
  });
  assert.ok((await importOffices(desk.house, folder)).ok);
  forgetOffices();
  assert.deepEqual(await offered(), ['AA 3', 'BB 1', 'EE 1']);
});

test('an archive holds the texts under their names, and the same texts give the same bytes', async (t) => {
  const files = [
    ['kantor/office.json', '{}\n'],
    ['kantor/services/AKTA-é.json', 'ä'.repeat(50_000)],
    ['kantor/kosong.json', ''],
  ] as const;
  const bytes = zip(files);
  assert.deepEqual(zip(files), bytes);
  const path = join(folderWith(t, {}), 'kantor.zip');
  writeFileSync(path, bytes);
  assert.deepEqual(
    await unpacked(Buffer.from(bytes)),
    files.map(([name, text]) => [name, text]),
  );
});

async function unpacked(bytes: Buffer): Promise<[string, string][]> {
  const archive = await new Promise<ZipFile>((resolve, reject) => {
    fromBuffer(bytes, { strictFileNames: true }, (error, opened) =>
      error ? reject(error) : resolve(opened),
    );
  });
  const entries: Entry[] = [];
  archive.on('entry', (entry: Entry) => void entries.push(entry));
  await once(archive, 'end');
  const found: [string, string][] = [];
  for (const entry of entries) {
    const stream = await new Promise<Readable>((resolve, reject) => {
      archive.openReadStream(entry, (error, opened) => (error ? reject(error) : resolve(opened)));
    });
    found.push([entry.fileName, await text(stream)]);
  }
  return found;
}
