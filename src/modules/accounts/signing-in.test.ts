import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import { secretHash } from '../../kernel/ids.ts';
import { type Browser, openTestCounter, SLUG, type TestCounter } from './counter.fixture.ts';

const at = (path: string) => `/${SLUG}${path}`;
const PASSWORD = 'tiga ekor kuda laut';

const signUp = (browser: Browser, email: string, more: Record<string, string> = {}) =>
  browser.post(at('/daftar'), {
    nama_depan: 'Siti',
    nama_belakang: '',
    email,
    kata_sandi: PASSWORD,
    ...more,
  });
const signIn = (
  browser: Browser,
  email: string,
  kata_sandi = PASSWORD,
  more: Record<string, string> = {},
) => browser.post(at('/masuk'), { email, kata_sandi, ...more });
const isIn = async (browser: Browser) => (await browser.get(at('/dasbor'))).status === 200;
const sessions = async ({ house }: TestCounter) => (await house.db`select 1 from session`).count;

async function open(t: TestContext): Promise<TestCounter> {
  return openTestCounter({ after: (work) => t.after(work) });
}

test('Buat Akun signs the person in, and their chain begins', async (t) => {
  const counter = await open(t);
  const browser = counter.browser();
  const answer = await signUp(browser, 'Siti@Contoh.ID', {
    peran: 'administrator',
    __proto__: 'x',
  });
  assert.equal(answer.status, 303);
  assert.equal(answer.headers.get('location'), at('/dasbor'));
  assert.match(answer.headers.getSetCookie().join(), /sesi=[\w-]{43}; .*HttpOnly.*SameSite=Lax/i);
  assert.equal(await (await browser.get(at('/dasbor'))).text(), 'dasbor Siti');
  const events = await counter.house
    .db`select kind, data from event where stream_kind = 'person' order by seq`;
  assert.deepEqual(
    [...events].map(({ kind }) => kind),
    ['account.registered'],
  );
});

