import { createHash } from 'node:crypto';
import type { Db } from '../kernel/db.ts';
import { isUuid } from '../kernel/ids.ts';
import { type Mailer, Undeliverable } from '../kernel/ports.ts';
import { insertSandboxMessage } from './sandbox.sql.ts';

/** How often an address with `+lambat@` fails before it is reached. */
const SLOW_TRIES = 2;

/**
 * The demo's post: every mail lies open at /demo/outbox and leaves the machine never. It fails as the real one does, on
 * request: an address with `+tertolak@` is refused for good, one with `+lambat@` is reached at the third try.
 */
export function sandboxMailer(db: Db): Mailer {
  const tries = new Map<string, number>();
  return async (mail) => {
    if (mail.to.includes('+tertolak@')) throw new Undeliverable('smtp 550 RCPT TO');
    if (mail.to.includes('+lambat@')) {
      const before = tries.get(mail.id) ?? 0;
      tries.set(mail.id, before + 1);
      if (before < SLOW_TRIES) throw new Error('smtp 451 RCPT TO');
    }
    await insertSandboxMessage(db, {
      id: isUuid(mail.id) ? mail.id : uuidOf(mail.id),
      address: mail.to,
      subject: mail.subject,
      body: mail.text,
      attachments: mail.attachments,
    });
    tries.delete(mail.id);
  };
}

/** The same key for the same id, in the shape of a UUID. */
function uuidOf(id: string): string {
  const hex = createHash('sha256').update(id).digest('hex');
  return [
    hex.slice(0, 8),
    hex.slice(8, 12),
    hex.slice(12, 16),
    hex.slice(16, 20),
    hex.slice(20, 32),
  ].join('-');
}
