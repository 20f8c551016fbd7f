import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import { transaction } from '../../kernel/db.ts';
import { type Browser, openTestCounter, SLUG } from '../accounts/counter.fixture.ts';
import { makeOfficer, setUp } from '../accounts/second/factor.fixture.ts';
import { appoint, endMembership, rolesOf, staffRoutes, staffTasks } from './index.ts';

const at = (path: string) => `/${SLUG}${path}`;
const CHIEF = 'kepala@contoh.id';
const GUEST = 'tamu@contoh.id';
const PASSWORD = 'tiga ekor kuda laut';
const HOUR = 3_600_000;

/** A counter with one administrator, signed in. */
async function open(t: TestContext) {
  const counter = await openTestCounter(
    { after: (work) => t.after(work) },
    { routes: staffRoutes },
  );
  const { house, office } = counter;
  const chiefId = await makeOfficer(counter, CHIEF, PASSWORD, 'administrator');
  const signIn = async (email: string) => {
    const browser = counter.browser();
    await browser.post(at('/masuk'), { email, kata_sandi: PASSWORD });
    return browser;
  };
  const tasks = staffTasks(house);
  /** The secret of the newest invitation's mail. */
  const mailed = async (): Promise<string> => {
    const jobs = await house.db<{ id: number; payload: unknown }[]>`
      select j.id, j.payload from graphile_worker._private_jobs j
      join graphile_worker._private_tasks k on k.id = j.task_id where k.identifier = 'staff.invite' order by j.id`;
    for (const { id, payload } of jobs) {
      await tasks['staff.invite']?.(payload);
      await house.db`delete from graphile_worker._private_jobs where id = ${id}`;
    }
    return /rahasia=([\w-]+)/.exec(counter.mails.at(-1)?.text ?? '')?.[1] ?? '';
  };
  const chief = await signIn(CHIEF);
  const invite = (peran = 'verifier', email = GUEST, browser: Browser = chief) =>
    browser.post(at('/petugas/orang'), { email, peran });
  const idOf = async (email: string) =>
    (await house.db<{ id: string }[]>`select person_id as id from login where email = ${email}`)[0]
      ?.id ?? '';
  const roles = async (email: string) => rolesOf(house.db, office.id, await idOf(email));
  return { ...counter, chiefId, chief, signIn, mailed, invite, idOf, roles };
}
const follow = async (browser: Browser, secret: string) => {
  const clean = await browser.get(at(`/undangan?rahasia=${secret}`));
  assert.equal(clean.headers.get('location'), at('/undangan'));
  return (await browser.get(at('/undangan'))).text();
};
const NEW = { nama_depan: 'Tamu', nama_belakang: '', kata_sandi: PASSWORD };
const accept = (browser: Browser, form: Record<string, string> = NEW) =>
  browser.post(at('/undangan'), form);

test('a newcomer takes an invitation up with a name and a password of their own, once', async (t) => {
  const counter = await open(t);
  assert.equal((await counter.invite('verifier', ' Tamu@Contoh.ID ')).status, 303);
  const secret = await counter.mailed();
  assert.equal(counter.mails.at(-1)?.to, GUEST);
  const guest = counter.browser();
  assert.match(await follow(guest, secret), /Verifikator/);
  assert.equal((await accept(guest, { ...NEW, kata_sandi: 'pendek' })).status, 422);
  const answer = await accept(guest);
  assert.equal(answer.headers.get('location'), at('/masuk'));
  assert.deepEqual(await counter.roles(GUEST), ['verifier']);
  assert.equal((await (await counter.signIn(GUEST)).get(at('/petugas'))).status, 200);
  assert.match(await follow(counter.browser(), secret), /tidak berlaku lagi/);
  const events = await counter.house.db<{ kind: string; actor: string; data: unknown }[]>`
    select kind, actor_id as actor, data from event where stream_id = ${counter.office.id} order by seq`;
  const guestId = await counter.idOf(GUEST);
  assert.deepEqual(
    events.map(({ kind, actor }) => [kind, actor]),
    [
      ['staff.invited', counter.chiefId],
      ['staff.invitation_accepted', guestId],
      ['staff.appointed', counter.chiefId],
    ],
  );
  assert.equal(JSON.stringify(events).includes(GUEST), false, 'no address in the ledger');
  const [login] = await counter.house
    .db`select email_confirmed_at from login where email = ${GUEST}`;
  assert.ok(login?.['email_confirmed_at'], 'the mail arrived: the address is confirmed');
});