test('the token is in the cookie only: the database holds its SHA-256', async (t) => {
  const counter = await open(t);
  const browser = counter.browser();
  await signUp(browser, 'siti@contoh.id');
  const token = browser.cookies.get('sesi') ?? '';
  assert.equal(Buffer.from(token, 'base64url').length, 32);
  const rows = await counter.house.db<{ token_hash: Buffer }[]>`select token_hash from session`;
  assert.deepEqual(
    rows.map((row) => row.token_hash),
    [secretHash(token)],
  );
  const login = await counter.house.db<
    { password_hash: string }[]
  >`select password_hash from login`;
  assert.match(login[0]?.password_hash ?? '', /^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
});

test('mistakes come back as 422 beside their fields with everything kept but the password', async (t) => {
  const counter = await open(t);
  const answer = await counter.browser().post(at('/daftar'), {
    nama_depan: '<b>Siti</b>',
    email: 'siti@',
    kata_sandi: 'rahasia123',
  });
  const page = await answer.text();
  assert.equal(answer.status, 422);
  assert.match(page, /value="&lt;b&gt;Siti&lt;\/b&gt;"/);
  assert.match(page, /value="siti@"/);
  assert.match(page, /id="email-kesalahan"/);
  assert.match(page, /id="kata_sandi-kesalahan"/);
  assert.doesNotMatch(page, /rahasia123/);
});

test('registering a taken address says nothing about it on the page, writes to its owner, and changes nothing', async (t) => {
  const counter = await open(t);
  await signUp(counter.browser(), 'siti@contoh.id');
  await counter.sendMails();
  const stranger = counter.browser('198.51.100.1');
  const answer = await signUp(stranger, 'SITI@contoh.id', {
    nama_depan: 'Lain',
    kata_sandi: 'kata sandi orang lain',
  });
  const page = await answer.text();
  assert.equal(answer.status, 200);
  assert.equal(stranger.cookies.has('sesi'), false);
  assert.doesNotMatch(page, /sudah (punya|terdaftar|ada)/i);
  await counter.sendMails();
  assert.deepEqual(
    counter.mails.map((mail) => [mail.to, mail.subject.split(' – ')[0]]),
    [
      ['siti@contoh.id', 'Konfirmasi email Anda'],
      ['siti@contoh.id', 'Anda sudah punya akun'],
    ],
  );
  assert.equal((await counter.house.db`select 1 from person`).count, 1);
});

test('registering again with the right password is signing in: an answer lost on the way costs nobody their account', async (t) => {
  const counter = await open(t);
  await signUp(counter.browser(), 'siti@contoh.id');
  const again = counter.browser();
  assert.equal((await signUp(again, 'siti@contoh.id')).status, 303);
  assert.ok(await isIn(again));
});

test('two registrations of one address at the same moment make one account', async (t) => {
  const counter = await open(t);
  const answers = await Promise.all(
    [1, 2, 3, 4].map(() => signUp(counter.browser(), 'siti@contoh.id')),
  );
  assert.ok(answers.every(({ status }) => status === 303));
  assert.equal((await counter.house.db`select 1 from login`).count, 1);
});

test('an unknown address and a wrong password get the same page after the same work', async (t) => {
  const counter = await open(t);
  await signUp(counter.browser(), 'siti@contoh.id');
  const ask = async (email: string) => {
    const started = performance.now();
    const answer = await signIn(counter.browser('198.51.100.9'), email, 'bukan sandinya');
    const took = performance.now() - started;
    const page = (await answer.text()).replaceAll(email, 'EMAIL');
    return { status: answer.status, page, took };
  };
  await ask('pemanasan@contoh.id');
  const times: Record<string, number[]> = { 'siti@contoh.id': [], 'budi@contoh.id': [] };
  const pages = new Set<string>();
  for (let round = 0; round < 6; round++)
    for (const email of Object.keys(times)) {
      const { status, page, took } = await ask(email);
      pages.add(`${status} ${page}`);
      times[email]?.push(took);
    }
  assert.equal(pages.size, 1);
  const [known = 0, unknown = 0] = Object.values(times).map(
    (list) => list.sort((a, b) => a - b)[2] ?? 0,
  );
  assert.ok(
    Math.max(known, unknown) < 3 * Math.min(known, unknown),
    `${known} ms and ${unknown} ms`,
  );
});

test('a session planted before signing in is worth nothing, and signing in again changes the token', async (t) => {
  const counter = await open(t);
  await signUp(counter.browser(), 'siti@contoh.id');
  const browser = counter.browser();
  const planted = 'A'.repeat(43);
  browser.cookies.set('sesi', planted);
  assert.equal((await signIn(browser, 'siti@contoh.id')).status, 303);
  const first = browser.cookies.get('sesi') ?? '';
  assert.notEqual(first, planted);
  assert.equal((await signIn(browser, 'siti@contoh.id')).status, 303);
  assert.notEqual(browser.cookies.get('sesi'), first);
  const thief = counter.browser();
  for (const token of [planted, first]) {
    thief.cookies.set('sesi', token);
    assert.equal(await isIn(thief), false);
  }
  assert.ok(await isIn(browser));
});

test('Keluar ends the session on the server', async (t) => {
  const counter = await open(t);
  const browser = counter.browser();
  await signUp(browser, 'siti@contoh.id');
  const token = browser.cookies.get('sesi') ?? '';
  assert.equal((await browser.post(at('/keluar'), {})).status, 303);
  assert.equal(browser.cookies.has('sesi'), false);
  browser.cookies.set('sesi', token);
  assert.equal(await isIn(browser), false);
  assert.equal(await sessions(counter), 0);
});

test('signing out everywhere ends every device at once', async (t) => {
  const counter = await open(t);
  const phone = counter.browser();
  const laptop = counter.browser('198.51.100.3');
  await signUp(phone, 'siti@contoh.id');
  await signIn(laptop, 'siti@contoh.id');
  assert.match(await (await phone.get(at('/akun'))).text(), /perangkat ini/);
  assert.equal(
    (await phone.post(at('/akun/keluar-semua'), {})).headers.get('location'),
    at('/masuk'),
  );
  assert.equal(await isIn(laptop), false);
  assert.equal(await isIn(phone), false);
});

test('one device is signed out alone, and only one’s own', async (t) => {
  const counter = await open(t);
  const [phone, laptop, stranger] = [counter.browser(), counter.browser(), counter.browser()];
  await signUp(phone, 'siti@contoh.id');
  await signIn(laptop, 'siti@contoh.id');
  await signUp(stranger, 'budi@contoh.id');
  const page = await (await laptop.get(at('/akun'))).text();
  const keys = [...page.matchAll(/name="perangkat" value="(\w{32})"/g)].map(([, key]) => key ?? '');
  assert.equal(keys.length, 1, 'this device has no such button');
  const perangkat = keys[0] ?? '';
  assert.ok(!(phone.cookies.get('sesi') ?? '').includes(perangkat));
  await stranger.post(at('/akun/perangkat/keluar'), { perangkat });
  assert.ok(await isIn(phone));
  const ended = await laptop.post(at('/akun/perangkat/keluar'), { perangkat });
  assert.equal(ended.headers.get('location'), at('/akun'));
  assert.equal(await isIn(phone), false);
  assert.ok(await isIn(laptop));
  assert.doesNotMatch(await (await laptop.get(at('/akun'))).text(), /name="perangkat"/);
});

test('an unused session dies after 30 days, a used one lives on', async (t) => {
  const counter = await open(t);
  const day = 86_400_000;
  const used = counter.browser();
  const idle = counter.browser();
  await signUp(used, 'siti@contoh.id');
  await signIn(idle, 'siti@contoh.id');
  counter.pass(29 * day);
  assert.ok(await isIn(used));
  counter.pass(2 * day);
  assert.equal(await isIn(idle), false);
  assert.ok(await isIn(used));
});

test('a blocked person is out at the next request, and the right password tells them why', async (t) => {
  const counter = await open(t);
  const browser = counter.browser();
  await signUp(browser, 'siti@contoh.id');
  await counter.house.db`update login set blocked_at = now()`;
  assert.equal(await isIn(browser), false);
  const wrong = await (await signIn(browser, 'siti@contoh.id', 'bukan sandinya')).text();
  assert.doesNotMatch(wrong, /ditutup/);
  const right = await signIn(browser, 'siti@contoh.id');
  assert.equal(right.status, 422);
  assert.match(await right.text(), /ditutup/);
  await browser.post(at('/lupa-sandi'), { email: 'siti@contoh.id' });
  counter.mails.length = 0;
  await counter.sendMails();
  assert.equal(counter.mails.length, 0);
});

test('a form of another site does nothing, whatever it changes', async (t) => {
  const counter = await open(t);
  const browser = counter.browser();
  await signUp(browser, 'siti@contoh.id');
  const foreign = [
    { 'sec-fetch-site': 'cross-site' },
    { 'sec-fetch-site': '', origin: 'https://jahat.example' },
  ];
  for (const path of [
    '/keluar',
    '/masuk',
    '/daftar',
    '/akun',
    '/akun/sandi',
    '/akun/keluar-semua',
    '/lupa-sandi',
    '/sandi-baru',
  ])
    for (const headers of foreign)
      assert.equal(
        (await browser.post(at(path), { email: 'siti@contoh.id' }, headers)).status,
        403,
        path,
      );
  assert.ok(await isIn(browser));
  assert.equal((await browser.get(at('/keluar'))).status, 404);
});

test('after signing in people go where they wanted, inside this office; staff to their work list', async (t) => {
  const counter = await open(t);
  await signUp(counter.browser(), 'siti@contoh.id');
  const to = async (lanjut: string) =>
    (await signIn(counter.browser(), 'siti@contoh.id', PASSWORD, { lanjut })).headers.get(
      'location',
    );
  assert.equal(
    (await counter.browser().get(at('/akun'))).headers.get('location'),
    `${at('/masuk')}?lanjut=${encodeURIComponent(at('/akun'))}`,
  );
  assert.equal(await to(at('/akun')), at('/akun'));
  assert.equal(await to('https://jahat.example/'), at('/dasbor'));
  assert.equal(await to(`//jahat.example${at('/')}`), at('/dasbor'));
  const { house, office } = counter;
  await house.db`insert into membership (office_id, person_id, role) select ${office.id}, id, 'verifier' from person`;
  assert.equal(await to(''), at('/petugas'));
});

test('a repeated field counts once, and odd bodies are answered with sentences', async (t) => {
  const counter = await open(t);
  await signUp(counter.browser(), 'siti@contoh.id');
  const ask = (body: string, headers = {}) => counter.browser().post(at('/masuk'), body, headers);
  const query = (email: string, word: string) =>
    `email=${encodeURIComponent(email)}&kata_sandi=${encodeURIComponent(word)}`;
  assert.equal(
    (await ask(`${query('budi@contoh.id', 'x')}&${query('siti@contoh.id', PASSWORD)}`)).status,
    303,
  );
  assert.equal(
    (await ask(`${query('siti@contoh.id', PASSWORD)}&${query('budi@contoh.id', 'x')}`)).status,
    422,
  );
  for (const body of [
    '',
    '__proto__=1&email[]=x',
    'email=%00&kata_sandi=%00',
    `kata_sandi=${'x'.repeat(200_000)}&email=a@b.id`,
  ])
    assert.equal((await ask(body)).status, 422, body.slice(0, 20));
  assert.equal(
    (await ask('{"email":{"$ne":1}}', { 'content-type': 'application/json' })).status,
    422,
  );
});

test('the log says who came in and who did not, by ids alone', async (t) => {
  const counter = await open(t);
  await signUp(counter.browser(), 'siti@contoh.id');
  await signIn(counter.browser(), 'siti@contoh.id', 'bukan sandinya');
  await signIn(counter.browser(), 'siti@contoh.id');
  const said = counter.logged.filter((line) => line.auth !== undefined);
  assert.deepEqual(
    said.map((line) => [line.auth, line.outcome]),
    [
      ['register', undefined],
      ['sign_in', 'failed'],
      ['sign_in', 'done'],
    ],
  );
  assert.equal(new Set(said.map((line) => line.person)).size, 1);
  assert.doesNotMatch(JSON.stringify(counter.logged), /siti|kuda|sandinya|203\.0\.113/i);
});
