import { type FormInput, one } from '../../../../kernel/forms.ts';
import type { House } from '../../../../kernel/house.ts';
import { translator } from '../../../../kernel/i18n.ts';
import { type Route, staff } from '../../../../web/route.ts';
import type { Visit } from '../../../../web/visit.ts';
import { selectCatalogue } from '../catalogue.sql.ts';
import { draftFromFile, draftNewService, type Refusal } from '../drafting.ts';
import { administering, doOnce, leadOn } from './editor.ts';
import { AT } from './frame.tsx';
import { ListPage } from './list-page.tsx';
import type { CatalogueRooms } from './rooms.ts';
import { both } from './typed.ts';

const PATH = '/:office/petugas/atur/layanan';

/** All services of an office; a new one begins here, by hand or from a file. */
export function listRoutes(house: House, rooms: CatalogueRooms): Route[] {
  const access = staff('administrator');
  return [
    { method: 'GET', path: PATH, access, handle: (visit) => show(house, visit, rooms, {}) },
    { method: 'POST', path: PATH, access, handle: (visit) => begin(house, visit, rooms) },
    {
      method: 'POST',
      path: `${PATH}/unggah`,
      access,
      handle: (visit) => upload(house, visit, rooms),
    },
  ];
}

interface Typed {
  readonly form?: 'baru' | 'unggah';
  readonly input?: FormInput;
  readonly refusal?: Refusal;
  readonly status?: number;
}

async function show(
  house: House,
  visit: Visit,
  rooms: CatalogueRooms,
  typed: Typed,
): Promise<Response> {
  const [services, running] = await Promise.all([
    selectCatalogue(house.db, visit.office.id),
    rooms.running(visit.office.id),
  ]);
  return visit.html(
    <ListPage
      ctx={{ ...visit.page, path: `/${visit.office.slug}${AT}` }}
      nav={rooms.nav(visit)}
      timeZone={visit.office.timeZone}
      services={services}
      running={running}
      typed={typed}
    />,
    typed.status ?? 200,
  );
}

async function begin(house: House, visit: Visit, rooms: CatalogueRooms): Promise<Response> {
  const input = await visit.form();
  const code = one(input, 'kode').trim().toUpperCase();
  const name = both(input, 'name');
  if (name.id === '') {
    const reason = { key: 'offices.catalogue.name_first' } as const;
    const refusal = { reason, flaws: [{ field: 'name.id', reason }] };
    return show(house, visit, rooms, { form: 'baru', input, refusal, status: 422 });
  }
  // Every route begins with the check of the file; it is named in both languages from the start.
  const [id, en] = (['id', 'en'] as const).map((lang) =>
    translator(lang)('offices.catalogue.first_step'),
  );
  const done = await doOnce(house, visit, input, (inside) =>
    draftNewService(inside, administering(visit), {
      code,
      name,
      firstStep: { id: id ?? '', ...(en ? { en } : {}) },
      copyOf: one(input, 'salinan') || undefined,
    }),
  );
  return done.ok
    ? leadOn(
        house,
        visit,
        `/${visit.office.slug}${AT}/${encodeURIComponent(code)}/pokok`,
        'offices.catalogue.begun',
      )
    : show(house, visit, rooms, { form: 'baru', input, ...done });
}

async function upload(house: House, visit: Visit, rooms: CatalogueRooms): Promise<Response> {
  const text = await (await visit.file('berkas'))?.text();
  if (text === undefined)
    return show(house, visit, rooms, {
      form: 'unggah',
      refusal: { reason: { key: 'offices.catalogue.file_first' } },
      status: 422,
    });
  const done = await draftFromFile(house, administering(visit), text);
  return done.ok
    ? leadOn(
        house,
        visit,
        `/${visit.office.slug}${AT}/${encodeURIComponent(done.code)}/terbitkan`,
        'offices.catalogue.read_file',
      )
    : show(house, visit, rooms, { form: 'unggah', refusal: done.refusal, status: 422 });
}
