import { timingSafeEqual } from 'node:crypto';
import type { Tx } from '../../../kernel/db.ts';
import type { House } from '../../../kernel/house.ts';
import { type Reason, reason } from '../../../kernel/i18n.ts';
import { contact } from '../../accounts/index.ts';
import type { Office } from '../../offices/index.ts';
import { isBringer } from '../filing/filing.sql.ts';
import { walkInOf } from '../filing/walk-in.sql.ts';
import { knownOf } from '../filing/walk-in.ts';
import { type HeldDossier, lockDossier } from '../hold.sql.ts';
import { trackDossier } from '../tracking/tracking.ts';
import { askAtCounter, wasUndone } from './claiming.sql.ts';
import type { ClaimLimits, Trying } from './limits.ts';
import { type Shown, samePerson, WAITING_DAYS } from './rules.ts';
import { oneAtATime, takeDossier } from './taking.ts';

/** Who claims: an account, at the office of the address. */
export interface Claimant extends Trying {
  readonly office: Office;
}

/** What stands on the paper, and what the claimant says of themself. */
export interface ClaimForm {
  readonly number: string;
  readonly secret: string;
  /** 16 digits. */
  readonly nik: string | undefined;
  /** `+62…` */
  readonly phone: string | undefined;
  /** They will show their card at the counter. */
  readonly atCounter: boolean;
}

export type Claimed =
  | { readonly kind: 'claimed'; readonly dossierId: string; readonly count: number }
  /** What was asked for is kept, if number and code were right: whether they were is not said. */
  | { readonly kind: 'asked' }
  | { readonly kind: 'refused'; readonly reason: Reason };

/** One sentence for everything that does not fit: which of it was wrong is nobody's to learn. */
const NO_MATCH: Claimed = { kind: 'refused', reason: reason('dossiers.claim.no_match') };

/**
 * Takes a dossier that an officer filed into the claimant's account. Number and code of the paper must be right, and the claimant
 * must be the one the office wrote down. Once only: what is in an account cannot be claimed. Whoever hands papers in for others
 * claims none of those.
 */
export async function claimDossier(
  house: House,
  limits: ClaimLimits,
  claimant: Claimant,
  form: ClaimForm,
): Promise<Claimed> {
  const wait = await limits.take(claimant, form.number);
  if (wait) return { kind: 'refused', reason: wait };
  const id = await trackDossier(house.db, claimant.office.id, form);
  if (!id) return form.atCounter ? { kind: 'asked' } : NO_MATCH;
  const claimed = await oneAtATime(house, claimant.office.id, id, (inside, tx) =>
    decide(tx, inside, limits, claimant, form, id),
  );
  if (claimed.kind !== 'refused') await limits.giveBack(claimant, form.number);
  return claimed;
}

async function decide(
  tx: Tx,
  house: House,
  limits: ClaimLimits,
  claimant: Claimant,
  form: ClaimForm,
  dossierId: string,
): Promise<Claimed> {
  const { office, personId } = claimant;
  const dossier = await lockDossier(tx, office.id, dossierId, undefined);
  if (!dossier) return NO_MATCH;
  if (dossier.applicant_id === personId) return { kind: 'claimed', dossierId, count: 1 };
  const holder = await contact(tx, dossier.applicant_id);
  const isClosed =
    holder?.hasLogin !== false || (await isBringer(tx, office.id, dossierId, personId));
  if (form.atCounter) {
    if (!isClosed) await waitAtCounter(tx, house, claimant, dossier);
    return { kind: 'asked' };
  }
  if (isClosed || (await wasUndone(tx, office.id, dossierId))) return NO_MATCH;
  // Taken before anything is compared, so that tries side by side gain nothing.
  if (await limits.identity.take(dossierId)) return NO_MATCH;
  const shownBy = await showing(tx, house, claimant, dossier, form);
  if (!shownBy) return NO_MATCH;
  await limits.identity.giveBack(dossierId);
  const who = {
    actor: { personId, mandate: 'self', channel: 'web' } as const,
    office,
    roles: ['applicant'] as const,
  };
  const whole = shownBy === 'nik';
  const count = await takeDossier(tx, house, who, dossier, { to: personId, shownBy, whole });
  return { kind: 'claimed', dossierId, count };
}

async function waitAtCounter(tx: Tx, house: House, claimant: Claimant, dossier: HeldDossier) {
  const at = house.now();
  await askAtCounter(tx, {
    officeId: claimant.office.id,
    dossierId: dossier.id,
    fromId: dossier.applicant_id,
    toId: claimant.personId,
    at,
    endsAt: new Date(at.getTime() + WAITING_DAYS * 86_400_000),
  });
}

/** What shows that the claimant is the one who was written down. */
async function showing(
  tx: Tx,
  house: House,
  { office, personId }: Claimant,
  dossier: HeldDossier,
  form: ClaimForm,
) {
  const row = await walkInOf(tx, office.id, dossier.applicant_id);
  const [holder, account] = [await contact(tx, dossier.applicant_id), await contact(tx, personId)];
  if (!row || !holder || !account) return undefined;
  const known = await knownOf(tx, house, office.id, dossier.applicant_id);
  const typed = form.nik && (await house.vault.blindIndex(office.id, form.nik));
  const shown: Shown = {
    nikFits: row.nik_blind !== null && !!typed && timingSafeEqual(row.nik_blind, typed),
    phone: form.phone,
    account: {
      fullName: account.name,
      confirmedEmail: account.emailConfirmed ? account.email : undefined,
    },
  };
  return samePerson(
    {
      fullName: holder.name,
      hasNik: row.nik_blind !== null,
      phone: known?.phone,
      email: holder.email,
    },
    shown,
  );
}
