import type { House } from '../../../../kernel/house.ts';
import { LinkButton } from '../../../../ui/button.tsx';
import { When } from '../../../../ui/dates.tsx';
import { Details } from '../../../../ui/details.tsx';
import { type Column, Table } from '../../../../ui/table.tsx';
import type { Route } from '../../../../web/route.ts';
import type { Visit } from '../../../../web/visit.ts';
import { auditCsv } from '../csv.ts';
import { type FoundEvent, findEvents } from '../events.sql.ts';
import { gatherAll } from '../gathering.ts';
import { DOSSIER_KINDS, OFFICE_KINDS } from '../kinds.ts';
import { everyColleague, namesOf } from '../people.sql.ts';
import { LINES } from '../question.ts';
import { NOTHING_TOLD, type Told, toldIn } from '../told.ts';
import { askingOf, auditHref, mayAudit, noteSearch, placeIn } from './asking.ts';
import { csvFile } from './download.ts';
import { AuditPage, Onward } from './frame.tsx';
import { SearchForm } from './search-form.tsx';
import { codesOf, idsIn, kindWords } from './words.ts';

const KINDS = [...OFFICE_KINDS, ...DOSSIER_KINDS];

/** The ledger of an office: who did what, and when. */
export function auditEventRoutes(house: House): Route[] {
  return [
    {
      method: 'GET',
      path: '/:office/petugas/audit',
      access: mayAudit,
      handle: (visit) => page(house, visit),
    },
    {
      method: 'GET',
      path: '/:office/petugas/audit.csv',
      access: mayAudit,
      handle: (visit) => download(house, visit),
    },
  ];
}

const kindsOf = ({ t }: Visit) => [
  ...OFFICE_KINDS.map((kind) => ({
    value: kind,
    label: kindWords(t, kind),
    group: t('reports.audit.of_office'),
  })),
  ...DOSSIER_KINDS.map((kind) => ({
    value: kind,
    label: kindWords(t, kind),
    group: t('reports.audit.of_dossiers'),
  })),
];

async function page(house: House, visit: Visit): Promise<Response> {
  const { t } = visit;
  const asking = await askingOf(house, visit, KINDS, { codes: true });
  const people = await everyColleague(house.db, visit.office.id);
  const form = (
    <SearchForm
      visit={visit}
      path=""
      asked={asking.asked}
      errors={asking.ok ? undefined : asking.errors}
      people={people}
      kinds={kindsOf(visit)}
      object={t('reports.audit.object')}
    />
  );
  const lead = t('reports.audit.events_lead');
  if (!asking.ok)
    return visit.html(
      <AuditPage visit={visit} path="" lead={lead}>
        {form}
      </AuditPage>,
      422,
    );
  const { question, asked } = asking;
  await noteSearch(house, visit, 'kejadian', asked);
  const after = placeIn(visit);
  const found = await findEvents(house.db, question, after, LINES);
  const names = await namesOf(house.db, idsIn(found.rows));
  const told = await toldIn(house, visit.office.id, found.rows, t, visit.lang);
  return visit.html(
    <AuditPage visit={visit} path="" lead={lead}>
      {form}
      <Table
        ctx={visit.page}
        caption={t('reports.audit.events')}
        captionHidden
        columns={columns(visit, names)}
        rows={found.rows.map((row, index) => ({ ...row, told: told[index] ?? NOTHING_TOLD }))}
        empty={<p class="sl-quiet">{t('reports.audit.nothing')}</p>}
      />
      <Onward
        visit={visit}
        path=""
        asked={asked}
        isLater={after !== undefined}
        reached={found.reached}
        isFull={found.rows.length === LINES}
      />
      <p>
        <LinkButton href={auditHref(visit, '.csv', asked)} kind="secondary" download>
          {t('reports.audit.download')}
        </LinkButton>
      </p>
    </AuditPage>,
  );
}

/** A line of the ledger with what it says beyond its codes. */
interface ToldEvent extends FoundEvent {
  readonly told: Told;
}

function columns(visit: Visit, names: ReadonlyMap<string, string>): Column<ToldEvent>[] {
  const { t, lang, office } = visit;
  return [
    {
      key: 'at',
      head: t('reports.audit.when'),
      cell: ({ at }) => <When at={at} tz={office.timeZone} lang={lang} style="short" />,
    },
    {
      key: 'kind',
      head: t('reports.audit.what'),
      rowHead: true,
      cell: ({ kind, data, told }) => (
        <>
          {kindWords(t, kind)}
          <br />
          <span class="sl-quiet sl-anywhere">{codesOf(data, names, t)}</span>
          <ToldPart visit={visit} told={told} />
        </>
      ),
    },
    {
      key: 'who',
      head: t('reports.audit.who'),
      cell: ({ actorName, mandate, channel }) => (
        <div>
          {actorName ?? t('dossiers.desk.diary.house')}
          <br />
          <span class="sl-quiet">
            {t(`reports.mandate.${mandate as 'staff'}`)}, {t(`reports.way.${channel as 'web'}`)}
          </span>
        </div>
      ),
    },
    {
      key: 'number',
      head: t('reports.audit.number'),
      cell: ({ number, dossierId }) =>
        number === null ? (
          '–'
        ) : (
          <a class="ds-link sl-number" href={`/${office.slug}/petugas/berkas/${dossierId}`}>
            {number}
          </a>
        ),
    },
  ];
}

/** Few changes are shown at once, many when they are asked for. */
const AT_ONCE = 5;

/** What was changed, before and after, and what was written about it. */
function ToldPart({ visit, told }: { readonly visit: Visit; readonly told: Told }) {
  const { t } = visit;
  const { changes, note } = told;
  const list = (
    <ul class="sl-lines sl-quiet sl-anywhere">
      {changes.map((change) => (
        <li data-typed>{change}</li>
      ))}
    </ul>
  );
  return (
    <>
      {note === '' ? null : (
        <p class="sl-quiet sl-anywhere" data-typed>
          “{note}”
        </p>
      )}
      {changes.length === 0 ? null : changes.length <= AT_ONCE ? (
        list
      ) : (
        <Details summary={t('reports.audit.changes', { count: changes.length })}>{list}</Details>
      )}
    </>
  );
}

async function download(house: House, visit: Visit): Promise<Response> {
  const asking = await askingOf(house, visit, KINDS, { codes: true });
  if (!asking.ok) return page(house, visit);
  const { t } = visit;
  await noteSearch(house, visit, 'kejadian', asking.asked, 'audit_export');
  const { rows, isCut } = await gatherAll((after, lines) =>
    findEvents(house.db, asking.question, after, lines),
  );
  const names = await namesOf(house.db, idsIn(rows));
  const told = await toldIn(house, visit.office.id, rows, t, visit.lang);
  const head = ['when', 'what', 'who', 'mandate', 'channel', 'number', 'codes', 'changes'] as const;
  const text = auditCsv(
    head.map((column) => t(`reports.audit.csv.${column}`)),
    rows.map((row, index) => [
      row.at.toISOString(),
      kindWords(t, row.kind),
      row.actorName ?? '',
      row.mandate,
      row.channel,
      row.number ?? '',
      codesOf(row.data, names, t),
      [told[index]?.note ?? '', ...(told[index]?.changes ?? [])].filter(Boolean).join(' | '),
    ]),
  );
  return csvFile(visit, 'audit-kejadian', text, isCut);
}
