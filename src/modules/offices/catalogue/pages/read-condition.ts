import { type FormInput, many } from '../../../../kernel/forms.ts';
import { canonical } from '../../../../kernel/ledger.ts';
import type { Condition } from '../../definition.ts';
import { NUMERIC_KINDS } from '../../definition-rules.ts';
import { plain } from '../../importing/plain.ts';
import type { DraftField } from '../draft.ts';
import { numberOf, text } from './typed.ts';

/** How a condition looks at an answer. */
export const HOWS = ['jawaban', 'diisi', 'kosong'] as const;
export type How = (typeof HOWS)[number];

type Value = string | number | boolean;

/** A condition as its form shows it. */
export interface ShownCondition {
  readonly how: How;
  /** The answers that meet it, as texts. */
  readonly values: readonly string[];
}

export function shownCondition({ equals, oneOf, present }: Condition): ShownCondition {
  if (equals === undefined && oneOf === undefined && present !== undefined)
    return { how: present ? 'diisi' : 'kosong', values: [] };
  return {
    how: 'jawaban',
    values: [...(equals === undefined ? [] : [equals]), ...(oneOf ?? [])].map(String),
  };
}

/** Whether the answers to this field are chosen out of a few. */
export const isChosen = (field: DraftField): boolean =>
  field.kind === 'yes_no' || field.kind === 'choice' || field.kind === 'choices';

/**
 * Reads the condition of an entry; undefined: it always applies. Answers that were shown for another field than the one chosen
 * now are passed over. What was not touched stays as it was written, though it could be written otherwise.
 */
export function readCondition(
  input: FormInput,
  fields: readonly DraftField[],
  before: Condition | undefined,
): Condition | undefined {
  const name = text(input, 'when.field');
  if (name === '') return undefined;
  const field = fields.find(({ key }) => key === name);
  const read = text(input, 'when.shown') === name ? answersIn(input, name, field) : { field: name };
  const shows = (condition: Condition) =>
    canonical(plain({ field: condition.field, ...shownCondition(condition) }));
  return before && shows(before) === shows(read) ? before : read;
}

function answersIn(input: FormInput, name: string, field: DraftField | undefined): Condition {
  const how = text(input, 'when.how');
  if (how === 'diisi' || how === 'kosong') return { field: name, present: how === 'diisi' };
  const typed = [...many(input, 'when.values'), text(input, 'when.value')].filter(Boolean);
  const values = [...new Set(typed)].map((value) => valueOf(field, value));
  const [first, ...more] = values;
  if (first === undefined) return { field: name };
  if (more.length === 0) return { field: name, equals: first };
  // Yes and no together: whatever was answered.
  if (typeof first === 'boolean') return { field: name, present: true };
  return { field: name, oneOf: values.filter((value) => typeof value !== 'boolean') };
}

function valueOf(field: DraftField | undefined, typed: string): Value {
  if (field?.kind === 'yes_no') return typed === 'true';
  return field && NUMERIC_KINDS.has(field.kind) ? (numberOf(typed) ?? typed) : typed;
}
