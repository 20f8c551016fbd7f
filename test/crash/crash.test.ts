import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { isAlive, workingFolder } from '../../src/kernel/embedded/life.ts';
import { type RunningServer, startServer } from '../support/server.ts';
import { Applicant, OFFICE } from './burst.ts';
import {
  filesAreIdentical,
  inside,
  jobsAreDone,
  mailsWentOnce,
  submissionsAreWhole,
  uploadsGoOn,
} from './house-after.ts';

/** Accidents of each kind; a night's run may ask for more. */
const ROUNDS = Number(process.env['CRASH_ROUNDS'] ?? 2);

describe('nothing acknowledged is lost and nothing is done twice, whatever is killed', () => {
  const endings: (() => Promise<void>)[] = [];
  const ending = { after: (work: () => Promise<void>) => void endings.unshift(work) };
  const dataDir = mkdtempSync(join(tmpdir(), 'satu-loket-crash-'));
  let server: RunningServer;
  const applicants: Applicant[] = [];
  /** Everybody sends at most a day's worth: each burst has people of its own. */
  const arrive = async () =>
    applicants.push(
      ...(await Promise.all([1, 2, 3].map(() => Applicant.register(server.address)))),
    );

  before(async () => {
    server = await startServer(ending, { dataDir, env: { LOG_LEVEL: 'warn' } });
    await arrive();
  });
  after(async () => {
    for (const end of endings) await end();
    rmSync(dataDir, { recursive: true, force: true });
  });

  const accidents: Readonly<Record<string, () => Promise<void>>> = {
    'the server': () => server.kill9(),
    'the database': async () => killDatabase(dataDir),
    'the server and the database': async () => {
      killDatabase(dataDir);
      await server.kill9();
    },
  };

  for (const [what, kill] of Object.entries(accidents))
    for (let round = 1; round <= ROUNDS; round += 1)
      test(`ASVS 2.3.3: kill -9 of ${what} during a burst, round ${round}`, async (t) => {
        await comeBack();
        await arrive();
        const begun = { sent: totalOf('sent'), files: totalOf('files') };
        const wait = 250 + Math.random() * 900;
        await burst(wait, kill);
        t.diagnostic(`killed after ${wait.toFixed(0)} ms`);
        if (what !== 'the database') await server.kill9();
        else
          assert.ok(
            isAlive(server.pid),
            `the server outlives its database\n${server.output().slice(-4000)}`,
          );
        await comeBack();
        t.diagnostic(
          `${totalOf('sent') - begun.sent} forms sent, ${totalOf('files') - begun.files} files begun`,
        );
        await inside(dataDir, (db) => submissionsAreWhole(db, applicants));
        await uploadsGoOn(applicants);
      });

  test('ASVS 16.5.2: what the killed servers had begun is carried on: inspections, mails, reactions, each once', async () => {
    await inside(dataDir, async (db) => {
      await jobsAreDone(db, 50_000);
      await filesAreIdentical(
        db,
        applicants.flatMap(({ files }) => files),
      );
      await mailsWentOnce(db, applicants);
      await submissionsAreWhole(db, applicants);
    });
    assert.doesNotMatch(server.output(), /job runner stopped/);
  });

  /** The same folder again, whoever is still there. */
  async function comeBack(): Promise<void> {
    if (isAlive(server.pid)) await waitUntilOpen(server, applicants);
    else server = await startServer(ending, { dataDir, env: { LOG_LEVEL: 'warn' } });
    for (const { client } of applicants) client.address = server.address;
  }

  const totalOf = (what: 'sent' | 'files') =>
    applicants.reduce((sum, applicant) => sum + applicant[what].length, 0);

  /** Everybody applies and uploads at once; after a while the accident happens, in the middle of it. */
  async function burst(ms: number, kill: () => Promise<void>): Promise<void> {
    let over = false;
    const isOver = () => over;
    const begun = totalOf('sent') + totalOf('files');
    const busy = applicants
      .slice(-3)
      .flatMap((applicant) => [applicant.submitUntil(isOver), applicant.uploadUntil(isOver)]);
    // On a slow machine the first page alone may take that long: an accident needs something to happen to.
    for (const end = performance.now() + 10_000; performance.now() < end; await sleep(20))
      if (totalOf('sent') + totalOf('files') > begun) break;
    await sleep(ms);
    await kill();
    over = true;
    await Promise.all(busy);
  }
});

/** Pulls the plug of PostgreSQL itself. */
function killDatabase(dataDir: string): void {
  const folder = realpathSync(join(dataDir, 'postgres'));
  const pid = Number(readFileSync(join(folder, 'postmaster.pid'), 'utf8').split('\n')[0]);
  assert.equal(workingFolder(pid), folder, 'the database of this test and no other');
  process.kill(pid, 'SIGKILL');
}

/** Open again: twenty pages at once, which takes every connection of the house, are all served. */
async function waitUntilOpen(
  server: RunningServer,
  [applicant]: readonly Applicant[],
): Promise<void> {
  for (const end = performance.now() + 20_000; performance.now() < end; await sleep(100)) {
    const looks = Array.from({ length: 20 }, async () =>
      applicant?.client.get(`/${OFFICE}/dasbor`).catch(() => undefined),
    );
    if ((await Promise.all(looks)).every((reply) => reply?.status === 200)) return;
  }
  throw new Error(`the house does not come back\n${server.output().slice(-4000)}`);
}
