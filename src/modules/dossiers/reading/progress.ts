import type { Reason } from '../../../kernel/i18n.ts';
import { reason } from '../../../kernel/i18n.ts';
import { routeFor, type ServiceDefinition, type Step } from '../../offices/index.ts';
import { plainView } from '../answers.ts';
import type { ApplicationView } from './dossier.sql.ts';

/** Where an application stands on its route, for the timeline. */
export interface StepProgress {
  readonly step: Step;
  readonly state: 'done' | 'current' | 'future';
}

/** The route under the applicant's answers, each step done, current or to come. */
export function progressOf(
  definition: ServiceDefinition,
  application: ApplicationView,
): StepProgress[] {
  const route = routeFor(definition, plainView(application.answers));
  const here = route.findIndex((step) => step.key === application.step);
  const finished = application.outcome === 'completed';
  return route.map((step, index) => ({
    step,
    state:
      finished || index < here
        ? 'done'
        : index === here && application.outcome === null
          ? 'current'
          : 'future',
  }));
}

/** The state of an application in the applicant's words. */
export function statusWords(
  application: Pick<ApplicationView, 'outcome' | 'waiting_on' | 'step_kind'>,
): Reason {
  if (application.outcome) return reason(`dossiers.status.${application.outcome}`);
  if (application.waiting_on === 'applicant')
    return reason(
      application.step_kind === 'meeting'
        ? 'dossiers.status.pick_seat'
        : application.step_kind === 'delivery'
          ? 'dossiers.status.fetch'
          : 'dossiers.status.correct',
    );
  return reason(`dossiers.status.${application.step_kind}`);
}

/** Whether the next move is the applicant's. */
export function needsApplicant(
  application: Pick<ApplicationView, 'outcome' | 'waiting_on'>,
): boolean {
  return application.outcome === null && application.waiting_on === 'applicant';
}
