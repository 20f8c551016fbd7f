import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import { type Browser, openTestCounter, SLUG, type TestCounter } from './counter.fixture.ts';

const at = (path: string) => `/${SLUG}${path}`;
const EMAIL = 'siti@contoh.id';
const PASSWORD = 'tiga ekor kuda laut';
const NEW = 'empat ekor penyu hijau';
const MINUTE = 60_000;

const signIn = async (browser: Browser, kata_sandi: string) =>
  (await browser.post(at('/masuk'), { email: EMAIL, kata_sandi })).status === 303;
const isIn = async (browser: Browser) => (await browser.get(at('/dasbor'))).status === 200;

/** A counter with one person, signed in, whose first mail is read. */
async function withPerson(t: TestContext): Promise<TestCounter & { phone: Browser }> {
  const counter = await openTestCounter({ after: (work) => t.after(work) });
  const phone = counter.browser();
  await phone.post(at('/daftar'), { nama_depan: 'Siti', email: EMAIL, kata_sandi: PASSWORD });
  await counter.sendMails();
  return { ...counter, phone };
}

/** The path of the link in the newest mail. */
function linkIn(counter: TestCounter): string {
  const link = /https?:\S+/.exec(counter.mails.at(-1)?.text ?? '')?.[0] ?? '';
  const { pathname, search } = new URL(link);
  return pathname + search;
}

async function forgot(counter: TestCounter, browser = counter.browser()): Promise<string> {
  await browser.post(at('/lupa-sandi'), { email: EMAIL });
  await counter.sendMails();
  return linkIn(counter);
}

test('a mailed link leads to a new password over a clean address, ends every session and signs nobody in', async (t) => {
  const counter = await withPerson(t);
  const browser = counter.browser('198.51.100.5');
  const link = await forgot(counter, browser);
  const opened = await browser.get(link);
  assert.equal(opened.headers.get('location'), at('/sandi-baru'));
  assert.match(await (await browser.get(at('/sandi-baru'))).text(), /autocomplete="new-password"/);
  assert.ok(await isIn(counter.phone));
  const saved = await browser.post(at('/sandi-baru'), { kata_sandi: NEW });
  assert.equal(saved.headers.get('location'), at('/masuk'));
  assert.equal(await isIn(counter.phone), false);
  assert.equal(await isIn(browser), false);
  assert.equal(await signIn(browser, PASSWORD), false);
  assert.ok(await signIn(browser, NEW));
  const events = await counter.house.db<{ kind: string }[]>`select kind from event order by seq`;
  assert.deepEqual(
    events.map(({ kind }) => kind),
    ['account.registered', 'password.changed', 'email.confirmed'],
  );
  await counter.sendMails();
  assert.match(counter.mails.at(-1)?.subject ?? '', /sudah diganti/);
});

test('a mailed secret works once, even when used twenty times at the same moment', async (t) => {
  const counter = await withPerson(t);
  const links = [await forgot(counter), await forgot(counter)];
  const answers = await Promise.all(
    Array.from({ length: 20 }, async (_, index) => {
      const browser = counter.browser();
      await browser.get(links[index % 2] ?? '');
      return (await browser.post(at('/sandi-baru'), { kata_sandi: `${NEW} ${index}` })).status;
    }),
  );
  assert.deepEqual(answers.filter((status) => status === 303).length, 1);
  assert.ok(answers.every((status) => status === 303 || status === 422));
  const changed = await counter.house.db`select 1 from event where kind = 'password.changed'`;
  assert.equal(changed.count, 1);
});

test('a mailed secret dies after 15 minutes and opens no other door', async (t) => {
  const counter = await withPerson(t);
  const confirm = linkIn(counter);
  const link = await forgot(counter);
  const browser = counter.browser();
  await browser.get(confirm.replace('konfirmasi-email', 'sandi-baru'));
  assert.equal((await browser.post(at('/sandi-baru'), { kata_sandi: NEW })).status, 422);
  counter.pass(16 * MINUTE);
  await browser.get(link);
  assert.match(await (await browser.get(at('/sandi-baru'))).text(), /tidak berlaku lagi/);
  assert.equal((await browser.post(at('/sandi-baru'), { kata_sandi: NEW })).status, 422);
  assert.ok(await signIn(browser, PASSWORD));
});

test('a refused password leaves the link good for the next try', async (t) => {
  const counter = await withPerson(t);
  const browser = counter.browser();
  await browser.get(await forgot(counter));
  const refused = await browser.post(at('/sandi-baru'), { kata_sandi: 'password123' });
  assert.equal(refused.status, 422);
  assert.match(await refused.text(), /mudah ditebak/);
  assert.equal((await browser.post(at('/sandi-baru'), { kata_sandi: NEW })).status, 303);
});

test('forgetting a password is answered alike for everybody, and no secret lies in the queue or the database', async (t) => {
  const counter = await withPerson(t);
  counter.mails.length = 0;
  const pages = new Set<string>();
  for (const email of [EMAIL, 'tidak.ada@contoh.id']) {
    const answer = await counter.browser().post(at('/lupa-sandi'), { email });
    pages.add(`${answer.status} ${(await answer.text()).replaceAll(email, 'EMAIL')}`);
  }
  assert.equal(pages.size, 1);
  const jobs = await counter.house.db`
    select payload::text from graphile_worker._private_jobs j
    join graphile_worker._private_tasks t on t.id = j.task_id where t.identifier = 'accounts.mail'`;
  assert.equal(jobs.length, 2);
  await counter.sendMails();
  assert.deepEqual(
    counter.mails.map((mail) => mail.to),
    [EMAIL],
  );
  const secret = new URLSearchParams(linkIn(counter).split('?')[1]).get('rahasia') ?? '';
  assert.equal(Buffer.from(secret, 'base64url').length, 32);
  const stored = await counter.house
    .db`select encode(secret_hash, 'escape') as hash from mailed_secret`;
  assert.doesNotMatch(JSON.stringify([jobs, stored]), new RegExp(secret));
});

