import { type FormInput, many, one } from '../../../../kernel/forms.ts';
import { isUuid } from '../../../../kernel/ids.ts';
import type { ServiceDefinition } from '../../../offices/index.ts';
import type { PlainAnswers } from '../../answers.ts';
import type { DraftContent } from '../../drafting/commands.ts';

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
      requirements: many(input, `pakai_untuk.${id}`).filter((key) => key !== ''),
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

/** Which requirements each file was ticked for; only files whose boxes were on the page. */
export function ticked(
  input: FormInput,
): { documentId: string; requirements: readonly string[] }[] {
  return Object.keys(input)
    .filter((name) => name.startsWith('ikat_ada.'))
    .map((name) => name.slice('ikat_ada.'.length))
    .filter(isUuid)
    .map((documentId) => ({ documentId, requirements: many(input, `ikat.${documentId}`) }));
}
