import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { connect, type Db } from '../../src/kernel/db.ts';
import { joinEmbedded } from '../../src/kernel/embedded.ts';
import { verifyLedger } from '../../src/kernel/ledger-verify.ts';
import {
  type Applicant,
  announce,
  OFFICE,
  offsetOf,
  type Sending,
  send,
  sendRest,
} from './burst.ts';

const silent = { info: () => {}, warn: () => {}, error: () => {} };

/** Looks into the database of the house that runs on this folder. */
export async function inside<T>(dataDir: string, work: (db: Db) => Promise<T>): Promise<T> {
  const embedded = await joinEmbedded({ dataDir, log: silent });
  const db = connect(embedded.url, { max: 2, owner: true });
  try {
    return await work(db);
  } finally {
    await db.end({ timeout: 5 });
    await embedded.stop();
  }
}

/** The dossier that a draft became; empty while it is none. */
async function dossierOf(db: Db, draft: string): Promise<string> {
  const id = draft.split('/').at(-1) ?? '';
  const [row] = await db<
    { dossier_id: string | null }[]
  >`select dossier_id from draft where id = ${id}`;
  return row?.dossier_id ?? '';
}

/** What was answered stands; what was not may be sent again; nothing stands twice. */
export async function submissionsAreWhole(db: Db, applicants: readonly Applicant[]): Promise<void> {
  for (const sent of applicants.flatMap((applicant) => applicant.sent)) {
    const wasAnswered = sent.answered;
    const stood = await dossierOf(db, sent.draft);
    if (wasAnswered)
      assert.equal(`/${OFFICE}/berkas/${stood}`, wasAnswered, 'an acknowledged dossier is there');
    const again = await send(sent);
    assert.equal(again?.status, 303, 'the same form may be sent again');
    const stands = await dossierOf(db, sent.draft);
    assert.equal(
      again.location,
      `/${OFFICE}/berkas/${stands}/tanda-terima`,
      'and leads to one dossier',
    );
    if (stood) assert.equal(stands, stood);
    assert.ok(sent.answered);
    const [told] = await db<{ applications: number; submitted: number; receipts: number }[]>`
      select (select count(*)::int from application where dossier_id = ${stands}) as applications,
        (select count(*)::int from event where stream_id = ${stands} and kind = 'application.submitted') as submitted,
        (select count(*)::int from command_receipt where key = ${sent.fields['kunci'] ?? ''}) as receipts`;
    assert.deepEqual({ ...told }, { applications: 1, submitted: 1, receipts: 1 });
    const page = await sent.applicant.client.get(sent.answered);
    assert.equal(page.status, 200, 'the applicant sees it');
  }
  const [count] = await db<{ dossiers: number; drafts: number }[]>`
    select (select count(*)::int from dossier) as dossiers, (select count(*)::int from draft where dossier_id is not null) as drafts`;
  const all = applicants.flatMap((applicant) => applicant.sent).length;
  assert.deepEqual({ ...count }, { dossiers: all, drafts: all }, 'no dossier came from nowhere');
  const ledger = await verifyLedger(db);
  assert.deepEqual(ledger.faults, [], 'every chain holds');
}

/** No acknowledged byte is lost; every file goes on where it stood, and is finished once. */
export async function uploadsGoOn(applicants: readonly Applicant[]): Promise<void> {
  for (const file of applicants.flatMap((applicant) => applicant.files)) {
    if (file.url === undefined) await announce(file);
    assert.ok(file.url, 'an announcement may be made again');
    const offset = await offsetOf(file);
    assert.ok(offset !== undefined, 'an announced upload is known');
    assert.ok(
      offset >= file.acknowledged,
      `${file.acknowledged} bytes were acknowledged, ${offset} are there`,
    );
    assert.ok(offset <= file.bytes.length);
    file.acknowledged = offset;
    await sendRest(file);
    assert.equal(await offsetOf(file), file.bytes.length);
  }
}

/** After inspection every file comes back as it was sent, by its checksum, and has one version. */
export async function filesAreIdentical(db: Db, files: readonly Sending[]): Promise<void> {
  for (const file of files) {
    const versions = await db<{ id: string; state: string; sha256: Buffer }[]>`
      select v.id, v.state, v.sha256 from upload u join document_version v on v.document_id = u.document_id
      where u.id = ${file.url?.split('/').at(-1) ?? ''}`;
    assert.equal(versions.length, 1, 'one version of each file');
    const [version] = versions;
    assert.equal(version?.state, 'ready');
    assert.equal(version.sha256.toString('hex'), file.sha256);
    const down = await file.applicant.client.get(`/${OFFICE}/dokumen/${version.id}`);
    assert.equal(down.status, 200);
    assert.equal(
      createHash('sha256').update(down.bytes).digest('hex'),
      file.sha256,
      'the very bytes',
    );
  }
  const [count] = await db<{ uploads: number; versions: number }[]>`
    select (select count(*)::int from upload) as uploads, (select count(*)::int from document_version) as versions`;
  assert.deepEqual(
    { ...count },
    { uploads: files.length, versions: files.length },
    'no file stands twice',
  );
}

/** Waits until every job of the killed servers was done by a living one. */
export async function jobsAreDone(db: Db, withinMs: number): Promise<void> {
  const left = () => db<
    { task: string; attempts: number; last_error: string | null; locked: boolean }[]
  >`
    select t.identifier as task, j.attempts, j.last_error, j.locked_at is not null as locked
    from graphile_worker._private_jobs j join graphile_worker._private_tasks t on t.id = j.task_id`;
  const end = performance.now() + withinMs;
  while ((await left()).length > 0 && performance.now() < end) await sleep(250);
  assert.deepEqual([...(await left())], [], 'no job is left behind');
}

/** Everybody was told everything, and nothing twice. */
export async function mailsWentOnce(db: Db, applicants: readonly Applicant[]): Promise<void> {
  const states = await db<{ state: string }[]>`select distinct state from notification`;
  assert.deepEqual(
    states.map(({ state }) => state),
    ['sent'],
  );
  const twice = await db`
    select address, subject, body from sandbox_message group by address, subject, body having count(*) > 1`;
  assert.deepEqual([...twice], [], 'no mail went out twice');
  const [count] = await db<{ told: number; sent: number; dossiers: number }[]>`
    select count(distinct n.dedupe)::int as told, count(distinct m.id)::int as sent, (select count(*)::int from dossier) as dossiers
    from notification n left join sandbox_message m on m.id = n.id`;
  assert.ok(count);
  assert.equal(count.sent, count.told, 'each notification is one mail');
  assert.ok(count.told >= count.dossiers, 'each dossier was confirmed');
  assert.ok(applicants.length > 0);
}
