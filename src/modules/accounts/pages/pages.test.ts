import assert from 'node:assert/strict';
import { test } from 'node:test';
import { htmlFaults } from '../../../../test/ui/html-rules.ts';
import { openTestCounter, SLUG } from '../counter.fixture.ts';

const at = (path: string) => `/${SLUG}${path}`;
const PASSWORD = 'tiga ekor kuda laut';

test('every page at the door is valid HTML, in both languages, empty and with mistakes', async (t) => {
  const counter = await openTestCounter({ after: (work) => t.after(work) });
  for (const lang of ['id', 'en']) {
    const stranger = counter.browser();
    const person = counter.browser();
    stranger.cookies.set('bahasa', lang);
    person.cookies.set('bahasa', lang);
    const email = `siti.${lang}@contoh.id`;
    await person.post(at('/daftar'), { nama_depan: 'Siti', email, kata_sandi: PASSWORD });
    await stranger.post(at('/lupa-sandi'), { email });
    await counter.sendMails();
    const links = counter.mails.flatMap(({ text }) =>
      [...text.matchAll(/https?:\S+/g)].map(([link]) => new URL(link)),
    );
    for (const { pathname, search } of links) await stranger.get(pathname + search);
    const pages = {
      daftar: await stranger.get(at(`/daftar?lanjut=${encodeURIComponent(at('/akun?a=1&b="2"'))}`)),
      'daftar, empty': await stranger.post(at('/daftar'), {}),
      'daftar, taken': await stranger.post(at('/daftar'), {
        nama_depan: 'X',
        email,
        kata_sandi: 'kata sandi lain',
      }),
      masuk: await stranger.get(at('/masuk')),
      'masuk, wrong': await stranger.post(at('/masuk'), { email, kata_sandi: 'salah sekali' }),
      'lupa-sandi': await stranger.get(at('/lupa-sandi')),
      'lupa-sandi, sent': await stranger.post(at('/lupa-sandi'), { email }),
      'sandi-baru': await stranger.get(at('/sandi-baru')),
      'sandi-baru, weak': await stranger.post(at('/sandi-baru'), { kata_sandi: 'a' }),
      'sandi-baru, spent': await person.get(at('/sandi-baru')),
      'konfirmasi-email': await stranger.get(at('/konfirmasi-email')),
      akun: await person.get(at('/akun')),
      'akun, mistakes': await person.post(at('/akun'), { nama_depan: '' }),
    };
    for (const [name, answer] of Object.entries(pages)) {
      const page = await answer.text();
      assert.match(page, new RegExp(`<html lang="${lang}"`), name);
      assert.deepEqual(await htmlFaults(page), [], `${name}, ${lang}`);
      assert.doesNotMatch(page, /rahasia=/, name);
    }
  }
});

test('the labels are the ones people were promised, and browsers can fill the fields in', async (t) => {
  const counter = await openTestCounter({ after: (work) => t.after(work) });
  const register = await (await counter.browser().get(at('/daftar'))).text();
  for (const label of [
    'Nama depan',
    'Nama belakang',
    '(opsional)',
    'Email',
    'Kata sandi',
    'Buat Akun',
  ])
    assert.ok(register.includes(label), label);
  for (const hint of ['given-name', 'family-name', 'email', 'new-password'])
    assert.match(register, new RegExp(`autocomplete="${hint}"`));
  const signIn = await (await counter.browser().get(at('/masuk'))).text();
  for (const label of ['Email', 'Kata sandi', 'Masuk', 'Lupa kata sandi?'])
    assert.ok(signIn.includes(label), label);
  for (const hint of ['username', 'current-password'])
    assert.match(signIn, new RegExp(`autocomplete="${hint}"`));
});

test('a form that is sent after the session ended leads back to its page, and says that it was not saved', async (t) => {
  const counter = await openTestCounter({ after: (work) => t.after(work) });
  const browser = counter.browser();
  const referer = `http://loket.example${at('/akun')}?a=1`;
  const sent = await browser.post(at('/akun'), {}, { referer, host: 'loket.example' });
  assert.equal(sent.status, 303);
  const back = at(`/masuk?lanjut=${encodeURIComponent(at('/akun'))}`);
  assert.equal(sent.headers.get('location'), back);
  const door = await (await browser.get(back)).text();
  assert.match(door, /belum tersimpan/);
  assert.deepEqual(await htmlFaults(door), []);
  const unsaid = await browser.post(at('/akun'), {});
  assert.equal(unsaid.headers.get('location'), at('/masuk'));
});
