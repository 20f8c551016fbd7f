import type { FieldErrors } from '../../../../kernel/forms.ts';
import { localise, say } from '../../../../kernel/i18n.ts';
import type { FieldError } from '../../../../ui/error-summary.tsx';
import type { Visit } from '../../../../web/visit.ts';
import type { Question, Slot } from '../../drafting/asked-once.ts';

/** What to correct in a draft, each sentence with the question or document that it is about: read alone, it says where. */
export function errorsSaid(
  { t, lang }: Pick<Visit, 't' | 'lang'>,
  errors: FieldErrors,
  questions: readonly Question[],
  slots: readonly Slot[],
): FieldError[] {
  const names = new Map<string, string>([
    ...questions.map(
      ({ name, field }) => [`isian.${name}`, localise(field.label, lang).text] as const,
    ),
    ...slots.map(
      ({ name, requirement }) => [`syarat.${name}`, localise(requirement.name, lang).text] as const,
    ),
  ]);
  const isSaid = Object.keys(errors).some((field) => field.startsWith('syarat.'));
  const told = Object.entries(errors).filter(
    // Each document that is missing is named by itself.
    ([, { key }]) => !(isSaid && key === 'dossiers.guard.unexplained'),
  );
  return told.map(([field, why]) => {
    const name = names.get(field);
    const sentence = say(t, why);
    return {
      field: field || 'nama',
      message: name === undefined ? sentence : `${name.replace(/[?:.]$/, '')}: ${sentence}`,
    };
  });
}
