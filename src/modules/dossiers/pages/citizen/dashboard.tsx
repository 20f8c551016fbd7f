import type { House } from '../../../../kernel/house.ts';
import { localise } from '../../../../kernel/i18n.ts';
import { ButtonRow, LinkButton } from '../../../../ui/button.tsx';
import { Card } from '../../../../ui/card.tsx';
import { When } from '../../../../ui/dates.tsx';
import { fragment } from '../../../../ui/html.ts';
import { Page } from '../../../../ui/layout.tsx';
import { officeNav } from '../../../../ui/office-nav.ts';
import { PageHead, Section } from '../../../../ui/page-head.tsx';
import { Pagination } from '../../../../ui/pagination.tsx';
import { person, type Route } from '../../../../web/route.ts';
import type { Visit } from '../../../../web/visit.ts';
import { servicesOf, serviceVersion } from '../../../offices/index.ts';
import { type DraftRow, draftsOf } from '../../drafting/drafts.sql.ts';
import { unreadByDossier } from '../../reading/citizen.sql.ts';
import { applicationViews, dossiersOfPerson } from '../../reading/dossier.sql.ts';
import type { Upcoming } from '../panel.ts';
import { DossierCard, type Entry } from './dossier-card.tsx';
import { NoServices } from './no-services.tsx';

/** The applicant's dashboard: every dossier, where it stands, and the one next action. */
export function dashboardRoutes(house: House, upcoming?: Upcoming): Route[] {
  return [
    {
      method: 'GET',
      path: '/:office/dasbor',
      access: person,
      handle: (visit) => dashboard(house, visit, upcoming),
    },
    {
      method: 'GET',
      path: '/:office/dasbor/berkas',
      access: person,
      handle: async (visit) =>
        visit.c.html(
          await fragment(<DossierList {...(await gather(house, visit, upcoming))} visit={visit} />),
        ),
    },
  ];
}

/** A moment as the page itself writes it: other texts that a Date would take, PostgreSQL would not. */
const MOMENT = /^\d{4}-\d\d-\d\dT[\d:.]+Z$/;

interface Gathered {
  readonly entries: readonly Entry[];
  readonly drafts: readonly (DraftRow & { readonly name: string })[];
  readonly older: Date | undefined;
}

async function gather(house: House, visit: Visit, upcoming?: Upcoming): Promise<Gathered> {
  const { office, person: me } = visit;
  const before = new Date(MOMENT.test(visit.query('sebelum')) ? visit.query('sebelum') : '');
  const rows = await dossiersOfPerson(
    house.db,
    office.id,
    me.id,
    Number.isNaN(before.getTime()) ? undefined : before,
  );
  const shown = rows.slice(0, 20);
  const ids = shown.map((row) => row.id);
  const [views, unread, drafts, coming] = await Promise.all([
    applicationViews(house.db, office.id, ids),
    unreadByDossier(house.db, office.id, ids),
    draftsOf(house.db, office.id, me.id),
    upcoming?.(visit, ids),
  ]);
  const define = async (serviceId: string, version: number) => {
    const found = await serviceVersion(house.db, office.id, serviceId, version);
    if (!found) throw new Error(`no version ${version} of service ${serviceId}`);
    return found.definition;
  };
  const entries: Entry[] = [];
  for (const dossier of shown) {
    const own = views.filter((view) => view.dossier_id === dossier.id);
    const applications = [];
    for (const view of own)
      applications.push({ view, definition: await define(view.service_id, view.service_version) });
    entries.push({
      dossier,
      applications,
      unread: unread.get(dossier.id) ?? 0,
      coming: coming?.get(dossier.id),
    });
  }
  const named = [];
  for (const draft of drafts) {
    const names = [];
    for (const { id, version } of draft.services)
      names.push(localise((await define(id, version)).name, visit.lang).text);
    named.push({ ...draft, name: names.join(' + ') });
  }
  return {
    entries,
    drafts: named,
    older: rows.length > 20 ? shown.at(-1)?.submitted_at : undefined,
  };
}

async function dashboard(house: House, visit: Visit, upcoming?: Upcoming): Promise<Response> {
  const { t, page: ctx, office, person: me } = visit;
  const gathered = await gather(house, visit, upcoming);
  const never = gathered.entries.length === 0 && visit.query('sebelum') === '';
  const begin = `/${office.slug}/permohonan/baru`;
  const serves = (await servicesOf(house.db, office.id)).length > 0;
  return visit.html(
    <Page
      ctx={ctx}
      title={t('dossiers.dashboard.title')}
      nav={officeNav(ctx, 'dashboard')}
      width="wide"
      scripts={['live.js']}
      hidden
    >
      <PageHead title={t('dossiers.dashboard.greeting', { name: me.name })} />
      {!serves ? (
        <NoServices visit={visit} />
      ) : never ? (
        <div class="ds-card sl-flow">
          <p class="sl-lead">
            {t('dossiers.dashboard.never')} <a href={begin}>{t('dossiers.dashboard.never_link')}</a>
          </p>
        </div>
      ) : (
        <ButtonRow>
          <LinkButton href={begin}>{t('dossiers.dashboard.new')}</LinkButton>
        </ButtonRow>
      )}
      {gathered.drafts.length > 0 ? <Drafts visit={visit} drafts={gathered.drafts} /> : null}
      <sl-live
        src={`/${office.slug}/dasbor/berkas${visit.query('sebelum') ? `?sebelum=${encodeURIComponent(visit.query('sebelum'))}` : ''}`}
        topic="saya"
      >
        <DossierList {...gathered} visit={visit} />
      </sl-live>
      {serves ? (
        <p class="sl-quiet">
          <a href={`/${office.slug}/klaim`}>{t('dossiers.claim.from_dashboard')}</a>
        </p>
      ) : null}
    </Page>,
  );
}

function Drafts({ visit, drafts }: { readonly visit: Visit; readonly drafts: Gathered['drafts'] }) {
  const { t, office, lang } = visit;
  return (
    <Section title={t('dossiers.dashboard.drafts')}>
      <div class="sl-grid">
        {drafts.map((draft) => (
          <Card
            title={draft.name}
            level={3}
            href={`/${office.slug}/permohonan/${draft.id}`}
            meta={
              <>
                {t('dossiers.dashboard.draft_saved')}{' '}
                <When at={draft.saved_at} tz={office.timeZone} lang={lang} style="short" />
              </>
            }
          >
            <p>{t('dossiers.dashboard.draft_go_on')}</p>
          </Card>
        ))}
      </div>
    </Section>
  );
}

function DossierList({ visit, entries, older }: Gathered & { readonly visit: Visit }) {
  const { t, page: ctx, office } = visit;
  if (entries.length === 0) return <p class="sl-quiet">{t('dossiers.dashboard.none')}</p>;
  return (
    <div class="sl-flow">
      {entries.map((entry) => (
        <DossierCard visit={visit} entry={entry} />
      ))}
      <Pagination
        ctx={ctx}
        next={
          older
            ? `/${office.slug}/dasbor?sebelum=${encodeURIComponent(older.toISOString())}`
            : undefined
        }
      />
    </div>
  );
}
