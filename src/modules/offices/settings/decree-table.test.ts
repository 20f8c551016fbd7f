import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { readDecree } from './decree.ts';
import { textOfTable } from './decree-table.ts';

const read = (text: string) => readDecree(text, new Map(), new Map());
const told = (text: string) =>
  read(text).lines.map(({ day, off }) => [day, off.kind, off.name, off.status, off.source]);
const NEW_YEAR = ['2028-01-01', 'L', 'Tahun Baru', 'official', 'SKB 2027'];

test('a table is read as the offices of this country write one', () => {
  assert.deepEqual(
    told('Tanggal;Jenis;Nama;Status;Dasar\n01/01/2028;Libur nasional;Tahun Baru;Resmi;SKB 2027\n'),
    [NEW_YEAR],
  );
  assert.deepEqual(told('tgl\tnama\tjenis\tsumber\n1 Januari 2028\tTahun Baru\tL\tSKB 2027\n'), [
    NEW_YEAR,
  ]);
  assert.deepEqual(
    told('date,kind,name,status,source\n"Sabtu, 1 Januari 2028",L,Tahun Baru,official,SKB 2027\n'),
    [NEW_YEAR],
  );
  assert.deepEqual(
    told(
      'Tanggal;Jenis;Nama;Dasar\n2-5-2028;cuti bersama;Cuti bersama Buruh, sesudahnya;SKB 2027\n;;;\n',
    ),
    [['2028-05-02', 'C', 'Cuti bersama Buruh, sesudahnya', 'official', 'SKB 2027']],
  );
});

test('a wrong row is named by its own line and as it was typed, and nothing of the table is taken', () => {
  const { mistakes, wanted } = read(
    'Tanggal;Jenis;Nama;Status;Dasar\n\n01/01/2028;L;Tahun Baru;resmi;SKB\n30/02/2028;L;Salah;resmi;SKB\n03/03/2028;X;Salah;resmi;SKB\n04/04/2028;L\n',
  );
  assert.deepEqual(
    mistakes.map(({ line, column, params }) => [line, column, params.found]),
    [
      [4, 'date', '30/02/2028'],
      [5, 'kind', 'X'],
      [6, 'name', '04/04/2028,L'],
    ],
  );
  assert.equal(wanted.size, 0);
  assert.deepEqual(
    read('Tanggal;Hari\n1;2\n').mistakes.map(({ line, key }) => [line, key]),
    [[1, 'decree.bad_columns']],
  );
});

test('a file is read in whatever a spreadsheet saved it, and the spreadsheet itself is not', () => {
  const text = 'Tanggal;Nama\n1;Isra’ Mi’raj\n';
  const utf8 = new TextEncoder().encode(`\uFEFF${text.replaceAll('\n', '\r\n')}`);
  const utf16 = Buffer.from(`\uFEFF${text}`, 'utf16le');
  const windows = Buffer.from(text.replaceAll('’', '\x92'), 'latin1');
  for (const bytes of [utf8, utf16, utf16.swap16(), windows])
    assert.equal(textOfTable(new Uint8Array(bytes)), text);
  assert.equal(textOfTable(Buffer.from('PK\x03\x04\x14\0\0\0', 'latin1')), undefined);
});

test('no text makes it throw', () => {
  const heading = 'Tanggal;Jenis;Nama;Status;Dasar\n';
  fc.assert(fc.property(fc.string({ unit: 'binary' }), (text) => void read(heading + text)));
  fc.assert(fc.property(fc.string({ unit: 'binary' }), (text) => void read(text)));
  fc.assert(fc.property(fc.uint8Array(), (bytes) => void textOfTable(bytes)));
});
