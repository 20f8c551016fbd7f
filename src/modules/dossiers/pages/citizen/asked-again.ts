import { slotsOf } from '../../drafting/asked-once.ts';
import type { EvidenceRow } from '../../facts.sql.ts';
import type { ApplicationView, LetterRow, VerdictView } from '../../reading/dossier.sql.ts';
import type { CitizenDossier } from './citizen-dossier.ts';

type Application = CitizenDossier['applications'][number];

/** What one letter asks for again, in all applications of which it speaks and that still wait. */
export interface AskedAgain {
  readonly letter: LetterRow;
  readonly applications: readonly Application[];
  readonly items: readonly AskedItem[];
}

/** One document that is asked for again, for every application that needs the same. */
export interface AskedItem {
  /** Its name in the form. */
  readonly name: string;
  readonly requirement: Application['definition']['requirements'][number];
  readonly asked: readonly { readonly application: Application; readonly verdict: VerdictView }[];
}

/** Whether the applicant is asked for corrections. */
export const corrects = ({ outcome, waiting_on, step_kind }: ApplicationView) =>
  outcome === null && waiting_on === 'applicant' && step_kind === 'verification';

/** The requirements of an application found faulty in this round: what is open again. */
export const faultyOf = ({ verdicts, view }: Pick<Application, 'verdicts' | 'view'>) =>
  verdicts.filter(({ round, verdict }) => round === view.round && verdict !== 'accepted');

/** The letters that wait for an answer, the oldest first; each is answered in one form. */
export function askedAgain({ applications, letters }: CitizenDossier): AskedAgain[] {
  const waiting = applications.filter(({ view }) => corrects(view));
  const open = letters.filter(({ application_id: id, round }) =>
    waiting.some(({ view }) => view.id === id && view.round === round),
  );
  const ids = [...new Set(open.map(({ letter_id: id }) => id))];
  return ids.flatMap((id) => {
    const rows = open.filter((row) => row.letter_id === id);
    const [letter] = rows;
    const about = waiting.filter(({ view }) => rows.some((row) => row.application_id === view.id));
    return letter ? [{ letter, applications: about, items: itemsOf(about) }] : [];
  });
}

function itemsOf(applications: readonly Application[]): AskedItem[] {
  const services = applications.map(({ definition }) => ({ code: definition.code, definition }));
  return slotsOf(services).flatMap(({ name, requirement, services: codes }) => {
    const asked = applications
      .filter(({ definition }) => codes.includes(definition.code))
      .flatMap((application) =>
        faultyOf(application)
          .filter((verdict) => verdict.requirement === requirement.key)
          .map((verdict) => ({ application, verdict })),
      );
    return asked.length > 0 ? [{ name, requirement, asked }] : [];
  });
}

/** Of whom and what a form's field speaks: the first application, and the others that need the same. */
export function correctionOf({ requirement, asked }: Pick<AskedItem, 'requirement' | 'asked'>) {
  const [applicationId = '', ...also] = asked.map(({ application }) => application.view.id);
  return {
    applicationId,
    requirement: requirement.key,
    ...(also.length > 0 ? { also } : {}),
  };
}

/** The files that came for it after the letter, each once. */
export function freshFor({ requirement, asked }: AskedItem, letter: LetterRow): EvidenceRow[] {
  const fresh = new Map<string, EvidenceRow>();
  for (const { application } of asked)
    for (const file of application.evidence)
      if (file.requirements.includes(requirement.key) && file.uploaded_at > letter.sent_at)
        fresh.set(file.document_id, file);
  return [...fresh.values()];
}

/** The reason given instead of a document, when there is one. */
export const excuseFor = ({ requirement, asked }: AskedItem): string =>
  asked.map(({ application }) => application.view.missing[requirement.key] ?? '').find(Boolean) ??
  '';

/** The applications of the letter in which nothing is left to answer. */
export function answeredIn({ letter, applications, items }: AskedAgain): readonly Application[] {
  return applications.filter((application) =>
    items
      .filter(({ asked }) => asked.some((one) => one.application === application))
      .every((item) => freshFor(item, letter).length > 0 || excuseFor(item) !== ''),
  );
}
