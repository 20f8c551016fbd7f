import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import fc from 'fast-check';
import { ROLES, type Role } from '../../kernel/roles.ts';
import { routeFor, type ServiceDefinition, type Step } from '../offices/index.ts';
import type { PlainAnswers } from './answers.ts';
import { DESK_ROLES } from './desks.ts';
import { anyAnswers, anyService, serviceWith } from './route.fixture.ts';
import { firstStep, stepAfter, stepBack } from './route.ts';
import {
  type ApplicationFacts,
  type ApplicationState,
  ask,
  RULES,
  type RuleName,
  ruleNamed,
} from './rules.ts';

/** Where an application stands: the step's key and the state. */
interface Place {
  readonly step: Step;
  readonly state: ApplicationState;
}

const EVERYBODY: readonly (Role | 'house')[] = [...ROLES, 'house'];
const NAMES = RULES.map(({ name }) => name);
const COUNTS = [
  { accepted: 2, deficient: 0, missing: 0, open: 0 },
  { accepted: 0, deficient: 1, missing: 1, open: 0 },
  { accepted: 0, deficient: 0, missing: 0, open: 2 },
];

function factsAt(
  definition: ServiceDefinition,
  answers: PlainAnswers,
  step: Step,
  chance: Partial<ApplicationFacts>,
): ApplicationFacts {
  const place = { step: step.key, answers };
  return {
    own: false,
    brought: false,
    unsigned: false,
    held: true,
    verdicts: { accepted: 2, deficient: 0, missing: 0, open: 0 },
    unanswered: 0,
    unexplained: 0,
    unready: 0,
    files: 2,
    proof: true,
    told: true,
    result: 'file',
    overdue: false,
    extensionsLeft: 1,
    unansweredTooLong: true,
    objection: { possible: true, late: false, filed: 'open', silent: true, decided: false },
    named: firstStep(definition, answers).kind,
    ...chance,
    next: stepAfter(definition, place)?.kind ?? null,
    back: stepBack(definition, place)?.kind ?? null,
  };
}

/** Applies a rule as the house does; undefined when it is refused. */
function apply(
  definition: ServiceDefinition,
  answers: PlainAnswers,
  at: Place,
  name: RuleName,
  roles: readonly (Role | 'house')[],
  chance: Partial<ApplicationFacts>,
): Place | undefined {
  const ruling = ask(name, roles, at.state, factsAt(definition, answers, at.step, chance));
  if (!ruling.ok) return undefined;
  const place = { step: at.step.key, answers };
  const { moves } = ruleNamed(name);
  const step =
    (moves === 'onward'
      ? stepAfter(definition, place)
      : moves === 'back'
        ? stepBack(definition, place)
        : moves === 'named'
          ? firstStep(definition, answers)
          : at.step) ?? at.step;
  return { step, state: ruling.to };
}

/** A state that may be: on a step of this applicant's route, waiting on whom that kind of step can wait. */
function assertLegal(
  definition: ServiceDefinition,
  answers: PlainAnswers,
  { step, state }: Place,
): void {
  if (state === 'over') return;
  const [kind, waiting] = state.split('/');
  assert.equal(kind, step.kind, `${state} on a step of kind ${step.kind}`);
  assert.ok(
    routeFor(definition, answers).includes(step),
    `step ${step.key} is not on this applicant's route`,
  );
  assert.ok(
    waiting === 'office' || ['verification', 'meeting', 'delivery'].includes(kind ?? ''),
    `nobody can make ${state} wait on the applicant`,
  );
}

const anyChance = fc.record(
  {
    own: fc.boolean(),
    held: fc.boolean(),
    proof: fc.boolean(),
    verdicts: fc.constantFrom(...COUNTS),
    unanswered: fc.nat(1),
    unready: fc.nat(1),
    told: fc.boolean(),
    result: fc.constantFrom('none', 'file', 'paper'),
    overdue: fc.boolean(),
    unansweredTooLong: fc.boolean(),
    files: fc.constantFrom(0, 15, 16),
  },
  { requiredKeys: [] },
);

