import { readFileSync, statSync } from 'node:fs';

/** Under which system account PostgreSQL runs; empty means the account of this process. */
export interface Account {
  readonly uid?: number;
  readonly gid?: number;
}

/**
 * PostgreSQL refuses to run as root. Started by root, it runs as the account that owns the first of
 * `folders` that root does not own, else as `postgres` or `nobody`, which systems bring along: no account is created.
 */
export function accountFor(...folders: string[]): Account {
  if (process.getuid?.() !== 0) return {};
  const accounts = readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .map((line) => line.split(':'))
    .map(([name, , uid, gid]) => ({ name, uid: Number(uid), gid: Number(gid) }));
  const owners = folders.map((folder) => statSync(folder, { throwIfNoEntry: false })?.uid ?? 0);
  const owner = owners.find((uid) => uid !== 0);
  const chosen =
    accounts.find(({ uid }) => uid === owner) ??
    accounts.find(({ name }) => name === 'postgres') ??
    accounts.find(({ name }) => name === 'nobody');
  return { uid: chosen?.uid ?? 65534, gid: chosen?.gid ?? 65534 };
}
