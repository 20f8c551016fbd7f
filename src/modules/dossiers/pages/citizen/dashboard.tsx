import type { House } from '../../../../kernel/house.ts';
import { localise, say } from '../../../../kernel/i18n.ts';
import { ButtonRow, LinkButton } from '../../../../ui/button.tsx';
import { Card } from '../../../../ui/card.tsx';
import { When } from '../../../../ui/dates.tsx';
import { fragment } from '../../../../ui/html.ts';
import { Page } from '../../../../ui/layout.tsx';
import { officeNav } from '../../../../ui/office-nav.ts';
import { PageHead, Section } from '../../../../ui/page-head.tsx';
import { Pagination } from '../../../../ui/pagination.tsx';
import { Count, Tag } from '../../../../ui/tag.tsx';
import { Timeline } from '../../../../ui/timeline.tsx';
import { person, type Route } from '../../../../web/route.ts';
import type { Visit } from '../../../../web/visit.ts';
import { type ServiceDefinition, servicesOf, serviceVersion } from '../../../offices/index.ts';
import { type DraftRow, draftsOf } from '../../drafting/drafts.sql.ts';
import { unreadByDossier } from '../../reading/citizen.sql.ts';
import {
  type ApplicationView,
  applicationViews,
  dossiersOfPerson,
} from '../../reading/dossier.sql.ts';
import { needsApplicant, progressOf, statusWords } from '../../reading/progress.ts';
import { NoServices } from './no-services.tsx';

/** The applicant's dashboard: every dossier, where it stands, and the one next action. */
export function dashboardRoutes(house: House): Route[] {
  return [
    {
      method: 'GET',
      path: '/:office/dasbor',
      access: person,
      handle: (visit) => dashboard(house, visit),
    },
    {
      method: 'GET',
      path: '/:office/dasbor/berkas',
      access: person,
      handle: async (visit) =>
        visit.c.html(
          await fragment(<DossierList {...(await gather(house, visit))} visit={visit} />),
        ),
    },
  ];
}

interface Entry {
  readonly dossier: { readonly id: string; readonly number: string; readonly submitted_at: Date };
  readonly applications: readonly {
    readonly view: ApplicationView;
    readonly definition: ServiceDefinition;
  }[];
  readonly unread: number;
}

interface Gathered {
  readonly entries: readonly Entry[];
  readonly drafts: readonly (DraftRow & { readonly name: string })[];
  readonly older: Date | undefined;
}

async function gather(house: House, visit: Visit): Promise<Gathered> {
  const { office, person: me } = visit;
  const before = new Date(visit.query('sebelum'));
  const rows = await dossiersOfPerson(
    house.db,
    office.id,
    me.id,
    Number.isNaN(before.getTime()) ? undefined : before,
  );
  const shown = rows.slice(0, 20);
  const ids = shown.map((row) => row.id);
  const [views, unread, drafts] = await Promise.all([
    applicationViews(house.db, office.id, ids),
    unreadByDossier(house.db, office.id, ids),
    draftsOf(house.db, office.id, me.id),
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
    entries.push({ dossier, applications, unread: unread.get(dossier.id) ?? 0 });
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

async function dashboard(house: House, visit: Visit): Promise<Response> {
  const { t, page: ctx, office, person: me } = visit;
  const gathered = await gather(house, visit);
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

function DossierCard({ visit, entry }: { readonly visit: Visit; readonly entry: Entry }) {
  const { t, office, lang } = visit;
  const { dossier, applications, unread } = entry;
  const href = `/${office.slug}/berkas/${dossier.id}`;
  // What is asked for in a letter comes first: its clock stands still.
  const acts =
    applications.find(({ view }) => needsApplicant(view) && view.step_kind === 'verification') ??
    applications.find(({ view }) => needsApplicant(view));
  return (
    <article class="ds-card sl-flow">
      <h2 class="ds-heading" data-size="xs">
        <a href={href}>
          {applications.map(({ definition }) => localise(definition.name, lang).text).join(' + ')}
        </a>
      </h2>
      <p class="sl-meta">
        <span class="sl-code">{dossier.number}</span> ·{' '}
        <When at={dossier.submitted_at} tz={office.timeZone} lang={lang} style="short" />{' '}
        <Count value={unread} label={t('dossiers.dashboard.unread', { count: unread })} />
      </p>
      {applications.length > 1 ? (
        <ul class="sl-rows">
          {applications.map(({ view, definition }) => (
            <li>
              <p>
                {localise(definition.name, lang).text} <Standing visit={visit} view={view} />
              </p>
              {view.due_at ? (
                <p class="sl-quiet">
                  {t('dossiers.dashboard.due')}{' '}
                  <When at={view.due_at} tz={office.timeZone} lang={lang} style="date" />
                </p>
              ) : null}
            </li>
          ))}
        </ul>
      ) : (
        applications.map((application) => <Only visit={visit} {...application} />)
      )}
      <ButtonRow>
        {acts?.view.step_kind === 'meeting' ? (
          <LinkButton href={`${href}/jadwal`}>{t('dossiers.dashboard.pick_seat')}</LinkButton>
        ) : acts?.view.step_kind === 'delivery' ? (
          <LinkButton href={`${href}#hasil`}>{t('dossiers.result.see')}</LinkButton>
        ) : acts ? (
          <LinkButton href={`${href}#perbaikan`}>{t('dossiers.dashboard.correct')}</LinkButton>
        ) : (
          <LinkButton href={href} kind="secondary">
            {t('dossiers.dashboard.open')}
          </LinkButton>
        )}
      </ButtonRow>
    </article>
  );
}

/** Where an application stands, in a word. */
function Standing({ visit, view }: { readonly visit: Visit; readonly view: ApplicationView }) {
  const tone =
    view.outcome === 'completed'
      ? 'success'
      : needsApplicant(view)
        ? 'warning'
        : view.outcome
          ? 'neutral'
          : 'info';
  return <Tag tone={tone}>{say(visit.t, statusWords(view))}</Tag>;
}

/** The only application of a dossier, with the whole of its way. */
function Only({
  visit,
  view,
  definition,
}: Entry['applications'][number] & { readonly visit: Visit }) {
  const { t, page: ctx, office, lang } = visit;
  return (
    <>
      <p>
        <Standing visit={visit} view={view} />
      </p>
      {view.due_at ? (
        <p>
          {t('dossiers.dashboard.due')}{' '}
          <When at={view.due_at} tz={office.timeZone} lang={lang} style="date" />
        </p>
      ) : null}
      <Timeline
        ctx={ctx}
        tz={office.timeZone}
        label={t('dossiers.timeline.label')}
        steps={progressOf(definition, view).map(({ step, state }) => ({
          title: localise(step.name, lang).text,
          state,
        }))}
      />
    </>
  );
}
