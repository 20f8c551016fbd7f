import type { Actor } from '../../kernel/actor.ts';
import { isTaken, type Tx, transaction } from '../../kernel/db.ts';
import type { House } from '../../kernel/house.ts';
import type { Lang } from '../../kernel/i18n.ts';
import { reason } from '../../kernel/i18n.ts';
import { secretHash } from '../../kernel/ids.ts';
import { confirmAddress, createAccount, hashPassword, personByEmail } from '../accounts/index.ts';
import { openOfficeDiary } from '../offices/index.ts';
import { invitationBySecret, type OpenInvitation, takeInvitation } from './invitations.sql.ts';
import { type Outcome, refuse, type StaffOffice } from './inviting.ts';
import { appoint } from './membership.ts';

/** Somebody without an account yet, as they filled the form in. */
export interface Newcomer {
  readonly names: { readonly given: string; readonly family: string };
  readonly password: string;
  readonly lang: Lang;
}

/**
 * Takes an invitation up with the account of the invited address: the mail alone is not enough, its owner has signed in. The
 * role is given in the inviter's name, and every session ends, so that the new rights begin with a new sign-in (ASVS 7.2.4).
 * @returns `spent` when the link opens nothing any more.
 */
export async function join(
  house: House,
  office: StaffOffice,
  secret: string,
  personId: string,
): Promise<Outcome | 'spent'> {
  return taking(house, office, secret, async (tx, invitation) => {
    const invited = await personByEmail(tx, invitation.email);
    return invited?.id === personId ? personId : undefined;
  });
}

/** Takes an invitation up with a new account; the link having come by mail, the address is confirmed. */
export async function joinNew(
  house: House,
  office: StaffOffice,
  secret: string,
  newcomer: Newcomer,
): Promise<Outcome | 'spent'> {
  const passwordHash = await hashPassword(newcomer.password);
  try {
    return await taking(house, office, secret, (tx, { email }) =>
      createAccount(tx, { ...newcomer, email, passwordHash, at: house.now() }),
    );
  } catch (error) {
    if (!isTaken(error, 'login_email')) throw error;
    return refuse(reason('staff.join.has_account'));
  }
}

async function taking(
  house: House,
  office: StaffOffice,
  secret: string,
  whoTakes: (tx: Tx, invitation: OpenInvitation) => Promise<string | undefined>,
): Promise<Outcome | 'spent'> {
  return transaction(house.db, async (tx) => {
    const at = house.now();
    // The office's row first, as every change of its staff: of two at the same moment one finds the link spent.
    const lock: Actor = { personId: null, mandate: 'system', channel: 'web' };
    await openOfficeDiary(tx, office.id, lock, at);
    const invitation = await invitationBySecret(tx, office.id, secretHash(secret), at);
    if (!invitation) return 'spent';
    const personId = await whoTakes(tx, invitation);
    if (personId === undefined || personId === invitation.invitedBy)
      return refuse(reason('staff.join.other_account'));
    if (!(await takeInvitation(tx, office.id, invitation.id, personId, at))) return 'spent';
    await confirmAddress(tx, personId, invitation.email, at);
    const themself: Actor = { personId, mandate: 'self', channel: 'web' };
    const write = await openOfficeDiary(tx, office.id, themself, at);
    await write({ kind: 'staff.invitation_accepted', data: { invitation: invitation.id } });
    const inviter: Actor = { personId: invitation.invitedBy, mandate: 'staff', channel: 'web' };
    await appoint(tx, office.id, personId, invitation.role, inviter, at);
    return { ok: true };
  });
}
