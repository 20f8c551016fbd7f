import type { House } from '../../../../kernel/house.ts';
import { Page } from '../../../../ui/layout.tsx';
import { PageHead } from '../../../../ui/page-head.tsx';
import type { Visit } from '../../../../web/visit.ts';
import { listOffices } from '../../../offices/index.ts';
import { OfficeList } from './office-list.tsx';
import { SearchForm, searchTerm } from './search-form.tsx';

/** `/`: choose your office. */
export async function installation(house: House, visit: Visit) {
  const { page: ctx, t } = visit;
  const term = searchTerm(visit.query('cari'));
  const { offices, more } = await listOffices(
    house.db,
    term === '' ? 'start' : 'all',
    term,
    visit.query('setelah'),
  );
  return visit.html(
    <Page
      ctx={ctx}
      title={t('portal.installation.title')}
      width="wide"
      banner={
        <>
          <PageHead title={t('portal.installation.title')} lead={t('portal.installation.lead')} />
          <SearchForm
            ctx={ctx}
            action="/"
            label={t('portal.installation.search')}
            help={t('portal.installation.search_help')}
            value={term}
          />
        </>
      }
    >
      <OfficeList
        ctx={ctx}
        offices={offices}
        more={more}
        openTitle={
          term === '' ? t('portal.installation.open') : t('portal.installation.found', { term })
        }
        othersTitle={t('portal.installation.others')}
      />
    </Page>,
  );
}
