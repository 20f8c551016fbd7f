import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import { type Browser, openTestCounter, SLUG, type TestCounter } from './counter.fixture.ts';
import { makeOfficer } from './second/factor.fixture.ts';

const at = (path: string) => `/${SLUG}${path}`;
const EMAIL = 'petugas@contoh.id';
const PASSWORD = 'tiga ekor kuda laut';

async function open(t: TestContext) {
  const counter = await openTestCounter({ after: (work) => t.after(work) });
  return { ...counter, personId: await makeOfficer(counter, EMAIL, PASSWORD) };
}

const password = async (counter: TestCounter): Promise<Browser> => {
  const browser = counter.browser();
  const answer = await browser.post(at('/masuk'), { email: EMAIL, kata_sandi: PASSWORD });
  assert.equal(answer.status, 303);
  return browser;
};
const isAtDesk = async (browser: Browser) => (await browser.get(at('/petugas'))).status === 200;

test('whoever also changes the rules of an office is signed out after half an hour, and after eight hours altogether', async (t) => {
  const counter = await open(t);
  await counter.house.db`
    insert into membership (office_id, person_id, role, since)
    select office_id, person_id, 'administrator', since from membership where person_id = ${counter.personId} limit 1`;
  const idle = await password(counter);
  assert.match(
    await (await idle.get(at('/akun'))).text(),
    /keluar sendiri setelah 30 menit tanpa dipakai, dan paling lama 8 jam/,
  );
  counter.pass(29 * 60_000);
  assert.equal(await isAtDesk(idle), true);
  counter.pass(31 * 60_000);
  assert.equal(await isAtDesk(idle), false);
  const busy = await password(counter);
  for (let third = 1; third < 24; third++) {
    counter.pass(20 * 60_000);
    assert.equal(await isAtDesk(busy), true, `after ${third * 20} minutes`);
  }
  counter.pass(20 * 60_000);
  assert.equal(await isAtDesk(busy), false);
});

test('an idle officer is signed out after an hour, a busy one after twelve; a citizen stays for weeks', async (t) => {
  const counter = await open(t);
  const HOUR = 3_600_000;
  const idle = await password(counter);
  const account = await (await idle.get(at('/akun'))).text();
  assert.match(account, /keluar sendiri setelah 60 menit tanpa dipakai, dan paling lama 12 jam/);
  counter.pass(59 * 60_000);
  assert.equal(await isAtDesk(idle), true);
  counter.pass(61 * 60_000);
  assert.equal(await isAtDesk(idle), false);
  const busy = await password(counter);
  for (let half = 1; half < 24; half++) {
    counter.pass(HOUR / 2);
    assert.equal(await isAtDesk(busy), true, `after ${half / 2} hours`);
  }
  counter.pass(HOUR / 2);
  assert.equal(await isAtDesk(busy), false);
  const citizen = counter.browser();
  await citizen.post(at('/daftar'), {
    nama_depan: 'Siti',
    nama_belakang: '',
    email: 'siti@contoh.id',
    kata_sandi: PASSWORD,
  });
  for (let week = 0; week < 8; week++) {
    counter.pass(7 * 24 * HOUR);
    assert.equal((await citizen.get(at('/dasbor'))).status, 200);
  }
});
