import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { newId } from '../../src/kernel/ids.ts';
import { NASTY } from '../security/hostile.ts';
import { AT, openDesk } from './desk.fixture.ts';

/** Tries; a night's run may ask for more. */
const RUNS = Number(process.env['FUZZ_RUNS'] ?? 40);

const PARTS = ['pokok', 'persyaratan', 'isian', 'biaya', 'alur'] as const;
/** What the forms of the editor are made of. */
const NAMES = [
  ...[
    'name',
    'label',
    'summary',
    'group',
    'product',
    'help',
    'proof',
    'fee.note',
    'fee.per',
  ].flatMap((name) => [`${name}.id`, `${name}.en`]),
  ...[
    'key',
    'kind',
    'required',
    'original',
    'min',
    'max',
    'returnTo',
    'source',
    'alsoKnownAs',
    'legalBasis',
  ],
  ...['when.field', 'when.shown', 'when.how', 'when.values', 'when.value', 'elsewhere.url'],
  ...['time.unit', 'time.amount', 'fee.kind', 'fee.amount', 'fee.formula'],
  ...[0, 1].flatMap((n) => [
    `options[${n}].label.id`,
    `options[${n}].value`,
    `constants[${n}].name`,
    `constants[${n}].value`,
  ]),
];
const WORDS = [
  ...['ktp', 'nik', 'verifikasi', 'pengolahan', 'sertipikat', 'baru', '__proto__', 'constructor'],
  ...[
    'text',
    'choice',
    'choices',
    'yes_no',
    'area',
    'payment',
    'verification',
    'fixed',
    'formula',
    'by_hand',
  ],
  ...['jawaban', 'diisi', 'kosong', 'true', '0', '-1', '1e400', '50.000', 'luas * 2', 'ya', ''],
];
const ACTS = ['simpan', 'lanjut', 'tampilkan', 'naik', 'turun', 'hapus', 'pilihan_naik'];

test('whatever is typed into the editor: no page fails, and what is published is whole', {
  timeout: 240_000,
}, async (t) => {
  const desk = await openDesk(t);
  const { town, administrator } = desk;
  const text = fc.oneof(
    fc.constantFrom(...WORDS),
    fc.constantFrom(...NASTY),
    fc.string({ unit: 'binary', maxLength: 20 }),
  );
  const entry = fc.constantFrom(
    '',
    'ktp',
    'sertipikat',
    'nik',
    'verifikasi',
    'pengolahan',
    'hantu',
  );
  const edit = fc.record({
    part: fc.constantFrom(...PARTS),
    butir: entry,
    act: fc
      .tuple(fc.constantFrom(...ACTS), entry)
      .map(([act, key]) => (key === '' ? act : `${act}:${key}`)),
    fields: fc.dictionary(fc.constantFrom(...NAMES), text, { maxKeys: 14 }),
  });
  const path = `${AT}/ROYA`;
  await fc.assert(
    fc.asyncProperty(fc.array(edit, { minLength: 1, maxLength: 6 }), async (edits) => {
      await desk.begin();
      for (const { part, butir, act, fields } of edits) {
        const page = await town.get(administrator, `${path}/isian`);
        const suntingan = /name="suntingan" value="(\d+)"/.exec(page.text)?.[1] ?? '';
        const form = { ...fields, butir, tindakan: act, suntingan, kunci: newId() };
        const answer = await town.post(administrator, `${path}/${part}`, form);
        assert.ok([303, 409, 422].includes(answer.status), `${part}: ${answer.status}`);
      }
      for (const part of [...PARTS, 'pratinjau', 'pratinjau/formulir', 'terbitkan', 'banding'])
        for (const open of ['', '?ubah=ktp', '?ubah=nik', '?ubah=verifikasi&coba.nik=1']) {
          const answer = await town.get(administrator, `${path}/${part}${open}`);
          assert.equal(answer.status, 200, `${part}${open}`);
        }
      const before = await town.get(administrator, `${path}/terbitkan`);
      const canBe = /name="catatan"/.test(before.text);
      const version = /name="versi" value="(\d*)"/.exec(before.text)?.[1] ?? '1';
      const suntingan = /name="suntingan" value="(\d+)"/.exec(before.text)?.[1] ?? '';
      const sent = { versi: version, suntingan, catatan: 'Uji.', kunci: newId() };
      const published = await town.post(administrator, `${path}/terbitkan`, sent);
      assert.ok([303, 409, 422].includes(published.status));
      if (!canBe) assert.notEqual(published.status, 303);
      if (published.status !== 303) return;
      // What was published is a file that could be installed.
      const file = await town.get(administrator, `${path}/unduh`);
      const chosen = new File([await file.response.text()], 'ROYA.json');
      const loaded = await town.send(administrator, `${AT}/unggah`, {}, { berkas: chosen });
      assert.equal(loaded.status, 303);
      assert.match((await town.get(administrator, `${path}/terbitkan`)).text, /dapat diterbitkan/);
      await town.post(administrator, `${path}/draf/buang`);
      assert.equal((await town.get(administrator, '/kantor-uji/layanan/ROYA')).status, 200);
    }),
    { numRuns: RUNS },
  );
});
