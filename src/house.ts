import { join } from 'node:path';
import { sandboxMailer } from './channels/email-sandbox.ts';
import { smtpMailer } from './channels/email-smtp.ts';
import { clamavScanner } from './channels/scanner.ts';
import { fileStorage, storageFolder } from './channels/storage-file.ts';
import type { Config } from './kernel/config.ts';
import { connect, type Db } from './kernel/db.ts';
import { openDoorbell } from './kernel/doorbell.ts';
import type { House } from './kernel/house.ts';
import type { Log } from './kernel/log.ts';
import { demoMasterKey } from './kernel/master-key.ts';
import { createTypesetter } from './kernel/typeset.ts';
import { openVault } from './kernel/vault.ts';

/** The house with what only its opener needs: the pool itself, and the way to close. */
export interface OpenHouse extends House {
  readonly pool: Db;
  close(): Promise<void>;
}

/** Opens everything the rooms use, channels chosen by the profile. The database must be migrated. */
export async function openHouse(config: Config, databaseUrl: string, log: Log): Promise<OpenHouse> {
  const db = connect(databaseUrl, { max: 12 });
  // Its own connection: a command that first needs an office's keys must not wait for the pool it stands in.
  const keys = connect(databaseUrl, { max: 1 });
  const vault = openVault(keys, config.masterKey ?? (await demoMasterKey(config.dataDir)));
  const doorbell = await openDoorbell(db, log);
  return {
    config,
    db,
    pool: db,
    vault,
    log,
    doorbell,
    storage: fileStorage(storageFolder(config.storageUrl)),
    scan: clamavScanner(config.clamavSocket),
    mail: config.smtpUrl ? smtpMailer(config.smtpUrl, config.mailFrom) : sandboxMailer(db),
    typeset: createTypesetter(),
    now: () => new Date(),
    async close() {
      await doorbell.stop();
      await Promise.all([db.end({ timeout: 5 }), keys.end({ timeout: 5 })]);
    },
  };
}

/** Where the offices of this installation are described. */
export const officesFolder = () => join(process.cwd(), 'offices');
