import type { OfficeCalendar } from '../../../../kernel/clocks/index.ts';
import { localise } from '../../../../kernel/i18n.ts';
import { Alert } from '../../../../ui/alert.tsx';
import { ButtonRow, LinkButton } from '../../../../ui/button.tsx';
import { Card, CardGrid } from '../../../../ui/card.tsx';
import { Localised } from '../../../../ui/local.tsx';
import { officePath, type PageContext } from '../../../../ui/page-context.ts';
import { Columns, PageHead, Section } from '../../../../ui/page-head.tsx';
import type { Visit } from '../../../../web/visit.ts';
import { eventsOf, type Office, type OfficeService } from '../../../offices/index.ts';
import { Announcement } from './announcement.tsx';
import { LAPOR } from './complaints.tsx';
import { PublicPage } from './frame.tsx';
import { grouped, type ServiceGroup } from './groups.ts';
import { OpeningHours } from './opening-hours.tsx';
import { SearchForm } from './search-form.tsx';
import { WhatHappened } from './what-happened.tsx';

/** Names shown of a group before "see all". */
const NAMES_IN_A_CARD = 4;

/** The home of an office that takes applications. */
export function CounterHome(props: {
  readonly visit: Visit;
  readonly office: Office;
  readonly services: readonly OfficeService[];
  readonly calendar: OfficeCalendar;
}) {
  const { visit, office, services, calendar } = props;
  const { page: ctx, lang } = visit;
  const { tagline, welcome } = office.profile;
  return (
    <PublicPage
      ctx={ctx}
      title={localise(office.name, lang).text}
      here="home"
      banner={
        <>
          <PageHead
            meta={tagline ? <Localised text={tagline} lang={lang} /> : undefined}
            title={<Localised text={office.name} lang={lang} />}
            lead={<Localised text={welcome} lang={lang} />}
          />
          <Doors visit={visit} />
        </>
      }
    >
      <WhatHappened ctx={ctx} events={eventsOf(office, services)} />
      <Announcement visit={visit} office={office} />
      <Services ctx={ctx} office={office} services={services} />
      <Columns
        even
        main={<How ctx={ctx} office={office} />}
        aside={
          <>
            <OpeningHours ctx={ctx} office={office} calendar={calendar} now={visit.now} />
            <Costs ctx={ctx} office={office} services={services} />
          </>
        }
      />
    </PublicPage>
  );
}

/** The first thing to do: come in, or go on. */
function Doors({ visit }: { readonly visit: Visit }) {
  const { page: ctx, t, visitor } = visit;
  if (!visitor)
    return (
      <>
        <ButtonRow>
          <LinkButton href={officePath(ctx, '/daftar')}>{t('portal.home.register')}</LinkButton>
          <LinkButton href={officePath(ctx, '/masuk')} kind="secondary">
            {t('portal.home.sign_in')}
          </LinkButton>
        </ButtonRow>
        <p class="sl-meta">{t('portal.home.first_time')}</p>
      </>
    );
  return (
    <ButtonRow>
      {visitor.roles.length > 0 ? (
        <LinkButton href={officePath(ctx, '/petugas')}>{t('portal.home.staff')}</LinkButton>
      ) : null}
      <LinkButton
        href={officePath(ctx, '/dasbor')}
        kind={visitor.roles.length > 0 ? 'secondary' : 'primary'}
      >
        {t('portal.home.dashboard')}
      </LinkButton>
      <LinkButton href={officePath(ctx, '/permohonan/baru')} kind="secondary">
        {t('portal.home.apply')}
      </LinkButton>
    </ButtonRow>
  );
}

interface Part {
  readonly ctx: PageContext;
  readonly office: Office;
}

function Services({
  ctx,
  office,
  services,
}: Part & { readonly services: readonly OfficeService[] }) {
  const { t, lang } = ctx;
  return (
    <Section
      title={<Localised text={office.profile.serviceLabel} lang={lang} />}
      actions={
        <a href={officePath(ctx, '/layanan')}>
          {t('portal.home.all_services', { count: services.length })}
        </a>
      }
    >
      <SearchForm
        ctx={ctx}
        action={officePath(ctx, '/layanan')}
        label={t('portal.home.find_service')}
      />
      <CardGrid>
        {grouped(services).map((group) => (
          <GroupCard ctx={ctx} group={group} />
        ))}
      </CardGrid>
    </Section>
  );
}

function GroupCard({ ctx, group }: { readonly ctx: PageContext; readonly group: ServiceGroup }) {
  const { t, lang } = ctx;
  const shown = group.services.slice(0, NAMES_IN_A_CARD);
  return (
    <Card
      level={3}
      title={
        group.name ? <Localised text={group.name} lang={lang} /> : t('portal.catalogue.other_group')
      }
      foot={
        group.services.length > shown.length ? (
          <a href={officePath(ctx, `/layanan#${group.anchor}`)}>
            {t('portal.catalogue.count', { count: group.services.length })} →
          </a>
        ) : undefined
      }
    >
      <ul>
        {shown.map(({ definition: { code, name } }) => (
          <li>
            <a href={officePath(ctx, `/layanan/${code}`)}>
              <Localised text={name} lang={lang} />
            </a>
          </li>
        ))}
      </ul>
    </Card>
  );
}

function How({ ctx, office }: Part) {
  const { t, lang } = ctx;
  const { guide } = office.profile;
  if (guide.length === 0) return null;
  return (
    <Section title={t('portal.home.how')}>
      <ol>
        {guide.map(({ title }) => (
          <li>
            <Localised text={title} lang={lang} />
          </li>
        ))}
      </ol>
      <p>
        <a href={officePath(ctx, '/panduan')}>{t('portal.home.guide_link')}</a>
      </p>
    </Section>
  );
}

/** Official costs beside the services: that is what brokers live on hiding (facts §12). */
function Costs({ ctx, office, services }: Part & { readonly services: readonly OfficeService[] }) {
  const { t } = ctx;
  const isFree = services.every(({ definition: { fee } }) => fee.kind === 'free');
  const { freeByLaw } = office.profile;
  return (
    <Alert
      kind={isFree ? 'success' : 'info'}
      title={t(isFree ? 'portal.home.free_title' : 'portal.home.fees_title')}
    >
      <p class="ds-paragraph">
        {t(isFree ? 'portal.home.free_text' : 'portal.home.fees_text')}
        {isFree && freeByLaw !== undefined
          ? ` ${t('portal.home.free_law', { law: freeByLaw })}`
          : ''}
      </p>
      <p>
        <a href={LAPOR}>{t('portal.home.report')}</a>
      </p>
    </Alert>
  );
}
