import { transaction } from '../../../../kernel/db.ts';
import type { House } from '../../../../kernel/house.ts';
import { localise } from '../../../../kernel/i18n.ts';
import { isUuid } from '../../../../kernel/ids.ts';
import { Breadcrumbs } from '../../../../ui/breadcrumbs.tsx';
import { When } from '../../../../ui/dates.tsx';
import { PageHead } from '../../../../ui/page-head.tsx';
import { Pagination } from '../../../../ui/pagination.tsx';
import { StaffPage } from '../../../../ui/staff-layout.tsx';
import { type Column, Table } from '../../../../ui/table.tsx';
import type { Route } from '../../../../web/route.ts';
import type { Visit } from '../../../../web/visit.ts';
import { staffNav, stateWords } from '../../../dossiers/index.ts';
import { type Office, STEP_KINDS } from '../../../offices/index.ts';
import type { Ask } from '../../ask.ts';
import { figureAt, type ListedFigure } from '../../figures.ts';
import type { FigureRow, ListPlace } from '../../listing.sql.ts';
import { countList, type ListCount, listFigure } from '../../listing.ts';
import { momentsOf, type Period } from '../../period.ts';
import { namedServices } from '../../standing.sql.ts';
import { inPeriod, mayCount, seesNames } from './visitor.tsx';
import { channelWords, figuresHref, listHref, number, periodWords, workplaceAt } from './words.ts';

const LINES = 25;

/** The list behind a figure: numbers and states, and names to those who may read the office's dossiers. */
export function figureListRoutes(house: House): Route[] {
  return [
    {
      method: 'GET',
      path: '/:office/petugas/angka/:figure',
      access: mayCount,
      handle: (visit) => {
        const figure = figureAt(visit.param('figure'));
        return figure
          ? inPeriod(house, visit, (office, period) => page(house, visit, office, period, figure))
          : visit.notFound();
      },
    },
  ];
}

/** What of the address narrows the list, as it stands there and as it is said. */
interface Narrowed {
  readonly ask: Ask;
  readonly params: Readonly<Record<string, string>>;
  readonly words: readonly string[];
}

async function narrow(
  house: House,
  visit: Visit,
  office: Office,
  period: Period,
  figure: ListedFigure,
): Promise<Narrowed | undefined> {
  const { t, lang } = visit;
  const [serviceCode, channel] = [visit.query('layanan'), visit.query('kanal')];
  const services = serviceCode ? await namedServices(house.db, office.id) : [];
  const service = services.find(({ code }) => code === serviceCode);
  if (serviceCode && !service) return undefined;
  const stepKind = STEP_KINDS.find((kind) => kind === visit.query('langkah'));
  const waitingOn = visit.query('menunggu') === 'pemohon' ? 'applicant' : 'office';
  const byStep = figure === 'waiting' || figure === 'left';
  if (byStep && !stepKind) return undefined;
  const reason = visit.query('alasan');
  const place = visit.query('tempat');
  const workplace = workplaceAt(place);
  if (place && !workplace) return undefined;
  return {
    ask: {
      officeId: office.id,
      ...momentsOf(period, office.timeZone),
      now: visit.now,
      serviceId: service?.service_id,
      channel: channel || undefined,
      stepKind,
      waitingOn,
      reasonCode: reason || undefined,
      workplace,
    },
    params: Object.fromEntries(
      (['layanan', 'kanal', 'langkah', 'menunggu', 'alasan', 'tempat'] as const)
        .map((name) => [name, visit.query(name)])
        .filter(([, value]) => value),
    ),
    words: [
      periodWords(visit, period),
      ...(service ? [localise(service.name, lang).text] : []),
      ...(channel ? [channelWords(t, channel)] : []),
      ...(workplace ? [t(`reports.workplace.${workplace}`)] : []),
      ...(byStep && stepKind
        ? [stateWords(t, { step_kind: stepKind, waiting_on: waitingOn })]
        : []),
    ],
  };
}

async function page(
  house: House,
  visit: Visit,
  office: Office,
  period: Period,
  figure: ListedFigure,
): Promise<Response> {
  const { t, page: ctx } = visit;
  const narrowed = await narrow(house, visit, office, period, figure);
  if (!narrowed) return visit.notFound();
  const asked = visit.query('setelah');
  const how = { withNames: seesNames(visit), after: readPlace(asked) };
  const { rows, all } = await transaction(house.db, async (tx) => {
    await tx`set transaction isolation level repeatable read, read only`;
    return {
      rows: await listFigure(tx, office, figure, narrowed.ask, how),
      all: await countList(tx, office, figure, narrowed.ask),
    };
  });
  const shown = rows.slice(0, LINES);
  const last = shown.at(-1);
  const title = t(`reports.figure.${figure}`);
  const here = (more: Record<string, string> = {}) =>
    listHref(visit, figure, period, { ...narrowed.params, ...more });
  return visit.html(
    <StaffPage ctx={ctx} title={title} nav={staffNav(visit, 'angka')}>
      <Breadcrumbs
        ctx={ctx}
        items={[
          { label: t('reports.figures.title'), href: figuresHref(visit, period) },
          { label: title },
        ]}
      />
      <PageHead title={title} meta={narrowed.words.join(' · ')} lead={countWords(visit, all)} />
      <Table
        ctx={ctx}
        caption={title}
        captionHidden
        columns={columns(visit)}
        rows={shown}
        empty={<p class="sl-quiet">{t('reports.no_data')}</p>}
      />
      <Pagination
        ctx={ctx}
        previous={asked ? here() : undefined}
        next={rows.length > LINES && last ? here({ setelah: placeAfter(last) }) : undefined}
      />
    </StaffPage>,
  );
}

function countWords(visit: Visit, { applications, dossiers }: ListCount): string {
  const told = number(visit, applications);
  return dossiers === undefined
    ? visit.t('reports.list.applications', { applications: told })
    : visit.t('reports.list.lead', { applications: told, dossiers: number(visit, dossiers) });
}

/** Where the next page begins, as it stands in the address: the moment and the application. */
const placeAfter = ({ happened_at: at, application_id: id }: FigureRow) =>
  `${at?.getTime() ?? 0}_${id}`;

function readPlace(asked: string): ListPlace | undefined {
  const [, time = '', applicationId = ''] = /^(\d{1,13})_([0-9a-f-]{36})$/.exec(asked) ?? [];
  return isUuid(applicationId) ? { at: new Date(Number(time)), applicationId } : undefined;
}

function columns(visit: Visit): Column<FigureRow>[] {
  const { t, office, lang } = visit;
  return [
    {
      key: 'number',
      head: t('dossiers.desk.column.number'),
      rowHead: true,
      cell: (row) => (
        <a class="ds-link sl-number" href={`/${office.slug}/petugas/berkas/${row.dossier_id}`}>
          {row.number}
        </a>
      ),
    },
    ...(seesNames(visit)
      ? [
          {
            key: 'applicant',
            head: t('dossiers.desk.column.applicant'),
            cell: (row: FigureRow) => row.full_name,
          },
        ]
      : []),
    {
      key: 'service',
      head: t('dossiers.desk.column.service'),
      cell: (row) => localise(row.service_name, lang).text,
    },
    { key: 'state', head: t('dossiers.desk.column.state'), cell: (row) => stateWords(t, row) },
    {
      key: 'submitted',
      head: t('dossiers.desk.column.submitted'),
      cell: (row) => <When at={row.submitted_at} tz={office.timeZone} lang={lang} style="day" />,
    },
  ];
}
