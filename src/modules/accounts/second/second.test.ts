import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import { generateSync } from 'otplib';
import type { Actor } from '../../../kernel/actor.ts';
import { readConfig } from '../../../kernel/config.ts';
import { transaction } from '../../../kernel/db.ts';
import { type Browser, openTestCounter, SLUG, type TestCounter } from '../counter.fixture.ts';
import { counterPlace, makeOfficer, setUp } from './factor.fixture.ts';
import { resetFactor } from './resetting.ts';

const at = (path: string) => `/${SLUG}${path}`;
const EMAIL = 'petugas@contoh.id';
const PASSWORD = 'tiga ekor kuda laut';
const STEP = 30_000;

async function open(t: TestContext, profile: 'demo' | 'production' = 'demo') {
  const production = readConfig({
    PROFILE: 'production',
    DATABASE_URL: 'postgres://x',
    STORAGE_URL: 'file:/srv',
    SMTP_URL: 'smtps://x',
    MAIL_FROM: 'a@b.id',
    PUBLIC_URL: 'https://loket.example',
    MASTER_KEY: Buffer.alloc(32).toString('base64'),
  });
  const counter = await openTestCounter(
    { after: (work) => t.after(work) },
    profile === 'production' ? { config: production } : {},
  );
  const personId = await makeOfficer(counter, EMAIL, PASSWORD);
  return { ...counter, personId };
}

const password = async (counter: TestCounter, address?: string): Promise<Browser> => {
  const browser = counter.browser(address);
  const answer = await browser.post(at('/masuk'), { email: EMAIL, kata_sandi: PASSWORD });
  assert.equal(answer.status, 303);
  return browser;
};
const codeNow = (counter: TestCounter, secret: string, steps = 0) =>
  generateSync({
    secret,
    epoch: Math.floor((counter.house.now().getTime() + steps * STEP) / 1000),
  });
const enter = (browser: Browser, kode: string) => browser.post(at('/masuk/kode'), { kode });
const isAtDesk = async (browser: Browser) => (await browser.get(at('/petugas'))).status === 200;

/** An officer with a factor, and the moment after the code of the set-up can be told from the next. */
async function withFactor(t: TestContext, profile: 'demo' | 'production' = 'demo') {
  const counter = await open(t, profile);
  const first = await password(counter);
  const factor = await setUp(counter, first, PASSWORD);
  counter.pass(2 * STEP);
  return { ...counter, first, ...factor };
}

test('with a second factor the password alone opens nothing: no session, no page of a person or of staff', async (t) => {
  const counter = await withFactor(t);
  const half = await password(counter);
  assert.equal(half.cookies.has('sesi'), false);
  for (const path of ['/petugas', '/dasbor', '/akun', '/akun/pengaman']) {
    const answer = await half.get(at(path));
    assert.equal(answer.status, 303, path);
    assert.match(answer.headers.get('location') ?? '', /\/masuk\?lanjut=/, path);
  }
  assert.equal((await half.get(at('/masuk/kode'))).status, 200);
  // The token of the half-open door is not a session's, wherever it is put.
  half.cookies.set('sesi', half.cookies.get('masuk_kode') ?? '');
  assert.equal(await isAtDesk(half), false);
});

test('the code opens the session, leads where one was going, and is good once', async (t) => {
  const counter = await withFactor(t);
  const code = codeNow(counter, counter.secret);
  const one = counter.browser();
  const asked = await one.post(at('/masuk'), {
    email: EMAIL,
    kata_sandi: PASSWORD,
    lanjut: at('/petugas?saya=1'),
  });
  assert.equal(
    asked.headers.get('location'),
    at(`/masuk/kode?lanjut=${encodeURIComponent(at('/petugas?saya=1'))}`),
  );
  const inside = await one.post(at('/masuk/kode'), { kode: code, lanjut: at('/petugas?saya=1') });
  assert.equal(inside.headers.get('location'), at('/petugas?saya=1'));
  assert.equal(one.cookies.has('masuk_kode'), false);
  assert.equal(await isAtDesk(one), true);
  const two = await password(counter);
  const replay = await enter(two, code);
  assert.equal(replay.status, 422);
  assert.equal(await isAtDesk(two), false);
  counter.pass(STEP);
  await enter(two, codeNow(counter, counter.secret));
  assert.equal(await isAtDesk(two), true);
});

