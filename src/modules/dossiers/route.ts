import { applies, nextStep, type ServiceDefinition, type Step } from '../offices/index.ts';
import { plainView } from './answers.ts';
import type { ApplicationRow } from './hold.sql.ts';

type Place = Pick<ApplicationRow, 'step' | 'answers'>;

/** The step that follows under the applicant's answers, or null at the end of the route. */
export function stepAfter(definition: ServiceDefinition, place: Place): Step | null {
  return nextStep(definition.route, place.step, plainView(place.answers));
}

/**
 * The earlier step to which a negative result returns, or null when it refuses the application. Where that step does not
 * apply to this applicant it is the nearest one before it that does; the first step always applies.
 */
export function stepBack(definition: ServiceDefinition, place: Place): Step | null {
  const here = definition.route.find((step) => step.key === place.step);
  const back = definition.route.findIndex((step) => step.key === here?.returnTo);
  const answers = plainView(place.answers);
  return (
    definition.route.slice(0, back + 1).findLast((step) => applies(step.when, answers)) ?? null
  );
}

/** The first step of the route under the applicant's answers. */
export function firstStep(definition: ServiceDefinition, answers: ApplicationRow['answers']): Step {
  const step = nextStep(definition.route, null, plainView(answers));
  if (!step) throw new Error(`service ${definition.code} has no step to begin with`);
  return step;
}
