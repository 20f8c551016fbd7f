import { randomBytes } from 'node:crypto';
import { freshDatabase } from '../../test/support/database.ts';
import type { Actor } from './actor.ts';
import { connect, type Db, transaction } from './db.ts';
import { newId } from './ids.ts';
import { append, GENESIS, type Head, type NewEvent, type Stream } from './ledger.ts';
import { createLog } from './log.ts';
import { openVault, seal, type Vault } from './vault.ts';

/** A database with one office and one applicant, and what a test of the ledger needs. */
export interface Book {
  /** Under the application's own rights. */
  readonly db: Db;
  /** Under the rights of whoever holds the machine. */
  readonly owner: Db;
  readonly vault: Vault;
  readonly log: ReturnType<typeof createLog>;
  readonly now: () => Date;
  readonly officeId: string;
  readonly slug: string;
  readonly personId: string;
  readonly actor: Actor;
  /** A dossier that has no event yet; returns its stream. */
  dossier(): Promise<Stream>;
  /** Appends events to a stream as a command does, head and all. */
  tell(stream: Stream, events: readonly NewEvent[], key?: Buffer): Promise<Head>;
}

/** The key of every dossier here. */
export const DOSSIER_KEY = randomBytes(32);

export async function openBook(t: { after(work: () => Promise<void>): void }): Promise<Book> {
  const { url, close } = await freshDatabase();
  const db = connect(url, { max: 4 });
  const owner = connect(url, { owner: true, max: 2 });
  t.after(async () => {
    await Promise.all([db.end({ timeout: 1 }), owner.end({ timeout: 1 })]);
    await close();
  });
  const vault = openVault(db, randomBytes(32));
  const [officeId, personId, slug] = [newId(), newId(), 'kantor-uji'];
  await owner`insert into office (id, slug, code, kind, name, time_zone, profile)
    values (${officeId}, ${slug}, 'UJI', 'local', ${owner.json({ id: 'Kantor Uji' })}, 'Asia/Jakarta', '{}')`;
  await owner`insert into person (id, full_name) values (${personId}, 'Ani')`;
  await vault.makeOfficeKeys(owner, officeId);
  let serial = 0;
  return {
    db,
    owner,
    vault,
    log: createLog('silent'),
    now: () => new Date(),
    officeId,
    slug,
    personId,
    actor: { personId, mandate: 'self', channel: 'web' },
    async dossier() {
      const id = newId();
      const wrapped = seal((await vault.office(officeId)).data, DOSSIER_KEY, `dossier:${id}`);
      await owner`insert into dossier (office_id, id, number, applicant_id, full_name, channel, submitted_at, secret_hash,
          sealed_secret, wrapped_key, head_seq, head_hash)
        values (${officeId}, ${id}, ${`UJI-${++serial}`}, ${personId}, 'Ani', 'web', now(), '\\x00', '\\x00', ${wrapped}, 0, '\\x')`;
      return { kind: 'dossier', id, officeId };
    },
    tell: (stream, events, key) =>
      transaction(db, async (tx) => {
        const table = tx(stream.kind);
        const [row] = await tx<
          Head[]
        >`select head_seq as seq, head_hash as hash from ${table} where id = ${stream.id} for update`;
        const at = new Date();
        const actor: Actor = { personId, mandate: 'self', channel: 'web' };
        const head = await append(tx, stream, row ?? GENESIS, actor, at, events, key);
        await tx`update ${table} set head_seq = ${head.seq}, head_hash = ${head.hash} where id = ${stream.id}`;
        return head;
      }),
  };
}
