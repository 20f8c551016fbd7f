import { one } from '../../../../kernel/forms.ts';
import type { House } from '../../../../kernel/house.ts';
import { localise, type Reason, reason, say } from '../../../../kernel/i18n.ts';
import { isUuid } from '../../../../kernel/ids.ts';
import { Breadcrumbs } from '../../../../ui/breadcrumbs.tsx';
import { SubmitButton } from '../../../../ui/button.tsx';
import { formatWhen } from '../../../../ui/dates.tsx';
import { Empty } from '../../../../ui/empty.tsx';
import { TextField } from '../../../../ui/fields.tsx';
import { Form } from '../../../../ui/form.tsx';
import { PageHead } from '../../../../ui/page-head.tsx';
import { Pagination } from '../../../../ui/pagination.tsx';
import { StaffPage } from '../../../../ui/staff-layout.tsx';
import { Table } from '../../../../ui/table.tsx';
import { Tag } from '../../../../ui/tag.tsx';
import { type Route, staff } from '../../../../web/route.ts';
import type { Visit } from '../../../../web/visit.ts';
import { noteLook, staffNav } from '../../../dossiers/index.ts';
import {
  countHeld,
  HELD_LINES,
  type HeldFilter,
  type HeldOriginal,
  type HeldPlace,
  heldOriginals,
  MOST_COUNTED,
} from '../../held.sql.ts';
import { FLOOR_ROLES } from '../../rules.ts';
import { readScan, type Scanned } from '../../scan.ts';
import { officeOf } from '../who.ts';

const PATH = '/:office/petugas/asli';

/** All originals that lie at the office now, what has to go back first. */
export function heldRoutes(house: House): Route[] {
  const access = staff(...FLOOR_ROLES);
  return [
    {
      method: 'GET',
      path: PATH,
      access,
      async handle(visit) {
        const words = visit.query('cari').trim();
        const scanned = readScan(words);
        // As on the floor: neither a name nor a secret nor an identity number stands in an address.
        if (words !== '' && scanned.kind !== 'number')
          return visit.redirect(`/${visit.office.slug}/petugas/asli`);
        return list(house, visit, { words, filter: filterOf(scanned) });
      },
    },
    {
      method: 'POST',
      path: PATH,
      access,
      async handle(visit) {
        const words = one(await visit.form(), 'cari').trim();
        const scanned = readScan(words);
        if (
          scanned.kind === 'identity' ||
          scanned.kind === 'mistyped' ||
          scanned.kind === 'foreign'
        )
          return list(house, visit, { words: '', why: reason(`queue.find.${scanned.kind}`) }, 422);
        return list(house, visit, {
          words: scanned.kind === 'code' ? scanned.number : words,
          filter: filterOf(scanned),
        });
      },
    },
  ];
}

function filterOf(scanned: Scanned): HeldFilter {
  switch (scanned.kind) {
    case 'number':
    case 'code':
      return { number: scanned.number };
    case 'name':
      return { name: scanned.name };
    default:
      return {};
  }
}

interface Asked {
  readonly words: string;
  readonly filter?: HeldFilter;
  readonly why?: Reason;
}

