import { transaction } from '../../../kernel/db.ts';
import type { House } from '../../../kernel/house.ts';
import type { Lang } from '../../../kernel/i18n.ts';
import { secretHash } from '../../../kernel/ids.ts';
import { confirmEmail as confirm, lockPerson, updateProfile } from '../accounts.sql.ts';
import { note, themself } from '../diary.ts';
import { limitsOf } from '../limits.ts';
import { askMail, type Counter } from '../mail.ts';
import { fullName, type Names } from '../rules.ts';
import { redeem } from '../secrets.sql.ts';
import type { Caller } from '../sessions.ts';
import { type Refusal, wait } from './outcome.ts';

/** Changes what a person is called and which language they read. The chain says that it changed, not to what. */
export async function changeProfile(
  house: House,
  personId: string,
  names: Names,
  lang: Lang,
): Promise<void> {
  await transaction(house.db, async (tx) => {
    await lockPerson(tx, personId);
    await updateProfile(tx, personId, fullName(names), names, lang);
    await note(tx, personId, themself(personId), house.now(), { kind: 'profile.changed' });
  });
}

/** Marks the address as the person's own, by the secret mailed there. False when the secret no longer opens anything. */
export async function confirmEmail(house: House, secret: string): Promise<boolean> {
  return transaction(house.db, async (tx) => {
    const now = house.now();
    const redeemed = await redeem(tx, secretHash(secret), 'confirm_email', now);
    if (!redeemed) return false;
    const { personId, email } = redeemed;
    if (await confirm(tx, personId, email, now))
      await note(tx, personId, themself(personId), now, { kind: 'email.confirmed' });
    return true;
  });
}

/** Sends the confirmation once more. */
export async function resendConfirmation(
  house: House,
  caller: Caller,
  at: Counter,
  personId: string,
): Promise<{ ok: true } | Refusal> {
  const limits = limitsOf(house);
  const seconds =
    (await limits.take('confirm_address', caller.address)) ??
    (await limits.take('mail_account', `confirm ${personId}`));
  if (seconds !== undefined) return wait(seconds);
  await transaction(house.db, (tx) => askMail(tx, 'confirm_email', personId, at));
  return { ok: true };
}
