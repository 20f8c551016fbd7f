import { type FormInput, many, one } from '../../../../kernel/forms.ts';
import type { Reason } from '../../../../kernel/i18n.ts';
import type { OriginalRow } from '../../originals.sql.ts';

/** A form of the counter that came back. */
export interface Returned {
  readonly form: 'serah' | 'asli';
  readonly input: FormInput;
  readonly why: Reason;
}

/** The name of an original in a form. */
export const nameOf = (row: Pick<OriginalRow, 'applicationId' | 'requirement'>) =>
  `${row.applicationId}.${row.requirement}`;

/** What was typed, for the form that came back. */
export const typedIn = (returned: Returned | undefined, form: Returned['form']) => {
  const input = returned?.form === form ? returned.input : {};
  return { one: (name: string) => one(input, name), many: (name: string) => many(input, name) };
};
