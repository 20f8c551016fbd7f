import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { agreesWithBirthDate, maskNik, parseFamilyCardNumber, parseNik } from './nik.ts';

const today = '2026-11-21';
/** Demo data lives in kecamatan 99, which no regency has. */
const fixture = (code: string) => code.endsWith('99');

function reasonOf(typed: string): string | null {
  const parsed = parseNik(typed, today, fixture);
  return parsed.ok ? null : parsed.reason.key.replace('identity.nik.', '');
}

test('a NIK tells sex, birth date and district of first registration (facts §7.1)', () => {
  for (const [nik, sex, birthDate] of [
    ['1871991708990002', 'male', '1999-08-17'],
    ['1871994508950001', 'female', '1995-08-05'],
    ['3279994110050003', 'female', '2005-10-01'],
    ['3279996902040005', 'female', '2004-02-29'],
  ] as const) {
    const district = nik.slice(0, 6);
    assert.deepEqual(parseNik(nik, today, fixture), {
      ok: true,
      nik,
      district,
      sex,
      birthDate,
      warnings: [],
    });
  }
});

test('a NIK that cannot be is refused with the part that is wrong (facts §7.1)', () => {
  assert.equal(reasonOf('3273992902010001'), 'bad_date');
  assert.equal(reasonOf('3273993102900001'), 'bad_date');
  assert.equal(reasonOf('3273997102900001'), 'bad_date');
  assert.equal(reasonOf('3172994009850001'), 'bad_day');
  assert.equal(reasonOf('1871990000990001'), 'bad_day');
  assert.equal(reasonOf('1871997208990001'), 'bad_day');
  assert.equal(reasonOf('1871991713990001'), 'bad_date');
  assert.equal(reasonOf('1871991708990000'), 'bad_serial');
  assert.equal(reasonOf('0000000000000000'), 'bad_region');
  assert.equal(reasonOf('1800991708990002'), 'bad_region');
  assert.equal(reasonOf('187199170899000'), 'wrong_length');
  assert.equal(reasonOf(''), 'wrong_length');
  assert.equal(reasonOf('18719917O8990002'), 'not_digits');
});

test('an unknown district is a warning: a NIK outlives the splitting of regions', () => {
  const parsed = parseNik('1871991708990002', today, () => false);
  assert.ok(parsed.ok);
  assert.deepEqual(parsed.warnings, [
    { key: 'identity.unknown_district', params: { district: '99' } },
  ]);
});

test('the century is the latest that is not in the future', () => {
  const born = (nik: string) => {
    const parsed = parseNik(nik, today);
    return parsed.ok && parsed.birthDate;
  };
  assert.equal(born('1871992111260001'), '2026-11-21');
  assert.equal(born('1871992211260001'), '1926-11-22');
  assert.equal(born('1871990101270001'), '1927-01-01');
  assert.equal(born('1871992902280001'), '1928-02-29');
});

test('the birth date asked decides the century', () => {
  const parsed = parseNik('1871991708250002', today);
  assert.ok(parsed.ok);
  assert.ok(agreesWithBirthDate(parsed, '2025-08-17'));
  assert.ok(agreesWithBirthDate(parsed, '1925-08-17'));
  assert.ok(!agreesWithBirthDate(parsed, '1925-08-18'));
});

test('spaces, dots and dashes between the digits are forgiven', () => {
  assert.equal(reasonOf(' 187199 170899 0002 '), null);
  assert.equal(reasonOf('1871.9917.0899.0002'), null);
});

test('on screen a NIK is masked, and whatever is no NIK is masked whole', () => {
  assert.equal(maskNik('1871991708990002'), '187199******0002');
  assert.equal(maskNik('rahasia'), '****************');
});

test('a family card number has a district; an odd issue date is a warning', () => {
  const good = parseFamilyCardNumber('1871991203150007', today, fixture);
  assert.deepEqual(good, {
    ok: true,
    number: '1871991203150007',
    district: '187199',
    warnings: [],
  });
  const odd = parseFamilyCardNumber('1871994503150007', today, () => false);
  assert.ok(odd.ok);
  assert.deepEqual(
    odd.warnings.map(({ key }) => key),
    ['identity.unknown_district', 'identity.kk.odd_date'],
  );
  for (const wrong of [
    '',
    '187199120315000',
    '18719912O3150007',
    '0071991203150007',
    '1871991203150000',
  ]) {
    assert.ok(!parseFamilyCardNumber(wrong, today).ok);
  }
});

test('every day of a century is read back for both sexes, and no text makes it throw', () => {
  const dates = fc.date({ min: new Date('1926-11-22'), max: new Date(today), noInvalidDate: true });
  fc.assert(
    fc.property(dates, fc.boolean(), (date, female) => {
      const birthDate = date.toISOString().slice(0, 10);
      const [yyyy = '', mm = '', dd = ''] = birthDate.split('-');
      const day = String(Number(dd) + (female ? 40 : 0)).padStart(2, '0');
      const parsed = parseNik(`187199${day}${mm}${yyyy.slice(2)}0001`, today);
      assert.ok(parsed.ok);
      assert.deepEqual([parsed.birthDate, parsed.sex], [birthDate, female ? 'female' : 'male']);
    }),
  );
  fc.assert(fc.property(fc.string(), (text) => void parseNik(text, today)));
});
