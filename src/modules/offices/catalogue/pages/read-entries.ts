import type { FormInput } from '../../../../kernel/forms.ts';
import { FIELD_KINDS, STEP_KINDS } from '../../definition.ts';
import { NUMERIC_KINDS } from '../../definition-rules.ts';
import type {
  DraftField,
  DraftLists,
  DraftOption,
  DraftRequirement,
  DraftStep,
  DraftText,
  ListName,
  ServiceDraft,
  Typed,
} from '../draft.ts';
import { keyFrom } from '../keys.ts';
import { entriesOf, MOST } from '../rules.ts';
import { readCondition } from './read-condition.ts';
import { both, bothOrNothing, numberIn, text, ticked } from './typed.ts';

/** The forms in which one requirement, one field or one step is written. */
export const readEntry: {
  readonly [L in ListName]: (
    input: FormInput,
    draft: ServiceDraft,
    before: DraftLists[L] | undefined,
  ) => DraftLists[L];
} = { requirements: readRequirement, fields: readField, route: readStep };

function readRequirement(
  input: FormInput,
  draft: ServiceDraft,
  before: DraftRequirement | undefined,
): DraftRequirement {
  const name = both(input, 'name');
  return {
    key: keyIn(input, draft, 'requirements', before?.key, name),
    name,
    ...given('help', bothOrNothing(input, 'help')),
    required: ticked(input, 'required'),
    ...given('when', readCondition(input, draft.fields, before?.when)),
    original: ticked(input, 'original'),
    local: ticked(input, 'local'),
  };
}

function readField(
  input: FormInput,
  draft: ServiceDraft,
  before: DraftField | undefined,
): DraftField {
  const label = both(input, 'label');
  const typed = text(input, 'kind');
  const kind = FIELD_KINDS.find((known) => known === typed) ?? before?.kind ?? 'text';
  const isChoice = kind === 'choice' || kind === 'choices';
  const options = readOptions(input);
  const bound = (name: 'min' | 'max'): Typed | undefined =>
    NUMERIC_KINDS.has(kind) ? numberIn(input, name) : undefined;
  return {
    key: keyIn(input, draft, 'fields', before?.key, label),
    kind,
    label,
    ...given('help', bothOrNothing(input, 'help')),
    required: ticked(input, 'required'),
    ...given('when', readCondition(input, draft.fields, before?.when)),
    ...given('options', isChoice && options.length > 0 ? options : undefined),
    ...given('min', bound('min')),
    ...given('max', bound('max')),
  };
}

function readStep(input: FormInput, draft: ServiceDraft, before: DraftStep | undefined): DraftStep {
  const name = both(input, 'name');
  const typed = text(input, 'kind');
  const returnTo = text(input, 'returnTo');
  return {
    key: keyIn(input, draft, 'route', before?.key, name),
    kind: STEP_KINDS.find((known) => known === typed) ?? before?.kind ?? 'processing',
    name,
    ...given('when', readCondition(input, draft.fields, before?.when)),
    ...given('returnTo', returnTo === '' ? undefined : returnTo),
    ...given('proof', bothOrNothing(input, 'proof')),
  };
}

/** The choices of a field: rows left empty are passed over, new ones get a value from their words. */
function readOptions(input: FormInput): readonly DraftOption[] {
  const options: DraftOption[] = [];
  for (let row = 0; row < MOST.fields && `options[${row}].label.id` in input; row += 1) {
    const label = bothOrNothing(input, `options[${row}].label`);
    if (!label) continue;
    const known = text(input, `options[${row}].value`);
    const taken = options.map(({ value }) => value);
    options.push({ value: known || keyFrom(label.id || (label.en ?? ''), taken), label });
  }
  return options;
}

/** What was typed as the key, else the key it has, else one made from its name. */
function keyIn(
  input: FormInput,
  draft: ServiceDraft,
  list: ListName,
  before: string | undefined,
  name: DraftText,
): string {
  const typed = text(input, 'key');
  if (typed !== '') return typed;
  const taken = entriesOf(draft, list).map(({ key }) => key);
  return before ?? keyFrom(name.id, taken);
}

/** A property that is left out where there is nothing to say. */
function given<K extends string, V>(name: K, value: V | undefined): { readonly [P in K]?: V } {
  return value === undefined ? {} : ({ [name]: value } as { readonly [P in K]?: V });
}
