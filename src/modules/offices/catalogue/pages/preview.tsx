import type { House } from '../../../../kernel/house.ts';
import { localise } from '../../../../kernel/i18n.ts';
import { Alert } from '../../../../ui/alert.tsx';
import { LinkButton } from '../../../../ui/button.tsx';
import { Page } from '../../../../ui/layout.tsx';
import { PageHead } from '../../../../ui/page-head.tsx';
import { Tabs } from '../../../../ui/tabs.tsx';
import { type Route, staff } from '../../../../web/route.ts';
import type { Visit } from '../../../../web/visit.ts';
import { type ServiceDefinition, serviceSchema } from '../../definition.ts';
import { here, onTheTable } from './editor.ts';
import type { CatalogueRooms } from './rooms.ts';

const PATH = '/:office/petugas/atur/layanan/:service/pratinjau';

/** What a citizen would see if the draft were published now; nothing can be sent from here. */
export function previewRoutes(house: House, rooms: CatalogueRooms): Route[] {
  const access = staff('administrator');
  const form = async (visit: Visit) =>
    preview(house, visit, rooms, 'formulir', async (definition) =>
      rooms.formPreview(visit, definition, visit.c.req.method === 'POST' ? await visit.form() : {}),
    );
  return [
    {
      method: 'GET',
      path: PATH,
      access,
      handle: (visit) =>
        preview(house, visit, rooms, 'halaman', (definition) =>
          rooms.servicePreview(visit, definition),
        ),
    },
    { method: 'GET', path: `${PATH}/formulir`, access, handle: form },
    // What is tried in the form stays out of every address, and is kept nowhere.
    { method: 'POST', path: `${PATH}/formulir`, access, handle: form },
  ];
}

async function preview(
  house: House,
  visit: Visit,
  rooms: CatalogueRooms,
  which: 'halaman' | 'formulir',
  draw: (definition: ServiceDefinition) => ReturnType<CatalogueRooms['servicePreview']>,
): Promise<Response> {
  const { t, page: ctx } = visit;
  const table = await onTheTable(house, visit);
  if (table instanceof Response) return table;
  const { draft, checked } = table;
  // A condition that leads nowhere can be looked at; a text that is not there cannot.
  const read = serviceSchema.safeParse(draft.definition);
  const name = localise(draft.definition.name, visit.lang).text || draft.code;
  return visit.html(
    <Page
      ctx={ctx}
      title={t('offices.catalogue.preview.title', { name })}
      width="wide"
      hidden
      banner={
        <>
          <p>
            <strong>{t('offices.catalogue.preview.mark')}</strong>{' '}
            {t('offices.catalogue.preview.text', { code: draft.code })}
          </p>
          <LinkButton kind="secondary" size="sm" href={here(visit, '/pokok')}>
            {t('offices.catalogue.preview.back')}
          </LinkButton>
        </>
      }
    >
      <Tabs
        label={t('offices.catalogue.preview.which')}
        items={(['halaman', 'formulir'] as const).map((each) => ({
          label: t(`offices.catalogue.preview.${each}`),
          href: here(visit, each === 'halaman' ? '/pratinjau' : '/pratinjau/formulir'),
          current: each === which,
        }))}
      />
      {checked.ok ? null : (
        <Alert kind="warning">
          <p>{t('offices.catalogue.not_ready', { count: checked.flaws.length })}</p>
          <LinkButton kind="secondary" size="sm" href={here(visit, '/terbitkan')}>
            {t('offices.catalogue.see_flaws')}
          </LinkButton>
        </Alert>
      )}
      {read.success ? (
        await draw(read.data)
      ) : (
        <PageHead title={name} lead={t('offices.catalogue.preview.not_yet')} />
      )}
    </Page>,
  );
}