test('one link used by many at the same moment makes one account and one appointment', async (t) => {
  const counter = await open(t);
  await counter.invite();
  const secret = await counter.mailed();
  const guests = Array.from({ length: 4 }, () => counter.browser());
  for (const guest of guests) await follow(guest, secret);
  const answers = await Promise.all(guests.map((guest) => accept(guest)));
  assert.equal(answers.filter(({ status }) => status === 303).length, 1);
  assert.deepEqual(await counter.roles(GUEST), ['verifier']);
});

test('an existing account accepts by signing in: the link alone gives nothing, nor does another account', async (t) => {
  const counter = await open(t);
  for (const email of [GUEST, 'lain@contoh.id'])
    await counter.browser().post(at('/daftar'), { ...NEW, email });
  await counter.invite();
  const secret = await counter.mailed();
  const stranger = counter.browser();
  assert.match(await follow(stranger, secret), /lanjut=%2Fkantor-contoh%2Fundangan/);
  await accept(stranger, { ...NEW, kata_sandi: 'sandi milik orang lain' });
  assert.deepEqual(await counter.roles(GUEST), []);
  const other = await counter.signIn('lain@contoh.id');
  await follow(other, secret);
  await accept(other);
  assert.deepEqual(await counter.roles('lain@contoh.id'), []);
  const owner = await counter.signIn(GUEST);
  await follow(owner, secret);
  assert.equal((await accept(owner)).status, 303);
  assert.deepEqual(await counter.roles(GUEST), ['verifier']);
  const away = await owner.get(at('/dasbor'));
  assert.equal(away.status, 303, 'new rights begin with a new sign-in');
});

test('a link ends after 72 hours, when it is withdrawn, replaced, or its inviter is no administrator any more', async (t) => {
  const counter = await open(t);
  const { house, office, chiefId } = counter;
  const isSpent = async (secret: string) => {
    const guest = counter.browser();
    const isClosed = /tidak berlaku lagi/.test(await follow(guest, secret));
    if (isClosed) assert.equal((await accept(guest)).status, 422);
    return isClosed;
  };
  await counter.invite();
  const first = await counter.mailed();
  await counter.invite();
  const second = await counter.mailed();
  assert.notEqual(first, second);
  assert.deepEqual([await isSpent(first), await isSpent(second)], [true, false]);
  const [row] = await house.db<
    { id: string }[]
  >`select id from invitation where withdrawn_at is null`;
  const withdraw = () =>
    counter.chief.post(at('/petugas/orang/batal'), { undangan: row?.id ?? '' });
  assert.equal((await withdraw()).status, 303);
  assert.equal((await withdraw()).status, 422);
  assert.equal(await isSpent(second), true);
  await counter.invite();
  const third = await counter.mailed();
  counter.pass(71 * HOUR);
  assert.equal(await isSpent(third), false);
  const by = { personId: null, mandate: 'system', channel: 'command_line' } as const;
  await transaction(house.db, (tx) =>
    endMembership(tx, office.id, chiefId, 'administrator', by, house.now()),
  );
  assert.equal(await isSpent(third), true);
  await transaction(house.db, (tx) => appoint(tx, office.id, chiefId, 'administrator', by));
  assert.equal(await isSpent(third), false);
  counter.pass(2 * HOUR);
  assert.equal(await isSpent(third), true);
  assert.equal(await counter.idOf(GUEST), '', 'nobody came in by a spent link');
});

test('an invitation that nobody took up in time stays listed as expired, and is sent again with one press', async (t) => {
  const counter = await open(t);
  const page = async () => (await counter.chief.get(at('/petugas/orang'))).text();
  await counter.invite();
  await counter.mailed();
  assert.doesNotMatch(await page(), /Kedaluwarsa/);
  counter.pass(73 * HOUR);
  const chief = await counter.signIn(CHIEF);
  const listed = await (await chief.get(at('/petugas/orang'))).text();
  assert.match(listed, /Kedaluwarsa/);
  assert.match(listed, new RegExp(`name="email" value="${GUEST}"`));
  assert.equal((await counter.invite('verifier', GUEST, chief)).status, 303);
  const secret = await counter.mailed();
  assert.doesNotMatch(await follow(counter.browser(), secret), /tidak berlaku lagi/);
  const once = await (await chief.get(at('/petugas/orang'))).text();
  assert.equal(once.match(new RegExp(`name="email" value="${GUEST}"`, 'g'))?.length, 1);
});

