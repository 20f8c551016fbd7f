import assert from 'node:assert/strict';
import { newcomer, register } from '../applicant.ts';
import { ApplicationForm } from '../application-form.ts';
import type { Counter } from '../counter.ts';
import { photo, scan } from '../files.ts';
import { file } from '../filing.ts';
import { judgeAll } from '../judging.ts';
import { readReceipt } from '../receipt.ts';
import { figureOn } from './head.ts';
import { atWork, LOOK } from './people.ts';

const REGISTRY = 'disdukcapil-banjar';
const LICENCES = 'bppt-bandung';
const LATER = 'Sedang diurus dalam berkas ini.';
const WHY = 'Menunggu rekomendasi dari dinas perdagangan';

/** A child was born: one dossier, three applications, and the head of the registry counts both numbers. */
export async function familyFiles(counter: Counter): Promise<void> {
  const citizen = await counter.visitor(LOOK);
  await register(citizen, REGISTRY, newcomer('Euis', 'Kartika'));
  await citizen.go(`/${REGISTRY}`);
  await citizen.leads(citizen.page.getByRole('link', { name: 'Anak lahir', exact: true }));
  await citizen.press('portal.events.apply_together');
  await citizen.press('dossiers.begin.next');
  const form = await ApplicationForm.findAgain(citizen, REGISTRY, citizen.path);
  await form.answer({
    no_kk: '3279011203180005',
    nik: '3279014203900003',
    nama_anak: 'Bunga Kartika',
    tanggal_lahir: '2026-09-15',
    surat_lahir_ada: 'true',
    orang_tua: 'buku_nikah',
    'KK-UBAH.nik': '3279011708880001',
    perubahan: 'Tambah anak',
    'KIA-BALITA.nik': '3279015509260002',
  });
  await form.save();
  for (const requirement of ['f_2_01', 'buku_nikah', 'f_1_02', 'f_1_06', 'bukti_peristiwa'])
    await form.explain(requirement, LATER);
  await form.explain('akta_kelahiran', LATER);
  await form.hand({
    kk: [await photo('kartu-keluarga.jpg')],
    surat_lahir: [await photo('surat-lahir.jpg')],
    ktp_orang_tua: [await photo('ktp-orang-tua.jpg')],
    kk_lama: [await photo('kk-lama.jpg')],
  });
  await form.send();
  const receipt = await readReceipt(citizen);

  const officer = await atWork(counter, REGISTRY, 'verifier');
  const desk = officer.visitor;
  await officer.takeNext();
  await desk.reads(new RegExp(receipt.number));
  await judgeAll(desk, true, undefined);
  await desk.press('dossiers.desk.next.complete');
  await citizen.go(receipt.dossier);
  await citizen.reads('dossiers.page.nothing_to_do');

  const head = await atWork(counter, REGISTRY, 'head_of_office');
  await head.visitor.go(`/${REGISTRY}/petugas/angka`);
  for (const figure of ['received', 'checked', 'verified', 'first_time_right'] as const)
    assert.deepEqual((await figureOn(head.visitor, figure)).counts, ['3', '1'], figure);
  for (const visitor of [citizen, desk, head.visitor]) await visitor.leave();
}

/** A licence is carried to done by hand: each step with its proof, more time with its reason, the result fetched by the applicant. */
export async function licenceIsDone(counter: Counter): Promise<void> {
  const citizen = await counter.visitor(LOOK);
  const licence = await scan('izin-siup.pdf', 1);
  const filed = await file(citizen, 'Dadang', {
    office: LICENCES,
    service: 'SIUP',
    answers: {
      jenis_pemohon: 'perorangan',
      nik: '3273014203850003',
      nama_usaha: 'Warung Dadang',
      lokasi: 'Jalan Asia Afrika 1, Bandung',
      modal_usaha: '60000000',
      alamat_kirim: 'Jalan Asia Afrika 1, Bandung 40111',
    },
    files: {
      ktp: [await scan('ktp.pdf', 1)],
      npwp: [await scan('npwp.pdf', 1)],
      bukti_tempat: [await scan('bukti-tempat.pdf', 1)],
    },
  });
  const verifier = await atWork(counter, LICENCES, 'verifier');
  await verifier.takeNext();
  for (const requirement of ['ktp', 'npwp', 'bukti_tempat'])
    await verifier.judge(requirement, 'diterima');
  await verifier.visitor.press('dossiers.desk.next.complete');
  await verifier.putBack();

  const operator = await atWork(counter, LICENCES, 'operator');
  const desk = operator.visitor;
  await operator.takeNext();
  const more = desk.page.locator('details', { has: desk.page.locator('input[name="lama"]') });
  await more.locator('summary').click();
  await desk.page.locator('input[name="lama"]').fill('3');
  await desk.page.locator('#alasan-perpanjangan').fill(WHY);
  await desk.leads(more.locator('button[type="submit"]'));
  await operator.record('Berita acara 12');
  await citizen.go(filed.dossier);
  await citizen.reads(new RegExp(WHY));

  const signatory = await atWork(counter, LICENCES, 'signatory');
  await signatory.takeNext();
  await signatory.record('SK 503/SIUP/7/2026');
  await signatory.record('Naskah 503/1/2026');
  await operator.takeNext();
  await desk.page.locator('#berkas-hasil').setInputFiles(licence.path);
  await desk.page.locator('#catatan-hasil').fill('Berlaku lima tahun.');
  await desk.press('dossiers.result.ready');

  await citizen.go(filed.dossier);
  for (const proof of ['Berita acara 12', 'SK 503/SIUP/7/2026', 'Naskah 503/1/2026'])
    await citizen.reads(new RegExp(proof));
  const [download] = await Promise.all([
    citizen.page.waitForEvent('download'),
    (await citizen.button('dossiers.result.download')).click(),
  ]);
  assert.equal(download.suggestedFilename(), 'izin-siup.pdf');
  await citizen.go(`/${LICENCES}/dasbor`);
  await citizen.reads('dossiers.status.completed');
  for (const each of [citizen, verifier.visitor, desk, signatory.visitor]) await each.leave();
}
