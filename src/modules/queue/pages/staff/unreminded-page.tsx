import type { House } from '../../../../kernel/house.ts';
import { localise } from '../../../../kernel/i18n.ts';
import { Breadcrumbs } from '../../../../ui/breadcrumbs.tsx';
import { Button } from '../../../../ui/button.tsx';
import { formatWhen } from '../../../../ui/dates.tsx';
import { Empty } from '../../../../ui/empty.tsx';
import { PageHead } from '../../../../ui/page-head.tsx';
import { StaffPage } from '../../../../ui/staff-layout.tsx';
import { Table } from '../../../../ui/table.tsx';
import { type Route, staff } from '../../../../web/route.ts';
import type { Visit } from '../../../../web/visit.ts';
import { knownOf, staffNav } from '../../../dossiers/index.ts';
import { dayOf } from '../../door.ts';
import { FLOOR_ROLES } from '../../rules.ts';
import { type Unreminded, unreminded } from '../../unreminded.sql.ts';
import { noteLooked, officeOf } from '../who.ts';

/** Whom to ring: they come tomorrow, and no mail reaches them. A list to print, for whoever sits at the telephone. */
export function unremindedRoutes(house: House): Route[] {
  return [
    {
      method: 'GET',
      path: '/:office/petugas/ingatkan',
      access: staff(...FLOOR_ROLES),
      handle: (visit) => list(house, visit),
    },
  ];
}

async function list(house: House, visit: Visit): Promise<Response> {
  const { t, page: ctx, lang, office, now } = visit;
  const { timeZone } = await officeOf(house, visit);
  const { to: midnight } = dayOf(now, timeZone);
  const tomorrow = dayOf(midnight, timeZone);
  const rows: (Unreminded & { readonly phone: string | undefined })[] = [];
  for (const row of await unreminded(house.db, office.id, tomorrow.from, tomorrow.to)) {
    // A number in full is a look at whose it is.
    await noteLooked(house, visit, row.dossierId);
    const known = await knownOf(house.db, house, office.id, row.applicantId);
    rows.push({ ...row, phone: known?.phone });
  }
  return visit.html(
    <StaffPage
      ctx={ctx}
      title={t('queue.unreminded.title')}
      nav={staffNav(visit, 'loket')}
      scripts={['print.js']}
    >
      <Breadcrumbs
        ctx={ctx}
        items={[
          { label: t('queue.floor.title'), href: `/${office.slug}/petugas/loket` },
          { label: t('queue.unreminded.title') },
        ]}
      />
      <PageHead
        title={t('queue.unreminded.title')}
        meta={formatWhen(midnight, timeZone, lang, 'date')}
        lead={t('queue.unreminded.lead')}
        actions={
          <sl-print hidden>
            <Button type="button" kind="secondary">
              {t('queue.unreminded.print')}
            </Button>
          </sl-print>
        }
      />
      <Table
        ctx={ctx}
        caption={t('queue.unreminded.title')}
        captionHidden
        rows={rows}
        empty={<Empty title={t('queue.unreminded.none')} text={t('queue.unreminded.none_text')} />}
        columns={[
          {
            key: 'jam',
            head: t('queue.today.time'),
            cell: (row) => formatWhen(row.startsAt, timeZone, lang, 'time'),
          },
          {
            key: 'pemohon',
            head: t('queue.blanko.name'),
            rowHead: true,
            cell: (row) => row.fullName,
          },
          {
            key: 'telepon',
            head: t('queue.unreminded.phone'),
            cell: (row) => row.phone ?? t('queue.unreminded.no_phone'),
          },
          {
            key: 'berkas',
            head: t('queue.receipt.dossier'),
            cell: (row) => (
              <a class="ds-link sl-number" href={`/${office.slug}/petugas/berkas/${row.dossierId}`}>
                {row.number}
              </a>
            ),
          },
          {
            key: 'loket',
            head: t('queue.today.counter'),
            cell: (row) => localise(row.counterName, lang).text,
          },
        ]}
      />
    </StaffPage>,
  );
}
