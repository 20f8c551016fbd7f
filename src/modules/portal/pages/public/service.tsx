import type { Child } from 'hono/jsx';
import type { House } from '../../../../kernel/house.ts';
import { localise } from '../../../../kernel/i18n.ts';
import { Alert } from '../../../../ui/alert.tsx';
import { Breadcrumbs } from '../../../../ui/breadcrumbs.tsx';
import { Button, ButtonRow, LinkButton } from '../../../../ui/button.tsx';
import { Card } from '../../../../ui/card.tsx';
import { DescriptionList } from '../../../../ui/description-list.tsx';
import { Localised } from '../../../../ui/local.tsx';
import { officePath, type PageContext } from '../../../../ui/page-context.ts';
import { Columns, PageHead, Section } from '../../../../ui/page-head.tsx';
import { Steps } from '../../../../ui/steps.tsx';
import type { Visit } from '../../../../web/visit.ts';
import {
  conditionWords,
  durationWords,
  feeWords,
  type Office,
  officeById,
  type ServiceDefinition,
  serviceByCode,
} from '../../../offices/index.ts';
import { Complaints } from './complaints.tsx';
import { FeeExplained } from './fee.tsx';
import { PublicPage } from './frame.tsx';
import { RequirementList } from './requirements.tsx';

/**
 * `/:office/layanan/:service`: the six components of a service standard that must be published (PermenPANRB 15/2014):
 * requirements, procedure, time, fee, product, complaints.
 */
export async function service(house: House, visit: Visit) {
  const { page: ctx, t, lang } = visit;
  const found = await serviceByCode(house.db, visit.office.id, visit.param('service'));
  const office = await officeById(house.db, visit.office.id);
  if (!found || !office) return visit.notFound();
  const { definition } = found;
  return visit.html(
    <PublicPage ctx={ctx} title={localise(definition.name, lang).text} here="services">
      <Breadcrumbs
        ctx={ctx}
        items={[
          { label: t('ui.way.services'), href: officePath(ctx, '/layanan') },
          { label: localise(definition.name, lang).text },
        ]}
      />
      <ServiceDescription
        ctx={ctx}
        office={office}
        definition={definition}
        apply={
          <LinkButton href={officePath(ctx, `/permohonan/baru?layanan=${definition.code}`)}>
            {t('portal.service.apply')}
          </LinkButton>
        }
      />
    </PublicPage>,
  );
}

/**
 * The description of a service that need not be published yet, as its page would show it; the button that would lead to an
 * application stands still.
 */
export async function servicePreview(house: House, visit: Visit, definition: ServiceDefinition) {
  const office = await officeById(house.db, visit.office.id);
  if (!office) throw new Error(`no office ${visit.office.id}`);
  return (
    <ServiceDescription
      ctx={visit.page}
      office={office}
      definition={definition}
      apply={
        <Button type="button" disabled>
          {visit.t('portal.service.apply')}
        </Button>
      }
    />
  );
}

function ServiceDescription(props: Part & { readonly office: Office; readonly apply: Child }) {
  const { ctx, office, definition, apply } = props;
  const { t, lang } = ctx;
  const { name, summary, group, elsewhere } = definition;
  return (
    <>
      <PageHead
        title={<Localised text={name} lang={lang} />}
        meta={group ? <Localised text={group} lang={lang} /> : undefined}
        lead={<Localised text={summary} lang={lang} />}
        actions={elsewhere ? undefined : apply}
      />
      <Notes ctx={ctx} definition={definition} />
      <Columns
        main={<Standard ctx={ctx} definition={definition} />}
        aside={<AtAGlance ctx={ctx} definition={definition} />}
      />
      <Section title={t('portal.service.complaints')} id="pengaduan">
        <Complaints ctx={ctx} office={office} />
      </Section>
      <Sources ctx={ctx} definition={definition} />
    </>
  );
}

interface Part {
  readonly ctx: PageContext;
  readonly definition: ServiceDefinition;
}

function Notes({ ctx, definition }: Part) {
  const { t, lang } = ctx;
  const { historical, elsewhere } = definition;
  return (
    <>
      {historical ? (
        <Alert kind="warning" title={t('portal.service.historical_title')}>
          {t('portal.service.historical_text')}
        </Alert>
      ) : null}
      {elsewhere ? (
        <Alert kind="info" title={t('portal.service.elsewhere_title')}>
          <p class="ds-paragraph">
            <Localised text={elsewhere.explanation} lang={lang} />
          </p>
          <ButtonRow>
            <LinkButton href={elsewhere.url}>
              {t('portal.service.elsewhere_link', { host: new URL(elsewhere.url).host })}
            </LinkButton>
          </ButtonRow>
        </Alert>
      ) : null}
    </>
  );
}

function AtAGlance({ ctx, definition }: Part) {
  const { t, lang } = ctx;
  const { code, time, product } = definition;
  return (
    <Card tinted title={t('portal.service.at_a_glance')}>
      <DescriptionList
        stacked
        items={[
          { term: t('portal.service.time'), value: durationWords(time, t) },
          { term: t('portal.service.fee'), value: feeWords(definition, t, lang) },
          { term: t('portal.service.product'), value: <Localised text={product} lang={lang} /> },
          { term: t('portal.service.code'), value: <span class="sl-code">{code}</span> },
        ]}
      />
    </Card>
  );
}

function Standard({ ctx, definition }: Part) {
  const { t, lang } = ctx;
  const { time, product } = definition;
  return (
    <>
      <Section title={t('portal.service.requirements')} id="persyaratan">
        <RequirementList ctx={ctx} definition={definition} />
      </Section>
      <Section title={t('portal.service.procedure')} id="prosedur">
        <Procedure ctx={ctx} definition={definition} />
      </Section>
      <Section title={t('portal.service.time')} id="waktu">
        <p>{t('portal.service.time_text', { duration: durationWords(time, t) })}</p>
      </Section>
      <Section title={t('portal.service.fee')} id="biaya">
        <FeeExplained ctx={ctx} definition={definition} />
      </Section>
      <Section title={t('portal.service.product')} id="hasil">
        <p>
          <Localised text={product} lang={lang} />
        </p>
      </Section>
    </>
  );
}

function Procedure({ ctx, definition }: Part) {
  const { t, lang } = ctx;
  const first = definition.elsewhere
    ? []
    : [{ title: t('portal.service.submit_step'), text: <p>{t('portal.service.submit_text')}</p> }];
  const steps = definition.route.map(({ kind, name, when }) => ({
    title: <Localised text={name} lang={lang} />,
    text: (
      <>
        <p>{t(`portal.service.step.${kind}`)}</p>
        {when ? (
          <p class="sl-meta">
            {t('portal.service.only_when', {
              condition: conditionWords(when, definition, t, lang),
            })}
          </p>
        ) : null}
      </>
    ),
  }));
  return <Steps level={3} items={[...first, ...steps]} />;
}

function Sources({ ctx, definition }: Part) {
  const { legalBasis, source } = definition;
  return (
    <div class="sl-meta">
      {legalBasis.length === 0 ? null : (
        <p>
          {ctx.t('portal.service.legal_basis')}: <span lang="id">{legalBasis.join('; ')}</span>
        </p>
      )}
      <p>
        {ctx.t('portal.service.source')}: <span lang="id">{source}</span>
      </p>
    </div>
  );
}
