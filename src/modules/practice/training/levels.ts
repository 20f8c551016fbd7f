import { type Tally, tally } from '../feedback.ts';
import { DIFFICULTIES, type Difficulty, TESTED_BY } from '../rules.ts';
import type { Result } from './results.ts';

/** How somebody stands at a level. */
export interface Level extends Tally {
  readonly difficulty: Difficulty;
  readonly decided: number;
  /** Their last decided dossiers of it, {@link TESTED_BY} of them, were all without a mistake. */
  readonly tested: boolean;
}

type Decided = Pick<Result, 'state' | 'decidedAt' | 'findings' | 'tally'> & {
  readonly made: Pick<Result['made'], 'difficulty'>;
};

/** Nothing was missed, and nothing sent back that was in order. */
const isFlawless = ({ state, tally: { missed, needless } }: Decided): boolean =>
  state === 'decided' && missed === 0 && needless === 0;

/** Somebody's levels, the easiest first, out of their own results. */
export function levelsOf(results: readonly Decided[]): Level[] {
  return DIFFICULTIES.map((difficulty) => {
    const own = results
      .filter(({ made, state }) => made.difficulty === difficulty && state === 'decided')
      .toSorted((a, b) => (b.decidedAt?.getTime() ?? 0) - (a.decidedAt?.getTime() ?? 0));
    const last = own.slice(0, TESTED_BY);
    return {
      difficulty,
      ...tally(own.flatMap(({ findings }) => findings)),
      decided: own.length,
      tested: last.length === TESTED_BY && last.every(isFlawless),
    };
  });
}
