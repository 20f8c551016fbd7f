import { type Tx, transaction } from '../../../kernel/db.ts';
import { type House, within } from '../../../kernel/house.ts';
import { newId } from '../../../kernel/ids.ts';
import { followTo } from '../filing/walk-in.ts';
import { type HeldDossier, lockDossier } from '../hold.sql.ts';
import { type Acting, done, inDossier } from '../hold.ts';
import { keepClaim, siblingsOf } from './claiming.sql.ts';
import { moveDossier } from './moving.ts';
import type { ShownBy } from './rules.ts';

/** One account takes over from somebody whom the office wrote down. */
export interface Taking {
  readonly to: string;
  readonly shownBy: ShownBy;
  /** Both are shown to be one person by their NIK: whatever else the office has of that person comes along. */
  readonly whole: boolean;
}

/**
 * Runs a command about who holds a dossier in one transaction, one after the other for each person's dossiers: it may lock several
 * of them, and two that did so crosswise would stand in each other's way for ever.
 */
export function oneAtATime<T>(
  house: House,
  officeId: string,
  dossierId: string,
  work: (house: House, tx: Tx) => Promise<T>,
): Promise<T> {
  return transaction(house.db, async (tx) => {
    const [row] = await tx<{ applicant_id: string }[]>`
      select applicant_id from dossier where office_id = ${officeId} and id = ${dossierId}`;
    if (row)
      await tx`select pg_advisory_xact_lock(hashtextextended(${`claim:${officeId}:${row.applicant_id}`}, 0))`;
    return work(within(house, tx), tx);
  });
}

/**
 * Puts a dossier into an account, with a line in its diary. Its applicant is the account from now on. The caller has locked it and
 * has seen who takes it. Returns how many dossiers came.
 */
export async function takeDossier(
  tx: Tx,
  house: House,
  who: Acting,
  dossier: HeldDossier,
  taking: Taking,
): Promise<number> {
  const officeId = who.office.id;
  const from = dossier.applicant_id;
  const first = await takeOne(tx, house, who, dossier, taking, null);
  if (!taking.whole) return 1;
  const others = await siblingsOf(tx, officeId, from, dossier.id);
  for (const id of others) {
    const sibling = await lockDossier(tx, officeId, id, from);
    if (sibling) await takeOne(tx, house, who, sibling, taking, first);
  }
  await followTo(tx, house, officeId, from, taking.to);
  return 1 + others.length;
}

async function takeOne(
  tx: Tx,
  house: House,
  who: Acting,
  dossier: HeldDossier,
  { to, shownBy }: Taking,
  withId: string | null,
): Promise<string> {
  const byId = who.actor.personId;
  if (!byId) throw new Error('the house takes no dossier');
  const from = dossier.applicant_id;
  const documents = await moveDossier(tx, house, dossier, to);
  const at = house.now();
  const id = await keepClaim(tx, {
    officeId: who.office.id,
    id: newId(),
    dossierId: dossier.id,
    withId,
    fromId: from,
    toId: to,
    shownBy,
    at,
    byId,
    documents,
  });
  // The account is its applicant by now, so that whoever claims acts on a dossier of their own.
  const noted = await inDossier(tx, house, who, dossier.id, async (hold) => {
    const data = { claim: id, from, to, shown_by: shownBy, along: withId !== null };
    hold.note({ kind: 'dossier.claimed', data });
    return done(undefined);
  });
  if (!noted.ok) throw new Error(`dossier ${dossier.id} vanished while it was claimed`);
  return id;
}