test('one code shown by many browsers at the same moment opens one session', async (t) => {
  const counter = await withFactor(t);
  const browsers = await Promise.all(Array.from({ length: 6 }, () => password(counter)));
  const code = codeNow(counter, counter.secret);
  const answers = await Promise.all(browsers.map((browser) => enter(browser, code)));
  assert.equal(answers.filter(({ status }) => status === 303).length, 1);
  assert.equal(answers.filter(({ status }) => status === 422).length, 5);
});

test('one recovery code used at the same moment by many works once, and never again', async (t) => {
  const counter = await withFactor(t);
  const [code = '', other = ''] = counter.recovery;
  const browsers = await Promise.all(Array.from({ length: 6 }, () => password(counter)));
  const answers = await Promise.all(browsers.map((browser) => enter(browser, code)));
  assert.equal(answers.filter(({ status }) => status === 303).length, 1);
  assert.equal((await enter(await password(counter), code)).status, 422);
  // Typed as people type: no dashes, capitals.
  const loud = other.replaceAll('-', ' ').toUpperCase();
  assert.equal((await enter(await password(counter), loud)).status, 303);
  const left = await counter.house.db`select 1 from recovery_code where used_at is null`;
  assert.equal(left.count, 8);
});

test('neither the secret nor a recovery code can be read in the database', async (t) => {
  const counter = await withFactor(t);
  const rows = await counter.house.db<{ text: string }[]>`
    select (select jsonb_agg(f)::text from second_factor f) || (select jsonb_agg(r)::text from recovery_code r)
      || (select jsonb_agg(e)::text from event e) as text`;
  const text = rows[0]?.text ?? '';
  for (const secret of [counter.secret, ...counter.recovery]) {
    assert.equal(text.includes(secret), false);
    assert.equal(text.includes(Buffer.from(secret).toString('hex')), false);
  }
});

test('the clock of a phone may be one step off, not two', async (t) => {
  const counter = await withFactor(t);
  counter.pass(10 * STEP);
  for (const [steps, status] of [
    [-2, 422],
    [2, 422],
    [-1, 303],
    [1, 303],
  ] as const) {
    const answer = await enter(await password(counter), codeNow(counter, counter.secret, steps));
    assert.equal(answer.status, status, `${steps} steps`);
  }
});

test('after five wrong codes the password is asked again, and a right code no longer helps', async (t) => {
  const counter = await withFactor(t);
  const browser = await password(counter);
  for (let tries = 1; tries < 5; tries++)
    assert.equal((await enter(browser, '000000')).status, 422, `try ${tries}`);
  const fifth = await enter(browser, 'bukan kode');
  assert.equal(fifth.headers.get('location'), at('/masuk'));
  const late = await enter(browser, codeNow(counter, counter.secret));
  assert.equal(late.headers.get('location'), at('/masuk'));
  assert.equal(await isAtDesk(browser), false);
});

test('parallel guesses gain nothing: five codes are looked at, whatever is sent at once', async (t) => {
  const counter = await withFactor(t);
  const browser = await password(counter);
  const guesses = Array.from({ length: 12 }, (_, n) => String(n).padStart(6, '0'));
  await Promise.all(guesses.map((guess) => enter(browser, guess)));
  assert.equal((await counter.house.db`select 1 from pending_login`).count, 0);
  const tried = counter.logged.filter((line) => line['auth'] === 'code');
  assert.ok(tried.length <= 5, `${tried.length} codes were looked at`);
});

