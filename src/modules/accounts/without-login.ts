import type { Actor } from '../../kernel/actor.ts';
import type { Tx } from '../../kernel/db.ts';
import type { Lang } from '../../kernel/i18n.ts';
import { newId } from '../../kernel/ids.ts';
import { insertPerson, unnamePerson } from './accounts.sql.ts';
import { deleteAddress, storeAddress } from './contacts.sql.ts';
import { note } from './diary.ts';
import { normaliseEmail } from './rules.ts';

/**
 * A person who has no login: somebody else wrote them down, and signing in is not theirs until they make an account and show
 * that they are the same. Their chain begins with who did so. Returns the person's id.
 */
export async function recordPerson(
  tx: Tx,
  person: { readonly fullName: string; readonly lang: Lang; readonly at: Date; readonly by: Actor },
): Promise<string> {
  const id = newId();
  const { fullName, lang } = person;
  await insertPerson(tx, { id, fullName, names: undefined, lang });
  await note(tx, id, { ...person.by, onBehalfOf: id }, person.at, { kind: 'person.recorded' });
  return id;
}

/** Notes where to write to somebody; it counts only as long as they have no login with an address of its own. */
export async function noteAddress(
  tx: Tx,
  to: { readonly personId: string; readonly email: string; readonly at: Date; readonly by: Actor },
): Promise<void> {
  const { personId, at, by } = to;
  if (by.personId === null) throw new Error('the house takes down no addresses');
  await storeAddress(tx, { personId, email: normaliseEmail(to.email), at, byId: by.personId });
  await note(tx, personId, { ...by, onBehalfOf: personId }, at, { kind: 'address.noted' });
}

/** Forgets somebody who never got a login: their address and their name. Their chain stays, and names nobody. */
export async function forgetPerson(tx: Tx, personId: string): Promise<void> {
  await deleteAddress(tx, personId);
  await unnamePerson(tx, personId);
}
