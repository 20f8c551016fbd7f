import { timingSafeEqual } from 'node:crypto';
import type { House } from '../../../kernel/house.ts';
import { reason } from '../../../kernel/i18n.ts';
import type { StaffRole } from '../../../kernel/roles.ts';
import { contact } from '../../accounts/index.ts';
import { isBringer } from '../filing/filing.sql.ts';
import { FILERS } from '../filing/rules.ts';
import { walkInOf } from '../filing/walk-in.sql.ts';
import { followTo } from '../filing/walk-in.ts';
import {
  type Acting,
  type Done,
  done,
  type Hold,
  inDossier,
  refuse,
  withDossier,
} from '../hold.ts';
import { type ClaimRow, decline, lockHeld, lockWaiting, markUndone } from './claiming.sql.ts';
import { moveDossier } from './moving.ts';
import { oneAtATime, takeDossier } from './taking.ts';

/** Who takes a wrongly claimed dossier out of an account again. */
export const CLAIM_UNDOERS: readonly StaffRole[] = ['head_of_office', 'administrator'];
/** The shortest reason for doing so, in characters. */
export const LEAST_WHY = 10;

const GONE = reason('dossiers.claim.gone');

/**
 * The claimant stands at the counter with their card: an officer has compared it and puts the dossier into the account. Where the
 * office knows the NIK, the one on the card must be it, and everything else of that person comes along.
 * @param nik 16 digits, as on the card.
 */
export async function confirmClaim(
  house: House,
  who: Acting,
  dossierId: string,
  claimId: string,
  nik: string | undefined,
): Promise<Done<number>> {
  return alone(house, who, dossierId, async (hold): Promise<Done<number>> => {
    const { tx, dossier } = hold;
    const claim = await mayConfirm(hold, claimId);
    if (!claim.ok) return claim;
    const known = await walkInOf(tx, who.office.id, dossier.applicant_id);
    const onCard = nik && (await house.vault.blindIndex(who.office.id, nik));
    const blind = known?.nik_blind ?? null;
    if (blind !== null && !(onCard && timingSafeEqual(blind, onCard)))
      return refuse(reason('dossiers.claim.nik_differs'));
    const { to_id: to } = claim.value;
    const forThem = { ...who, actor: { ...who.actor, onBehalfOf: to } };
    const taking = { to, shownBy: 'card', whole: blind !== null } as const;
    return done(await takeDossier(tx, hold.house, forThem, dossier, taking));
  });
}

/** The one at the counter is somebody else, or nobody came: the request goes. */
export async function declineClaim(
  house: House,
  who: Acting,
  dossierId: string,
  claimId: string,
): Promise<Done<void>> {
  return withDossier(house, who, dossierId, async (hold): Promise<Done<void>> => {
    const claim = await mayConfirm(hold, claimId);
    if (!claim.ok) return claim;
    await decline(hold.tx, who.office.id, claimId, by(who), hold.at);
    hold.note({ kind: 'claim.declined', data: { claim: claimId, to: claim.value.to_id } });
    return done(undefined);
  });
}

/** An officer who files may look at a card; not for themselves, and only while nobody has the dossier in an account. */
async function mayConfirm(hold: Hold, claimId: string): Promise<Done<ClaimRow>> {
  const { tx, who, dossier, at } = hold;
  if (!who.roles.some((role) => FILERS.some((filer) => filer === role)))
    return refuse(reason('dossiers.guard.role'));
  const claim = await lockWaiting(tx, who.office.id, dossier.id, claimId, at);
  const holder = await contact(tx, dossier.applicant_id);
  if (!claim || holder?.hasLogin !== false) return refuse(GONE);
  if (claim.to_id === by(who)) return refuse(reason('dossiers.guard.own'));
  if (await isBringer(tx, who.office.id, dossier.id, claim.to_id))
    return refuse(reason('dossiers.claim.bringer'));
  return done(claim);
}

/**
 * Takes a wrongly claimed dossier out of the account again, with all that came along by the same claim. What the account added
 * meanwhile stays with the dossier, and stays the account's. From then on only a card at the counter puts it into an account.
 */
export async function undoClaim(
  house: House,
  who: Acting,
  dossierId: string,
  why: string,
): Promise<Done<void>> {
  const text = why.trim().slice(0, 1000);
  if ([...text].length < LEAST_WHY)
    return refuse(reason('dossiers.claim.why_needed', { least: LEAST_WHY }));
  return alone(house, who, dossierId, async (hold): Promise<Done<void>> => {
    const { tx } = hold;
    const officeId = who.office.id;
    if (!who.roles.some((role) => CLAIM_UNDOERS.some((undoer) => undoer === role)))
      return refuse(reason('dossiers.guard.role'));
    const claims = await lockHeld(tx, officeId, dossierId);
    const [first] = claims;
    if (!first) return refuse(GONE);
    if (first.to_id === by(who)) return refuse(reason('dossiers.guard.own'));
    for (const claim of claims) {
      if (claim.dossier_id === dossierId) {
        await giveBack(hold, claim, text);
        continue;
      }
      const other = await inDossier(tx, hold.house, who, claim.dossier_id, async (along) => {
        await giveBack(along, claim, text);
        return done(undefined);
      });
      if (!other.ok) return other;
    }
    await followTo(tx, hold.house, officeId, first.to_id, first.from_id);
    return done(undefined);
  });
}

async function giveBack(hold: Hold, claim: ClaimRow, why: string): Promise<void> {
  const { tx, house, who, dossier, at } = hold;
  await moveDossier(tx, house, dossier, claim.from_id, claim.documents);
  await markUndone(tx, who.office.id, claim.id, by(who), at);
  const data = { claim: claim.id, from: claim.to_id, to: claim.from_id };
  hold.note({ kind: 'claim.undone', data, text: why });
}

const alone = <T>(
  house: House,
  who: Acting,
  dossierId: string,
  work: (hold: Hold) => Promise<Done<T>>,
): Promise<Done<T>> =>
  oneAtATime(house, who.office.id, dossierId, (inside) =>
    withDossier(inside, who, dossierId, work),
  );

function by(who: Acting): string {
  if (!who.actor.personId) throw new Error('the house settles no claim');
  return who.actor.personId;
}
