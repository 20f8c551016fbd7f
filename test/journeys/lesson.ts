import { readFileSync } from 'node:fs';
import type { ServiceDefinition } from '../../src/modules/offices/index.ts';
import { planCase } from '../../src/modules/practice/making/plan.ts';

/** A made-up dossier of medium difficulty, known beforehand. */
export interface Lesson {
  /** The number that deals it. */
  readonly seed: number;
  /** The requirement whose fault the trainee will find. */
  readonly found: string | undefined;
  /** Every paper's requirement, with the fault that is planted in it. */
  readonly requirements: readonly (readonly [requirement: string, fault: string | undefined])[];
}

/** A draw with so many faults that all sit on documents. */
export function lessonOf(office: string, service: string, planted: number): Lesson {
  const definition = JSON.parse(
    readFileSync(`offices/${office}/services/${service}.json`, 'utf8'),
  ) as ServiceDefinition;
  const today = new Date().toISOString().slice(0, 10);
  for (let seed = 1; seed < 500; seed += 1) {
    const { faults, papers } = planCase(definition, seed, 'medium', today);
    const kinds = [...faults.values()];
    if (kinds.length !== planted || kinds.includes('absent')) continue;
    return {
      seed,
      found: [...faults.keys()][0],
      requirements: papers.map(
        ({ requirement }) => [requirement, faults.get(requirement)] as const,
      ),
    };
  }
  throw new Error(`no seed plants ${planted} faults`);
}
