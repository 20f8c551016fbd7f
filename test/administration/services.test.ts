import assert from 'node:assert/strict';
import { test } from 'node:test';
import { AT, openDesk } from './desk.fixture.ts';

const REQUIREMENT = { 'name.id': 'Surat kuasa', required: 'ya', tindakan: 'simpan', butir: '' };

test('an administrator changes a requirement and publishes; who has applied keeps what was asked then', async (t) => {
  const desk = await openDesk(t);
  const { town } = desk;
  const ani = await town.person('Ani');
  const running = await town.submit(ani);
  await desk.begin();
  const added = await desk.send(`${AT}/ROYA/persyaratan`, REQUIREMENT);
  assert.equal(added.location, `${AT}/ROYA/persyaratan#butir-surat_kuasa`);
  const compared = await desk.see(`${AT}/ROYA/terbitkan`);
  assert.match(compared, /Persyaratan ditambah/);
  assert.match(compared, /Surat kuasa/);
  const published = await desk.publish('Surat kuasa diminta sejak hari ini.');
  assert.equal(published.status, 303, published.text);

  const page = await town.get(ani, '/kantor-uji/layanan/ROYA');
  assert.match(page.text, /Surat kuasa/);
  const pinned = await town.house.db<{ service_version: number }[]>`
    select service_version from application where id = ${running.application}`;
  assert.equal(pinned[0]?.service_version, 1);
  const dossier = await town.get(ani, `/kantor-uji/berkas/${running.id}`);
  assert.equal(dossier.status, 200);
  assert.doesNotMatch(dossier.text, /Surat kuasa/);

  const list = await desk.see(AT);
  assert.match(list, /1 memakai versi 1/);
  const service = await desk.see(`${AT}/ROYA`);
  assert.match(service, /Surat kuasa diminta sejak hari ini\./);
  assert.match(service, /Wayan/);
});
