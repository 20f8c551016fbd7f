import type { Visit } from '../../../../web/visit.ts';
import type { Tally } from '../../feedback.ts';
import type { Result } from '../../training/results.ts';

type Speaker = Pick<Visit, 't'>;

/** How far an exercise is. */
export function stateOf({ t }: Speaker, { state, judged, requirements }: Result): string {
  return state === 'begun'
    ? t('practice.state.begun', { judged, all: requirements })
    : t(`practice.state.${state}`);
}

/** How well it went, in one line. */
export function tallyWords({ t }: Speaker, { found, planted, needless }: Tally): string {
  return [
    planted === 0
      ? t('practice.result.none_planted')
      : t('practice.result.words', { found, planted }),
    ...(needless > 0 ? [t('practice.result.needless', { count: needless })] : []),
  ].join(', ');
}

/** A stretch of time in whole minutes; milliseconds go in. */
export function minutes({ t }: Speaker, milliseconds: number): string {
  const count = Math.round(milliseconds / 60_000);
  return count < 1 ? t('practice.minutes_less') : t('practice.minutes', { count });
}
