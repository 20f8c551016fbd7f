import type { Translate } from '../../../../kernel/i18n.ts';
import { say } from '../../../../kernel/i18n.ts';
import type { Flaw } from '../../definition-checks.ts';

/** The sentence that belongs to a place, or undefined. */
export type ErrorAt = (place: string) => string | undefined;

/** Sentences by the place they are about; `oneOf[1]` is told at `oneOf`. */
export function errorsAt(flaws: readonly Flaw[], t: Translate): ErrorAt {
  const said = new Map<string, string>();
  for (const { field, reason } of flaws) {
    const place = field.replace(/(equals|oneOf)\[\d+\]$/, '$1');
    if (!said.has(place)) said.set(place, say(t, reason));
  }
  return (place) => said.get(place);
}

/** No sentence anywhere: a form nobody has sent yet. */
export const NO_ERRORS: ErrorAt = () => undefined;
