import { type EvidenceRow, evidenceOf } from '../facts.sql.ts';
import { requirementsToJudge } from '../facts.ts';
import type { ApplicationRow } from '../hold.sql.ts';
import type { Hold } from '../hold.ts';
import { stateOf } from '../rules.ts';

/** A requirement of one application, with the files handed in for it. */
export interface Handed {
  readonly key: string;
  readonly name: { readonly id: string };
  readonly files: readonly Pick<EvidenceRow, 'version_id'>[];
}

/** Whether two applications hand in the very same documents for the same requirement: whoever judges one has seen the other. */
export function alike(one: Handed, other: Handed): boolean {
  const versions = ({ files }: Handed) => files.map(({ version_id }) => version_id).toSorted();
  return (
    one.key === other.key &&
    one.name.id === other.name.id &&
    one.files.length > 0 &&
    versions(one).join() === versions(other).join()
  );
}

/** The other applications at this desk whose requirement is {@link alike}. */
export async function alikeIn(
  hold: Hold,
  application: ApplicationRow,
  requirement: string,
): Promise<readonly ApplicationRow[]> {
  const here = await handed(hold, application, requirement);
  if (!here) return [];
  const found: ApplicationRow[] = [];
  for (const sibling of hold.applications) {
    if (sibling.id === application.id || stateOf(sibling) !== 'verification/office') continue;
    const there = await handed(hold, sibling, requirement);
    if (there && alike(here, there)) found.push(sibling);
  }
  return found;
}

async function handed(
  hold: Hold,
  application: ApplicationRow,
  key: string,
): Promise<Handed | undefined> {
  const evidence = await evidenceOf(hold.tx, hold.who.office.id, application.id);
  const definition = await hold.definition(application);
  const requirement = requirementsToJudge(definition, application, evidence).find(
    (one) => one.key === key,
  );
  return (
    requirement && {
      ...requirement,
      files: evidence.filter((file) => file.requirements.includes(key)),
    }
  );
}
