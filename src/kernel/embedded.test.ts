import assert from 'node:assert/strict';
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { after, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import postgres from 'postgres';
import { isAlive, waitUntil } from './embedded/life.ts';

const folder = mkdtempSync(join(tmpdir(), 'satu-loket-embedded-'));
const dataDir = join(folder, 'data');
const running = new Set<ChildProcess>();

after(async () => {
  const clean = await server();
  await clean.stop();
  for (const child of running) child.kill('SIGKILL');
  rmSync(folder, { recursive: true, force: true });
});

interface Outcome {
  readonly child: ChildProcess;
  readonly url: string;
  readonly reused: boolean;
  /** The sentences of a refused start. */
  readonly problem: string;
  stop(): Promise<void>;
}

/** Starts the database in a process of its own, as the application does. */
async function server(place: string = dataDir): Promise<Outcome> {
  const script = `
    import { startEmbedded } from ${JSON.stringify(new URL('./embedded.ts', import.meta.url).href)};
    try {
      const log = { info() {}, warn() {}, error() {} };
      const database = await startEmbedded({ dataDir: process.argv[1], log });
      process.on('SIGUSR2', () => process.exit(1));
      process.on('SIGTERM', async () => { await database.stop(); process.exit(0); });
      console.log(JSON.stringify({ url: database.url, reused: database.reused, problem: '' }));
      setInterval(() => {}, 1000);
    } catch (error) {
      console.log(JSON.stringify({ url: '', reused: false, problem: error.name + ': ' + error.message }));
    }`;
  const child = spawn(process.execPath, ['--input-type=module', '-e', script, place], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  running.add(child);
  const [line]: string[] = await once(createInterface(child.stdout), 'line');
  return {
    ...JSON.parse(line ?? '{}'),
    child,
    async stop() {
      child.kill('SIGTERM');
      if (child.exitCode === null && child.signalCode === null) await once(child, 'exit');
      running.delete(child);
    },
  };
}

async function ask<T>(url: string, work: (sql: postgres.Sql) => Promise<T>): Promise<T> {
  const sql = postgres(url, { max: 1, onnotice: () => {}, connect_timeout: 5 });
  try {
    return await work(sql);
  } finally {
    await sql.end({ timeout: 1 });
  }
}

const postmaster = () =>
  Number(readFileSync(join(dataDir, 'postgres/postmaster.pid'), 'utf8').split('\n')[0]);

test('a new database is durable, in UTF-8, sorted alike on every machine, and open to this machine alone', async () => {
  const first = await server();
  const settings = await ask(
    first.url,
    (sql) => sql<{ name: string; value: string }[]>`
      select name, setting as value from pg_settings
      where name in ('fsync', 'synchronous_commit', 'full_page_writes', 'listen_addresses', 'server_encoding', 'max_connections', 'password_encryption')`,
  );
  assert.deepEqual(Object.fromEntries(settings.map(({ name, value }) => [name, value])), {
    fsync: 'on',
    full_page_writes: 'on',
    listen_addresses: '127.0.0.1',
    max_connections: '200',
    password_encryption: 'scram-sha-256',
    server_encoding: 'UTF8',
    synchronous_commit: 'on',
  });
  const [locale] = await ask(
    first.url,
    (sql) =>
      sql`select datlocprovider as provider, datlocale as locale from pg_database where datname = current_database()`,
  );
  assert.deepEqual({ ...locale }, { provider: 'b', locale: 'C.UTF-8' });
  assert.equal(statSync(join(dataDir, 'postgres.password')).mode & 0o777, 0o600);
  await assert.rejects(
    ask(first.url.replace(/:[^:@]+@/, ':wrong@'), (sql) => sql`select 1`),
    { code: '28P01' },
  );
  await first.stop();
  assert.ok(!existsSync(join(dataDir, 'postgres/postmaster.pid')), 'stopped in good order');
});

test('a second start on a running folder says so and names the process', async () => {
  const first = await server();
  const second = await server();
  assert.match(
    second.problem,
    new RegExp(`StartProblem: Satu Loket sudah berjalan.*${first.child.pid}.*\\n.*already running`),
  );
  await ask(first.url, (sql) => sql`select 1`);
  await first.stop();
});

test('after kill -9 the next start takes the running database over, with everything in it', async () => {
  const first = await server();
  await ask(first.url, (sql) => sql`create table kept as select 7 as n`);
  first.child.kill('SIGKILL');
  await once(first.child, 'exit');
  const pid = postmaster();

  const second = await server();
  assert.equal(second.reused, true);
  assert.equal(postmaster(), pid, 'the same PostgreSQL');
  const [row] = await ask(second.url, (sql) => sql`select n from kept`);
  assert.equal(row?.n, 7);
  await second.stop();
  assert.ok(
    !existsSync(join(dataDir, 'postgres/postmaster.pid')),
    'the one taken over is stopped as well',
  );
});

test('a process that ends without stopping its database takes it along', async () => {
  const first = await server();
  const pid = postmaster();
  first.child.kill('SIGUSR2');
  await once(first.child, 'exit');
  assert.ok(await waitUntil(() => !isAlive(pid), 10_000), 'ended');
  assert.ok(!existsSync(join(dataDir, 'postgres/postmaster.pid')), 'stopped in good order');
});

test('after kill -9 of everything at once the next start recovers what was committed', async () => {
  const first = await server();
  await ask(first.url, (sql) => sql`create table acknowledged as select 11 as n`);
  process.kill(postmaster(), 'SIGKILL');
  first.child.kill('SIGKILL');
  await once(first.child, 'exit');

  const second = await server();
  assert.equal(second.reused, false);
  const [row] = await ask(second.url, (sql) => sql`select n from acknowledged`);
  assert.equal(row?.n, 11);
  await second.stop();
});

test('a database killed alone comes back on the same address', async () => {
  const first = await server();
  const pid = postmaster();
  process.kill(pid, 'SIGKILL');
  let answer: number | undefined;
  for (let tries = 0; tries < 60 && answer === undefined; tries++) {
    await sleep(250);
    answer = await ask(first.url, (sql) => sql`select 1 as n`).then(
      ([row]) => row?.n,
      () => undefined,
    );
  }
  assert.equal(answer, 1);
  assert.notEqual(postmaster(), pid);
  await first.stop();
});

test('a lock file whose number now belongs to a stranger is not believed', async () => {
  const stranger = spawn('sleep', ['60']);
  assert.ok(stranger.pid);
  writeFileSync(
    join(dataDir, 'satu-loket.pid'),
    JSON.stringify({ pid: stranger.pid, birth: 'long ago' }),
  );
  writeFileSync(
    join(dataDir, 'postgres/postmaster.pid'),
    [stranger.pid, dataDir, '1', '5432', '', '127.0.0.1', '0 0', 'ready', ''].join('\n'),
  );
  const next = await server();
  assert.equal(next.problem, '');
  assert.equal(next.reused, false);
  await ask(next.url, (sql) => sql`select 1`);
  await next.stop();
  assert.equal(stranger.exitCode, null, 'the stranger was left alone');
  stranger.kill();
});

test('a lost password file is replaced without losing data', async () => {
  rmSync(join(dataDir, 'postgres.password'));
  const next = await server();
  const [row] = await ask(next.url, (sql) => sql`select n from kept`);
  assert.equal(row?.n, 7);
  await next.stop();
});

test('a folder that cannot be made or written is refused with a sentence', async () => {
  const file = join(folder, 'a-file');
  writeFileSync(file, '');
  assert.match((await server(file)).problem, /^StartProblem: .*bukan folder.*\n.*not a folder/);
  assert.match((await server(join(file, 'data'))).problem, /^StartProblem: .*bukan folder/);
  // Root may write everywhere but in the kernel's own folders.
  const closed = process.platform === 'linux' ? '/sys/satu-loket' : '/satu-loket';
  assert.match(
    (await server(closed)).problem,
    /^StartProblem: .*tidak dapat ditulis.*\n.*cannot be written to/,
  );
});
