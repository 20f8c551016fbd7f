import assert from 'node:assert/strict';
import { test } from 'node:test';
import { galleryContext } from '../../test/ui/gallery.tsx';
import { ErrorSummary } from './error-summary.tsx';
import { CheckboxGroup, PasswordField, RadioGroup, SelectField, TextField } from './fields.tsx';
import { fragment } from './html.ts';

const ctx = galleryContext('id');

test('a field that came back keeps what was typed and ties the sentence to the control', async () => {
  const field = await fragment(
    <TextField
      ctx={ctx}
      name="nama"
      label="Nama Lengkap"
      value="Siti"
      description="Seperti di KTP."
      error="Terlalu pendek."
    />,
  );
  assert.match(field, /<label class="ds-label" for="nama">/);
  assert.match(field, /value="Siti"/);
  assert.match(field, /aria-invalid="true"/);
  assert.match(field, /aria-describedby="nama-keterangan nama-kesalahan"/);
  assert.match(field, /id="nama-kesalahan">Terlalu pendek\./);
});

test('a field without fault says nothing of faults', async () => {
  const field = await fragment(<TextField ctx={ctx} name="nama" label="Nama Lengkap" />);
  assert.doesNotMatch(field, /aria-invalid|aria-describedby|kesalahan/);
  assert.match(field, / required=/);
});

test('what may stay empty says so, except in filters', async () => {
  const optional = await fragment(<TextField ctx={ctx} name="x" label="Keterangan" optional />);
  assert.match(optional, /\(opsional\)/);
  assert.doesNotMatch(optional, / required=/);
  const filter = await fragment(<TextField ctx={ctx} name="x" label="Cari" optional="unmarked" />);
  assert.doesNotMatch(filter, /opsional| required=/);
});

test('the summary’s link lands on a control, in groups on the first', async () => {
  const summary = await fragment(
    <ErrorSummary ctx={ctx} errors={[{ field: 'wakil', message: 'Pilih salah satu.' }]} />,
  );
  assert.match(summary, /href="#wakil"/);
  const choices = [
    { value: 'saya', label: 'Saya' },
    { value: 'kuasa', label: 'Kuasa' },
  ];
  const group = await fragment(
    <RadioGroup ctx={ctx} name="wakil" label="Pemohon" value="kuasa" choices={choices} />,
  );
  assert.match(group, /id="wakil" name="wakil" value="saya"/);
  assert.match(group, /value="kuasa" checked=""/);
});

test('choices made before are still made', async () => {
  const boxes = await fragment(
    <CheckboxGroup
      ctx={ctx}
      name="d"
      label="Dokumen"
      values={['b']}
      choices={[
        { value: 'a', label: 'A' },
        { value: 'b', label: 'B' },
      ]}
    />,
  );
  assert.match(boxes, /value="b" checked=""/);
  assert.doesNotMatch(boxes, /value="a" checked/);
  const select = await fragment(
    <SelectField
      ctx={ctx}
      name="s"
      label="Layanan"
      value="b"
      options={[{ value: 'b', label: 'B' }]}
    />,
  );
  assert.match(select, /<option value="b" selected="">/);
});

test('a password never travels back', async () => {
  const field = await fragment(
    <PasswordField ctx={ctx} name="sandi" label="Kata sandi" autocomplete="new-password" />,
  );
  assert.doesNotMatch(field, / value=/);
});

test('without errors there is no summary', async () => {
  assert.equal(await fragment(<ErrorSummary ctx={ctx} errors={[]} />), '');
});
