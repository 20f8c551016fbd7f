import assert from 'node:assert/strict';
import { test } from 'node:test';
import { newId } from '../../src/kernel/ids.ts';
import { NIK } from '../../src/modules/dossiers/town.fixture.ts';
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

  const audit = await desk.see('/kantor-uji/petugas/audit?jenis=service.published');
  assert.match(audit, /Persyaratan ditambah: Surat kuasa/);
  assert.match(audit, /“Surat kuasa diminta sejak hari ini\.”/);
  const about = async (code: string) =>
    (await desk.see(`/kantor-uji/petugas/audit?berkas=${code}`)).match(/Layanan diterbitkan<br/g);
  assert.equal((await about('roya'))?.length, 1, 'by the code of a service, however it is typed');
  assert.equal(await about('PETA'), null);

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

test('two administrators at once: the second sees who was quicker, and keeps what they typed', async (t) => {
  const desk = await openDesk(t);
  const { town } = desk;
  const made = await town.person('Made', ['administrator']);
  await desk.begin();
  const path = `${AT}/ROYA/biaya`;
  const edition = /name="suntingan" value="(\d+)"/.exec(await desk.see(path))?.[1] ?? '';
  const cost = (days: string) => ({
    suntingan: edition,
    'time.unit': 'working_days',
    'time.amount': days,
    'fee.kind': 'free',
  });
  assert.equal((await town.post(made, path, cost('9'))).status, 303);
  const late = await town.post(desk.administrator, path, cost('3'));
  assert.equal(late.status, 409);
  assert.match(late.text, /Made mengubah draf ini/);
  assert.match(late.text, /name="time\.amount"[^>]*value="3"/);
  const next = /name="suntingan" value="(\d+)"/.exec(late.text)?.[1] ?? '';
  const again = await town.post(desk.administrator, path, { ...cost('3'), suntingan: next });
  assert.equal(again.status, 303);
  assert.match(await desk.see(path), /name="time\.amount"[^>]*value="3"/);
});

