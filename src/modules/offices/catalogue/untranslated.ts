import type { DraftText, ServiceDraft } from './draft.ts';
import type { Part } from './flaws.ts';

/** A text of a service that has no English yet: in which part it stands, in which entry (by its key), and its Indonesian. */
export interface Untranslated {
  readonly part: Part;
  readonly entry: string | undefined;
  readonly text: string;
}

/** Every text that a reader of English would read in Indonesian, in the order of the pages. */
export function untranslated(draft: ServiceDraft): readonly Untranslated[] {
  const { name, summary, group, product, elsewhere, fee } = draft;
  const lacking = (
    part: Part,
    entry: string | undefined,
    texts: readonly (DraftText | undefined)[],
  ) =>
    texts.flatMap((text): Untranslated[] =>
      text === undefined || text.id === '' || text.en ? [] : [{ part, entry, text: text.id }],
    );
  return [
    ...lacking('pokok', undefined, [name, summary, group, product, elsewhere?.explanation]),
    ...draft.requirements.flatMap(({ key, name, help }) =>
      lacking('persyaratan', key, [name, help]),
    ),
    ...draft.fields.flatMap(({ key, label, help, options = [] }) =>
      lacking('isian', key, [label, help, ...options.map((option) => option.label)]),
    ),
    ...lacking('biaya', undefined, [fee.note, fee.kind === 'fixed' ? fee.per : undefined]),
    ...draft.route.flatMap(({ key, name, proof }) => lacking('alur', key, [name, proof])),
  ];
}
