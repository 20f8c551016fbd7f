import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, describe, test } from 'node:test';
import type { Client } from '../support/client.ts';
import { begin, type City, OFFICE, openCity, SITA, submit } from './city.ts';
import { SMALL_PNG } from './files.ts';

const SCRIPT = '<script>alert()</script>';
const IMAGE = '"><img src=x onerror=alert()>';
const TYPST = '#read("/etc/passwd") #eval("1+1") $x$ *tebal* \\ @label';
const LINES = 'Budi\r\nBcc: korban@contoh.example\r\n\r\n<b>';
const FILE_NAME = `"; filename=jahat.html; x="\r\nX-Jahat: 1\r\n<svg onload=alert()>‮gnp.png`;

/** Markup that a browser would act on. */
const ALIVE = /<script>alert|<img src=x|<svg onload|<b>|javascript:alert/i;

describe('what people type stays text', () => {
  let city: City;
  let citizen: Client;
  let officer: Client;
  let dossier: string;
  let desk: string;
  const endings: (() => Promise<void>)[] = [];
  after(async () => {
    for (const end of endings) await end();
  });
  before(async () => {
    city = await openCity({ after: (work) => void endings.unshift(work) });
    citizen = await city.citizen(`Ani ${SCRIPT}`);
    officer = await city.officer('verifier');
    dossier = await submit(city, citizen, {
      name: 'Ani',
      note: `${SCRIPT}${TYPST}${LINES}`,
      why: `${IMAGE} ${TYPST}`,
      answers: { ...SITA, 'isian.nama_instansi': `${SCRIPT}${TYPST}`, 'isian.letak': IMAGE },
      files: [
        {
          field: 'berkas.surat_permohonan',
          name: FILE_NAME.replaceAll('\r\n', ''),
          bytes: SMALL_PNG,
        },
      ],
    });
    // The counter takes no such name; one that came in by another way is to be inert all the same.
    await city.house.db`update dossier set full_name = ${`Ani ${IMAGE}`}`;
    desk = dossier.replace('/berkas/', '/petugas/berkas/');
    await officer.post(`${desk}/ambil`, { kunci: randomUUID(), alasan: `Giliran ${SCRIPT}` });
    await citizen.post(`${dossier}/pesan`, {
      kunci: randomUUID(),
      pesan_baru: `${SCRIPT} ${IMAGE} ${LINES}`,
    });
    await officer.post(`${desk}/pesan`, { kunci: randomUUID(), pesan: `${IMAGE} ${TYPST}` });
    await city.doJobs();
  });

  test('ASVS 1.2.1: stored markup is inert on every page of citizen and officer, in tracking and in the outbox', async () => {
    const receipt = await citizen.get(`${dossier}/tanda-terima`);
    const [row] = await city.house.db<{ number: string }[]>`select number from dossier`;
    const kode = /[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}/.exec(receipt.text)?.[0] ?? '';
    const holder = city.stranger();
    await holder.post(`/${OFFICE}/lacak`, { nomor: row?.number ?? '', kode });
    const draft = await begin(citizen, 'SITA', `Ani ${IMAGE}`);
    const mails = await city.house.db<{ id: string }[]>`select id from sandbox_message`;
    assert.ok(mails.length > 0);
    const looks: [Client, string, RegExp?][] = [
      [citizen, dossier, /&lt;img src=x/],
      [citizen, `${dossier}/keadaan`],
      [citizen, `${dossier}/tanda-terima`],
      [citizen, `/${OFFICE}/dasbor`, /&lt;script&gt;/],
      [citizen, `/${OFFICE}/akun`, /&lt;script&gt;/],
      [citizen, `/${OFFICE}/permohonan/baru`],
      [citizen, draft, /&lt;img src=x/],
      [officer, `/${OFFICE}/petugas`, /&lt;img src=x/],
      [officer, `/${OFFICE}/petugas/potongan`],
      [officer, `/${OFFICE}/petugas/cari?cari=${encodeURIComponent('Ani')}`, /&lt;img src=x/],
      [officer, `/${OFFICE}/petugas/cari?cari=${encodeURIComponent(SCRIPT)}`, /&lt;script&gt;/],
      [officer, desk, /&lt;img src=x/],
      ...['isian', 'pesan', 'riwayat', 'syarat'].map((part): [Client, string] => [
        officer,
        `${desk}?bagian=${part}`,
      ]),
      [
        officer,
        `${desk}?bagian=${encodeURIComponent(IMAGE)}&syarat=${encodeURIComponent(SCRIPT)}&halaman=${encodeURIComponent(IMAGE)}`,
      ],
      [officer, `${desk}/potongan`],
      [officer, `${desk}/surat`],
      [holder, `/${OFFICE}/lacak`],
      [city.stranger(), '/demo/outbox'],
      ...mails.map(({ id }): [Client, string] => [city.stranger(), `/demo/outbox/${id}`]),
      [
        city.stranger(),
        `/${OFFICE}/layanan?cari=${encodeURIComponent(IMAGE)}&q=${encodeURIComponent(SCRIPT)}`,
      ],
      [city.stranger(), `/${OFFICE}/masuk?lanjut=${encodeURIComponent(`/${OFFICE}/${IMAGE}`)}`],
      [city.stranger(), `/${OFFICE}/${encodeURIComponent(SCRIPT)}`],
    ];
    for (const [client, path, shown] of looks) {
      const { text, status } = await client.get(path);
      assert.ok(status === 200 || status === 404, `${path} ${status}`);
      assert.doesNotMatch(text, ALIVE, path);
      if (shown) assert.match(text, shown, `${path} shows what was typed, as text`);
    }
  });

  test('ASVS 1.2.1: a form that comes back shows what was typed as text', async () => {
    const typed = `${IMAGE}${SCRIPT}`;
    const replies = [
      await city
        .stranger()
        .post(`/${OFFICE}/masuk`, { email: typed, kata_sandi: 'x', lanjut: typed }),
      await city.stranger().post(`/${OFFICE}/daftar`, {
        nama_depan: typed.repeat(9),
        nama_belakang: typed,
        email: typed,
        kata_sandi: 'x',
      }),
      await city.stranger().post(`/${OFFICE}/lacak`, { nomor: typed, kode: typed }),
      await citizen.post(`/${OFFICE}/permohonan`, {
        layanan: typed,
        nama: typed,
        keterangan: typed,
        kunci: typed,
      }),
      await citizen.post(`${dossier}/cabut`, {
        kunci: randomUUID(),
        alasan: typed,
        permohonan: typed,
      }),
      await officer.post(`${desk}/penilaian`, {
        kunci: randomUUID(),
        putusan: 'kurang',
        syarat: typed,
        alasan: typed,
        catatan: typed,
      }),
      await officer.post(`${desk}/hasil`, {
        kunci: randomUUID(),
        hasil: typed,
        bukti: typed,
        catatan: typed,
        tahap: typed,
      }),
    ];
    for (const [index, reply] of replies.entries()) {
      assert.ok(reply.status >= 400 && reply.status < 500, `${index} ${reply.status}`);
      assert.doesNotMatch(reply.text, ALIVE, String(index));
    }
  });

  test('ASVS 1.3.7: the receipt’s PDF runs neither what people typed nor scripts', async () => {
    const pdf = await citizen.get(`${dossier}/tanda-terima.pdf`);
    assert.equal(pdf.status, 200);
    assert.equal(pdf.headers['content-type'], 'application/pdf');
    assert.match(pdf.bytes.toString('latin1', 0, 8), /^%PDF-/);
    assert.doesNotMatch(
      pdf.bytes.toString('latin1'),
      /\/(JavaScript|JS|Launch|EmbeddedFile|OpenAction)\b|root:x:0/,
    );
  });

  test('ASVS 5.4.1, 5.4.2: a hostile name of a file breaks no header, and the file is only ever saved', async () => {
    const [version] = await city.house.db<{ id: string }[]>`select id from document_version`;
    for (const [client, path] of [
      [citizen, `/${OFFICE}/dokumen/${version?.id ?? ''}`],
      [officer, `${desk}/unduh/${version?.id ?? ''}`],
    ] as const) {
      const reply = await client.get(path);
      assert.equal(reply.status, 200, path);
      assert.match(
        String(reply.headers['content-disposition']),
        /^attachment; filename="[^"\\\r\n]*"; filename\*=UTF-8''[A-Za-z0-9%!#$&+.^_`|~-]+$/,
      );
      assert.equal(reply.headers['x-jahat'], undefined);
      assert.equal(reply.headers['content-type'], 'image/png');
      assert.match(String(reply.headers['content-security-policy']), /sandbox/);
      assert.ok(reply.bytes.equals(SMALL_PNG));
    }
  });

  test('ASVS 1.3.11: no line of a letter’s head comes from what people typed', async () => {
    const letters = await city.house.db<
      { subject: string; address: string }[]
    >`select subject, address from sandbox_message`;
    for (const { subject, address } of letters) {
      assert.doesNotMatch(subject, /[\r\n\p{Cc}]/u);
      assert.doesNotMatch(address, /[\r\n,;<>]/);
      assert.doesNotMatch(address, /korban/);
    }
    for (const email of [
      'a@contoh.example\r\nBcc: b@contoh.example',
      'a@contoh.example, b@contoh.example',
      '"a\nb"@contoh.example',
      '<a@contoh.example>',
    ]) {
      const reply = await city.stranger().post(`/${OFFICE}/daftar`, {
        nama_depan: 'Ani',
        email,
        kata_sandi: 'tiga burung gereja di atap',
      });
      assert.equal(reply.status, 422, email);
    }
  });

  test('ASVS 16.4.1: a line break that somebody typed does not make a line of the log', async () => {
    await city.stranger().get(`/${OFFICE}/%0a%7b%22level%22%3a50%7d`);
    await city
      .stranger()
      .post(
        `/${OFFICE}/masuk`,
        { email: 'a@contoh.example', kata_sandi: 'x\n{"level":50}' },
        { 'user-agent': 'x {"level":60}' },
      );
    for (const line of city.house.logged) {
      assert.equal(line.trimEnd().split('\n').length, 1);
      assert.ok(typeof JSON.parse(line) === 'object');
    }
  });
});
