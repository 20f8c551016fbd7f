import type { House } from '../../../../kernel/house.ts';
import { localise } from '../../../../kernel/i18n.ts';
import { BarChart } from '../../../../ui/charts.tsx';
import { DescriptionList } from '../../../../ui/description-list.tsx';
import { PageHead, Section } from '../../../../ui/page-head.tsx';
import { StaffPage } from '../../../../ui/staff-layout.tsx';
import { Table } from '../../../../ui/table.tsx';
import type { Route } from '../../../../web/route.ts';
import type { Visit } from '../../../../web/visit.ts';
import { calendarOf, childrenOf, STEP_KINDS } from '../../../offices/index.ts';
import { countsAt, countsBelow, longestOverdue } from '../../reading/overview.sql.ts';
import { workCounts } from '../../reading/work-list.sql.ts';
import { officeOf } from '../who.ts';
import { staffNav } from './nav.ts';
import { mayOversee } from './who.ts';
import { Due, stateWords, upTo1000 } from './words.tsx';

/** Counts and nameless status, for the head of the office and those above it. */
export function overviewRoutes(house: House): Route[] {
  return [
    {
      method: 'GET',
      path: '/:office/petugas/ringkasan',
      access: mayOversee,
      handle: (visit) => overview(house, visit),
    },
  ];
}

async function overview(house: House, visit: Visit): Promise<Response> {
  const { t, page: ctx, lang, now } = visit;
  const office = await officeOf(house, visit);
  const children = await childrenOf(house.db, office.id);
  const [here, counts, overdue, below, calendar] = await Promise.all([
    countsAt(house.db, office.id, now),
    workCounts(house.db, office.id),
    longestOverdue(house.db, office.id, now),
    countsBelow(
      house.db,
      children.map(({ id }) => id),
      now,
    ),
    calendarOf(house.db, office),
  ]);
  const bars = STEP_KINDS.flatMap((kind) =>
    (['office', 'applicant'] as const).map((side) => {
      const value = counts
        .filter((row) => row.step_kind === kind && row.waiting_on === side)
        .reduce((sum, row) => sum + row.count, 0);
      return {
        label: stateWords(t, { step_kind: kind, waiting_on: side }),
        value,
        text: upTo1000(visit, value),
      };
    }),
  ).filter(({ value }) => value > 0);
  return visit.html(
    <StaffPage ctx={ctx} title={t('dossiers.overview.title')} nav={staffNav(visit, 'ringkasan')}>
      <PageHead title={t('dossiers.overview.title')} lead={t('dossiers.overview.lead')} />
      <DescriptionList
        items={[
          // Beyond a thousand applications their dossiers are not counted.
          ...(here.open > 1000
            ? []
            : [{ term: t('dossiers.overview.dossiers'), value: upTo1000(visit, here.dossiers) }]),
          { term: t('dossiers.overview.open'), value: upTo1000(visit, here.open) },
          { term: t('dossiers.overview.overdue'), value: upTo1000(visit, here.overdue) },
        ]}
      />
      {bars.length === 0 ? null : (
        <BarChart
          caption={t('dossiers.overview.by_state')}
          labelHead={t('dossiers.desk.column.state')}
          valueHead={t('dossiers.overview.open')}
          bars={bars}
        />
      )}
      {overdue.length === 0 ? null : (
        <Section title={t('dossiers.overview.longest')}>
          <Table
            ctx={ctx}
            caption={t('dossiers.overview.longest')}
            captionHidden
            rows={overdue}
            columns={[
              {
                key: 'number',
                head: t('dossiers.desk.column.number'),
                rowHead: true,
                cell: (row) => (
                  <a
                    class="ds-link sl-number"
                    href={`/${office.slug}/petugas/berkas/${row.dossier_id}`}
                  >
                    {row.number}
                  </a>
                ),
              },
              {
                key: 'service',
                head: t('dossiers.desk.column.service'),
                cell: (row) => localise(row.service_name, lang).text,
              },
              {
                key: 'state',
                head: t('dossiers.desk.column.state'),
                cell: (row) => stateWords(t, row),
              },
              {
                key: 'due',
                head: t('dossiers.desk.column.due'),
                cell: (row) => (
                  <Due visit={visit} dueAt={row.due_at} unit={row.time_unit} calendar={calendar} />
                ),
              },
            ]}
          />
        </Section>
      )}
      {children.length === 0 ? null : (
        <Section title={t('dossiers.overview.below')}>
          <Table
            ctx={ctx}
            caption={t('dossiers.overview.below')}
            captionHidden
            rows={children}
            columns={[
              {
                key: 'office',
                head: t('dossiers.overview.office'),
                rowHead: true,
                cell: (child) => (
                  <a href={`/${child.slug}/petugas/ringkasan`}>{localise(child.name, lang).text}</a>
                ),
              },
              {
                key: 'open',
                head: t('dossiers.overview.open'),
                numeric: true,
                cell: (child) =>
                  upTo1000(visit, below.find((row) => row.office_id === child.id)?.open ?? 0),
              },
              {
                key: 'overdue',
                head: t('dossiers.overview.overdue'),
                numeric: true,
                cell: (child) =>
                  upTo1000(visit, below.find((row) => row.office_id === child.id)?.overdue ?? 0),
              },
            ]}
          />
        </Section>
      )}
    </StaffPage>,
  );
}
