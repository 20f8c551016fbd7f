import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import fc from 'fast-check';
import { parseDecreeCsv } from './decree.ts';

const HEADER = 'date,kind,name,status,source';

function national(year: number) {
  const path = new URL(`../../../offices/_national/calendar/${year}.csv`, import.meta.url);
  return parseDecreeCsv(readFileSync(path, 'utf8'));
}

test('the national calendars are without mistake and as full as the decrees', () => {
  for (const [year, holidays, leave] of [
    [2025, 17, 11],
    [2026, 17, 8],
    [2027, 17, 0],
  ] as const) {
    const { days, mistakes } = national(year);
    const kinds = [...days.values()].map(({ kind }) => kind);
    assert.deepEqual(mistakes, []);
    assert.equal(kinds.filter((kind) => kind === 'L').length, holidays);
    assert.equal(kinds.filter((kind) => kind === 'C').length, leave);
    assert.ok([...days.keys()].every((date) => date.startsWith(`${year}-`)));
  }
});

test('a year without a decree is marked as an estimate, a decreed one is not', () => {
  assert.ok([...national(2027).days.values()].every(({ status }) => status === 'estimate'));
  assert.ok([...national(2026).days.values()].every(({ status }) => status === 'official'));
});

test('every mistake is named with its line and field', () => {
  const { days, mistakes } = parseDecreeCsv(
    [
      HEADER,
      '2026-01-01,L,Tahun Baru,official,SKB',
      '2026-02-30,L,Tidak ada,official,SKB',
      '2026-01-01,L,Dua kali,official,SKB',
      '2026-03-18,X,,perkiraan,',
      '2026-03-19,L,Nyepi',
    ].join('\n'),
  );
  assert.deepEqual([...days.keys()], ['2026-01-01']);
  assert.deepEqual(
    mistakes.map(({ line, column, key }) => `${line} ${column} ${key}`),
    [
      '3 date decree.bad_date',
      '4 date decree.duplicate_date',
      '5 kind decree.unknown_kind',
      '5 name decree.missing',
      '5 status decree.unknown_status',
      '5 source decree.missing',
      '6 status decree.bad_columns',
    ],
  );
});

test('an office may list its own days off, the national calendar may not', () => {
  const text = `${HEADER}\n2026-06-17,office,"Hari jadi kota, libur",official,Perwali`;
  assert.equal(parseDecreeCsv(text).mistakes[0]?.key, 'decree.unknown_kind');
  assert.deepEqual(parseDecreeCsv(text, ['office']).days.get('2026-06-17'), {
    name: 'Hari jadi kota, libur',
    kind: 'office',
    status: 'official',
    source: 'Perwali',
  });
});

test('a spreadsheet export with a byte order mark and Windows line ends is read', () => {
  const { days, mistakes } = parseDecreeCsv(
    `\uFEFF${HEADER}\r\n2026-08-17,L,Kemerdekaan,official,SKB\r\n\r\n`,
  );
  assert.deepEqual(mistakes, []);
  assert.equal(days.size, 1);
});

test('a file that is no table gets one mistake', () => {
  assert.equal(parseDecreeCsv('').mistakes[0]?.key, 'decree.bad_columns');
  assert.equal(parseDecreeCsv('tanggal;nama\n').mistakes[0]?.key, 'decree.bad_columns');
  assert.equal(parseDecreeCsv(`${HEADER}\n"2026-08-17,L`).mistakes[0]?.key, 'decree.bad_csv');
});

test('no text makes it throw', () => {
  fc.assert(fc.property(fc.string(), (text) => void parseDecreeCsv(`${HEADER}\n${text}`)));
  fc.assert(fc.property(fc.string(), (text) => void parseDecreeCsv(text)));
});
