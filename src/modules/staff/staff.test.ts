import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import type { Actor } from '../../kernel/actor.ts';
import { readConfig } from '../../kernel/config.ts';
import { transaction } from '../../kernel/db.ts';
import {
  openOffice,
  openTestCounter,
  SLUG,
  type TestCounter,
} from '../accounts/counter.fixture.ts';
import { visitorByToken } from '../accounts/index.ts';
import { setUp } from '../accounts/second/factor.fixture.ts';
import {
  appoint,
  colleagues,
  DEMO_PASSWORD,
  type DemoAccount,
  endMembership,
  installDemoStaff,
  memberships,
  resetCode,
  rolesOf,
  staffRoutes,
} from './index.ts';

const at = (path: string) => `/${SLUG}${path}`;
const EMAIL = 'siti@contoh.id';
const PASSWORD = 'tiga ekor kuda laut';
const HEAD: Actor = { personId: null, mandate: 'system', channel: 'command_line' };
const STAFF = [
  {
    name: 'Wahyu Prasetyo',
    email: 'Wahyu@contoh.go.id',
    roles: ['verifier', 'counter_officer'] as const,
  },
  { name: 'Ratna', email: 'ratna@contoh.go.id', roles: ['administrator'] as const },
];

async function open(t: TestContext) {
  const counter = await openTestCounter(
    { after: (work) => t.after(work) },
    { routes: staffRoutes },
  );
  const phone = counter.browser();
  await phone.post(at('/daftar'), { nama_depan: 'Siti', email: EMAIL, kata_sandi: PASSWORD });
  const [row] = await counter.house.db<{ id: string }[]>`select id from person`;
  return { ...counter, phone, personId: row?.id ?? '' };
}

const signIn = (counter: TestCounter, email = EMAIL, kata_sandi = PASSWORD) => {
  const browser = counter.browser();
  return browser.post(at('/masuk'), { email, kata_sandi }).then(() => browser);
};

test('a new role is an event of the office, counts from the next sign-in and lands on the work list', async (t) => {
  const counter = await open(t);
  const { house, office, phone, personId } = counter;
  const give = () =>
    transaction(house.db, (tx) => appoint(tx, office.id, personId, 'verifier', HEAD));
  assert.equal(await give(), true);
  assert.equal(await give(), false);
  assert.equal((await phone.get(at('/petugas'))).status, 303);
  assert.equal((await (await signIn(counter)).get(at('/petugas'))).status, 200);
  const events =
    await house.db`select kind, data from event where stream_id = ${office.id} order by seq`;
  assert.deepEqual(
    [...events].map((row) => ({ ...row })),
    [{ kind: 'staff.appointed', data: { person: personId, role: 'verifier' } }],
  );
  assert.deepEqual(await rolesOf(house.db, office.id, personId), ['verifier']);
  assert.deepEqual(
    (await memberships(house.db, personId)).map(({ officeId, role }) => [officeId, role]),
    [[office.id, 'verifier']],
  );
  assert.deepEqual(
    [...(await colleagues(house.db, office.id))],
    [{ personId, name: 'Siti', roles: ['verifier'] }],
  );
});

test('an ended role takes every session with it, and can be given again', async (t) => {
  const counter = await open(t);
  const { house, office, personId } = counter;
  const end = () =>
    transaction(house.db, (tx) => endMembership(tx, office.id, personId, 'verifier', HEAD));
  assert.equal(await end(), false);
  await transaction(house.db, (tx) => appoint(tx, office.id, personId, 'verifier', HEAD));
  const desk = await signIn(counter);
  assert.equal(await end(), true);
  assert.equal(
    (await desk.get(at('/petugas'))).headers.get('location')?.startsWith(at('/masuk')),
    true,
  );
  assert.equal((await (await signIn(counter)).get(at('/petugas'))).status, 404);
  assert.equal(
    await transaction(house.db, (tx) => appoint(tx, office.id, personId, 'verifier', HEAD)),
    true,
  );
  const kinds = await house.db<
    { kind: string }[]
  >`select kind from event where stream_id = ${office.id} order by seq`;
  assert.deepEqual(
    kinds.map(({ kind }) => kind),
    ['staff.appointed', 'staff.ended', 'staff.appointed'],
  );
});

