import { parseDossierNumber } from '../../../kernel/dossier-number.ts';
import type { House } from '../../../kernel/house.ts';
import { type Reason, reason } from '../../../kernel/i18n.ts';
import { createLimiter, type Limiter, networkOf } from '../../../kernel/limits.ts';

const MINUTE = 60;
const DAY = 24 * 60 * MINUTE;

/** Who tries: an account, from an address. */
export interface Trying {
  readonly personId: string;
  /** Where the request comes from. */
  readonly address: string;
}

/** What bounds guessing. A village shares an address and a family an account, so only tries that failed count in the end. */
export interface ClaimLimits {
  /** Takes a try; the sentence when there is none left. */
  take(claimant: Trying, number: string): Promise<Reason | undefined>;
  giveBack(claimant: Trying, number: string): Promise<void>;
  /** Wrong identities shown for one dossier by whoever holds its paper, from wherever they come. */
  readonly identity: Limiter;
}

export function createClaimLimits(house: Pick<House, 'db' | 'vault'>): ClaimLimits {
  const perAddress = createLimiter(house, 'claim_address', { points: 30, duration: 15 * MINUTE });
  const perAccount = createLimiter(house, 'claim_account', { points: 10, duration: 15 * MINUTE });
  const perNumber = createLimiter(house, 'claim_number', { points: 10, duration: 15 * MINUTE });
  /** A number counts for each account alone, so that nobody keeps the paper's holder from it. */
  const pairOf = (claimant: Trying, number: string) => {
    const parsed = parseDossierNumber(number);
    return `${parsed.ok ? parsed.number : 'none'} ${claimant.personId}`;
  };
  return {
    async take(claimant, number) {
      const wait =
        (await perAddress.take(networkOf(claimant.address))) ??
        (await perAccount.take(claimant.personId)) ??
        (await perNumber.take(pairOf(claimant, number)));
      return wait === undefined
        ? undefined
        : reason('dossiers.claim.too_many', { minutes: Math.ceil(wait / MINUTE) });
    },
    async giveBack(claimant, number) {
      await perAddress.giveBack(networkOf(claimant.address));
      await perAccount.giveBack(claimant.personId);
      await perNumber.giveBack(pairOf(claimant, number));
    },
    identity: createLimiter(house, 'claim_identity', { points: 5, duration: DAY }),
  };
}
