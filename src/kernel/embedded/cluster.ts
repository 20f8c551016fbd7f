import { spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import {
  chmodSync,
  chownSync,
  closeSync,
  existsSync,
  fchownSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { asStartProblem, diskFull, StartProblem } from '../start-problem.ts';
import { type Account, accountFor } from './account.ts';
import { postgresPrograms } from './binaries.ts';

/** The database's owner and its name inside the cluster. */
export const OWNER = 'satu_loket';

/** The major version that the bundled programs read and write. */
const MAJOR = '18';

/** A database cluster on disk, ready to be served. */
export interface Cluster {
  /** The cluster's own folder, without symbolic links. */
  readonly folder: string;
  /** Where PostgreSQL writes what it has to say. */
  readonly log: string;
  /** PostgreSQL's programs. */
  readonly native: string;
  readonly account: Account;
  readonly password: string;
}

/** Opens the cluster under `dataDir/postgres`, making it first when there is none. */
export async function openCluster(dataDir: string): Promise<Cluster> {
  const folder = join(dataDir, 'postgres');
  const account = accountFor(folder, dataDir);
  const native = await postgresPrograms(account);
  const known = readPassword(dataDir);
  const password = known ?? writePassword(dataDir);
  const draft = { native, account, password, log: join(dataDir, 'postgres.log') };

  if (!existsSync(join(folder, 'PG_VERSION'))) {
    create({ ...draft, folder: join(dataDir, `postgres.new-${process.pid}`) }, folder, dataDir);
  } else {
    checkVersion(folder);
    handOver(folder, account);
    if (known === undefined) setPassword({ ...draft, folder: realpathSync(folder) });
  }
  return { ...draft, folder: realpathSync(folder) };
}

/**
 * How to name the cluster to PostgreSQL. On Linux it is entered beforehand and named by the way in, so that it
 * may lie below a folder that PostgreSQL's account cannot pass, such as root's home.
 */
export function wayInto(cluster: Pick<Cluster, 'folder'>): { dir: string; cwd: string } {
  if (process.platform === 'linux') return { dir: '/proc/self/cwd', cwd: cluster.folder };
  return { dir: cluster.folder, cwd: '/' };
}

function create(draft: Cluster, folder: string, dataDir: string): void {
  for (const name of readdirSync(dataDir)) {
    if (name.startsWith('postgres.new-'))
      rmSync(join(dataDir, name), { recursive: true, force: true });
  }
  const secret = join(dataDir, `postgres.secret-${process.pid}`);
  try {
    if (existsSync(folder) && readdirSync(folder).length > 0) {
      throw new StartProblem(
        `Folder ${folder} berisi berkas lain, bukan basis data. Pindahkan isinya, atau pilih folder lain: DATA_DIR=/folder/lain npm start`,
        `The folder ${folder} holds other files, not a database. Move them away, or choose another folder: DATA_DIR=/another/folder npm start`,
      );
    }
    mkdirSync(draft.folder, { mode: 0o700 });
    handOver(draft.folder, draft.account);
    writeFileSync(secret, draft.password, { mode: 0o600 });
    const descriptor = openSync(secret, 'r');
    if (draft.account.uid !== undefined)
      fchownSync(descriptor, draft.account.uid, draft.account.gid ?? 65534);
    const { dir, cwd } = wayInto(draft);
    const made = spawnSync(
      join(draft.native, 'bin', 'initdb'),
      [
        `--pgdata=${dir}`,
        `--username=${OWNER}`,
        '--pwfile=/dev/stdin',
        '--auth=scram-sha-256',
        '--encoding=UTF8',
        '--locale-provider=builtin',
        '--builtin-locale=C.UTF-8',
        '--no-locale',
        '--no-instructions',
      ],
      {
        cwd,
        stdio: [descriptor, 'pipe', 'pipe'],
        encoding: 'utf8',
        env: environment(),
        ...draft.account,
      },
    );
    closeSync(descriptor);
    if (made.status !== 0) throw failure(draft, `${made.stdout}${made.stderr}`);
    // Renamed only when whole: a start that is cut off here begins anew.
    renameSync(draft.folder, folder);
  } catch (error) {
    rmSync(draft.folder, { recursive: true, force: true });
    throw asStartProblem(error, { folder: dataDir });
  } finally {
    rmSync(secret, { force: true });
  }
}

/** PostgreSQL's surroundings: none of ours, so that PGPORT and the like of a terminal do not reach it. */
export function environment(): NodeJS.ProcessEnv {
  return { PATH: '/usr/local/bin:/usr/bin:/bin', LC_ALL: 'C', TZ: 'UTC' };
}

/** What PostgreSQL wrote, as a sentence with the next step. */
export function failure(cluster: Pick<Cluster, 'folder' | 'log'>, output: string): StartProblem {
  const said = output.trim().split('\n').slice(-4).join('\n');
  if (/No space left on device|Disk quota exceeded/.test(output))
    return diskFull(cluster.folder, said);
  return new StartProblem(
    `Basis data tidak dapat dijalankan. Catatannya ada di ${cluster.log}. Yang terakhir tertulis:\n${said}`,
    `The database could not be started. Its log is ${cluster.log}. Its last words are above.`,
    { cause: said },
  );
}

function checkVersion(folder: string): void {
  const version = readFileSync(join(folder, 'PG_VERSION'), 'utf8').trim();
  if (version === MAJOR) return;
  throw new StartProblem(
    `Basis data di ${folder} dibuat oleh PostgreSQL ${version}, sedangkan aplikasi ini membawa PostgreSQL ${MAJOR}. Pulihkan dari cadangan, atau jalankan versi aplikasi yang membuatnya.`,
    `The database in ${folder} was made by PostgreSQL ${version}; this application brings PostgreSQL ${MAJOR}. Restore from a backup, or run the version of the application that made it.`,
  );
}

/** Gives the folder to PostgreSQL's account, also after a restore or a copy made by root. */
function handOver(folder: string, { uid, gid }: Account): void {
  if (uid === undefined || gid === undefined || statSync(folder).uid === uid) return;
  for (const name of readdirSync(folder, { recursive: true, encoding: 'utf8' }))
    chownSync(join(folder, name), uid, gid);
  chownSync(folder, uid, gid);
  chmodSync(folder, 0o700);
}

function readPassword(dataDir: string): string | undefined {
  const path = join(dataDir, 'postgres.password');
  return existsSync(path) ? readFileSync(path, 'utf8').trim() || undefined : undefined;
}

function writePassword(dataDir: string): string {
  const password = randomBytes(24).toString('base64url');
  writeFileSync(join(dataDir, 'postgres.password'), `${password}\n`, { mode: 0o600 });
  return password;
}

/** Gives the owner a new password when the old one's file was lost. */
function setPassword(cluster: Cluster): void {
  const { dir, cwd } = wayInto(cluster);
  const done = spawnSync(
    join(cluster.native, 'bin', 'postgres'),
    ['--single', '-D', dir, 'postgres'],
    {
      cwd,
      input: `ALTER ROLE ${OWNER} PASSWORD '${cluster.password}'\n`,
      encoding: 'utf8',
      env: environment(),
      ...cluster.account,
    },
  );
  if (done.status !== 0 || /ERROR|FATAL/.test(done.stderr)) throw failure(cluster, done.stderr);
}
