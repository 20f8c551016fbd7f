import { formatWhen } from '../../../../kernel/clocks/index.ts';
import { localise } from '../../../../kernel/i18n.ts';
import type { Visit } from '../../../../web/visit.ts';
import { stateWords } from '../../../dossiers/index.ts';
import { FIGURES, OFFICERS_FIGURES, type Part, WORKPLACES } from '../../figures.ts';
import type { Report } from '../../report.ts';
import { PART_FIGURES } from './part-tables.tsx';
import { channelWords, faultWords, rateWords } from './words.ts';

export type Cell = string | number;

/** One table of the report, to be set on paper or written into a workbook. Numbers stay numbers. */
export interface Sheet {
  readonly title: string;
  /** What one must know to read it. */
  readonly note?: string | undefined;
  readonly head: readonly string[];
  readonly rows: readonly (readonly Cell[])[];
}

/** The whole report as tables, in the order of the page. */
export function sheetsOf(visit: Visit, report: Report): Sheet[] {
  const { t, lang, office } = visit;
  const parts = (name: string, of: Part) => [
    name,
    ...PART_FIGURES.map((figure) => report.ofPart(figure, of)),
  ];
  const partHead = PART_FIGURES.map((figure) => t(`reports.short.${figure}`));
  const [applications, dossiers] = [t('reports.head.applications'), t('reports.head.dossiers')];
  return [
    {
      title: t('reports.section.happened'),
      note: `${t('reports.first_time_right')}: ${rateWords(visit, report.of('first_time_right'), report.of('verified'))}`,
      head: [t('reports.head.figure'), applications, dossiers],
      rows: FIGURES.map((figure) => {
        const count = report.of(figure);
        return [t(`reports.figure.${figure}`), count.applications, count.dossiers];
      }),
    },
    {
      title: t('reports.section.by_service'),
      note: t('reports.parts.caption'),
      head: [t('reports.head.service'), ...partHead],
      rows: report.services.map(({ service_id: serviceId, name }) =>
        parts(localise(name, lang).text, { serviceId }),
      ),
    },
    {
      title: t('reports.section.by_channel'),
      note: t('reports.parts.caption'),
      head: [t('reports.head.channel'), ...partHead],
      rows: report.channels.map((channel) => parts(channelWords(t, channel), { channel })),
    },
    {
      title: t('reports.section.by_workplace'),
      note: t('reports.workplace.how'),
      head: [
        t('reports.head.workplace'),
        ...OFFICERS_FIGURES.map((figure) => t(`reports.short.${figure}`)),
      ],
      rows: WORKPLACES.map((workplace) => [
        t(`reports.workplace.${workplace}`),
        ...OFFICERS_FIGURES.map((figure) => report.ofPart(figure, { workplace })),
      ]),
    },
    {
      title: t('reports.section.waiting'),
      note: t('reports.waiting.caption'),
      head: [t('reports.head.state'), applications, dossiers, t('reports.head.oldest')],
      rows: report.waiting.map((row) => [
        stateWords(t, row),
        row.applications,
        row.dossiers,
        formatWhen(row.oldest, office.timeZone, lang, 'day'),
      ]),
    },
    {
      title: t('reports.section.step_times'),
      note: [
        t('reports.step_times.how'),
        ...(report.stepTimesOfDay === undefined
          ? []
          : [t('reports.step_times.cut', { count: String(report.stepTimesOfDay) })]),
      ].join(' '),
      head: [
        t('reports.head.state'),
        applications,
        t('reports.head.median'),
        t('reports.head.p90'),
        t('reports.head.unit'),
      ],
      rows: report.stepTimes.map((row) => [
        stateWords(t, { step_kind: row.stepKind, waiting_on: row.waitingOn }),
        row.applications,
        tenths(row.median),
        tenths(row.p90),
        t(`reports.unit_name.${row.unit}`),
      ]),
    },
    {
      title: t('reports.section.faults'),
      head: [t('reports.head.reason'), applications, dossiers],
      rows: report.faults.map((fault) => [
        faultWords(visit, fault),
        fault.applications,
        fault.dossiers,
      ]),
    },
  ];
}

const tenths = (value: number) => Math.round(value * 10) / 10;
