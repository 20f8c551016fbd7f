import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Beside this file in the sources; the built server is started from the same folder (as for migrations and offices). */
const FILE = join(process.cwd(), 'src/modules/accounts/common-passwords.txt');

let list: ReadonlySet<string> | undefined;

/** The passwords that are tried first, lower case; looked up on this machine, so that none is ever sent anywhere. */
export function commonPasswords(): ReadonlySet<string> {
  list ??= new Set(readFileSync(FILE, 'utf8').split('\n').filter(Boolean));
  return list;
}
