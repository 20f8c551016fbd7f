import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { isDeepStrictEqual } from 'node:util';
import { emptyHouse, exampleService, folderWith } from '../example.fixture.ts';
import { importOffices } from '../importing/import-offices.ts';
import { exportOffice } from './export-office.ts';

const shipped = join(import.meta.dirname, '../../../../offices');
const SLUGS = [
  'atr-bpn',
  'bppt-bandung',
  'disdukcapil-banjar',
  'kantah-bandar-lampung',
  'ptsp-jakarta-utara',
];

/** Names and contents of all files below a folder, people aside. */
function contents(folder: string): Record<string, string> {
  const names = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name !== 'staff.json' && !entry.name.endsWith('.md'))
    .map((entry) => join(entry.parentPath, entry.name));
  return Object.fromEntries(
    names.sort().map((name) => [name.slice(folder.length + 1), readFileSync(name, 'utf8')]),
  );
}

/** The same content; in JSON whatever the order of its keys. */
function says(name: string, a: string, b: string): boolean {
  return name.endsWith('.json') ? isDeepStrictEqual(JSON.parse(a), JSON.parse(b)) : a === b;
}

test('an office goes out as it came in, and coming in again changes nothing', async (t) => {
  const house = await emptyHouse(t);
  assert.ok((await importOffices(house, shipped)).ok);
  const folder = folderWith(t, {});
  for (const slug of SLUGS) {
    const target = await exportOffice(house.db, slug, folder);
    assert.ok(target);
    const [out, original] = [contents(target), contents(join(shipped, slug))];
    assert.deepEqual(Object.keys(out), Object.keys(original));
    for (const [name, text] of Object.entries(out))
      assert.ok(says(name, text, original[name] ?? ''), `${slug}/${name}`);
    await exportOffice(house.db, slug, folder);
    for (const [name, text] of Object.entries(contents(target)))
      assert.ok(text === out[name], name);
  }
  const events = await house.db`select count(*) from event`;
  const again = await importOffices(house, folder);
  assert.ok(again.ok && again.offices.every(({ changed }) => !changed));
  assert.deepEqual(await house.db`select count(*) from event`, events);
});

test('a service that is gone does not linger in the folder; the people there are left alone', async (t) => {
  const house = await emptyHouse(t);
  assert.ok((await importOffices(house, shipped)).ok);
  const folder = folderWith(t, {
    'ptsp-jakarta-utara/services/LAMA.json': exampleService('LAMA'),
    'ptsp-jakarta-utara/staff.json': '[]',
  });
  const target = await exportOffice(house.db, 'ptsp-jakarta-utara', folder);
  assert.ok(target);
  assert.ok(!readdirSync(join(target, 'services')).includes('LAMA.json'));
  assert.ok(readdirSync(target).includes('staff.json'));
});

test('a life event leaves with the services that go with it: a stopped one does not keep the office from coming in again', async (t) => {
  const house = await emptyHouse(t);
  assert.ok((await importOffices(house, shipped)).ok);
  await house.db`update service set retired_at = now() where code in ('AKTA-MATI', 'KIA-BALITA')`;
  const folder = folderWith(t, {});
  const target = await exportOffice(house.db, 'disdukcapil-banjar', folder);
  assert.ok(target);
  const out = contents(target);
  assert.doesNotMatch(out['office.json'] ?? '', /AKTA-MATI|KIA-BALITA/);
  assert.match(out['office.json'] ?? '', /AKTA-LAHIR/);
  const elsewhere = await emptyHouse(t);
  const again = await importOffices(elsewhere, folder);
  assert.ok(again.ok, again.ok ? '' : again.sentences.en);
  const second = await exportOffice(elsewhere.db, 'disdukcapil-banjar', folderWith(t, {}));
  assert.deepEqual(contents(second ?? ''), out);
});

test('an office that does not exist leaves no folder', async (t) => {
  const house = await emptyHouse(t);
  const folder = folderWith(t, {});
  assert.equal(await exportOffice(house.db, 'tidak-ada', folder), undefined);
  assert.deepEqual(readdirSync(folder), []);
});
