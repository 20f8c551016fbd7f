import { nextStep, type ServiceDefinition, type Step } from '../offices/index.ts';
import { plainView } from './answers.ts';
import type { ApplicationRow } from './hold.sql.ts';

type Place = Pick<ApplicationRow, 'step' | 'answers'>;

/** The step that follows under the applicant's answers, or null at the end of the route. */
export function stepAfter(definition: ServiceDefinition, place: Place): Step | null {
  return nextStep(definition.route, place.step, plainView(place.answers));
}

/** The earlier step to which a negative result returns, or null when it refuses the application. */
export function stepBack(definition: ServiceDefinition, place: Place): Step | null {
  const here = definition.route.find((step) => step.key === place.step);
  return definition.route.find((step) => step.key === here?.returnTo) ?? null;
}

/** The first step of the route under the applicant's answers. */
export function firstStep(definition: ServiceDefinition, answers: ApplicationRow['answers']): Step {
  const step = nextStep(definition.route, null, plainView(answers));
  if (!step) throw new Error(`service ${definition.code} has no step to begin with`);
  return step;
}
