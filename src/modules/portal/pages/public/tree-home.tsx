import type { OfficeCalendar } from '../../../../kernel/clocks/index.ts';
import { localise } from '../../../../kernel/i18n.ts';
import { Empty } from '../../../../ui/empty.tsx';
import { Localised } from '../../../../ui/local.tsx';
import { officePath } from '../../../../ui/page-context.ts';
import { PageHead } from '../../../../ui/page-head.tsx';
import type { Visit } from '../../../../web/visit.ts';
import type { ListedOffice, Office } from '../../../offices/index.ts';
import { Announcement } from './announcement.tsx';
import { PublicPage } from './frame.tsx';
import { OfficeList } from './office-list.tsx';
import { OpeningHours } from './opening-hours.tsx';
import { SearchForm } from './search-form.tsx';

/** The home of an office that takes no applications itself: the way to those below it. */
export function TreeHome(props: {
  readonly visit: Visit;
  readonly office: Office;
  readonly above: Office | undefined;
  readonly term: string;
  readonly list: { readonly offices: readonly ListedOffice[]; readonly more: boolean };
  readonly calendar: OfficeCalendar;
}) {
  const { visit, office, above, term, list, calendar } = props;
  const { page: ctx, t, lang } = visit;
  const isLeaf = list.offices.length === 0 && term === '' && visit.query('setelah') === '';
  return (
    <PublicPage
      ctx={ctx}
      title={localise(office.name, lang).text}
      here="home"
      serves={false}
      banner={
        <>
          <PageHead
            meta={
              above ? (
                <>
                  {t('portal.home.above')}{' '}
                  <a href={`/${above.slug}`}>
                    <Localised text={above.name} lang={lang} />
                  </a>
                </>
              ) : office.profile.tagline ? (
                <Localised text={office.profile.tagline} lang={lang} />
              ) : undefined
            }
            title={<Localised text={office.name} lang={lang} />}
            lead={isLeaf ? undefined : <Localised text={office.profile.welcome} lang={lang} />}
          />
          {isLeaf ? null : (
            <SearchForm
              ctx={ctx}
              action={officePath(ctx)}
              label={t('portal.home.find_below')}
              value={term}
            />
          )}
        </>
      }
    >
      <Announcement visit={visit} office={office} />
      {isLeaf ? (
        <Empty title={t('portal.home.no_services')} text={t('portal.home.no_services_text')}>
          <p>
            <a href={above ? `/${above.slug}` : '/'}>{t('portal.home.other_offices')}</a>
          </p>
        </Empty>
      ) : (
        <OfficeList
          ctx={ctx}
          offices={list.offices}
          more={list.more}
          openTitle={t('portal.installation.open')}
          othersTitle={
            term === '' ? t('portal.home.below') : t('portal.installation.found', { term })
          }
        />
      )}
      <OpeningHours ctx={ctx} office={office} calendar={calendar} now={visit.now} />
    </PublicPage>
  );
}
