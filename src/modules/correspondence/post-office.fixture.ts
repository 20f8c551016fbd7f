import { openTestHouse } from '../../../test/support/house.ts';
import { type Db, transaction } from '../../kernel/db.ts';
import type { House } from '../../kernel/house.ts';
import type { Lang } from '../../kernel/i18n.ts';
import { newId } from '../../kernel/ids.ts';
import type { Mailer } from '../../kernel/ports.ts';
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
  const house = await openTestHouse(t, options);
  const { db, logged } = house;
  const officeId = await makeOffice(house, 'kantor-contoh', 'KC');
  const otherOfficeId = await makeOffice(house, 'kantor-lain', 'KL');
  return {
    house,
    url: house.plot.url,
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

async function makeOffice(house: House, slug: string, code: string): Promise<string> {
  const id = newId();
  await house.db`insert into office (id, slug, code, kind, name, time_zone, profile)
    values (${id}, ${slug}, ${code}, 'local', ${house.db.json({ id: slug })}, 'Asia/Jakarta', '{}')`;
  await house.vault.makeOfficeKeys(house.db, id);
  return id;
}