test('random commands over random routes never reach an illegal state; the end has an outcome and nothing else has', () => {
  let reached = 0;
  fc.assert(
    fc.property(
      anyService,
      anyAnswers,
      fc.array(fc.tuple(fc.constantFrom(...NAMES), fc.subarray([...EVERYBODY]), anyChance), {
        minLength: 20,
        maxLength: 120,
      }),
      (definition, answers, commands) => {
        let at: Place = { step: firstStep(definition, answers), state: 'verification/office' };
        for (const [name, roles, chance] of commands) {
          const next = apply(definition, answers, at, name, roles, chance);
          if (!next) continue;
          if (at.state === 'over' && next.state === 'over') continue;
          assert.ok(
            at.state !== 'over' || name === 'uphold_objection' || name === 'deem_granted',
            `${name} led out of the end`,
          );
          assertLegal(definition, answers, next);
          if (next.state === 'over') {
            assert.ok(ruleNamed(name).outcome, `${name} ended it without an outcome`);
            reached += 1;
          }
          at = next;
        }
      },
    ),
    { numRuns: 300 },
  );
  assert.ok(reached > 50, 'the walks are long enough to end');
});

/** All places reachable from the beginning by somebody, under facts that can be, with the rules given. */
function reachable(
  definition: ServiceDefinition,
  answers: PlainAnswers,
  from: Place,
  names: readonly RuleName[],
): Map<string, Place> {
  const key = ({ step, state }: Place) => (state === 'over' ? 'over' : `${step.key} ${state}`);
  const found = new Map([[key(from), from]]);
  const queue = [from];
  for (let at = queue.pop(); at; at = queue.pop())
    for (const name of names)
      for (const verdicts of COUNTS) {
        const next = apply(definition, answers, at, name, EVERYBODY, { verdicts });
        if (!next || found.has(key(next))) continue;
        found.set(key(next), next);
        queue.push(next);
      }
  return found;
}

test('from every place that can be reached there is a way on, and a good end, without anybody taking anything back', () => {
  const patient = NAMES.filter((name) => name !== 'withdraw' && !name.startsWith('refuse_'));
  fc.assert(
    fc.property(anyService, anyAnswers, (definition, answers) => {
      const start: Place = { step: firstStep(definition, answers), state: 'verification/office' };
      for (const place of reachable(definition, answers, start, NAMES).values()) {
        assertLegal(definition, answers, place);
        if (place.state === 'over') continue;
        const onward = reachable(definition, answers, place, patient);
        assert.ok(
          onward.has('over'),
          `nobody can finish what stands at ${place.step.key} ${place.state}`,
        );
        assert.ok(
          apply(definition, answers, place, 'withdraw', ['applicant'], {}),
          'the applicant may take it back',
        );
      }
    }),
    { numRuns: 150 },
  );
});

test('the route is walked in order, past what does not apply; a way back never leads to a step that does not apply', () => {
  fc.assert(
    fc.property(anyService, anyAnswers, (definition, answers) => {
      const walked: Step[] = [];
      for (
        let step: Step | null = firstStep(definition, answers);
        step;
        step = stepAfter(definition, { step: step.key, answers })
      ) {
        walked.push(step);
        const back = stepBack(definition, { step: step.key, answers });
        assert.equal(back === null, step.returnTo === undefined);
        if (back)
          assert.ok(
            definition.route.indexOf(back) < definition.route.indexOf(step) &&
              walked.includes(back),
          );
      }
      assert.deepEqual(walked, routeFor(definition, answers));
    }),
  );
});

test('a negative result whose step back does not apply to this applicant goes to the one before it', () => {
  const definition = serviceWith([
    { kind: 'meeting' },
    { kind: 'inspection', when: { field: 'satu', equals: true } },
    { kind: 'decision', back: 2 },
  ]);
  const at = (satu: boolean) =>
    stepBack(definition, { step: 'langkah_3', answers: { satu } })?.kind;
  assert.equal(at(true), 'inspection');
  assert.equal(at(false), 'meeting');
});

test('each office that is installed has somebody for every desk on the routes of its services', () => {
  const offices = join(import.meta.dirname, '../../../offices');
  for (const slug of readdirSync(offices)) {
    const folder = join(offices, slug, 'services');
    let files: string[];
    try {
      files = readdirSync(folder);
    } catch {
      continue; // An office that only oversees others.
    }
    const staff = JSON.parse(readFileSync(join(offices, slug, 'staff.json'), 'utf8')) as {
      roles: Role[];
    }[];
    const roles = new Set(staff.flatMap((member) => member.roles));
    for (const file of files) {
      const { route } = JSON.parse(readFileSync(join(folder, file), 'utf8')) as ServiceDefinition;
      for (const { kind, key } of route)
        assert.ok(
          DESK_ROLES[kind].some((role) => roles.has(role)),
          `${slug}/${file}: nobody works at step ${key} (${kind})`,
        );
    }
  }
});
