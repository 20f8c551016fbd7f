import type { Query } from '../../kernel/db.ts';
import type { LocalisedText } from '../../kernel/i18n.ts';
import type { Field } from '../offices/index.ts';

/** A field of a form with what the applicant wrote, in words. */
export interface AnswerLine {
  readonly label: LocalisedText;
  readonly value: readonly LocalisedText[];
}

interface Row {
  readonly fields: readonly Field[];
  readonly answers: Readonly<Record<string, unknown>>;
}

/** What the applicant filled in, over all applications of the dossier, each field once. Identity numbers stay masked. */
export async function answersOf(
  query: Query,
  officeId: string,
  dossierId: string,
): Promise<AnswerLine[]> {
  const rows = await query<Row[]>`
    select coalesce(v.definition -> 'fields', '[]') as fields, a.answers
    from application a
    join service_version v on v.office_id = a.office_id and v.service_id = a.service_id and v.version = a.service_version
    where a.office_id = ${officeId} and a.dossier_id = ${dossierId} order by a.submitted_at, a.id`;
  const lines = new Map<string, AnswerLine>();
  for (const { fields, answers } of rows)
    for (const field of fields) {
      const value = words(field, answers[field.key]);
      // The same key may mean another person in another service: only the same words are the same question.
      if (value.length > 0)
        lines.set(`${field.key} ${field.label.id}`, { label: field.label, value });
    }
  return [...lines.values()];
}

function words(field: Field, answer: unknown): LocalisedText[] {
  if (answer === undefined || answer === null || answer === '') return [];
  if (Array.isArray(answer)) return answer.flatMap((each) => words(field, each));
  if (typeof answer === 'boolean')
    return [answer ? { id: 'Ya', en: 'Yes' } : { id: 'Tidak', en: 'No' }];
  if (typeof answer === 'object')
    return 'mask' in answer && typeof answer.mask === 'string' ? [{ id: answer.mask }] : [];
  if (typeof answer !== 'string' && typeof answer !== 'number') return [];
  const text = String(answer);
  return [field.options?.find(({ value }) => value === text)?.label ?? { id: text }];
}
