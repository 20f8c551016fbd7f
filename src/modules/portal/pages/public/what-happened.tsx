import { localise } from '../../../../kernel/i18n.ts';
import { ButtonRow, LinkButton } from '../../../../ui/button.tsx';
import { CardGrid } from '../../../../ui/card.tsx';
import { Localised } from '../../../../ui/local.tsx';
import { officePath, type PageContext } from '../../../../ui/page-context.ts';
import { PageHead, Section } from '../../../../ui/page-head.tsx';
import type { OfferedEvent } from '../../../offices/index.ts';
import { PublicPage } from './frame.tsx';
import { ServiceCard } from './service-card.tsx';

/** The guided question: many know what happened to them, and not what an office calls it. */
export function WhatHappened({
  ctx,
  events,
}: {
  readonly ctx: PageContext;
  readonly events: readonly OfferedEvent[];
}) {
  const { t, lang } = ctx;
  if (events.length === 0) return null;
  return (
    <Section title={t('portal.events.title')} id="apa-yang-terjadi">
      <p>{t('portal.events.text')}</p>
      <ul class="sl-link-list">
        {events.map(({ key, name }) => (
          <li>
            <a href={officePath(ctx, `/layanan?peristiwa=${key}`)}>
              <Localised text={name} lang={lang} />
            </a>
          </li>
        ))}
      </ul>
    </Section>
  );
}

/** `/:office/layanan?peristiwa=…`: what people usually apply for when this has happened, with time and cost, before signing in. */
export function EventPage({
  ctx,
  event,
}: {
  readonly ctx: PageContext;
  readonly event: OfferedEvent;
}) {
  const { t, lang } = ctx;
  const { key, name, help, services } = event;
  return (
    <PublicPage ctx={ctx} title={localise(name, lang).text} here="services">
      <PageHead
        meta={t('portal.events.title')}
        title={<Localised text={name} lang={lang} />}
        lead={help ? <Localised text={help} lang={lang} /> : undefined}
      />
      <Section title={t('portal.events.usual')}>
        <CardGrid>
          {services.map((service) => (
            <ServiceCard ctx={ctx} service={service} level={3} />
          ))}
        </CardGrid>
        <ButtonRow>
          <LinkButton href={officePath(ctx, `/permohonan/baru?peristiwa=${key}`)}>
            {t(services.length > 1 ? 'portal.events.apply_together' : 'portal.events.apply')}
          </LinkButton>
          <LinkButton href={officePath(ctx, '/layanan')} kind="secondary">
            {t('portal.events.all')}
          </LinkButton>
        </ButtonRow>
        {services.length > 1 ? <p class="sl-quiet">{t('portal.events.one_dossier')}</p> : null}
      </Section>
    </PublicPage>
  );
}
