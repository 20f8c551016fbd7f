import type { House } from '../../../../kernel/house.ts';
import { CardGrid } from '../../../../ui/card.tsx';
import { Empty } from '../../../../ui/empty.tsx';
import { Localised } from '../../../../ui/local.tsx';
import { officePath } from '../../../../ui/page-context.ts';
import { PageHead, Section } from '../../../../ui/page-head.tsx';
import type { Visit } from '../../../../web/visit.ts';
import {
  eventsOf,
  type Office,
  officeById,
  searchServices,
  servicesOf,
} from '../../../offices/index.ts';
import { PublicPage } from './frame.tsx';
import { grouped } from './groups.ts';
import { SearchForm, searchTerm } from './search-form.tsx';
import { ServiceCard } from './service-card.tsx';
import { WayOn, waysOn } from './way-on.tsx';
import { EventPage, WhatHappened } from './what-happened.tsx';

/** `/:office/layanan`: everything the office offers, by group, or what was searched for. */
export async function catalogue(house: House, visit: Visit) {
  const { page: ctx, t } = visit;
  const office = await officeById(house.db, visit.office.id);
  const services = await servicesOf(house.db, visit.office.id);
  if (office && services.length === 0) return noServices(house, visit, office);
  const events = office ? eventsOf(office, services) : [];
  const happened = events.find(({ key }) => key === visit.query('peristiwa'));
  if (happened) return visit.html(<EventPage ctx={ctx} event={happened} />);
  const term = searchTerm(visit.query('cari'));
  const found = searchServices(services, term);
  const path = officePath(ctx, '/layanan');
  return visit.html(
    <PublicPage
      ctx={ctx}
      title={t('portal.catalogue.title')}
      here="services"
      serves={services.length > 0}
    >
      <PageHead
        title={
          office ? (
            <Localised text={office.profile.serviceLabel} lang={visit.lang} />
          ) : (
            t('portal.catalogue.title')
          )
        }
        lead={t('portal.catalogue.lead')}
      />
      <SearchForm ctx={ctx} action={path} label={t('portal.home.find_service')} value={term} />
      {term === '' ? <WhatHappened ctx={ctx} events={events} /> : null}
      {term === '' ? (
        grouped(found).map(({ anchor, name, services: members }) => (
          <Section
            id={anchor}
            title={
              name ? <Localised text={name} lang={visit.lang} /> : t('portal.catalogue.other_group')
            }
          >
            <CardGrid>
              {members.map((service) => (
                <ServiceCard ctx={ctx} service={service} level={3} />
              ))}
            </CardGrid>
          </Section>
        ))
      ) : found.length === 0 ? (
        <Empty title={t('portal.catalogue.none')} text={t('portal.catalogue.none_text')}>
          <p>
            <a href={path}>{t('portal.catalogue.show_all')}</a>
          </p>
        </Empty>
      ) : (
        <>
          <p role="status">{t('portal.catalogue.found', { count: found.length, term })}</p>
          <CardGrid>
            {found.map((service) => (
              <ServiceCard ctx={ctx} service={service} level={2} />
            ))}
          </CardGrid>
          <p>
            <a href={path}>{t('portal.catalogue.show_all')}</a>
          </p>
        </>
      )}
    </PublicPage>,
  );
}

/** An office that only stands in the tree says so, and where one applies. */
async function noServices(house: House, visit: Visit, office: Office) {
  const { page: ctx, t, lang } = visit;
  return visit.html(
    <PublicPage ctx={ctx} title={t('portal.catalogue.title')} here="services" serves={false}>
      <PageHead
        title={<Localised text={office.profile.serviceLabel} lang={lang} />}
        meta={<Localised text={office.name} lang={lang} />}
      />
      <Empty title={t('portal.home.no_services')} text={t('portal.way_on.choose')} />
      <WayOn visit={visit} office={office} ways={await waysOn(house.db, office)} />
    </PublicPage>,
  );
}
