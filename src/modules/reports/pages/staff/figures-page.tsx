import type { House } from '../../../../kernel/house.ts';
import { LinkButton } from '../../../../ui/button.tsx';
import { formatWhen } from '../../../../ui/dates.tsx';
import { DescriptionList } from '../../../../ui/description-list.tsx';
import { Empty } from '../../../../ui/empty.tsx';
import { PageHead, Section } from '../../../../ui/page-head.tsx';
import { StaffPage } from '../../../../ui/staff-layout.tsx';
import { Table } from '../../../../ui/table.tsx';
import type { Route } from '../../../../web/route.ts';
import type { Visit } from '../../../../web/visit.ts';
import { staffNav } from '../../../dossiers/index.ts';
import type { Office } from '../../../offices/index.ts';
import { FIGURES } from '../../figures.ts';
import { type Report, readReport } from '../../report.ts';
import { CountLink, PartTables } from './part-tables.tsx';
import { PeriodPart } from './period-part.tsx';
import { Faults, StepTimes, Waiting } from './standing-parts.tsx';
import { inPeriod, mayCount, todayOf } from './visitor.tsx';
import { figuresHref, listHref, periodWords, rateWords } from './words.ts';

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
          <Happened visit={visit} report={report} />
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

/** Every figure with both counts, and how often a file was right the first time. */
function Happened({ visit, report }: { visit: Visit; report: Report }) {
  const { t, page: ctx } = visit;
  const right = report.of('first_time_right');
  const verified = report.of('verified');
  const rate = rateWords(visit, right, verified);
  return (
    <>
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
            cell: (figure: (typeof FIGURES)[number]) => (
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
      <DescriptionList
        items={[
          {
            term: t('reports.first_time_right'),
            value:
              verified.applications === 0 ? (
                rate
              ) : (
                <a href={listHref(visit, 'verified', report.period)}>{rate}</a>
              ),
          },
        ]}
      />
    </>
  );
}
