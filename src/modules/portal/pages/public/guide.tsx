import type { House } from '../../../../kernel/house.ts';
import { Alert } from '../../../../ui/alert.tsx';
import { Empty } from '../../../../ui/empty.tsx';
import { Localised } from '../../../../ui/local.tsx';
import { PageHead } from '../../../../ui/page-head.tsx';
import { Steps } from '../../../../ui/steps.tsx';
import type { Visit } from '../../../../web/visit.ts';
import { officeById, servicesOf } from '../../../offices/index.ts';
import { PublicPage } from './frame.tsx';
import { WayOn, waysOn } from './way-on.tsx';

/** `/:office/panduan`: the office's own steps, made to be printed. */
export async function guide(house: House, visit: Visit) {
  const { page: ctx, t, lang } = visit;
  const office = await officeById(house.db, visit.office.id);
  const services = await servicesOf(house.db, visit.office.id);
  if (!office) return visit.notFound();
  const ways = services.length > 0 ? undefined : await waysOn(house.db, office);
  // An office of a tree that wrote no guide of its own shows that of the nearest above it.
  const author = [office, ...(ways?.above ?? [])].find(({ profile }) => profile.guide.length > 0);
  const steps = author?.profile.guide ?? [];
  const meets = services.some(({ definition }) =>
    definition.route.some(({ kind }) => kind === 'meeting'),
  );
  return visit.html(
    <PublicPage
      ctx={ctx}
      title={t('portal.guide.title')}
      here="guide"
      width="text"
      serves={services.length > 0}
    >
      <PageHead
        title={t('portal.guide.title')}
        meta={<Localised text={visit.office.name} lang={lang} />}
        lead={ways ? undefined : t('portal.guide.lead')}
      />
      {meets ? (
        <Alert kind="warning" title={t('portal.guide.no_walk_in_title')}>
          {t('portal.guide.no_walk_in')}
        </Alert>
      ) : null}
      {author && author !== office ? (
        <p>
          {t('portal.guide.from_above')}{' '}
          <a href={`/${author.slug}/panduan`}>
            <Localised text={author.name} lang={lang} />
          </a>
        </p>
      ) : null}
      {steps.length === 0 ? (
        <Empty title={t('portal.guide.none')} text={t('portal.guide.none_text')} />
      ) : (
        <Steps
          items={steps.map(({ title, text }) => ({
            title: <Localised text={title} lang={lang} />,
            text: (
              <p>
                <Localised text={text} lang={lang} />
              </p>
            ),
          }))}
        />
      )}
      {ways ? <WayOn visit={visit} office={office} ways={ways} /> : null}
    </PublicPage>,
  );
}