test('an account that sees many codes is closed for a while, from every address and with every password', async (t) => {
  const counter = await withFactor(t);
  for (let round = 0; round < 4; round++) {
    const browser = await password(counter, `198.51.100.${round}`);
    for (let tries = 0; tries < 5; tries++) await enter(browser, '000000');
  }
  const answer = await enter(
    await password(counter, '198.51.100.99'),
    codeNow(counter, counter.secret),
  );
  assert.equal(answer.status, 429);
  assert.ok(Number(answer.headers.get('retry-after')) > 0);
});

test('a half-open sign-in lasts ten minutes, and ends with everything else when the password is changed', async (t) => {
  const counter = await withFactor(t);
  const slow = await password(counter);
  counter.pass(11 * 60_000);
  assert.equal((await slow.get(at('/masuk/kode'))).headers.get('location'), at('/masuk'));
  assert.equal(
    (await enter(slow, codeNow(counter, counter.secret))).headers.get('location'),
    at('/masuk'),
  );
  const waiting = await password(counter);
  await counter.first.post(at('/akun/sandi'), {
    kata_sandi_sekarang: PASSWORD,
    kata_sandi_baru: 'empat ekor kuda laut',
  });
  const answer = await enter(waiting, codeNow(counter, counter.secret));
  assert.equal(answer.headers.get('location'), at('/masuk'));
  assert.equal(await isAtDesk(counter.first), true, 'the browser that changed it stays in');
});

test('a new password by mail does not get around the code', async (t) => {
  const counter = await withFactor(t);
  await counter.sendMails();
  counter.mails.length = 0;
  const browser = counter.browser();
  await browser.post(at('/lupa-sandi'), { email: EMAIL });
  await counter.sendMails();
  const secret = /rahasia=([\w-]+)/.exec(counter.mails[0]?.text ?? '')?.[1];
  await browser.get(at(`/sandi-baru?rahasia=${secret}`));
  const fresh = 'lima ekor kuda laut';
  assert.equal((await browser.post(at('/sandi-baru'), { kata_sandi: fresh })).status, 303);
  const entered = await browser.post(at('/masuk'), { email: EMAIL, kata_sandi: fresh });
  assert.equal(entered.headers.get('location'), at('/masuk/kode'));
  assert.equal(browser.cookies.has('sesi'), false);
  // Nor does registering again with the right password.
  const again = counter.browser();
  const registered = await again.post(at('/daftar'), {
    nama_depan: 'Petugas',
    nama_belakang: '',
    email: EMAIL,
    kata_sandi: fresh,
  });
  assert.equal(registered.headers.get('location'), at('/masuk/kode'));
  assert.equal(again.cookies.has('sesi'), false);
});

test('setting up ends every session that never showed a code, and tells the owner', async (t) => {
  const counter = await open(t);
  const elsewhere = await password(counter);
  const here = await password(counter);
  const planted = here.cookies.get('sesi');
  await setUp(counter, here, PASSWORD);
  assert.notEqual(here.cookies.get('sesi'), planted);
  assert.equal(await isAtDesk(here), true);
  assert.equal(await isAtDesk(elsewhere), false);
  await counter.sendMails();
  assert.match(counter.mails.at(-1)?.subject ?? '', /^Pengaman akun Anda berubah/);
});

test('a set-up needs the password, an exchange a code too, and the old app works until the new one is proven', async (t) => {
  const counter = await open(t);
  const browser = await password(counter);
  const begin = (more: Record<string, string>) => browser.post(at('/akun/pengaman/mulai'), more);
  assert.equal((await begin({ kata_sandi: 'bukan kata sandi saya' })).status, 422);
  assert.equal((await browser.get(at('/akun/pengaman/kode.svg'))).status, 404);
  const { secret } = await setUp(counter, browser, PASSWORD);
  counter.pass(STEP);
  assert.equal((await begin({ kata_sandi: PASSWORD, kode: '000000' })).status, 422);
  const kode = codeNow(counter, secret);
  assert.equal((await begin({ kata_sandi: PASSWORD, kode })).status, 303);
  assert.equal((await browser.get(at('/akun/pengaman/kode.svg'))).status, 200);
  counter.pass(STEP);
  assert.equal((await enter(await password(counter), codeNow(counter, secret))).status, 303);
});

