import type { OfficeCalendar } from '../../../../kernel/clocks/index.ts';
import { localise } from '../../../../kernel/i18n.ts';
import { Empty } from '../../../../ui/empty.tsx';
import type { Html } from '../../../../ui/html.ts';
import { Pagination } from '../../../../ui/pagination.tsx';
import { type Column, Table } from '../../../../ui/table.tsx';
import { Tag } from '../../../../ui/tag.tsx';
import type { Visit } from '../../../../web/visit.ts';
import type { WorkApplication, WorkRow } from '../../reading/work-list.sql.ts';
import { Due, stateWords } from './words.tsx';
import { type Chosen, chosenQuery, placeOf } from './work-filter.ts';

/** How many lines a page of the list has; the query brings one more when the list goes on. */
const LINES = 25;

/** The lines of the work list, the way to the next page below them. */
export function WorkTable(props: {
  readonly visit: Visit;
  readonly rows: readonly WorkRow[];
  readonly chosen: Chosen;
  readonly calendar: OfficeCalendar;
}) {
  const { visit, rows, chosen } = props;
  const { t, page: ctx, office } = visit;
  const shown = rows.slice(0, LINES);
  const last = shown.at(-1);
  const list = `/${office.slug}/petugas`;
  return (
    <>
      <Table
        ctx={ctx}
        caption={t('dossiers.desk.list.caption')}
        captionHidden
        columns={columns(props)}
        rows={shown}
        empty={
          chosen.state === 'office' && chosen.serviceCode === '' ? (
            <Empty
              title={t('dossiers.desk.list.nothing')}
              text={t('dossiers.desk.list.nothing_text')}
            />
          ) : (
            <p class="sl-quiet">{t('dossiers.desk.list.none_here')}</p>
          )
        }
      />
      <Pagination
        ctx={ctx}
        previous={visit.query('setelah') ? `${list}${chosenQuery(chosen)}` : undefined}
        next={
          rows.length > LINES && last
            ? `${list}${chosenQuery(chosen, { setelah: placeOf(last) })}`
            : undefined
        }
      />
    </>
  );
}

function columns(props: {
  readonly visit: Visit;
  readonly calendar: OfficeCalendar;
}): Column<WorkRow>[] {
  const { visit, calendar } = props;
  const { t, office, lang } = visit;
  const cell = (name: 'number' | 'applicant' | 'service' | 'state' | 'due' | 'handler') =>
    t(`dossiers.desk.column.${name}`);
  const stateOf = (application: WorkApplication) => (
    <>
      {stateWords(t, application)}
      {application.round > 1 ? (
        <span class="sl-meta"> {t('dossiers.desk.round', { round: application.round })}</span>
      ) : null}
    </>
  );
  return [
    {
      key: 'number',
      head: cell('number'),
      rowHead: true,
      cell: (row) => (
        <a class="ds-link sl-number" href={`/${office.slug}/petugas/berkas/${row.dossier_id}`}>
          {row.number}
        </a>
      ),
    },
    { key: 'applicant', head: cell('applicant'), cell: (row) => row.full_name },
    {
      key: 'service',
      head: cell('service'),
      cell: ({ applications }) => (
        <Applications
          applications={applications}
          line={(application) => (
            <>
              {localise(application.name, lang).text}
              {applications.length > 1 ? (
                <span class="sl-meta"> · {stateOf(application)}</span>
              ) : null}
            </>
          )}
        />
      ),
    },
    {
      key: 'state',
      head: cell('state'),
      cell: ({ applications }) => {
        const [only] = applications;
        return only && applications.length === 1
          ? stateOf(only)
          : t('dossiers.desk.list.several', { count: applications.length });
      },
    },
    {
      key: 'due',
      head: cell('due'),
      cell: (row) => (
        <Due visit={visit} dueAt={row.due_at} unit={row.time_unit} calendar={calendar} />
      ),
    },
    {
      key: 'handler',
      head: cell('handler'),
      cell: (row) => {
        if (row.own) return <Tag tone="warning">{t('dossiers.desk.own_short')}</Tag>;
        if (row.handler_id === visit.person.id)
          return <Tag tone="info">{t('dossiers.desk.held_by_you')}</Tag>;
        return row.handler_name ?? <span class="sl-quiet">–</span>;
      },
    },
  ];
}

/** What a dossier asks for: one thing, or several below each other. */
function Applications(props: {
  readonly applications: readonly WorkApplication[];
  readonly line: (application: WorkApplication) => Html;
}) {
  const [only] = props.applications;
  if (only && props.applications.length === 1) return props.line(only);
  return (
    <ol class="sl-lines">
      {props.applications.map((application) => (
        <li>{props.line(application)}</li>
      ))}
    </ol>
  );
}
