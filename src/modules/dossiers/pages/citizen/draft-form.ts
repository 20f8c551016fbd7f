import { type FormInput, many, one } from '../../../../kernel/forms.ts';
import { isUuid } from '../../../../kernel/ids.ts';
import type { ServiceDefinition } from '../../../offices/index.ts';
import type { PlainAnswers } from '../../answers.ts';
import type { DraftContent } from '../../drafting/commands.ts';
import { MOST_FILES } from '../../rules.ts';

/** What the applicant pressed. */
export type Pressed =
  | { readonly what: 'save' | 'send' | 'discard' }
  | { readonly what: 'remove'; readonly documentId: string }
  | {
      readonly what: 'reuse';
      readonly documentId: string;
      readonly requirements: readonly string[];
    };

export function pressed(input: FormInput): Pressed {
  const [word = '', id = ''] = one(input, 'tindakan').split(':');
  if (word === 'kirim') return { what: 'send' };
  if (word === 'buang') return { what: 'discard' };
  if (word === 'hapus' && isUuid(id)) return { what: 'remove', documentId: id };
  if (word === 'pakai' && isUuid(id))
    return {
      what: 'reuse',
      documentId: id,
      requirements: requirementsIn(input, `pakai_untuk.${id}`),
    };
  return { what: 'save' };
}

/** The form's content as it was typed; fields the page did not show keep what was there. */
export function typedContent(
  definition: ServiceDefinition,
  input: FormInput,
  before: PlainAnswers,
): DraftContent {
  const answers: Record<string, PlainAnswers[string]> = { ...before };
  for (const field of definition.fields) {
    const name = `isian.${field.key}`;
    const shown = input[name] !== undefined || input[`ada.${field.key}`] !== undefined;
    if (!shown) continue;
    answers[field.key] = field.kind === 'choices' ? many(input, name) : one(input, name);
  }
  return {
    serviceCode: one(input, 'layanan'),
    fullName: one(input, 'nama'),
    note: one(input, 'keterangan'),
    answers,
    missing: Object.fromEntries(
      definition.requirements
        .map(({ key }) => [key, one(input, `alasan.${key}`).slice(0, 1000)] as const)
        .filter(([, why]) => why.trim() !== ''),
    ),
  };
}

/** Requirement keys among a field's texts, each once; whether the service knows them is seen when the draft is sent. */
const requirementsIn = (input: FormInput, name: string): readonly string[] =>
  [...new Set(many(input, name))]
    .filter((key) => /^[a-z][a-z0-9_]{0,47}$/.test(key))
    .slice(0, MOST_TIES);

/** More than any service has requirements. */
const MOST_TIES = 60;

/** Which requirements each file was ticked for; only files whose boxes were on the page, at most fifteen. */
export function ticked(
  input: FormInput,
): { documentId: string; requirements: readonly string[] }[] {
  return Object.keys(input)
    .filter((name) => name.startsWith('ikat_ada.'))
    .map((name) => name.slice('ikat_ada.'.length))
    .filter(isUuid)
    .slice(0, MOST_FILES)
    .map((documentId) => ({
      documentId,
      requirements: requirementsIn(input, `ikat.${documentId}`),
    }));
}
