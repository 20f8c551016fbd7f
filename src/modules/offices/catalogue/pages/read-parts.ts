import type { FormInput } from '../../../../kernel/forms.ts';
import type { DraftFee, ServiceDraft, Typed } from '../draft.ts';
import { both, bothOrNothing, lines, numberIn, text, ticked } from './typed.ts';

/** The part "Pokok": what the service is, who else does it, and where all this comes from. */
export function readBasics(input: FormInput, draft: ServiceDraft): ServiceDraft {
  const { group: _group, elsewhere: _elsewhere, ...rest } = draft;
  const group = bothOrNothing(input, 'group');
  const url = text(input, 'elsewhere.url');
  const explanation = bothOrNothing(input, 'elsewhere.explanation');
  return {
    ...rest,
    name: both(input, 'name'),
    summary: both(input, 'summary'),
    ...(group ? { group } : {}),
    product: both(input, 'product'),
    alsoKnownAs: lines(input, 'alsoKnownAs'),
    legalBasis: lines(input, 'legalBasis'),
    source: text(input, 'source'),
    historical: ticked(input, 'historical'),
    ...(url !== '' || explanation
      ? { elsewhere: { url, explanation: explanation ?? { id: '' } } }
      : {}),
  };
}

/** The part "Biaya & waktu". */
export function readCost(input: FormInput, draft: ServiceDraft): ServiceDraft {
  return {
    ...draft,
    time: { unit: text(input, 'time.unit'), amount: numberIn(input, 'time.amount') ?? '' },
    fee: readFee(input, draft.fee),
  };
}

function readFee(input: FormInput, before: DraftFee): DraftFee {
  const kind = text(input, 'fee.kind') || before.kind;
  const note = bothOrNothing(input, 'fee.note');
  const said = note ? { note } : {};
  switch (kind) {
    case 'fixed': {
      const per = bothOrNothing(input, 'fee.per');
      const amount = numberIn(input, 'fee.amount') ?? '';
      return { kind, amount, ...(per ? { per } : {}), ...said };
    }
    case 'formula':
      return {
        kind,
        formula: text(input, 'fee.formula'),
        constants: readConstants(input),
        ...said,
      };
    case 'by_hand':
      return { kind, note: note ?? { id: '' } };
    default:
      return { kind: 'free', ...said };
  }
}

/** How many rows of constants a form may hold. */
export const MOST_CONSTANTS = 40;

function readConstants(input: FormInput): Readonly<Record<string, Typed>> {
  const constants = new Map<string, Typed>();
  for (let row = 0; row < MOST_CONSTANTS && `constants[${row}].name` in input; row += 1) {
    const name = text(input, `constants[${row}].name`);
    if (name !== '') constants.set(name, numberIn(input, `constants[${row}].value`) ?? '');
  }
  return Object.fromEntries(constants);
}
