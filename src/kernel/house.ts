import type { Config } from './config.ts';
import type { Query, Tx } from './db.ts';
import type { Doorbell } from './doorbell.ts';
import type { Log } from './log.ts';
import type { Mailer, Scanner, Storage } from './ports.ts';
import type { Typesetter } from './typeset.ts';
import type { Vault } from './vault.ts';

/** What every room of the house may use. Opened once by main.ts and handed down; there is no other global. */
export interface House {
  readonly config: Config;
  /** The pool; inside {@link within}, the transaction. */
  readonly db: Query;
  readonly vault: Vault;
  readonly log: Log;
  readonly doorbell: Doorbell;
  readonly storage: Storage;
  readonly scan: Scanner;
  readonly mail: Mailer;
  readonly typeset: Typesetter;
  /** The present; tests hand in another. */
  readonly now: () => Date;
}

/** The same house inside a transaction: commands called with it become a part of it. */
export function within(house: House, tx: Tx): House {
  return { ...house, db: tx };
}
