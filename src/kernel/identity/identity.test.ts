import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { formatNpwp, parseFullName, parseNpwp, parsePhone, parsePostalCode } from './index.ts';

const today = '2026-11-21';

test('tax numbers are known in their old, new and branch forms and stored as digits (facts §7.2)', () => {
  const form = (typed: string) => {
    const parsed = parseNpwp(typed, today);
    return parsed.ok ? `${parsed.form} ${formatNpwp(parsed)}` : parsed.reason.key;
  };
  assert.equal(form('01.234.567.8-901.000'), 'old 01.234.567.8-901.000');
  assert.equal(form('012345678901000'), 'old 01.234.567.8-901.000');
  assert.equal(form('0012345678901000'), 'organisation 0012345678901000');
  assert.equal(form('1871991708990002'), 'person 1871991708990002');
  assert.equal(form('0012345678901000000001'), 'branch 0012345678901000000001');
  assert.equal(form('3273992902010001'), 'identity.npwp.bad_number');
  assert.equal(form('000000000000000'), 'identity.npwp.bad_number');
  assert.equal(form('12345'), 'identity.npwp.wrong_length');
  assert.equal(form(''), 'identity.npwp.wrong_length');
  assert.equal(form('NPWP 01'), 'identity.npwp.not_digits');
});

test('a mobile number has one form however it is typed (facts §7.3)', () => {
  for (const typed of [
    '081234567890',
    '6281234567890',
    '+6281234567890',
    '0812-3456-7890',
    '+62 812 3456 7890',
    '(0812) 3456.7890',
    '+62 0812 3456 7890',
  ]) {
    assert.deepEqual(parsePhone(typed), { ok: true, number: '+6281234567890', kind: 'mobile' });
  }
});

test('landlines of the offices’ towns are numbers too, though no message reaches them', () => {
  for (const typed of ['021 1234567', '022-1234567', '(0265) 123456', '0721 123456']) {
    const parsed = parsePhone(typed);
    assert.ok(parsed.ok && parsed.kind === 'landline', typed);
  }
});

test('what is no Indonesian number is refused with a reason', () => {
  for (const typed of [
    '',
    '0',
    '12345',
    '0801234567890',
    '+6591234567',
    '08123',
    '0812345678901234',
  ]) {
    const parsed = parsePhone(typed);
    assert.equal(parsed.ok || parsed.reason.key, 'identity.phone.not_indonesian');
  }
  const parsed = parsePhone('08I2 3456 7890');
  assert.equal(parsed.ok || parsed.reason.key, 'identity.phone.not_digits');
});

test('a postal code has five digits and does not begin with 0 (facts §7.4)', () => {
  assert.deepEqual(parsePostalCode(' 35214 '), { ok: true, code: '35214' });
  for (const wrong of ['', '3521', '05214', '352144', '3521A'])
    assert.ok(!parsePostalCode(wrong).ok);
});

test('one word is a full name, and titles, apostrophes and hyphens belong to it (facts §7.5)', () => {
  for (const name of [
    'Sukarno',
    'H. Muhammad Nur’aini, S.H.',
    "Ma'ruf",
    'Anne-Marie',
    'I Wayan',
    'José',
  ]) {
    assert.deepEqual(parseFullName(name), { ok: true, name });
  }
  assert.deepEqual(parseFullName('  Siti \t Aminah '), { ok: true, name: 'Siti Aminah' });
  assert.deepEqual(parseFullName('Jose\u0301'), { ok: true, name: 'José' });
});

test('a name has at most 60 characters, no digits and no symbols', () => {
  const reasonOf = (name: string) => {
    const parsed = parseFullName(name);
    return parsed.ok ? null : parsed.reason.key;
  };
  assert.equal(reasonOf('a'.repeat(60)), null);
  assert.equal(reasonOf('a'.repeat(61)), 'identity.name.too_long');
  assert.equal(reasonOf('Budi 2'), 'identity.name.digits');
  assert.equal(reasonOf('Budi <b>'), 'identity.name.symbols');
  assert.equal(reasonOf('   '), 'identity.name.missing');
  assert.equal(reasonOf('.'), 'identity.name.missing');
});

test('no text makes any of them throw', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      parseNpwp(text, today);
      parsePhone(text);
      parsePostalCode(text);
      parseFullName(text);
    }),
  );
});
