import type { Config } from './config.ts';
import type { Db } from './db.ts';
import type { Doorbell } from './doorbell.ts';
import type { Log } from './log.ts';
import type { Mailer, Scanner, Storage } from './ports.ts';
import type { Vault } from './vault.ts';

/** What every room of the house may use. Opened once by main.ts and handed down; there is no other global. */
export interface House {
  readonly config: Config;
  readonly db: Db;
  readonly vault: Vault;
  readonly log: Log;
  readonly doorbell: Doorbell;
  readonly storage: Storage;
  readonly scan: Scanner;
  readonly mail: Mailer;
  /** The present; tests hand in another. */
  readonly now: () => Date;
}