test('the look-up tells roles here from roles above, and a neighbour has none', async (t) => {
  const counter = await open(t);
  const { house, office, personId } = counter;
  const child = await openOffice(house, 'kantor-anak', 'ANK', office);
  const neighbour = await openOffice(house, 'kantor-tetangga', 'TTG');
  await transaction(house.db, async (tx) => {
    await appoint(tx, office.id, personId, 'head_of_office', HEAD);
    await appoint(tx, office.id, personId, 'auditor', HEAD);
    await appoint(tx, child.id, personId, 'verifier', HEAD);
  });
  const token = (await signIn(counter)).cookies.get('sesi') ?? '';
  const as = async (where: typeof office | undefined) => {
    const visitor = await visitorByToken(house.db, token, where, { now: house.now() });
    return [visitor?.roles, visitor?.rolesAbove];
  };
  assert.deepEqual(await as(office), [['auditor', 'head_of_office'], []]);
  assert.deepEqual(await as(child), [['verifier'], ['auditor', 'head_of_office']]);
  assert.deepEqual(await as(neighbour), [[], []]);
  assert.deepEqual(await as(undefined), [[], []]);
});

test('an officer’s session ends after an hour without use, and after twelve hours in any case', async (t) => {
  const counter = await open(t);
  const { house, office, personId } = counter;
  await transaction(house.db, (tx) => appoint(tx, office.id, personId, 'verifier', HEAD));
  const desk = await signIn(counter);
  for (let half = 1; half < 24; half++) {
    counter.pass(30 * 60_000);
    assert.equal((await desk.get(at('/petugas'))).status, 200, `after ${half / 2} hours of work`);
  }
  counter.pass(30 * 60_000);
  assert.equal((await desk.get(at('/petugas'))).status, 303);
  const idle = await signIn(counter);
  counter.pass(61 * 60_000);
  assert.equal((await idle.get(at('/petugas'))).status, 303);
});

test('a lost second factor is taken away in the office that one works for, as its event', async (t) => {
  const counter = await open(t);
  const { house, office, personId } = counter;
  const neighbour = await openOffice(house, 'kantor-tetangga', 'TTG');
  await transaction(house.db, (tx) => appoint(tx, office.id, personId, 'verifier', HEAD));
  await setUp(counter, await signIn(counter), PASSWORD);
  const reset = (where: typeof office) =>
    transaction(house.db, (tx) => resetCode(tx, where, personId, HEAD, house.now()));
  assert.equal(await reset(neighbour), false);
  assert.equal((await signIn(counter)).cookies.has('sesi'), false);
  assert.equal(await reset(office), true);
  assert.equal(await reset(office), false);
  assert.equal((await (await signIn(counter)).get(at('/petugas'))).status, 200);
  const kinds = await house.db<{ kind: string }[]>`
    select kind from event where stream_id = ${office.id} order by seq`;
  assert.deepEqual(
    kinds.map(({ kind }) => kind),
    ['staff.appointed', 'staff.code_reset'],
  );
});

test('demo people are installed once, can sign in, and are listed without those who registered themselves', async (t) => {
  const counter = await open(t);
  const { house, office, personId } = counter;
  await transaction(house.db, (tx) => appoint(tx, office.id, personId, 'auditor', HEAD));
  for (let round = 0; round < 2; round++)
    await transaction(house.db, (tx) => installDemoStaff(house)(tx, office.id, STAFF));
  const answer = await counter.browser().get('/demo/accounts.json');
  assert.match(answer.headers.get('content-type') ?? '', /^application\/json/);
  const accounts = (await answer.json()) as DemoAccount[];
  assert.deepEqual(
    accounts.map(({ office: slug, role, email }) => [slug, role, email]),
    [
      [SLUG, 'administrator', 'ratna@contoh.go.id'],
      [SLUG, 'counter_officer', 'wahyu@contoh.go.id'],
      [SLUG, 'verifier', 'wahyu@contoh.go.id'],
      [SLUG, 'applicant', `pemohon1.${SLUG}@contoh.example`],
      [SLUG, 'applicant', `pemohon2.${SLUG}@contoh.example`],
    ],
  );
  for (const { role, email, password, name } of accounts) {
    const browser = await signIn(counter, email, password);
    const inside = await browser.get(at('/dasbor'));
    assert.equal(await inside.text(), `dasbor ${name}`);
    if (role === 'verifier') assert.equal((await browser.get(at('/petugas'))).status, 200);
  }
});

test('production installs no demo person and has no list of them', async (t) => {
  const { house, office } = await open(t);
  const config = readConfig({
    PROFILE: 'production',
    DATABASE_URL: 'postgres://x',
    STORAGE_URL: 'file:/srv',
    SMTP_URL: 'smtps://x',
    MAIL_FROM: 'a@b.id',
    PUBLIC_URL: 'https://loket.example',
    MASTER_KEY: Buffer.alloc(32).toString('base64'),
  });
  const production = { ...house, config };
  await transaction(house.db, (tx) => installDemoStaff(production)(tx, office.id, STAFF));
  assert.equal((await house.db`select 1 from login`).count, 1);
  assert.deepEqual(
    staffRoutes(production).filter(({ path }) => path.startsWith('/demo')),
    [],
  );
  assert.ok(DEMO_PASSWORD.length > 8);
});
