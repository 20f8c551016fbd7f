import { localDate } from '../../../../kernel/clocks/index.ts';
import type { House } from '../../../../kernel/house.ts';
import { localise } from '../../../../kernel/i18n.ts';
import { formatWhen, When } from '../../../../ui/dates.tsx';
import { Empty } from '../../../../ui/empty.tsx';
import { PageHead } from '../../../../ui/page-head.tsx';
import { StaffPage } from '../../../../ui/staff-layout.tsx';
import { Table } from '../../../../ui/table.tsx';
import { Tag } from '../../../../ui/tag.tsx';
import { type Route, staff } from '../../../../web/route.ts';
import type { Visit } from '../../../../web/visit.ts';
import { waitingObjections } from '../../objecting/objecting.sql.ts';
import { dossierOf } from '../../reading/dossier.sql.ts';
import { OBJECTION_ROLES } from '../../rules.ts';
import { slipOf } from '../slip.ts';
import { officeOf } from '../who.ts';
import { reachDossier } from './desk.ts';
import { staffNav } from './nav.ts';
import { onTheFloor } from './who.ts';

/** Objections that wait for an answer, and the slip of what was handed over. */
export function objectionRoutes(house: House): Route[] {
  return [
    {
      method: 'GET',
      path: '/:office/petugas/keberatan',
      access: staff(...OBJECTION_ROLES),
      handle: (visit) => list(house, visit),
    },
    {
      method: 'GET',
      path: '/:office/petugas/berkas/:dossier/serah-terima.pdf',
      access: onTheFloor,
      async handle(visit) {
        const reached = await reachDossier(house, visit);
        if (reached.kind === 'no') return reached.answer;
        const dossier = await dossierOf(house.db, visit.office.id, reached.dossier.id);
        return (dossier && (await slipOf(house, visit, dossier))) ?? visit.notFound();
      },
    },
  ];
}

async function list(house: House, visit: Visit): Promise<Response> {
  const { timeZone } = await officeOf(house, visit);
  const { t, page: ctx, office, lang } = visit;
  const rows = await waitingObjections(house.db, office.id);
  const today = localDate(visit.now, timeZone);
  const day = (date: string) =>
    formatWhen(new Date(`${date}T12:00:00Z`), office.timeZone, lang, 'day');
  return visit.html(
    <StaffPage
      ctx={ctx}
      title={t('dossiers.objection.list_title')}
      nav={staffNav(visit, 'keberatan')}
    >
      <PageHead
        title={t('dossiers.objection.list_title')}
        lead={t('dossiers.objection.list_lead')}
      />
      <Table
        ctx={ctx}
        caption={t('dossiers.objection.list_title')}
        captionHidden
        rows={rows}
        empty={<Empty title={t('dossiers.objection.none')} />}
        columns={[
          {
            key: 'number',
            head: t('dossiers.desk.column.number'),
            rowHead: true,
            cell: (row) => (
              <span class="sl-number">
                <a
                  href={`/${office.slug}/petugas/berkas/${row.dossier_id}?permohonan=${row.application_id}#keberatan`}
                >
                  {row.number}
                </a>
              </span>
            ),
          },
          { key: 'name', head: t('dossiers.desk.column.applicant'), cell: (row) => row.full_name },
          {
            key: 'service',
            head: t('dossiers.desk.column.service'),
            cell: (row) => localise(row.service_name, lang).text,
          },
          {
            key: 'filed',
            head: t('dossiers.objection.filed'),
            cell: (row) => (
              <When at={row.filed_at} tz={office.timeZone} lang={lang} style="short" />
            ),
          },
          {
            key: 'by',
            head: t('dossiers.objection.by'),
            cell: (row) => (
              <Tag tone={row.answer_by < today ? 'danger' : 'neutral'}>{day(row.answer_by)}</Tag>
            ),
          },
        ]}
      />
    </StaffPage>,
  );
}
