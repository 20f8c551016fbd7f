import type { House } from '../../../../kernel/house.ts';
import { LinkButton } from '../../../../ui/button.tsx';
import { When } from '../../../../ui/dates.tsx';
import { type Column, Table } from '../../../../ui/table.tsx';
import type { Route } from '../../../../web/route.ts';
import type { Visit } from '../../../../web/visit.ts';
import { auditCsv } from '../csv.ts';
import { gatherAll } from '../gathering.ts';
import { LOOK_KINDS } from '../kinds.ts';
import { type FoundLook, findLooks } from '../looks.sql.ts';
import { everyColleague } from '../people.sql.ts';
import { LINES } from '../question.ts';
import { askingOf, auditHref, mayAudit, noteSearch, placeIn } from './asking.ts';
import { csvFile } from './download.ts';
import { AuditPage, Onward } from './frame.tsx';
import { SearchForm } from './search-form.tsx';
import { lookWords } from './words.ts';

const PATH = '/pembacaan';

/** Who looked at personal data of an office, and when. */
export function auditLookRoutes(house: House): Route[] {
  return [
    {
      method: 'GET',
      path: `/:office/petugas/audit${PATH}`,
      access: mayAudit,
      handle: (visit) => page(house, visit),
    },
    {
      method: 'GET',
      path: `/:office/petugas/audit${PATH}.csv`,
      access: mayAudit,
      handle: (visit) => download(house, visit),
    },
  ];
}

async function page(house: House, visit: Visit): Promise<Response> {
  const { t } = visit;
  const asking = await askingOf(house, visit, LOOK_KINDS);
  const form = (
    <SearchForm
      visit={visit}
      path={PATH}
      asked={asking.asked}
      errors={asking.ok ? undefined : asking.errors}
      people={await everyColleague(house.db, visit.office.id)}
      kinds={LOOK_KINDS.map((kind) => ({ value: kind, label: lookWords(t, kind) }))}
    />
  );
  const lead = t('reports.audit.looks_lead');
  if (!asking.ok)
    return visit.html(
      <AuditPage visit={visit} path={PATH} lead={lead}>
        {form}
      </AuditPage>,
      422,
    );
  const { question, asked } = asking;
  const after = placeIn(visit);
  const found = await findLooks(house.db, question, after, LINES);
  await noteSearch(house, visit, 'pembacaan', asked);
  return visit.html(
    <AuditPage visit={visit} path={PATH} lead={lead}>
      {form}
      <Table
        ctx={visit.page}
        caption={t('reports.audit.looks')}
        captionHidden
        columns={lookColumns(visit)}
        rows={found.rows}
        empty={<p class="sl-quiet">{t('reports.audit.nothing')}</p>}
      />
      <Onward
        visit={visit}
        path={PATH}
        asked={asked}
        isLater={after !== undefined}
        reached={found.reached}
        isFull={found.rows.length === LINES}
      />
      <p>
        <LinkButton href={auditHref(visit, `${PATH}.csv`, asked)} kind="secondary" download>
          {t('reports.audit.download')}
        </LinkButton>
      </p>
    </AuditPage>,
  );
}

/** When, who, what and, where one was given, why. */
export function lookColumns(visit: Visit): Column<FoundLook>[] {
  const { t, lang, office } = visit;
  return [
    {
      key: 'at',
      head: t('reports.audit.when'),
      cell: ({ at }) => <When at={at} tz={office.timeZone} lang={lang} style="short" />,
    },
    {
      key: 'who',
      head: t('reports.audit.who'),
      rowHead: true,
      cell: ({ actorName }) => actorName ?? '–',
    },
    { key: 'what', head: t('reports.audit.looked_at'), cell: ({ kind }) => lookWords(t, kind) },
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
    {
      key: 'why',
      head: t('reports.audit.why'),
      cell: ({ reason }) =>
        reason === null ? (
          <span class="sl-quiet">{t('reports.audit.no_reason')}</span>
        ) : (
          <span class="sl-anywhere">{reason}</span>
        ),
    },
  ];
}

async function download(house: House, visit: Visit): Promise<Response> {
  const asking = await askingOf(house, visit, LOOK_KINDS);
  if (!asking.ok) return page(house, visit);
  const { t } = visit;
  const { rows, isCut } = await gatherAll((after, lines) =>
    findLooks(house.db, asking.question, after, lines),
  );
  await noteSearch(house, visit, 'pembacaan', asking.asked, 'audit_export');
  const head = ['when', 'who', 'what', 'number', 'why'] as const;
  const text = auditCsv(
    head.map((column) => t(`reports.audit.csv.${column}`)),
    rows.map((row) => [
      row.at.toISOString(),
      row.actorName ?? '',
      lookWords(t, row.kind),
      row.number ?? '',
      row.reason ?? '',
    ]),
  );
  return csvFile(visit, 'audit-pembacaan', text, isCut);
}
