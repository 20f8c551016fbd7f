import type { House } from '../../../../kernel/house.ts';
import { localise } from '../../../../kernel/i18n.ts';
import { SubmitButton } from '../../../../ui/button.tsx';
import { SelectField } from '../../../../ui/fields.tsx';
import { Form } from '../../../../ui/form.tsx';
import { type Route, staff } from '../../../../web/route.ts';
import type { Visit } from '../../../../web/visit.ts';
import { selectEdition, selectEditions, selectService } from '../catalogue.sql.ts';
import { draftOf, type ServiceDraft } from '../draft.ts';
import { selectDraft } from '../drafts.sql.ts';
import { Comparison } from './comparison.tsx';
import { here, versionIn } from './editor.ts';
import { CataloguePage, servicePath } from './frame.tsx';
import type { CatalogueRooms } from './rooms.ts';

const DRAFT = 'draf';

/** `?dari=3&ke=4` or `?dari=4&ke=draf`: two states of a service side by side. */
export function compareRoutes(house: House, rooms: CatalogueRooms): Route[] {
  return [
    {
      method: 'GET',
      path: '/:office/petugas/atur/layanan/:service/banding',
      access: staff('administrator'),
      handle: (visit) => compare(house, visit, rooms),
    },
  ];
}

async function compare(house: House, visit: Visit, rooms: CatalogueRooms): Promise<Response> {
  const { t, page: ctx, lang } = visit;
  const code = visit.param('service');
  const service = await selectService(house.db, visit.office.id, code);
  if (!service) return visit.notFound();
  const [editions, draft] = await Promise.all([
    selectEditions(house.db, visit.office.id, service.id),
    selectDraft(house.db, visit.office.id, code),
  ]);
  const newest = draft ? DRAFT : String(service.version);
  const to = visit.query('ke') || newest;
  const from =
    visit.query('dari') || String(draft ? service.version : Math.max(1, service.version - 1));
  const state = async (which: string): Promise<ServiceDraft | undefined> => {
    if (which === DRAFT) return draft?.definition;
    const version = versionIn(which);
    const found =
      version === undefined
        ? undefined
        : await selectEdition(house.db, visit.office.id, code, version);
    return found && draftOf(found);
  };
  const [before, after] = [await state(from), await state(to)];
  if (!before || !after) return visit.notFound();
  const nameOf = (which: string) =>
    which === DRAFT
      ? t('offices.catalogue.draft')
      : t('offices.catalogue.version', { version: which });
  const choices = [
    ...(draft ? [DRAFT] : []),
    ...editions.map(({ version }) => String(version)),
  ].map((value) => ({ value, label: nameOf(value) }));
  const name = localise(service.name, lang).text;
  return visit.html(
    <CataloguePage
      ctx={ctx}
      nav={rooms.nav(visit)}
      title={t('offices.catalogue.compare_title', { name })}
      trail={[
        { label: code, href: servicePath(ctx, code) },
        { label: t('offices.catalogue.compare') },
      ]}
    >
      <Form action={here(visit, '/banding')} method="get" inline>
        {(['dari', 'ke'] as const).map((side) => (
          <SelectField
            ctx={ctx}
            name={side}
            label={t(`offices.catalogue.compare_${side}`)}
            value={side === 'dari' ? from : to}
            empty={false}
            options={choices}
          />
        ))}
        <SubmitButton kind="secondary">{t('offices.catalogue.compare')}</SubmitButton>
      </Form>
      <Comparison
        ctx={ctx}
        before={before}
        after={after}
        beforeName={nameOf(from)}
        afterName={nameOf(to)}
      />
    </CataloguePage>,
  );
}
