import {
  type Duration,
  describeDue,
  type OfficeCalendar,
  remaining,
} from '../../../../kernel/clocks/index.ts';
import { isMessageKey, say, type Translate } from '../../../../kernel/i18n.ts';
import { When } from '../../../../ui/dates.tsx';
import { Tag, type Tone } from '../../../../ui/tag.tsx';
import type { Visit } from '../../../../web/visit.ts';
import type { StepKind } from '../../../offices/index.ts';
import type { Outcome } from '../../rules.ts';

/** Where an application stands, in the office's words. */
export function stateWords(
  t: Translate,
  application: {
    readonly step_kind: StepKind;
    readonly waiting_on: 'office' | 'applicant' | 'nobody';
    readonly outcome?: Outcome | null;
  },
): string {
  if (application.outcome) return t(`dossiers.desk.outcome.${application.outcome}`);
  const step = t(`dossiers.desk.step.${application.step_kind}`);
  return application.waiting_on === 'applicant'
    ? t('dossiers.desk.waits_for_applicant', { step })
    : step;
}

export const VERDICT_TONES = {
  accepted: 'success',
  deficient: 'danger',
  missing: 'warning',
} as const;

/** A verdict in a word, or that there is none yet. */
export function VerdictTag({
  t,
  verdict,
}: {
  readonly t: Translate;
  readonly verdict: keyof typeof VERDICT_TONES | null;
}) {
  return verdict === null ? (
    <Tag>{t('dossiers.desk.verdict.open')}</Tag>
  ) : (
    <Tag tone={VERDICT_TONES[verdict]}>{t(`dossiers.desk.verdict.${verdict}`)}</Tag>
  );
}

/** When an application is due: what is left in words, and the day. */
export function Due(props: {
  readonly visit: Visit;
  readonly dueAt: Date | null;
  readonly unit: Duration['unit'];
  readonly calendar: OfficeCalendar;
}) {
  const { visit, dueAt, unit, calendar } = props;
  const left = remaining(dueAt, unit, visit.now, calendar);
  const words = say(visit.t, describeDue(left)).replace(/\.$/, '');
  const soon = left.state === 'running' && left.left <= (unit === 'working_hours' ? 4 : 1);
  const tone: Tone = left.state === 'overdue' ? 'danger' : soon ? 'warning' : 'neutral';
  return (
    <>
      <Tag tone={tone}>{words}</Tag>
      {dueAt ? (
        <>
          {' '}
          <span class="sl-meta">
            <When
              at={dueAt}
              tz={visit.office.timeZone}
              lang={visit.lang}
              style={unit === 'working_hours' ? 'short' : 'day'}
            />
          </span>
        </>
      ) : null}
    </>
  );
}

/** What happened, in words; an event of another room without words of its own is shown by its name. */
export function eventWords(t: Translate, kind: string): string {
  const key = `dossiers.event.${kind.replaceAll('.', '_')}`;
  return isMessageKey(key) ? t(key) : kind;
}

/** A count that was only taken up to 1,000. */
export function upTo1000(visit: Pick<Visit, 'lang'>, count: number): string {
  const say1000 = new Intl.NumberFormat(visit.lang === 'id' ? 'id-ID' : 'en-GB');
  return count > 1000 ? `${say1000.format(1000)}+` : say1000.format(count);
}
