import type { FormInput } from '../../../../kernel/forms.ts';
import { type House, within } from '../../../../kernel/house.ts';
import { once } from '../../../../kernel/once.ts';
import { onceOf, type Visit } from '../../../../web/visit.ts';

/**
 * Does once what a form with a minted key asks for, however often it is sent; returns what it led to the first time. Undefined
 * when the form has no key, or its key came back with another content: the page is then shown anew.
 */
export async function onceOnly(
  house: House,
  visit: Visit,
  input: FormInput,
  work: (house: House) => Promise<string>,
): Promise<string | undefined> {
  const key = onceOf(visit, input);
  if (!key) return undefined;
  const done = await once<never>(house.db, key, async (tx) => ({
    ok: true,
    result: await work(within(house, tx)),
  }));
  return done.kind === 'done' || done.kind === 'replayed' ? done.result : undefined;
}
