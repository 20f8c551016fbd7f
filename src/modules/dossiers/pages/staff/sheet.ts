import type { Reason } from '../../../../kernel/i18n.ts';
import {
  type Requirement,
  type ServiceDefinition,
  serviceVersion,
} from '../../../offices/index.ts';
import { type EvidenceRow, evidenceOf } from '../../facts.sql.ts';
import { gatherFacts, requirementsToJudge, type Scene } from '../../facts.ts';
import type { Acting } from '../../hold.ts';
import {
  type ApplicationView,
  type VerdictView,
  verdictHistory,
} from '../../reading/dossier.sql.ts';
import { ask, type RuleName, stateOf } from '../../rules.ts';
import { alike } from '../../verification/siblings.ts';

/** One requirement of the application with all that was handed in and said about it. */
export interface RequirementView {
  readonly requirement: Requirement;
  readonly files: readonly EvidenceRow[];
  readonly current: VerdictView | undefined;
  /** Of the round before, when the requirement was faulty then: what is compared with the present files. */
  readonly before: VerdictView | undefined;
  /** Why the applicant has no document. */
  readonly excuse: string | undefined;
}

/** One application of the dossier as it lies on the officer's desk. */
export interface Sheet {
  readonly application: ApplicationView;
  readonly definition: ServiceDefinition;
  readonly requirements: readonly RequirementView[];
  /** Why the visitor may not apply this rule to it now; undefined when they may. */
  why(rule: RuleName): Reason | undefined;
}

/** Lays one application on the desk. */
export async function laySheet(
  scene: Omit<Scene, 'who'> & { readonly who: Acting },
  application: ApplicationView,
): Promise<Sheet> {
  const { tx, who } = scene;
  const { id, service_id: serviceId, service_version: version } = application;
  const service = await serviceVersion(tx, who.office.id, serviceId, version);
  if (!service) throw new Error(`service ${serviceId} has no version ${version}`);
  const { definition } = service;
  const [evidence, history] = await Promise.all([
    evidenceOf(tx, who.office.id, id),
    verdictHistory(tx, who.office.id, id),
  ]);
  const verdicts = history.filter(({ round }) => round === application.round);
  const known = { evidence, verdicts };
  const facts = await gatherFacts(
    scene,
    application,
    definition,
    { proof: true, told: true },
    known,
  );
  return {
    application,
    definition,
    requirements: requirementsToJudge(definition, application, evidence).map((requirement) =>
      viewOf(requirement, application, evidence, history),
    ),
    why(rule) {
      const ruling = ask(rule, who.roles, stateOf(application), facts);
      return ruling.ok ? undefined : ruling.reason;
    },
  };
}

function viewOf(
  requirement: Requirement,
  application: ApplicationView,
  evidence: readonly EvidenceRow[],
  history: readonly VerdictView[],
): RequirementView {
  const said = history.filter((verdict) => verdict.requirement === requirement.key);
  const before = said.findLast(({ round }) => round < application.round);
  return {
    requirement,
    files: evidence.filter((file) => file.requirements.includes(requirement.key)),
    current: said.find(({ round }) => round === application.round),
    before: before?.verdict === 'accepted' ? undefined : before,
    excuse: application.missing[requirement.key],
  };
}

/** Whether the application lies at the first desk, to be judged. */
export const isJudged = ({ application }: Pick<Sheet, 'application'>) =>
  stateOf(application) === 'verification/office';

/** The other applications that hand in the very same documents for the same requirement: they may be judged alike at once. */
export function judgedAlike(
  sheets: readonly Sheet[],
  chosen: ApplicationView,
  view: RequirementView,
): readonly Sheet[] {
  const here = { ...view.requirement, files: view.files };
  return sheets.filter(
    (sheet) =>
      sheet.application.id !== chosen.id &&
      isJudged(sheet) &&
      sheet.requirements.some((there) => alike(here, { ...there.requirement, files: there.files })),
  );
}
