import { comparable } from '../filing/rules.ts';

/** How a claimant showed to be the one the office wrote down: by NIK, by telephone or e-mail, or by their card at the counter. */
export type ShownBy = 'nik' | 'contact' | 'card';

/** For how long the counter waits for somebody who said they would show their card, in days. */
export const WAITING_DAYS = 14;

/** What the office knows of the one it wrote down. */
export interface Known {
  readonly fullName: string;
  readonly hasNik: boolean;
  readonly phone: string | undefined;
  readonly email: string | undefined;
}

/** What a claimant brings besides number and code of the paper. */
export interface Shown {
  /** The NIK they typed is the one on record; compared over the blind index. */
  readonly nikFits: boolean;
  /** `+62…` */
  readonly phone: string | undefined;
  /** Of their account; a confirmed e-mail address is proof that its mailbox is theirs. */
  readonly account: { readonly fullName: string; readonly confirmedEmail: string | undefined };
}

/**
 * Whether a claimant is the one whom the office wrote down. Whoever holds the paper knows the name on it: that alone shows nothing.
 * Where a NIK is on record nothing else counts; otherwise the account's name must be the one written down, together with
 * something that does not stand on the paper. Undefined: only the counter can tell.
 */
export function samePerson(known: Known, shown: Shown): Exclude<ShownBy, 'card'> | undefined {
  if (known.hasNik) return shown.nikFits ? 'nik' : undefined;
  const { account, phone } = shown;
  if (comparable(account.fullName) !== comparable(known.fullName)) return undefined;
  const byPhone = known.phone !== undefined && phone === known.phone;
  const byEmail =
    known.email !== undefined &&
    account.confirmedEmail?.toLowerCase() === known.email.toLowerCase();
  return byPhone || byEmail ? 'contact' : undefined;
}