test('a mail sent twice by a retry carries the same secret under the same id', async (t) => {
  const counter = await withPerson(t);
  await counter.phone.post(at('/lupa-sandi'), { email: EMAIL });
  const { house, mails } = counter;
  let failed = 0;
  const flaky = {
    ...house,
    mail: async (mail: (typeof mails)[number]) => void (mails.push(mail), (failed += 1)),
  };
  const { accountTasks } = await import('./index.ts');
  const [job] = await house.db<{ payload: unknown }[]>`
    select payload from graphile_worker._private_jobs j join graphile_worker._private_tasks t on t.id = j.task_id
    where t.identifier = 'accounts.mail'`;
  for (let run = 0; run < 2; run++) await accountTasks(flaky)['accounts.mail']?.(job?.payload);
  assert.equal(failed, 2);
  const [first, second] = mails.slice(-2);
  assert.deepEqual(first, second);
});

test('changing the password asks for the old one, keeps this browser under a new token and ends the others', async (t) => {
  const counter = await withPerson(t);
  const { phone } = counter;
  const laptop = counter.browser();
  await signIn(laptop, PASSWORD);
  const change = (kata_sandi_sekarang: string, kata_sandi_baru: string) =>
    phone.post(at('/akun/sandi'), { kata_sandi_sekarang, kata_sandi_baru });
  const wrong = await change('bukan sandinya', NEW);
  assert.equal(wrong.status, 422);
  assert.match(await wrong.text(), /id="kata_sandi_sekarang-kesalahan"/);
  assert.equal((await change(PASSWORD, 'sitisiti')).status, 422);
  const before = phone.cookies.get('sesi');
  assert.equal((await change(PASSWORD, NEW)).status, 303);
  assert.notEqual(phone.cookies.get('sesi'), before);
  assert.ok(await isIn(phone));
  assert.equal(await isIn(laptop), false);
  assert.ok(await signIn(laptop, NEW));
});

test('a stolen session cannot guess the current password for long', async (t) => {
  const { phone } = await withPerson(t);
  const statuses = [];
  for (let guess = 0; guess < 12; guess++)
    statuses.push(
      (
        await phone.post(at('/akun/sandi'), {
          kata_sandi_sekarang: `tebakan ${guess}`,
          kata_sandi_baru: NEW,
        })
      ).status,
    );
  assert.deepEqual(statuses.slice(9), [422, 429, 429]);
});

test('confirming the address takes a press of the button, not merely an opened link', async (t) => {
  const counter = await withPerson(t);
  const confirmed = async () =>
    (await counter.house.db`select 1 from login where email_confirmed_at is not null`).count === 1;
  const browser = counter.browser();
  assert.equal(
    (await browser.get(linkIn(counter))).headers.get('location'),
    at('/konfirmasi-email'),
  );
  assert.match(await (await browser.get(at('/konfirmasi-email'))).text(), /Ya, ini email saya/);
  assert.equal(await confirmed(), false);
  assert.equal((await browser.post(at('/konfirmasi-email'), {})).status, 303);
  assert.ok(await confirmed());
  assert.equal((await browser.post(at('/konfirmasi-email'), {})).status, 422);
});

test('the confirmation can be asked for again, a few times', async (t) => {
  const counter = await withPerson(t);
  const statuses = [];
  for (let round = 0; round < 4; round++)
    statuses.push((await counter.phone.post(at('/akun/konfirmasi'), {})).status);
  assert.deepEqual(statuses, [303, 303, 303, 429]);
});

test('name and language are changed on one page; a mistake keeps what was typed', async (t) => {
  const { phone, house } = await withPerson(t);
  const bad = await phone.post(at('/akun'), {
    nama_depan: '',
    nama_belakang: 'Rahayu',
    bahasa: 'jv',
  });
  assert.equal(bad.status, 422);
  assert.match(await bad.text(), /value="Rahayu"/);
  assert.equal(
    (await phone.post(at('/akun'), { nama_depan: 'Siti', nama_belakang: 'Rahayu', bahasa: 'en' }))
      .status,
    303,
  );
  const [row] = await house.db`select full_name, given_name, family_name, lang from person`;
  assert.deepEqual(
    { ...row },
    { full_name: 'Siti Rahayu', given_name: 'Siti', family_name: 'Rahayu', lang: 'en' },
  );
  assert.match(await (await phone.get(at('/akun'))).text(), /My account/);
});

test('whoever signs in with the old password at the very moment it is replaced does not stay inside', async (t) => {
  const counter = await withPerson(t);
  const thieves = Array.from({ length: 8 }, (_, host) => counter.browser(`198.51.100.${host}`));
  const owner = counter.browser();
  await owner.get(await forgot(counter, owner));
  const [saved] = await Promise.all([
    owner.post(at('/sandi-baru'), { kata_sandi: NEW }),
    ...thieves.map((thief) => signIn(thief, PASSWORD)),
  ]);
  assert.equal(saved.status, 303);
  for (const thief of thieves) assert.equal(await isIn(thief), false);
  assert.equal((await counter.house.db`select 1 from session`).count, 0);
});
