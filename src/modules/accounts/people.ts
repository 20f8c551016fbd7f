import type { Actor } from '../../kernel/actor.ts';
import type { Query, Tx } from '../../kernel/db.ts';
import type { Lang } from '../../kernel/i18n.ts';
import { newId } from '../../kernel/ids.ts';
import { confirmEmail, insertLogin, insertPerson, loginByEmail } from './accounts.sql.ts';
import { note, themself } from './diary.ts';
import { fullName, type Names } from './rules.ts';
import { deleteSessionsOf } from './sessions.sql.ts';

/** A new person with a login, and the first line of their chain. Throws when the address has one already (`login_email`). */
export async function createAccount(
  tx: Tx,
  account: { names: Names; email: string; passwordHash: string; lang: Lang; at: Date },
): Promise<string> {
  const id = newId();
  await insertPerson(tx, {
    id,
    fullName: fullName(account.names),
    names: account.names,
    lang: account.lang,
  });
  await insertLogin(tx, { ...account, personId: id, confirmed: false });
  await note(tx, id, themself(id), account.at, { kind: 'account.registered' });
  return id;
}

/**
 * The person behind a login of the demo; made when the address has none, its address confirmed. The mark in the first
 * event tells them from people who registered by themselves. Only for the demo profile.
 */
export async function ensureDemoLogin(
  tx: Tx,
  demo: { name: string; email: string; passwordHash: string; at: Date },
): Promise<string> {
  const email = demo.email.toLowerCase();
  const existing = await loginByEmail(tx, email);
  if (existing) return existing.personId;
  const id = newId();
  const [given = demo.name, ...rest] = demo.name.split(' ');
  await insertPerson(tx, {
    id,
    fullName: demo.name,
    names: { given, family: rest.join(' ') },
    lang: 'id',
  });
  await insertLogin(tx, {
    personId: id,
    email,
    passwordHash: demo.passwordHash,
    at: demo.at,
    confirmed: true,
  });
  const house: Actor = { personId: null, mandate: 'system', channel: 'command_line' };
  await note(tx, id, house, demo.at, { kind: 'account.registered', data: { demo: true } });
  return id;
}

/** Notes that an address is the person's own, which a link mailed there has shown; does nothing where that is known. */
export async function confirmAddress(
  tx: Tx,
  personId: string,
  email: string,
  at: Date,
): Promise<void> {
  if (await confirmEmail(tx, personId, email, at))
    await note(tx, personId, themself(personId), at, { kind: 'email.confirmed' });
}

/** Signs a person out everywhere: after a new password, and whenever their roles change (ASVS 7.2.4, 7.4.2). */
export async function endSessions(tx: Tx, personId: string): Promise<number> {
  return deleteSessionsOf(tx, personId);
}

/** The person who signs in with this address, however it is capitalised, and whether they showed that it is theirs. */
export async function personByEmail(
  query: Query,
  email: string,
): Promise<{ id: string; isConfirmed: boolean } | undefined> {
  const login = await loginByEmail(query, email.trim().toLowerCase());
  return login && { id: login.personId, isConfirmed: login.emailConfirmedAt !== null };
}
