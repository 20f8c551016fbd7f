import assert from 'node:assert/strict';
import { test } from 'node:test';
import { NIK } from '../../src/modules/dossiers/town.fixture.ts';
import { AT, type Desk, openDesk } from './desk.fixture.ts';

/** Somebody fills in the form and leaves it open. */
async function fillIn(desk: Desk, name: string) {
  const { town } = desk;
  const person = await town.person(name);
  const begun = await town.post(person, '/kantor-uji/permohonan', { layanan: 'ROYA', nama: name });
  const fields = {
    nama: name,
    'isian.nik': NIK,
    'alasan.ktp': 'Hilang',
    'alasan.sertipikat': 'Di bank',
  };
  const versi = /name="versi" value="([^"]*)"/.exec(
    (await town.get(person, begun.location)).text,
  )?.[1];
  return { person, at: begun.location, fields: { ...fields, versi: versi ?? '' } };
}

async function askForMandate(desk: Desk): Promise<void> {
  await desk.begin();
  await desk.send(`${AT}/ROYA/persyaratan`, {
    tindakan: 'simpan',
    butir: '',
    'name.id': 'Surat kuasa',
    required: 'ya',
  });
  assert.equal((await desk.publish('Surat kuasa.')).status, 303);
}

test('a service that changes under an open form: nothing typed is lost, the applicant is told what is new and looks again', async (t) => {
  const desk = await openDesk(t);
  const { town } = desk;
  const { person, at, fields } = await fillIn(desk, 'Ani');
  await town.send(person, at, { ...fields, tindakan: 'simpan' });
  await askForMandate(desk);

  const back = await town.get(person, at);
  assert.match(back.text, /Persyaratan ditambah: Surat kuasa/);
  assert.match(back.text, new RegExp(NIK));

  const sent = await town.send(person, at, { ...fields, tindakan: 'kirim' });
  assert.equal(sent.status, 422);
  assert.match(sent.text, /Layanan ini baru saja diperbarui/);
  assert.match(sent.text, /Persyaratan ditambah: Surat kuasa/);
  for (const typed of [NIK, 'Hilang', 'Di bank']) assert.match(sent.text, new RegExp(typed));

  const versi = /name="versi" value="([^"]*)"/.exec(sent.text)?.[1] ?? '';
  assert.equal(versi, 'ROYA:2');
  const lacking = await town.send(person, at, { ...fields, versi, tindakan: 'kirim' });
  assert.equal(lacking.status, 422, 'the new document is asked for');
  const whole = { ...fields, versi, 'alasan.surat_kuasa': 'Datang sendiri' };
  const done = await town.send(person, at, { ...whole, tindakan: 'kirim' });
  assert.match(done.location, /tanda-terima$/);
  assert.doesNotMatch((await town.get(person, at)).text, /Ada yang baru/);
});

test('whoever saves an outdated form is told on the next page, and once it was read it is no news', async (t) => {
  const desk = await openDesk(t);
  const { town } = desk;
  const { person, at, fields } = await fillIn(desk, 'Budi');
  await askForMandate(desk);
  const saved = await town.send(person, at, { ...fields, tindakan: 'simpan' });
  assert.match((await town.get(person, saved.location.split('#')[0] ?? '')).text, /Surat kuasa/);
  assert.match(saved.location, /versi=ROYA%3A1/);
  assert.doesNotMatch((await town.get(person, at)).text, /Ada yang baru/);
});

test('a service that is stopped under an open form keeps what was typed, takes nothing, and says where to go on', async (t) => {
  const desk = await openDesk(t);
  const { town } = desk;
  const running = await town.submit(await town.person('Citra'));
  const { person, at, fields } = await fillIn(desk, 'Dewi');
  const stopped = await town.post(desk.administrator, `${AT}/ROYA/hentikan`);
  assert.equal(stopped.status, 303);

  const saved = await town.send(person, at, { ...fields, tindakan: 'simpan' });
  assert.equal(saved.status, 303);
  const back = await town.get(person, at);
  assert.match(back.text, /tidak menerima permohonan baru lagi/);
  assert.match(back.text, new RegExp(NIK));
  const sent = await town.send(person, at, { ...fields, tindakan: 'kirim' });
  assert.equal(sent.status, 422);
  assert.equal((await town.get(person, '/kantor-uji/layanan/ROYA')).status, 404);

  // What was handed in before goes on.
  const verifier = await town.person('Petugas', ['verifier']);
  const dossier = await town.get(verifier, `/kantor-uji/petugas/berkas/${running.id}`);
  assert.equal(dossier.status, 200);
});
