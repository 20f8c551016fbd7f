import type { Actor } from '../../kernel/actor.ts';
import { type Tx, transaction } from '../../kernel/db.ts';
import type { House } from '../../kernel/house.ts';
import { type Office, officeById, twinOf } from '../offices/index.ts';
import { rolesOf, setPracticeRoles } from '../staff/index.ts';
import { practiceRoles } from './rules.ts';

/**
 * Lets a colleague of the real office into its practice office, as what {@link practiceRoles} says. Undefined when there is no
 * practice office yet, or they do not work here.
 */
export async function enter(
  house: House,
  realOfficeId: string,
  actor: Actor & { readonly personId: string },
): Promise<Office | undefined> {
  const known = await twinOf(house.db, realOfficeId);
  const twin = known && (await officeById(house.db, known.id));
  if (!twin) return undefined;
  return transaction(house.db, async (tx) => {
    const roles = practiceRoles(await rolesOf(tx, realOfficeId, actor.personId));
    if (roles.length === 0) return undefined;
    await setPracticeRoles(tx, twin, actor.personId, roles, actor, house.now());
    return twin;
  });
}

/** Whose roles in the real office change, those in its practice office follow; who leaves the one leaves the other. */
export async function follow(
  tx: Tx,
  house: House,
  realOfficeId: string,
  personId: string,
  actor: Actor,
): Promise<void> {
  const known = await twinOf(tx, realOfficeId);
  const twin = known && (await officeById(tx, known.id));
  if (!twin || (await rolesOf(tx, twin.id, personId)).length === 0) return;
  const roles = practiceRoles(await rolesOf(tx, realOfficeId, personId));
  await setPracticeRoles(tx, twin, personId, roles, actor, house.now());
}
