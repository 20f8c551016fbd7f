import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import type { DossierNumber } from './dossier-number.ts';
import { formatDossierNumber, parseDossierNumber } from './dossier-number.ts';

const example = { officeCode: 'BDL', year: 2026, serial: 123 };
const letters = fc.constantFrom(...'ABCDEFGHIJKLMNOPQRSTUVWXYZ');
const anyDossier: fc.Arbitrary<DossierNumber> = fc.record({
  officeCode: fc.string({ unit: letters, minLength: 2, maxLength: 5 }),
  year: fc.integer({ min: 2000, max: 2099 }),
  serial: fc.integer({ min: 1, max: 999_999 }),
});

function replaceAt(text: string, index: number, symbol: string): string {
  return text.slice(0, index) + symbol + text.slice(index + 1);
}

test('a number is short enough to be read out', () => {
  assert.equal(formatDossierNumber(example), 'BDL-26-000123-0');
});

test('what was written is read back', () => {
  fc.assert(
    fc.property(anyDossier, (dossier) => {
      const number = formatDossierNumber(dossier);
      assert.deepEqual(parseDossierNumber(number), { ok: true, number, ...dossier });
    }),
  );
});

test('a number is understood as people type it', () => {
  const number = formatDossierNumber(example);
  for (const typed of [
    'bdl-26-000123-0',
    ' BDL 26 000123 0 ',
    'BDL260001230',
    'bdl26 000 1230',
    'BDL.26.000123.0',
    'BDL–26–000123–0',
    'BDL/26/000123/0',
    'BDL-26-OOO123-0',
    'bdl-26-oooi23-o',
    'BDL-26-123-0',
    'ＢＤＬ-26-000123-0',
  ]) {
    assert.deepEqual(parseDossierNumber(typed), { ok: true, number, ...example });
  }
});

test('an office code with the letters O, I or L is not taken for digits', () => {
  for (const officeCode of ['LO', 'OIL', 'SOLOO']) {
    const number = formatDossierNumber({ ...example, officeCode });
    const bare = number.replaceAll('-', '').toLowerCase();
    assert.equal(parseDossierNumber(bare).ok && number, number);
  }
});

test('every single wrong digit is caught, the year and the check digit included', () => {
  fc.assert(
    fc.property(anyDossier, (dossier) => {
      const number = formatDossierNumber(dossier);
      for (let index = 0; index < number.length; index += 1) {
        if (!/\d/.test(number[index] ?? '')) continue;
        for (const digit of '0123456789') {
          if (digit === number[index]) continue;
          assert.equal(parseDossierNumber(replaceAt(number, index, digit)).ok, false);
        }
      }
    }),
  );
});

test('every swap of two neighbouring digits is caught, also across a dash', () => {
  fc.assert(
    fc.property(anyDossier, (dossier) => {
      const bare = formatDossierNumber(dossier).replaceAll('-', '');
      for (let index = bare.length - 9; index < bare.length - 1; index += 1) {
        const [a, b] = [bare[index] ?? '', bare[index + 1] ?? ''];
        if (a === b) continue;
        assert.equal(
          parseDossierNumber(replaceAt(replaceAt(bare, index, b), index + 1, a)).ok,
          false,
        );
      }
    }),
  );
});

test('a wrong letter of the office is caught unless it is ten places off', () => {
  fc.assert(
    fc.property(anyDossier, letters, fc.nat(), (dossier, letter, at) => {
      const number = formatDossierNumber(dossier);
      const index = at % dossier.officeCode.length;
      const right = number.charCodeAt(index);
      fc.pre((right - letter.charCodeAt(0)) % 10 !== 0);
      assert.equal(parseDossierNumber(replaceAt(number, index, letter)).ok, false);
    }),
  );
});

test('the reason says whether a part is missing or a digit is wrong', () => {
  const reasonOf = (typed: string) => {
    const parsed = parseDossierNumber(typed);
    return parsed.ok ? null : parsed.reason.key;
  };
  assert.equal(reasonOf('BDL-26-000124-0'), 'dossier_number.check_digit');
  for (const typed of [
    '',
    'BDL',
    '26-000123-0',
    'BDL-26-000123',
    'TERLALU-26-000123-0',
    'BDL-26-000000-0',
  ]) {
    assert.equal(reasonOf(typed), 'dossier_number.malformed');
  }
  fc.assert(fc.property(fc.string(), (typed) => void parseDossierNumber(typed)));
});

test('numbers that do not fit are bugs, not numbers', () => {
  assert.throws(() => formatDossierNumber({ ...example, officeCode: 'bdl' }), RangeError);
  assert.throws(() => formatDossierNumber({ ...example, year: 1999 }), RangeError);
  assert.throws(() => formatDossierNumber({ ...example, serial: 0 }), RangeError);
  assert.throws(() => formatDossierNumber({ ...example, serial: 1_000_000 }), RangeError);
});
