import { type Tx, transaction } from '../../../kernel/db.ts';
import type { House } from '../../../kernel/house.ts';
import type { Reason } from '../../../kernel/i18n.ts';

type Answer = { readonly ok: boolean };
type Refusal = { readonly ok: false; readonly reason: Reason };

/** One transaction that a refusal undoes as well: nothing was counted, nothing stays. */
export async function allOrNothing<T extends Answer>(
  house: House,
  work: (tx: Tx) => Promise<T | Refusal>,
): Promise<T | Refusal> {
  try {
    return await transaction(house.db, async (tx) => {
      const answer = await work(tx);
      if (!answer.ok) throw new Refused(answer);
      return answer;
    });
  } catch (error) {
    if (error instanceof Refused) return error.answer as T | Refusal;
    throw error;
  }
}

class Refused extends Error {
  override name = 'Refused';
  readonly answer: Answer;
  constructor(answer: Answer) {
    super('refused');
    this.answer = answer;
  }
}
