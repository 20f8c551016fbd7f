import { randomBytes } from 'node:crypto';
import { pino } from 'pino';
import { freshDatabase } from '../../../test/support/database.ts';
import { sandboxMailer } from '../../channels/email-sandbox.ts';
import { readConfig } from '../../kernel/config.ts';
import { connect, type Db, transaction } from '../../kernel/db.ts';
import type { House } from '../../kernel/house.ts';
import type { Lang } from '../../kernel/i18n.ts';
import { newId } from '../../kernel/ids.ts';
import type { Mailer } from '../../kernel/ports.ts';
import { openVault } from '../../kernel/vault.ts';
import { createAccount } from '../accounts/index.ts';

/** A house with two offices, a real database and the demo's sandbox. */
export interface PostOffice {
  readonly house: House;
  readonly url: string;
  readonly officeId: string;
  readonly otherOfficeId: string;
  /** What the log was told, as it would stand there. */
  readonly logged: string[];
  /** A person with a login; without an address one without. */
  person(name: string, email?: string, lang?: Lang): Promise<string>;
}

export async function openPostOffice(
  t: { after(work: () => Promise<void>): void },
  options: { mail?: (db: Db) => Mailer } = {},
): Promise<PostOffice> {
  const { url, close } = await freshDatabase();
  const db = connect(url, { max: 6 });
  t.after(async () => {
    await db.end({ timeout: 1 });
    await close();
  });
  const logged: string[] = [];
  const house: House = {
    config: readConfig({ DATA_DIR: '/nonexistent' }),
    db,
    vault: openVault(db, randomBytes(32)),
    log: pino({ base: null }, { write: (line: string) => void logged.push(line) }),
    doorbell: { listen: () => () => {}, stop: async () => {} },
    storage: {
      append: absent,
      truncate: absent,
      read: absent,
      size: absent,
      remove: absent,
    },
    scan: absent,
    typeset: { pdf: absent },
    mail: (options.mail ?? sandboxMailer)(db),
    now: () => new Date(),
  };
  const officeId = await makeOffice(house, 'kantor-contoh', 'KC');
  const otherOfficeId = await makeOffice(house, 'kantor-lain', 'KL');
  return {
    house,
    url,
    officeId,
    otherOfficeId,
    logged,
    async person(name, email, lang = 'id') {
      if (email === undefined) {
        const id = newId();
        await db`insert into person (id, full_name, lang) values (${id}, ${name}, ${lang})`;
        return id;
      }
      const account = {
        names: { given: name, family: '' },
        email,
        passwordHash: 'x',
        lang,
        at: new Date(),
      };
      return transaction(db, (tx) => createAccount(tx, account));
    },
  };
}

const absent = () => {
  throw new Error('not needed here');
};

async function makeOffice(house: House, slug: string, code: string): Promise<string> {
  const id = newId();
  await house.db`insert into office (id, slug, code, kind, name, time_zone, profile)
    values (${id}, ${slug}, ${code}, 'local', ${house.db.json({ id: slug })}, 'Asia/Jakarta', '{}')`;
  await house.vault.makeOfficeKeys(house.db, id);
  return id;
}
