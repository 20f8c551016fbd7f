import { type FormInput, many, one } from '../../../../kernel/forms.ts';
import { isUuid } from '../../../../kernel/ids.ts';
import type { PlainAnswers } from '../../answers.ts';
import { type Asking, questionsOf, SLOT_NAME, slotsOf } from '../../drafting/asked-once.ts';
import type { DraftContent } from '../../drafting/commands.ts';
import { MOST_APPLICATIONS, MOST_FILES } from '../../rules.ts';

/** What the applicant pressed. */
export type Pressed =
  | { readonly what: 'save' | 'send' | 'discard' }
  /** Another service beside those there are, or instead of them. */
  | { readonly what: 'add' | 'change'; readonly code: string }
  | { readonly what: 'leave_out'; readonly code: string }
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
  if (word === 'tambah') return { what: 'add', code: id || one(input, 'layanan_lain') };
  if (word === 'ganti') return { what: 'change', code: one(input, 'layanan_lain') };
  if (word === 'keluarkan') return { what: 'leave_out', code: id };
  if (word === 'hapus' && isUuid(id)) return { what: 'remove', documentId: id };
  if (word === 'pakai' && isUuid(id))
    return {
      what: 'reuse',
      documentId: id,
      requirements: requirementsIn(input, `pakai_untuk.${id}`),
    };
  return { what: 'save' };
}

/** The form's content as it was typed; questions the page did not show keep what was there. */
export function typedContent(
  services: readonly Asking[],
  input: FormInput,
  before: PlainAnswers,
): DraftContent {
  const answers: Record<string, PlainAnswers[string]> = { ...before };
  for (const { name: question, field } of questionsOf(services)) {
    const name = `isian.${question}`;
    const shown = input[name] !== undefined || input[`ada.${question}`] !== undefined;
    if (!shown) continue;
    answers[question] = field.kind === 'choices' ? many(input, name) : one(input, name);
  }
  return {
    serviceCodes: services.map(({ code }) => code),
    fullName: one(input, 'nama'),
    note: one(input, 'keterangan'),
    answers,
    missing: Object.fromEntries(
      slotsOf(services)
        .map(({ name }) => [name, one(input, `alasan.${name}`).slice(0, 1000)] as const)
        .filter(([, why]) => why.trim() !== ''),
    ),
  };
}

/** Names of slots among a field's texts, each once; whether the services have them is seen when the draft is sent. */
const requirementsIn = (input: FormInput, name: string): readonly string[] =>
  [...new Set(many(input, name))].filter((name) => SLOT_NAME.test(name)).slice(0, MOST_TIES);

/** More than the services of one dossier have requirements. */
const MOST_TIES = 300;

/** Which slots each file was ticked for; only files whose boxes were on the page, no more than a draft has. */
export function ticked(
  input: FormInput,
): { documentId: string; requirements: readonly string[] }[] {
  return Object.keys(input)
    .filter((name) => name.startsWith('ikat_ada.'))
    .map((name) => name.slice('ikat_ada.'.length))
    .filter(isUuid)
    .slice(0, MOST_FILES * MOST_APPLICATIONS)
    .map((documentId) => ({
      documentId,
      requirements: requirementsIn(input, `ikat.${documentId}`),
    }));
}
