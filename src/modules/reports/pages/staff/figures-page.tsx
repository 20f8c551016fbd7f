import type { House } from '../../../../kernel/house.ts';
import { LinkButton } from '../../../../ui/button.tsx';
import { formatWhen } from '../../../../ui/dates.tsx';
import { Empty } from '../../../../ui/empty.tsx';
import { Glance } from '../../../../ui/glance.tsx';
import { PageHead, Section } from '../../../../ui/page-head.tsx';
import { StaffPage } from '../../../../ui/staff-layout.tsx';
import { Table } from '../../../../ui/table.tsx';
import type { Route } from '../../../../web/route.ts';
import type { Visit } from '../../../../web/visit.ts';
import { staffNav } from '../../../dossiers/index.ts';
import type { Office } from '../../../offices/index.ts';
import { FIGURES, type Figure } from '../../figures.ts';
import { type Report, readReport } from '../../report.ts';
import { CountLink, PartTables } from './part-tables.tsx';
import { PeriodPart } from './period-part.tsx';
import { Faults, StepTimes, Waiting } from './standing-parts.tsx';
import { inPeriod, mayCount, todayOf } from './visitor.tsx';
import { figuresHref, listHref, number, periodWords, rateOf } from './words.ts';

/** What the office did in a period, and what waits now; each figure leads to the list behind it. */
export function figuresRoutes(house: House): Route[] {
  return [
    {
      method: 'GET',
      path: '/:office/petugas/angka',
      access: mayCount,
      handle: (visit) =>
        inPeriod(house, visit, async (office, period) =>
          page(visit, office, await readReport(house, office, period)),
        ),
    },
  ];
}

function page(visit: Visit, office: Office, report: Report): Response | Promise<Response> {
  const { t, page: ctx, lang } = visit;
  const { period } = report;
  const isEmpty = FIGURES.every((figure) => report.of(figure).applications === 0);
  return visit.html(
    <StaffPage ctx={ctx} title={t('reports.figures.title')} nav={staffNav(visit, 'angka')}>
      <PageHead
        title={t('reports.figures.title')}
        meta={periodWords(visit, period)}
        lead={t('reports.figures.lead')}
        actions={
          <>
            <LinkButton href={figuresHref(visit, period, '.xlsx')} kind="secondary" download>
              {t('reports.download.xlsx')}
            </LinkButton>
            <LinkButton href={figuresHref(visit, period, '.pdf')} kind="secondary" download>
              {t('reports.download.pdf')}
            </LinkButton>
          </>
        }
      />
      <PeriodPart visit={visit} today={todayOf(visit, office)} typed={period} />
      <Section title={t('reports.section.happened')}>
        {isEmpty ? (
          <Empty title={t('reports.no_data')} text={t('reports.no_data_text')} />
        ) : (
          <>
            <AtAGlance visit={visit} report={report} />
            <Happened visit={visit} report={report} />
          </>
        )}
      </Section>
      {isEmpty ? null : <PartTables visit={visit} report={report} />}
      <Waiting visit={visit} report={report} />
      <StepTimes visit={visit} report={report} />
      <Faults visit={visit} report={report} />
      <p class="sl-quiet">
        {t('reports.counted_at', { at: formatWhen(report.at, office.timeZone, lang, 'short') })}
      </p>
    </StaffPage>,
  );
}

/** What a head asks first; first-time-right stands beside them as a rate. */
const GLANCED = [
  'received',
  'checked',
  'returned',
  'scheduled',
  'served',
  'overdue',
] as const satisfies readonly Figure[];

/** The figures that a head asks for first, and how often a file was right the first time. */
function AtAGlance({ visit, report }: { visit: Visit; report: Report }) {
  const { t } = visit;
  const verified = report.of('verified');
  const rate = rateOf(visit, report.of('first_time_right'), verified);
  const link = (figure: Figure) =>
    report.of(figure).applications === 0 ? undefined : listHref(visit, figure, report.period);
  return (
    <Glance
      items={[
        ...GLANCED.map((figure) => ({
          label: t(`reports.short.${figure}`),
          value: number(visit, report.of(figure).applications),
          note: t('reports.dossiers', { count: number(visit, report.of(figure).dossiers) }),
          href: link(figure),
          alarming: figure === 'overdue' && report.of(figure).applications > 0,
        })),
        {
          label: t('reports.first_time_right'),
          value: rate?.share ?? '–',
          note: rate?.of ?? t('reports.no_data'),
          href: link('verified'),
        },
      ]}
    />
  );
}

/** Every figure with both counts. */
function Happened({ visit, report }: { visit: Visit; report: Report }) {
  const { t, page: ctx } = visit;
  return (
    <Table
      ctx={ctx}
      caption={t('reports.section.happened')}
      captionHidden
      rows={FIGURES}
      columns={[
        {
          key: 'figure',
          head: t('reports.head.figure'),
          rowHead: true,
          cell: (figure) => t(`reports.figure.${figure}`),
        },
        ...(['applications', 'dossiers'] as const).map((unit) => ({
          key: unit,
          head: t(`reports.head.${unit}`),
          numeric: true,
          cell: (figure: Figure) => (
            <CountLink
              visit={visit}
              count={report.of(figure)[unit]}
              href={listHref(visit, figure, report.period)}
              label={t(`reports.figure.${figure}`)}
            />
          ),
        })),
      ]}
    />
  );
}