test('a form sent twice is done once', async (t) => {
  const desk = await openDesk(t);
  await desk.begin();
  const path = `${AT}/ROYA/persyaratan`;
  const suntingan = /name="suntingan" value="(\d+)"/.exec(await desk.see(path))?.[1] ?? '';
  const form = { ...REQUIREMENT, suntingan, kunci: newId() };
  for (const _ of [1, 2])
    assert.equal((await desk.town.post(desk.administrator, path, form)).status, 303);
  const text = await desk.see(path);
  assert.equal(text.match(/id="butir-surat_kuasa/g)?.length, 1);
});

test('a mistake stands beside its field, in the list of the part, and in the way of publishing', async (t) => {
  const desk = await openDesk(t);
  await desk.begin();
  const saved = await desk.send(`${AT}/ROYA/isian`, {
    tindakan: 'simpan',
    butir: '',
    'label.id': 'Jenis pemohon',
    kind: 'choice',
  });
  assert.equal(saved.location, `${AT}/ROYA/isian?ubah=jenis_pemohon#butir-jenis_pemohon`);
  const sentence = /Isian pilihan memerlukan paling sedikit dua pilihan jawaban/;
  for (const page of ['isian?ubah=jenis_pemohon', 'isian', 'terbitkan'])
    assert.match(await desk.see(`${AT}/ROYA/${page}`), sentence);
  assert.doesNotMatch(await desk.see(`${AT}/ROYA/terbitkan`), /name="catatan"/);
  const press = { versi: '1', catatan: 'Uji.' };
  const forced = await desk.send(`${AT}/ROYA/terbitkan`, press, `${AT}/ROYA/isian`);
  assert.equal(forced.status, 422);
  assert.match(forced.text, sentence);
  const choices = {
    tindakan: 'simpan',
    butir: 'jenis_pemohon',
    'label.id': 'Jenis pemohon',
    kind: 'choice',
    'options[0].label.id': 'Perorangan',
    'options[1].label.id': 'Badan hukum',
  };
  await desk.send(`${AT}/ROYA/isian`, choices);
  assert.match(await desk.see(`${AT}/ROYA/terbitkan`), /dapat diterbitkan/);

  // A condition is written in two steps: first the question, then its answers.
  const conditional = {
    tindakan: 'tampilkan',
    butir: 'ktp',
    'name.id': 'KTP',
    required: 'ya',
    'when.field': 'jenis_pemohon',
  };
  const shown = await desk.send(`${AT}/ROYA/persyaratan`, conditional);
  assert.match(await desk.see(shown.location.split('#')[0] ?? ''), /value="perorangan"/);
  const whole = {
    ...conditional,
    tindakan: 'simpan',
    'when.shown': 'jenis_pemohon',
    'when.how': 'jawaban',
    'when.values': 'perorangan',
  };
  await desk.send(`${AT}/ROYA/persyaratan`, whole);
  assert.match(
    await desk.see(`${AT}/ROYA/persyaratan`),
    /Hanya bila .*Jenis pemohon.* dijawab Perorangan/,
  );
  assert.equal((await desk.publish('Jenis pemohon.')).status, 303);
});

test('the preview shows service and form as they would be, follows conditions, and sends nothing', async (t) => {
  const desk = await openDesk(t);
  const { town } = desk;
  await desk.begin();
  await desk.send(`${AT}/ROYA/persyaratan`, REQUIREMENT);
  const page = await desk.see(`${AT}/ROYA/pratinjau`);
  assert.match(page, /Pratinjau/);
  assert.match(page, /Surat kuasa/);
  assert.doesNotMatch(page, /permohonan\/baru\?layanan=ROYA/);
  const form = await town.post(desk.administrator, `${AT}/ROYA/pratinjau/formulir`, {
    'isian.nik': NIK,
  });
  assert.equal(form.status, 200);
  assert.match(form.text, new RegExp(NIK));
  assert.match(form.text, /<button[^>]*disabled[^>]*>DAFTAR ANTREAN SEKARANG!/);
  for (const table of ['draft', 'dossier', 'document'])
    assert.equal((await town.house.db`select 1 from ${town.house.db(table)}`).length, 0);
});

test('only an administrator of the office changes its services: nobody else, and none of another office', async (t) => {
  const desk = await openDesk(t);
  const { town } = desk;
  const others = [
    [await town.person('Kepala', ['head_of_office']), 403],
    [await town.person('Verifikator', ['verifier']), 403],
    [await town.person('Pusat', ['administrator'], 'pusat'), 404],
    [await town.person('Tetangga', ['administrator'], 'tetangga'), 404],
    [await town.person('Warga'), 404],
  ] as const;
  await desk.begin();
  for (const [person, status] of others) {
    for (const path of [
      AT,
      `${AT}/unduh`,
      `${AT}/ROYA`,
      `${AT}/ROYA/unduh`,
      `${AT}/ROYA/pokok`,
      `${AT}/ROYA/banding`,
    ])
      assert.equal((await town.get(person, path)).status, status, path);
    for (const path of [
      `${AT}/ROYA/terbitkan`,
      `${AT}/ROYA/hentikan`,
      `${AT}/ROYA/draf/buang`,
      `${AT}/unggah`,
    ])
      assert.equal((await town.post(person, path)).status, status, path);
  }
  // An administrator elsewhere works on the service of that name in their own office alone.
  const beside = await town.person('Tetangga kedua', ['administrator'], 'tetangga');
  const own = `/tetangga/petugas/atur/layanan`;
  assert.equal((await town.get(beside, own)).status, 200);
  assert.doesNotMatch((await town.get(beside, own)).text, /Wayan/);
});

test('a new service is made from nothing in the browser, and people apply for it', async (t) => {
  const desk = await openDesk(t);
  const { town } = desk;
  const at = `${AT}/PETA`;
  const unnamed = await town.post(desk.administrator, AT, { kode: 'PETA' });
  assert.equal(unnamed.status, 422);
  const taken = await town.post(desk.administrator, AT, { kode: 'ROYA', 'name.id': 'Peta' });
  assert.equal(taken.status, 422);
  assert.match(taken.text, /Kode ROYA sudah dipakai/);
  const begun = await town.post(desk.administrator, AT, { kode: 'peta', 'name.id': 'Peta bidang' });
  assert.equal(begun.location, `${at}/pokok`);
  assert.equal((await town.get(desk.administrator, '/kantor-uji/layanan/PETA')).status, 404);

  const basics = {
    'name.id': 'Peta bidang',
    'summary.id': 'Salinan peta bidang tanah.',
    'product.id': 'Salinan peta',
    source: 'SK 12/2026',
  };
  const empty = await desk.send(`${at}/pokok`, { 'name.id': 'Peta bidang' });
  assert.equal(empty.location, `${at}/pokok`);
  assert.match(await desk.see(`${at}/pokok`), /Bagian ini masih kosong/);
  const on = await desk.send(`${at}/pokok`, { ...basics, tindakan: 'lanjut' });
  assert.equal(on.location, `${at}/persyaratan`);
  await desk.send(`${at}/isian`, {
    butir: '',
    tindakan: 'simpan',
    'label.id': 'Luas tanah',
    kind: 'area',
    required: 'ya',
    min: '1',
  });
  const cost = {
    'time.unit': 'working_days',
    'time.amount': '3',
    'fee.kind': 'formula',
    'fee.formula': 'round(luas_tanah * tarif)',
    'constants[0].name': 'tarif',
    'constants[0].value': '1.500',
  };
  assert.equal((await desk.send(`${at}/biaya`, cost)).status, 303);
  assert.match(await desk.see(`${at}/biaya?coba.luas_tanah=200`), /Biayanya Rp300\.000\./);
  const version = { versi: '', catatan: 'Layanan baru.' };
  const published = await desk.send(`${at}/terbitkan`, version);
  assert.equal(published.status, 303, published.text);
  const page = await town.get(desk.administrator, '/kantor-uji/layanan/PETA');
  assert.match(page.text, /Salinan peta bidang tanah\./);
  const ani = await town.person('Ani');
  const form = { layanan: 'PETA', nama: 'Ani' };
  const draft = await town.post(ani, '/kantor-uji/permohonan', form);
  assert.match((await town.get(ani, draft.location)).text, /Luas tanah/);
});

test('what has no name, and a service whose code is taken, is said beside the field and keeps what was typed', async (t) => {
  const desk = await openDesk(t);
  await desk.begin();
  const beside = (field: string) =>
    new RegExp(`name="${field.replace('.', '\\.')}"[^>]*aria-invalid="true"`);
  const nameless = await desk.send(`${AT}/ROYA/persyaratan`, {
    ...REQUIREMENT,
    'name.id': '',
    'help.id': 'Paling lama tiga bulan.',
  });
  assert.equal(nameless.status, 422);
  assert.match(nameless.text, beside('name.id'));
  assert.match(nameless.text, /Paling lama tiga bulan\./);
  const taken = await desk.send(AT, { 'name.id': 'Peta', kode: 'roya' }, `${AT}/ROYA/pokok`);
  assert.equal(taken.status, 422);
  assert.match(taken.text, beside('kode'));
  const unnamed = await desk.send(AT, { 'name.id': '', kode: 'PETA' }, `${AT}/ROYA/pokok`);
  assert.match(unnamed.text, beside('name.id'));
  assert.match(unnamed.text, /value="PETA"/);
});

test('every change of a draft is taken back, the last one first, and named before it is', async (t) => {
  const desk = await openDesk(t);
  const { town } = desk;
  const made = await town.person('Made', ['administrator']);
  await desk.begin();
  const path = `${AT}/ROYA`;
  const undo = async (person = desk.administrator, suntingan?: string) => {
    const page = await desk.see(`${path}/persyaratan`);
    const seen = /name="suntingan" value="(\d+)"/.exec(page)?.[1] ?? '';
    return town.post(person, `${path}/draf/urungkan?dari=persyaratan`, {
      suntingan: suntingan ?? seen,
    });
  };
  const names = async () =>
    [...(await desk.see(`${path}/persyaratan`)).matchAll(/id="butir-(\w+)"/g)].map(
      ([, key]) => key,
    );
  assert.doesNotMatch(await desk.see(`${path}/persyaratan`), /Urungkan/);
  await desk.send(`${path}/persyaratan`, REQUIREMENT);
  await desk.send(`${path}/persyaratan`, { tindakan: 'naik:surat_kuasa' });
  await desk.send(`${path}/persyaratan`, { tindakan: 'hapus:ktp' });
  await desk.send(`${path}/biaya`, {
    'time.unit': 'working_days',
    'time.amount': '9',
    'fee.kind': 'free',
  });
  assert.deepEqual(await names(), ['surat_kuasa', 'sertipikat']);
  assert.match(await desk.see(`${path}/terbitkan`), /Urungkan: Waktu: 5 hari kerja → 9 hari kerja/);
  const back = await undo();
  assert.equal(back.location, `${path}/persyaratan`);
  assert.match(await desk.see(`${path}/biaya`), /name="time\.amount"[^>]*value="5"/);
  assert.match(await desk.see(`${path}/biaya`), /Urungkan: Persyaratan dihapus: KTP/);
  await undo();
  assert.deepEqual(await names(), ['ktp', 'surat_kuasa', 'sertipikat']);
  await undo();
  assert.deepEqual(await names(), ['ktp', 'sertipikat', 'surat_kuasa']);
  const old = /name="suntingan" value="(\d+)"/.exec(await desk.see(`${path}/persyaratan`))?.[1];
  await town.post(made, `${path}/persyaratan`, { tindakan: 'naik:surat_kuasa' });
  const late = await undo(desk.administrator, old);
  assert.equal(late.status, 409, 'nobody undoes unseen what a colleague has just done');
  assert.match(late.text, /Made mengubah draf ini/);
  await undo();
  await undo();
  assert.deepEqual(await names(), ['ktp', 'sertipikat']);
  assert.equal((await undo()).status, 422);
  // What is published or thrown away leaves nothing to undo behind.
  await town.post(desk.administrator, `${path}/draf/buang`);
  assert.equal((await town.house.db`select 1 from service_draft_step`).length, 0);
});

test('what has no English yet is shown as such before it is published, and leads to its place', async (t) => {
  const desk = await openDesk(t);
  await desk.begin();
  const lacking = async () =>
    /Belum ada bahasa Inggris \((\d+)\)/.exec(await desk.see(`${AT}/ROYA/terbitkan`))?.[1];
  const before = Number(await lacking());
  assert.ok(before > 0);
  assert.match(
    await desk.see(`${AT}/ROYA/terbitkan`),
    /<a lang="id" href="[^"]*\/persyaratan\?ubah=ktp#butir-ktp">KTP<\/a>/,
  );
  await desk.send(`${AT}/ROYA/persyaratan`, {
    ...REQUIREMENT,
    butir: 'ktp',
    'name.id': 'KTP',
    'name.en': 'Identity card',
  });
  assert.equal(Number(await lacking()), before - 1);
});

test('a new service is made as a copy of another, with a code and a name of its own', async (t) => {
  const desk = await openDesk(t);
  const { town } = desk;
  const copy = (salinan: string) =>
    town.post(desk.administrator, AT, { kode: 'ROYA-EL', 'name.id': 'Roya elektronik', salinan });
  const ghost = await copy('HANTU');
  assert.equal(ghost.status, 422);
  assert.match(ghost.text, /Roya elektronik/);
  assert.equal((await copy('ROYA')).location, `${AT}/ROYA-EL/pokok`);
  const at = `${AT}/ROYA-EL`;
  assert.match(await desk.see(`${at}/pokok`), /Roya elektronik/);
  assert.match(await desk.see(`${at}/persyaratan`), /butir-sertipikat/);
  const published = await desk.send(`${at}/terbitkan`, { versi: '', catatan: 'Salinan Roya.' });
  assert.equal(published.status, 303, published.text);
  const shown = await town.get(desk.administrator, '/kantor-uji/layanan/ROYA-EL');
  assert.match(shown.text, /Roya elektronik/);
});
