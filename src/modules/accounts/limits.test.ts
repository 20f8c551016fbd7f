import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import { type Browser, openTestCounter, SLUG, type TestCounter } from './counter.fixture.ts';

const at = (path: string) => `/${SLUG}${path}`;
const PASSWORD = 'tiga ekor kuda laut';
const EMAIL = 'siti@contoh.id';

const signIn = (browser: Browser, email: string, kata_sandi: string) =>
  browser.post(at('/masuk'), { email, kata_sandi });
const guess = async (browser: Browser, email = EMAIL) =>
  (await signIn(browser, email, 'tebakan salah')).status;

async function open(t: TestContext): Promise<TestCounter> {
  const counter = await openTestCounter({ after: (work) => t.after(work) });
  await counter
    .browser()
    .post(at('/daftar'), { nama_depan: 'Siti', email: EMAIL, kata_sandi: PASSWORD });
  return counter;
}

/** What waiting does: everything counted so far runs out. */
const waitLong = async ({ house }: TestCounter) =>
  void (await house.db`update rate_limit set expire = 0`);

test('ten wrong passwords from one address, then a wait that is said, then on as before', async (t) => {
  const counter = await open(t);
  const browser = counter.browser('198.51.100.1');
  for (let round = 0; round < 10; round++) assert.equal(await guess(browser), 422);
  const refused = await signIn(browser, EMAIL, PASSWORD);
  assert.equal(refused.status, 429);
  assert.match(refused.headers.get('retry-after') ?? '', /^\d+$/);
  assert.match(await refused.text(), /Tunggu 15 menit/);
  await waitLong(counter);
  assert.equal((await signIn(browser, EMAIL, PASSWORD)).status, 303);
});

test('accounts that do not exist are limited just the same', async (t) => {
  const counter = await open(t);
  const browser = counter.browser('198.51.100.1');
  const statuses = [];
  for (let round = 0; round < 11; round++)
    statuses.push(await guess(browser, 'tidak.ada@contoh.id'));
  assert.deepEqual(statuses.slice(9), [422, 429]);
});

test('the right password gives all tries back', async (t) => {
  const counter = await open(t);
  const browser = counter.browser('198.51.100.1');
  for (let round = 0; round < 3; round++) {
    for (let wrong = 0; wrong < 9; wrong++) assert.equal(await guess(browser), 422);
    assert.equal((await signIn(browser, EMAIL, PASSWORD)).status, 303);
  }
});

test('tries sent at the same moment gain nothing', async (t) => {
  const counter = await open(t);
  const browser = counter.browser('198.51.100.1');
  const statuses = await Promise.all(Array.from({ length: 30 }, () => guess(browser)));
  assert.equal(statuses.filter((status) => status === 422).length, 10);
});

test('whoever locks an account from one address locks out themself, not its owner', async (t) => {
  const counter = await open(t);
  const attacker = counter.browser('198.51.100.1');
  for (let round = 0; round < 20; round++) await guess(attacker);
  assert.equal(await guess(attacker), 429);
  assert.equal((await signIn(counter.browser('203.0.113.50'), EMAIL, PASSWORD)).status, 303);
});

test('under an attack from many addresses each has one try, and the owner with the right password still gets in', async (t) => {
  const counter = await open(t);
  for (let host = 1; host <= 6; host++)
    for (let round = 0; round < 10; round++) await guess(counter.browser(`198.51.100.${host}`));
  const late = counter.browser('198.51.100.99');
  assert.equal(await guess(late), 422);
  assert.equal(await guess(late), 429);
  const owner = counter.browser('203.0.113.50');
  assert.equal((await signIn(owner, EMAIL, PASSWORD)).status, 303);
  assert.equal((await owner.get(at('/dasbor'))).status, 200);
});

test('one address that tries many accounts has to wait; other addresses notice nothing', async (t) => {
  const counter = await open(t);
  const attacker = counter.browser('198.51.100.1');
  const statuses = [];
  for (let round = 0; round < 62; round++)
    statuses.push(await guess(attacker, `korban${round}@contoh.id`));
  assert.equal(statuses[59], 422);
  assert.deepEqual(statuses.slice(60), [429, 429]);
  assert.equal((await signIn(counter.browser('203.0.113.50'), EMAIL, PASSWORD)).status, 303);
});

test('nobody can flood a mailbox, nor keep its owner from a link', async (t) => {
  const counter = await open(t);
  await counter.sendMails();
  counter.mails.length = 0;
  const pages = new Set<string>();
  for (let round = 0; round < 8; round++) {
    const answer = await counter
      .browser(`198.51.100.${round}`)
      .post(at('/lupa-sandi'), { email: EMAIL });
    pages.add(`${answer.status} ${await answer.text()}`);
  }
  await counter.sendMails();
  assert.equal(pages.size, 1);
  assert.equal(counter.mails.length, 3);
});

test('asking for passwords and accounts by the hundred ends in a wait', async (t) => {
  const counter = await open(t);
  const robot = counter.browser('198.51.100.1');
  const statuses = [];
  for (let round = 0; round < 21; round++)
    statuses.push(
      (await robot.post(at('/lupa-sandi'), { email: `orang${round}@contoh.id` })).status,
    );
  assert.deepEqual([statuses[19], statuses[20]], [200, 429]);
  await counter.house.db`update rate_limit set points = 60 where key like 'register_address:%'`;
  const form = { nama_depan: 'Robot', email: 'robot@contoh.id', kata_sandi: PASSWORD };
  assert.equal((await counter.browser().post(at('/daftar'), form)).status, 429);
});

test('the table of tries names neither persons nor addresses', async (t) => {
  const counter = await open(t);
  await guess(counter.browser('198.51.100.1'));
  const rows = await counter.house.db<{ key: string }[]>`select key from rate_limit`;
  assert.ok(rows.length >= 3);
  assert.doesNotMatch(rows.map((row) => row.key).join(), /siti|198|203/);
});