test('only administrators see and change who works here, and nobody invites themself or twice', async (t) => {
  const counter = await open(t);
  await makeOfficer(counter, 'verifikator@contoh.id', PASSWORD);
  const officer = await counter.signIn('verifikator@contoh.id');
  assert.equal((await officer.get(at('/petugas/orang'))).status, 403);
  assert.equal((await counter.invite('administrator', GUEST, officer)).status, 403);
  const own = await counter.invite('verifier', CHIEF);
  assert.equal(own.status, 422);
  assert.match(await own.text(), /tidak dapat mengundang diri sendiri/);
  assert.equal((await counter.invite('verifier', 'verifikator@contoh.id')).status, 422);
  const wrong = await counter.invite('dewa', 'tanpa-at');
  assert.equal(wrong.status, 422);
  assert.match(await wrong.text(), /value="tanpa-at"/);
  const page = await (await counter.chief.get(at('/petugas/orang'))).text();
  assert.match(page, /verifikator@contoh\.id/);
});

test('nobody ends the last administrator, whichever way, also when two end each other at once', async (t) => {
  const counter = await open(t);
  const { chief, chiefId } = counter;
  const end = (browser: Browser, orang: string) =>
    browser.post(at('/petugas/orang/akhiri'), { orang, peran: 'administrator' });
  const refused = await end(chief, chiefId);
  assert.equal(refused.status, 422);
  assert.match(await refused.text(), /administrator terakhir/);
  assert.equal((await chief.post(at('/petugas/orang/tangguhkan'), { orang: chiefId })).status, 422);
  const deputyId = await makeOfficer(counter, 'wakil@contoh.id', PASSWORD, 'administrator');
  const deputy = await counter.signIn('wakil@contoh.id');
  await Promise.all([end(chief, deputyId), end(deputy, chiefId)]);
  const left = await counter.house
    .db`select 1 from membership where role = 'administrator' and until is null`;
  assert.equal(left.count, 1);
});

test('suspending ends every role here, every session at once, and invitations on their way', async (t) => {
  const counter = await open(t);
  const { house, office } = counter;
  const personId = await makeOfficer(counter, GUEST, PASSWORD);
  const by = { personId: null, mandate: 'system', channel: 'command_line' } as const;
  await transaction(house.db, (tx) => appoint(tx, office.id, personId, 'cashier', by));
  const desk = await counter.signIn(GUEST);
  await counter.invite('operator');
  const secret = await counter.mailed();
  const suspend = () => counter.chief.post(at('/petugas/orang/tangguhkan'), { orang: personId });
  assert.equal((await suspend()).status, 303);
  assert.equal((await suspend()).status, 422);
  assert.deepEqual(await counter.roles(GUEST), []);
  assert.equal((await desk.get(at('/dasbor'))).status, 303);
  assert.match(await follow(counter.browser(), secret), /tidak berlaku lagi/);
  assert.equal(
    (await counter.chief.post(at('/petugas/orang/tangguhkan'), { orang: 'bukan-id' })).status,
    422,
  );
});

test('an administrator removes a colleague’s lost second factor, never their own', async (t) => {
  const counter = await open(t);
  const personId = await makeOfficer(counter, GUEST, PASSWORD);
  const colleague = await counter.signIn(GUEST);
  await setUp(counter, colleague, PASSWORD);
  await setUp(counter, counter.chief, PASSWORD);
  const reset = (orang: string) => counter.chief.post(at('/petugas/orang/kode'), { orang });
  assert.equal((await reset(counter.chiefId)).status, 422);
  assert.equal((await reset(personId)).status, 303);
  assert.equal((await reset(personId)).status, 422);
  assert.equal((await colleague.get(at('/petugas'))).status, 303);
  assert.equal((await (await counter.signIn(GUEST)).get(at('/petugas'))).status, 200);
});
