import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { collect } from '../../kernel/forms.ts';
import { networkOf } from '../../kernel/limits.ts';
import { commonPasswords } from './common-passwords.ts';
import { readProfile, readRegistration } from './forms.ts';
import { passwordObstacle } from './password-rule.ts';
import { cleanName, deviceOf, fullName, safeReturn } from './rules.ts';

const about = { email: 'siti.rahayu@contoh.id', names: ['Siti', 'Rahayu'] };
const why = (password: string) => passwordObstacle(password, about, commonPasswords())?.key;

test('a password needs eight characters and nothing else: long ones, sentences and all scripts are welcome', () => {
  assert.equal(why(''), 'accounts.password.required');
  assert.equal(why('tujuh77'), 'accounts.password.too_short');
  for (const good of [
    'kudalaut',
    'tiga ekor kuda laut',
    'pintu air hijau di tepi sungai lama dekat pasar ikan pagi hari',
    'ꦱꦸꦒꦼꦁꦫꦮꦸꦃ',
    '🦜🌴🥥🛶🐚🌋🦎🪘',
  ])
    assert.equal(why(good), undefined, good);
  assert.equal(why('kuda laut '.repeat(12)), undefined);
  assert.equal(why('kuda laut '.repeat(13)), 'accounts.password.too_long');
});

test('what everybody tries first is refused, with its capitals and patterns', () => {
  assert.ok(commonPasswords().size >= 3000);
  for (const bad of [
    'password',
    'Password123',
    '12345678',
    'qwertyuiop',
    'bismillah',
    'sayangku123',
    'Indonesia',
    'aaaaaaaa',
    'abcabcabc',
    'abcdefghij',
    '98765432',
    'budibudi',
  ])
    assert.equal(why(bad), 'accounts.password.too_common', bad);
});

test('the name and the address are no secrets, in whatever order and with a number behind', () => {
  for (const bad of [
    'siti.rahayu@contoh.id',
    'SitiRahayu',
    'rahayu siti',
    'siti1990',
    'Siti.Rahayu',
  ])
    assert.equal(why(bad), 'accounts.password.is_yours', bad);
});

test('one name is a whole name', () => {
  const form = readRegistration(
    collect([
      ['nama_depan', '  Suparman '],
      ['nama_belakang', ' '],
      ['email', ' Suparman@Contoh.ID '],
      ['kata_sandi', 'kuda laut biru'],
    ]),
    commonPasswords(),
  );
  assert.ok(form.ok);
  assert.deepEqual(form.value, {
    names: { given: 'Suparman', family: '' },
    email: 'suparman@contoh.id',
    password: 'kuda laut biru',
  });
  assert.equal(fullName(form.value.names), 'Suparman');
});

test('all mistakes are told at once, and what was typed is kept, the password not', () => {
  const form = readRegistration(
    collect([
      ['nama_belakang', 'x'.repeat(61)],
      ['email', 'siti@'],
      ['kata_sandi', 'pendek'],
    ]),
    commonPasswords(),
  );
  assert.ok(!form.ok);
  assert.deepEqual(Object.keys(form.errors).sort(), [
    'email',
    'kata_sandi',
    'nama_belakang',
    'nama_depan',
  ]);
  assert.equal(form.input.email, 'siti@');
  assert.equal(form.input.kata_sandi, undefined);
});

test('field names of the language itself, repeated names and unknown names reach nothing', () => {
  const form = readProfile(
    collect([
      ['__proto__', 'x'],
      ['constructor', 'x'],
      ['toString', 'x'],
      ['nama_depan', 'Satu'],
      ['nama_depan', 'Dua'],
      ['nama_belakang', ''],
      ['bahasa', 'id'],
      ['id', 'x'],
      ['role', 'administrator'],
    ]),
  );
  assert.ok(form.ok);
  assert.deepEqual(form.value, { nama_depan: 'Dua', nama_belakang: '', bahasa: 'id' });
  assert.equal(Object.getPrototypeOf({}), Object.prototype);
});

test('a name is one line that reads in one direction', () => {
  assert.equal(cleanName('  Ni\tMade\u0000\n Lestari\u202e '), 'Ni Made Lestari');
});

test('after signing in, people land in this office and nowhere else', () => {
  const back = (wanted: string) => safeReturn('kantor', wanted);
  assert.equal(back('/kantor/berkas/1?x=2'), '/kantor/berkas/1?x=2');
  for (const bad of [
    '',
    'https://jahat.example/kantor/',
    '//jahat.example/kantor/',
    '/\\jahat.example',
    '/kantor/..//jahat.example',
    '/kantor/../lain/',
    '/kantor/%2e%2e/lain',
    '/kantor\t/',
    '\t//jahat',
    '/kantorlain/',
    '/lain/kantor/',
    'javascript:alert(1)',
    '/kantor/keluar',
    '/kantor/masuk?lanjut=/kantor/masuk',
  ])
    assert.equal(back(bad), undefined, bad);
  fc.assert(
    fc.property(
      fc.string({
        unit: fc.constantFrom(
          '/',
          '\\',
          '.',
          '%2e',
          '%5c',
          'kantor',
          '@',
          ':',
          '?',
          '#',
          ' ',
          'a',
          '\t',
        ),
      }),
      (wanted) => {
        const to = back(wanted);
        if (to === undefined) return;
        const url = new URL(to, 'https://loket.example');
        assert.equal(url.origin, 'https://loket.example');
        assert.match(url.pathname, /^\/kantor(\/|$)/);
      },
    ),
  );
});

test('a device is named as its owner would', () => {
  assert.equal(
    deviceOf(
      'Mozilla/5.0 (Linux; Android 14; SM-A155F) AppleWebKit/537.36 (KHTML, like Gecko) SamsungBrowser/25.0 Chrome/121.0 Mobile Safari/537.36',
    ),
    'Samsung Internet · Android',
  );
  assert.equal(
    deviceOf(
      'Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 Version/17.5 Mobile Safari/604.1',
    ),
    'Safari · iPhone',
  );
  assert.equal(deviceOf('<script>'), '');
});

test('a visitor with a whole IPv6 network counts once', () => {
  assert.equal(networkOf('2001:db8:1:2:3:4:5:6'), networkOf('2001:db8:1:2::9'));
  assert.notEqual(networkOf('2001:db8:1:2::9'), networkOf('2001:db8:1:3::9'));
  assert.equal(networkOf('2001:db8::1'), '2001:db8:0:0::/64');
  assert.equal(networkOf('::ffff:203.0.113.7'), '203.0.113.7');
});
