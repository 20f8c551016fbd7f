import type { Lang, Translate } from '../../../kernel/i18n.ts';
import type { ServiceDefinition } from '../definition.ts';
import { changeLine, changeWords } from './change-words.ts';
import { changesBetween } from './changes.ts';
import { draftOf } from './draft.ts';
import type { Part } from './flaws.ts';

/** What an applicant who is filling in the form should know of. */
const FOR_APPLICANTS: readonly Part[] = ['persyaratan', 'isian', 'biaya'];

/** What changed for applicants from one edition to another, a line each: "Persyaratan ditambah: Surat kuasa". */
export function whatChanged(
  before: ServiceDefinition,
  after: ServiceDefinition,
  t: Translate,
  lang: Lang,
): readonly string[] {
  const [was, is] = [draftOf(before), draftOf(after)];
  return changesBetween(was, is)
    .filter(({ part }) => FOR_APPLICANTS.includes(part))
    .map((change) => changeWords(change, was, is, t, lang))
    .filter(({ inOther }) => !inOther)
    .map(changeLine);
}

/** Everything that changed from one edition to another, a line each, for whoever answers for the office. */
export function everyChange(
  before: ServiceDefinition,
  after: ServiceDefinition,
  t: Translate,
  lang: Lang,
): readonly string[] {
  const [was, is] = [draftOf(before), draftOf(after)];
  return changesBetween(was, is).map((change) => changeLine(changeWords(change, was, is, t, lang)));
}
