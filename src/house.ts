import { join } from 'node:path';
import { clamavScanner } from './channels/scanner.ts';
import { fileStorage, storageFolder } from './channels/storage-file.ts';
import { sandboxMailer } from './channels/email-sandbox.ts';
import { smtpMailer } from './channels/email-smtp.ts';
import type { Config } from './kernel/config.ts';
import { connect } from './kernel/db.ts';
import { openDoorbell } from './kernel/doorbell.ts';
import type { House } from './kernel/house.ts';
import type { Log } from './kernel/log.ts';
import { demoMasterKey } from './kernel/master-key.ts';
import { createTypesetter } from './kernel/typeset.ts';
import { openVault } from './kernel/vault.ts';

/** Opens everything the rooms use, channels chosen by the profile. The database must be migrated. */
export async function openHouse(config: Config, databaseUrl: string, log: Log): Promise<House & { close(): Promise<void> }> {
  const db = connect(databaseUrl, { max: 12 });
  const vault = openVault(db, config.masterKey ?? (await demoMasterKey(config.dataDir)));
  const doorbell = await openDoorbell(db, log);
  return {
    config,
    db,
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
      await db.end({ timeout: 5 });
    },
  };
}

/** Where the offices of this installation are described. */
export const officesFolder = () => join(process.cwd(), 'offices');
