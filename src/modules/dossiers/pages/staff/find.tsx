import { localDate } from '../../../../kernel/clocks/index.ts';
import { parseDossierNumber } from '../../../../kernel/dossier-number.ts';
import { one } from '../../../../kernel/forms.ts';
import type { House } from '../../../../kernel/house.ts';
import { type Reason, reason, say } from '../../../../kernel/i18n.ts';
import { parseFamilyCardNumber } from '../../../../kernel/identity/index.ts';
import { SubmitButton } from '../../../../ui/button.tsx';
import { When } from '../../../../ui/dates.tsx';
import { Empty } from '../../../../ui/empty.tsx';
import { TextField } from '../../../../ui/fields.tsx';
import { Form } from '../../../../ui/form.tsx';
import { PageHead } from '../../../../ui/page-head.tsx';
import { StaffPage } from '../../../../ui/staff-layout.tsx';
import { Table } from '../../../../ui/table.tsx';
import type { Route } from '../../../../web/route.ts';
import type { Visit } from '../../../../web/visit.ts';
import { noteLooks } from '../../reading/access.sql.ts';
import { findByIdentity, findDossiers } from '../../reading/work-list.sql.ts';
import { officeOf } from '../who.ts';
import { staffNav } from './nav.ts';
import { onTheFloor } from './who.ts';

type Found = Awaited<ReturnType<typeof findDossiers>>;

/** Search by number, by the beginning of a name, or by an identity number, which never stands in an address. */
export function findRoutes(house: House): Route[] {
  return [
    {
      method: 'GET',
      path: '/:office/petugas/cari',
      access: onTheFloor,
      async handle(visit) {
        const words = visit.query('cari').trim();
        if (words === '') return page(visit, '');
        if (looksLikeIdentity(words))
          return page(visit, '', { why: reason('dossiers.desk.find.not_in_address') });
        const found = await find(house, visit, words);
        await noteFound(house, visit, found);
        return page(visit, words, { found });
      },
    },
    {
      method: 'POST',
      path: '/:office/petugas/cari',
      access: onTheFloor,
      async handle(visit) {
        const words = one(await visit.form(), 'cari').trim();
        if (!looksLikeIdentity(words))
          return visit.redirect(
            `/${visit.office.slug}/petugas/cari?${new URLSearchParams({ cari: words }).toString()}`,
          );
        const number = parseFamilyCardNumber(
          words,
          localDate(visit.now, (await officeOf(house, visit)).timeZone),
        );
        if (!number.ok)
          return page(visit, '', { why: reason('dossiers.desk.find.identity_wrong') }, 422);
        const found = await findByIdentity(
          house.db,
          visit.office.id,
          await house.vault.blindIndex(visit.office.id, number.number),
        );
        await noteFound(house, visit, found);
        return page(visit, '', { found });
      },
    },
  ];
}

/** Whoever looks for somebody has looked at whom they found. */
async function noteFound(house: House, visit: Visit, found: Found): Promise<void> {
  await noteLooks(house.db, {
    officeId: visit.office.id,
    actorId: visit.person.id,
    kind: 'dossier',
    ids: found.map(({ dossier_id: id }) => id),
  });
}

/** Eleven digits or more, and nothing else, are no name and no dossier number. */
const looksLikeIdentity = (words: string) => /^\d{11,}$/.test(words.replaceAll(/[\s.-]/g, ''));

async function find(house: House, visit: Visit, words: string): Promise<Found> {
  const number = parseDossierNumber(words);
  const byNumber = number.ok
    ? await findDossiers(house.db, visit.office.id, { number: number.number })
    : [];
  return byNumber.length > 0
    ? byNumber
    : findDossiers(house.db, visit.office.id, { name: words.slice(0, 120) });
}

function page(
  visit: Visit,
  words: string,
  what: { found?: Found; why?: Reason } = {},
  status = 200,
) {
  const { t, page: ctx, office } = visit;
  return visit.html(
    <StaffPage ctx={ctx} title={t('dossiers.desk.find.title')} nav={staffNav(visit, 'cari')}>
      <PageHead title={t('dossiers.desk.find.title')} />
      <Form action={`/${office.slug}/petugas/cari`}>
        <TextField
          ctx={ctx}
          name="cari"
          type="search"
          label={t('dossiers.desk.find.words')}
          description={t('dossiers.desk.find.words_help')}
          value={words}
          autocomplete="off"
          maxLength={120}
          error={what.why && say(t, what.why)}
        />
        <SubmitButton>{t('dossiers.desk.find.submit')}</SubmitButton>
      </Form>
      {what.found === undefined ? null : (
        <Table
          ctx={ctx}
          caption={t('dossiers.desk.find.found', { count: what.found.length })}
          rows={what.found}
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
              key: 'name',
              head: t('dossiers.desk.column.applicant'),
              cell: (row) => row.full_name,
            },
            {
              key: 'at',
              head: t('dossiers.desk.column.submitted'),
              cell: (row) => (
                <When at={row.submitted_at} tz={office.timeZone} lang={visit.lang} style="short" />
              ),
            },
          ]}
          empty={
            <Empty
              title={t('dossiers.desk.find.nothing')}
              text={t('dossiers.desk.find.nothing_text')}
            />
          }
        />
      )}
    </StaffPage>,
    status,
  );
}
