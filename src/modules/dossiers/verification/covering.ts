import type { ApplicationRow } from '../hold.sql.ts';
import type { Hold } from '../hold.ts';

/** The applications that one act of the desk covers, in the dossier's order. */
export interface Covered {
  readonly applications: readonly ApplicationRow[];
  /** What the event of each of them says of the others: one act is told to the applicant once. */
  readonly named: { readonly covers?: readonly string[] };
}

/** Those of the dossier's applications that are named; undefined when none is, or one is not the dossier's. */
export function coveredBy(
  hold: Pick<Hold, 'applications'>,
  applicationIds: readonly string[],
): Covered | undefined {
  const asked = new Set(applicationIds);
  const applications = hold.applications.filter(({ id }) => asked.has(id));
  if (applications.length === 0 || applications.length < asked.size) return undefined;
  const covers = applications.map(({ id }) => id);
  return { applications, named: covers.length > 1 ? { covers } : {} };
}