test('new recovery codes replace all old ones, for a code', async (t) => {
  const counter = await withFactor(t);
  const renew = (kode_cadangan: string) =>
    counter.first.post(at('/akun/pengaman/cadangan'), { kode_cadangan });
  assert.equal((await renew('000000')).status, 422);
  const answer = await renew(codeNow(counter, counter.secret));
  assert.equal(answer.status, 200);
  assert.equal((await enter(await password(counter), counter.recovery[0] ?? '')).status, 422);
});

test('in production an officer without a second factor has no rights of staff until it is set up', async (t) => {
  const counter = await open(t, 'production');
  const browser = counter.browser();
  const entered = await browser.post(
    at('/masuk'),
    { email: EMAIL, kata_sandi: PASSWORD },
    { origin: 'https://loket.example' },
  );
  assert.equal(entered.headers.get('location'), at('/akun/pengaman'));
  assert.equal(
    (await browser.get(at('/petugas'))).headers.get('location'),
    at('/akun/pengaman'),
    'the work list leads to the set-up',
  );
  assert.equal((await browser.get(at('/dasbor'))).status, 200, 'a citizen they stay');
  const page = await (await browser.get(at('/akun/pengaman'))).text();
  assert.match(page, /Pasang pengaman dulu/);
  await setUp(counter, browser, PASSWORD);
  assert.equal(await isAtDesk(browser), true);
});

test('in the demo the password is enough, and a session without a code is not for whoever has a factor', async (t) => {
  const counter = await open(t);
  const browser = await password(counter);
  assert.equal(await isAtDesk(browser), true);
  const proven = await password(counter);
  await setUp(counter, proven, PASSWORD);
  assert.equal(await isAtDesk(proven), true);
  // As if it had been opened in the very moment of the set-up.
  await counter.house.db`update session set with_code = false`;
  assert.equal(await isAtDesk(proven), false);
});

test('a citizen needs no second factor and can set none up', async (t) => {
  const counter = await open(t, 'production');
  const browser = counter.browser();
  const registered = await browser.post(at('/daftar'), {
    nama_depan: 'Siti',
    nama_belakang: '',
    email: 'siti@contoh.id',
    kata_sandi: PASSWORD,
  });
  assert.equal(registered.headers.get('location'), at('/dasbor'));
  assert.match(await (await browser.get(at('/akun/pengaman'))).text(), /untuk petugas kantor/);
  const begun = await browser.post(at('/akun/pengaman/mulai'), { kata_sandi: PASSWORD });
  assert.equal(begun.status, 422);
});

test('a reset takes factor and codes away, signs out, and stands in the chain of the person', async (t) => {
  const counter = await withFactor(t);
  const chief: Actor = { personId: null, mandate: 'system', channel: 'command_line' };
  const reset = () =>
    transaction(counter.house.db, (tx) =>
      resetFactor(tx, counter.personId, chief, counterPlace(counter), counter.house.now()),
    );
  assert.equal(await reset(), true);
  assert.equal(await reset(), false);
  assert.equal(await isAtDesk(counter.first), false);
  assert.equal(await isAtDesk(await password(counter)), true);
  assert.equal((await counter.house.db`select 1 from recovery_code`).count, 0);
  const events = await counter.house.db<{ kind: string }[]>`
    select kind from event where stream_id = ${counter.personId} order by seq`;
  assert.deepEqual(events.map(({ kind }) => kind).slice(-2), [
    'second_factor.set',
    'second_factor.reset',
  ]);
});
