import { BarChart } from '../../../../ui/charts.tsx';
import { When } from '../../../../ui/dates.tsx';
import { Section } from '../../../../ui/page-head.tsx';
import { Table } from '../../../../ui/table.tsx';
import type { Visit } from '../../../../web/visit.ts';
import { stateWords } from '../../../dossiers/index.ts';
import { NO_REASON } from '../../ask.ts';
import type { Report } from '../../report.ts';
import { CountLink } from './part-tables.tsx';
import { durationWords, faultWords, listHref, number } from './words.ts';

interface Shown {
  readonly visit: Visit;
  readonly report: Report;
}

/** What stands for a part of which there is nothing to say. */
const Nothing = ({ visit }: Pick<Shown, 'visit'>) => (
  <p class="sl-quiet">{visit.t('reports.no_data')}</p>
);

const stateParams = (step: string, side: 'office' | 'applicant') => ({
  langkah: step,
  menunggu: side === 'office' ? 'kantor' : 'pemohon',
});

/** Where files wait now, whatever the period, and which of them is oldest. */
export function Waiting({ visit, report }: Shown) {
  const { t, page: ctx } = visit;
  const href = (row: Report['waiting'][number]) =>
    listHref(visit, 'waiting', report.period, stateParams(row.step_kind, row.waiting_on));
  return (
    <Section title={t('reports.section.waiting')}>
      {report.waiting.length === 0 ? (
        <Nothing visit={visit} />
      ) : (
        <>
          <BarChart
            caption={t('reports.chart.waiting')}
            labelHead={t('reports.head.state')}
            valueHead={t('reports.head.applications')}
            bars={report.waiting.map((row) => ({
              label: stateWords(t, row),
              value: row.applications,
              text: number(visit, row.applications),
              href: href(row),
            }))}
          />
          <Table
            ctx={ctx}
            caption={t('reports.waiting.caption')}
            rows={report.waiting}
            columns={[
              {
                key: 'state',
                head: t('reports.head.state'),
                rowHead: true,
                cell: (row) => stateWords(t, row),
              },
              ...(['applications', 'dossiers'] as const).map((unit) => ({
                key: unit,
                head: t(`reports.head.${unit}`),
                numeric: true,
                cell: (row: Report['waiting'][number]) => (
                  <CountLink
                    visit={visit}
                    count={row[unit]}
                    href={href(row)}
                    label={stateWords(t, row)}
                  />
                ),
              })),
              {
                key: 'oldest',
                head: t('reports.head.oldest'),
                cell: (row) => (
                  <When at={row.oldest} tz={visit.office.timeZone} lang={visit.lang} style="day" />
                ),
              },
            ]}
          />
        </>
      )}
    </Section>
  );
}

/** How long a step takes, in the unit in which that side's time runs. */
export function StepTimes({ visit, report }: Shown) {
  const { t, page: ctx } = visit;
  const words = (row: Report['stepTimes'][number]) =>
    stateWords(t, { step_kind: row.stepKind, waiting_on: row.waitingOn });
  return (
    <Section title={t('reports.section.step_times')}>
      {report.stepTimes.length === 0 ? (
        <Nothing visit={visit} />
      ) : (
        <>
          <p class="sl-quiet">{t('reports.step_times.how')}</p>
          {report.stepTimesOfDay === undefined ? null : (
            <p class="sl-quiet">
              {t('reports.step_times.cut', { count: number(visit, report.stepTimesOfDay) })}
            </p>
          )}
          <Table
            ctx={ctx}
            caption={t('reports.section.step_times')}
            captionHidden
            rows={report.stepTimes}
            columns={[
              { key: 'state', head: t('reports.head.state'), rowHead: true, cell: words },
              {
                key: 'applications',
                head: t('reports.head.applications'),
                numeric: true,
                cell: (row) => (
                  <CountLink
                    visit={visit}
                    count={row.applications}
                    href={listHref(
                      visit,
                      'left',
                      report.period,
                      stateParams(row.stepKind, row.waitingOn),
                    )}
                    label={words(row)}
                  />
                ),
              },
              ...(['median', 'p90'] as const).map((measure) => ({
                key: measure,
                head: t(`reports.head.${measure}`),
                numeric: true,
                cell: (row: Report['stepTimes'][number]) =>
                  durationWords(visit, row[measure], row.unit),
              })),
            ]}
          />
        </>
      )}
    </Section>
  );
}

/** Why files were returned, the most frequent first. */
export function Faults({ visit, report }: Shown) {
  const { t } = visit;
  return (
    <Section title={t('reports.section.faults')}>
      {report.faults.length === 0 ? (
        <Nothing visit={visit} />
      ) : (
        <BarChart
          caption={t('reports.chart.faults')}
          labelHead={t('reports.head.reason')}
          valueHead={t('reports.head.applications')}
          bars={report.faults.map((fault) => ({
            label: faultWords(visit, fault),
            value: fault.applications,
            text: number(visit, fault.applications),
            href: listHref(visit, 'faulty', report.period, {
              alasan: fault.code ?? NO_REASON,
            }),
          }))}
        />
      )}
    </Section>
  );
}