async function list(
  house: House,
  visit: Visit,
  { words, filter = {}, why }: Asked,
  status = 200,
): Promise<Response> {
  const { t, page: ctx, lang, office, person } = visit;
  const { timeZone } = await officeOf(house, visit);
  const here = `/${office.slug}/petugas/asli`;
  const asked = visit.query('setelah');
  const [rows, count] = await Promise.all([
    heldOriginals(house.db, office.id, filter, readPlace(asked)),
    countHeld(house.db, office.id),
  ]);
  const shown = rows.slice(0, HELD_LINES);
  const many = (found: number) =>
    found > MOST_COUNTED
      ? t('queue.held.more_than', { most: new Intl.NumberFormat(lang).format(MOST_COUNTED) })
      : String(found);
  await noteLook(house.db, {
    officeId: office.id,
    actorId: person.id,
    kind: 'work_list',
    id: office.id,
  });
  const last = shown.at(-1);
  const more = rows.length > HELD_LINES && last && filter.name === undefined;
  return visit.html(
    <StaffPage ctx={ctx} title={t('queue.held.title')} nav={staffNav(visit, 'loket')}>
      <Breadcrumbs
        ctx={ctx}
        items={[
          { label: t('queue.floor.title'), href: `/${office.slug}/petugas/loket` },
          { label: t('queue.held.title') },
        ]}
      />
      <PageHead
        title={t('queue.held.title')}
        lead={t('queue.held.lead', { all: many(count.all), owed: many(count.owed) })}
      />
      <Form action={here}>
        <TextField
          ctx={ctx}
          name="cari"
          type="search"
          label={t('queue.held.find')}
          value={words}
          autocomplete="off"
          maxLength={500}
          optional="unmarked"
          error={why && say(t, why)}
        />
        <SubmitButton kind="secondary">{t('queue.find.submit')}</SubmitButton>
      </Form>
      <Lines visit={visit} timeZone={timeZone} rows={shown} />
      {filter.name !== undefined && rows.length > HELD_LINES ? (
        <p class="sl-quiet">{t('queue.held.narrow', { most: HELD_LINES })}</p>
      ) : null}
      <Pagination
        ctx={ctx}
        previous={asked ? here : undefined}
        next={more ? `${here}?${new URLSearchParams({ setelah: placeAfter(last) })}` : undefined}
      />
    </StaffPage>,
    status,
  );
}

function Lines(props: {
  readonly visit: Visit;
  readonly timeZone: Awaited<ReturnType<typeof officeOf>>['timeZone'];
  readonly rows: readonly HeldOriginal[];
}) {
  const { visit, timeZone, rows } = props;
  const { t, page: ctx, lang, office } = visit;
  const day = (at: Date) => formatWhen(at, timeZone, lang, 'date');
  return (
    <Table
      ctx={ctx}
      caption={t('queue.held.title')}
      captionHidden
      rows={rows}
      empty={<Empty title={t('queue.held.none')} text={t('queue.held.none_text')} />}
      columns={[
        {
          key: 'berkas',
          head: t('queue.receipt.dossier'),
          rowHead: true,
          cell: (row) => (
            <a
              class="ds-link sl-number"
              href={`/${office.slug}/petugas/loket/${row.dossierId}#asli`}
            >
              {row.number}
            </a>
          ),
        },
        { key: 'pemohon', head: t('queue.blanko.name'), cell: (row) => row.fullName },
        {
          key: 'asli',
          head: t('queue.held.what'),
          cell: (row) => localise(row.name, lang).text,
        },
        { key: 'sejak', head: t('queue.held.since'), cell: (row) => day(row.since) },
        {
          key: 'kembali',
          head: t('queue.held.back'),
          cell: (row) =>
            row.owed ? (
              <span>
                <Tag tone="danger">{t('queue.held.owed')}</Tag>{' '}
                <span class="sl-quiet">{t('queue.held.owed_since', { date: day(row.owed) })}</span>
              </span>
            ) : (
              t('queue.held.needed')
            ),
        },
      ]}
    />
  );
}

const placeAfter = ({ owed, since, id }: HeldPlace) =>
  `${owed?.getTime() ?? ''}.${since.getTime()}.${id}`;

/** The place in an address; what is none begins at the beginning. */
function readPlace(text: string): HeldPlace | undefined {
  const [owed = '', since = '', id = ''] = text.split('.');
  if (!/^\d{0,13}$/.test(owed) || !/^\d{1,13}$/.test(since) || !isUuid(id)) return undefined;
  return {
    owed: owed === '' ? null : new Date(Number(owed)),
    since: new Date(Number(since)),
    id,
  };
}
