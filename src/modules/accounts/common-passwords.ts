import { readFileSync } from 'node:fs';
import { join } from 'node:path';

let list: ReadonlySet<string> | undefined;

/** The passwords that are tried first, lower case; looked up on this machine, so that none is ever sent anywhere. */
export function commonPasswords(): ReadonlySet<string> {
  list ??= new Set(
    readFileSync(join(import.meta.dirname, 'common-passwords.txt'), 'utf8')
      .split('\n')
      .filter(Boolean),
  );
  return list;
}
