import type { Actor } from '../../kernel/actor.ts';
import type { Query } from '../../kernel/db.ts';
import { type Office, requirementsFor, type ServiceDefinition } from '../offices/index.ts';
import { plainView } from './answers.ts';
import {
  type EvidenceRow,
  evidenceOf,
  type RequirementRow,
  roundOf,
  verdictsOf,
} from './facts.sql.ts';
import { isBringer } from './filing/filing.sql.ts';
import { needsOtherEyes } from './filing/rules.ts';
import { type ApplicationFacts, UNASKED } from './guards.ts';
import type { ApplicationRow, HeldDossier } from './hold.sql.ts';
import { stepAfter, stepBack } from './route.ts';

/** What only the command knows, or only some commands ask. */
export type Extras = Partial<Pick<ApplicationFacts, keyof typeof UNASKED>>;

/** Where facts are gathered: a command's hold, or a page that only asks what would be allowed now. */
export interface Scene {
  readonly tx: Query;
  readonly at: Date;
  readonly who: { readonly actor: Actor; readonly office: Pick<Office, 'id' | 'profile'> };
  readonly dossier: Pick<HeldDossier, 'id' | 'applicant_id' | 'handler_id' | 'handler_until'>;
}

/** What a page has read for itself already. */
export interface Known {
  readonly evidence: readonly EvidenceRow[];
  /** Of the present round. */
  readonly verdicts: readonly Pick<RequirementRow, 'requirement' | 'verdict'>[];
}

/** Gathers what the guards look at; commands do so under the lock. */
export async function gatherFacts(
  hold: Scene,
  application: ApplicationRow,
  definition: ServiceDefinition,
  extras: Extras,
  known?: Known,
): Promise<ApplicationFacts> {
  const officeId = hold.who.office.id;
  const { dossier, at } = hold;
  const { id, round } = application;
  const [verdicts, evidence, { letter, arriving }, brought] = await Promise.all([
    known?.verdicts ?? verdictsOf(hold.tx, officeId, id, round),
    known?.evidence ?? evidenceOf(hold.tx, officeId, id),
    roundOf(hold.tx, officeId, id, round),
    hasBrought(hold),
  ]);
  const actor = hold.who.actor;
  return {
    own: actor.mandate !== 'self' && actor.personId === dossier.applicant_id,
    held:
      dossier.handler_id !== null &&
      dossier.handler_id === actor.personId &&
      (dossier.handler_until ?? at) > at,
    verdicts: countVerdicts(definition, application, verdicts, evidence),
    unanswered: unanswered(application, verdicts, evidence, letter),
    unexplained: 0,
    unready:
      arriving +
      evidence.filter((file) => file.state === 'refused' || file.state === 'checking').length,
    files: evidence.length,
    next: stepAfter(definition, application)?.kind ?? null,
    back: stepBack(definition, application)?.kind ?? null,
    ...UNASKED,
    brought,
    ...extras,
  };
}

/** Whether the actor handed papers in for the applicant, where the office wants other eyes on what one officer brought. */
async function hasBrought({ tx, who, dossier }: Scene): Promise<boolean> {
  const { personId, mandate } = who.actor;
  if (mandate !== 'staff' || personId === null || !needsOtherEyes(who.office)) return false;
  return isBringer(tx, who.office.id, dossier.id, personId);
}

/** The requirements an officer must give a verdict on: all required ones, and every other that has a document. */
export function requirementsToJudge(
  definition: ServiceDefinition,
  application: Pick<ApplicationRow, 'answers'>,
  evidence: readonly Pick<EvidenceRow, 'requirements'>[],
) {
  const documented = new Set(evidence.flatMap((file) => file.requirements));
  return requirementsFor(definition, plainView(application.answers)).filter(
    (requirement) => requirement.required || documented.has(requirement.key),
  );
}

function countVerdicts(
  definition: ServiceDefinition,
  application: ApplicationRow,
  verdicts: Known['verdicts'],
  evidence: readonly EvidenceRow[],
): ApplicationFacts['verdicts'] {
  const given = new Map(verdicts.map((row) => [row.requirement, row.verdict]));
  const counts = { accepted: 0, deficient: 0, missing: 0, open: 0 };
  for (const { key } of requirementsToJudge(definition, application, evidence))
    counts[given.get(key) ?? 'open'] += 1;
  return counts;
}

/** The requirements a letter reopened: what was deficient or missing, and nothing else. */
export function reopened(verdicts: Known['verdicts']): string[] {
  return verdicts
    .filter((row) => row.verdict === 'deficient' || row.verdict === 'missing')
    .map((row) => row.requirement);
}

/** Reopened requirements with neither a file newer than the letter nor a reason. */
function unanswered(
  application: ApplicationRow,
  verdicts: Known['verdicts'],
  evidence: readonly EvidenceRow[],
  letter: Date | null,
): number {
  if (!letter) return 0;
  return reopened(verdicts).filter(
    (requirement) =>
      !application.missing[requirement] &&
      !evidence.some(
        (file) => file.requirements.includes(requirement) && file.uploaded_at > letter,
      ),
  ).length;
}
