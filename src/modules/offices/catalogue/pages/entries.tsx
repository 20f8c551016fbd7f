import { one } from '../../../../kernel/forms.ts';
import type { House } from '../../../../kernel/house.ts';
import { type Route, staff } from '../../../../web/route.ts';
import type { Visit } from '../../../../web/visit.ts';
import type { DraftLists, DraftOption, ListName } from '../draft.ts';
import { changeDraft } from '../drafting.ts';
import { addEntry, entryOf, moveEntry, putEntry, removeEntry } from '../rules.ts';
import { administering, doOnce, editionIn, here, leadOn, onTheTable } from './editor.ts';
import { FieldFields, RequirementFields, StepFields } from './entry-forms.tsx';
import { flawsOf, type ListPart, show, type Typed } from './entry-page.tsx';
import { readEntry } from './read-entries.ts';
import type { CatalogueRooms } from './rooms.ts';

/** The parts "Persyaratan", "Isian" and "Alur": entries are added, changed, moved and taken out, one form at a time. */
export function entryRoutes(house: House, rooms: CatalogueRooms): Route[] {
  return [
    ...routesOf(house, rooms, {
      list: 'requirements',
      part: 'persyaratan',
      Fields: RequirementFields,
    }),
    ...routesOf(house, rooms, { list: 'fields', part: 'isian', Fields: FieldFields }),
    ...routesOf(house, rooms, { list: 'route', part: 'alur', Fields: StepFields }),
  ];
}

function routesOf<L extends ListName>(
  house: House,
  rooms: CatalogueRooms,
  about: ListPart<L>,
): Route[] {
  const path = `/:office/petugas/atur/layanan/:service/${about.part}`;
  const access = staff('administrator');
  return [
    {
      method: 'GET',
      path,
      access,
      async handle(visit) {
        const table = await onTheTable(house, visit);
        return table instanceof Response ? table : show(visit, rooms, about, table, {});
      },
    },
    { method: 'POST', path, access, handle: (visit) => act(house, visit, rooms, about) },
  ];
}

async function act<L extends ListName>(
  house: House,
  visit: Visit,
  rooms: CatalogueRooms,
  about: ListPart<L>,
): Promise<Response> {
  const { list, part } = about;
  const input = await visit.form();
  const [word = '', key = ''] = one(input, 'tindakan').split(':');
  const code = visit.param('service');
  const place = (anchor: string) => here(visit, `/${part}${anchor}`);
  if (word === 'naik' || word === 'turun' || word === 'hapus') {
    const done = await doOnce(house, visit, input, (inside) =>
      changeDraft(inside, administering(visit), code, null, (draft) =>
        word === 'hapus'
          ? removeEntry(draft, list, key)
          : moveEntry(draft, list, key, word === 'naik' ? -1 : 1),
      ),
    );
    if (!done.ok) return again(house, visit, rooms, about, { ...done });
    return word === 'hapus'
      ? leadOn(house, visit, place('#daftar'), 'offices.catalogue.removed')
      : visit.redirect(place(`#butir-${key}`));
  }

  const table = await onTheTable(house, visit);
  if (table instanceof Response) return table;
  const before = entryOf(table.draft.definition, list, one(input, 'butir'));
  const entry = readEntry[list](input, table.draft.definition, before);
  const typed = { entry: withOptionMoved(entry, word, key), key: one(input, 'butir') };
  if (nameless(entry)) {
    const reason = { key: 'offices.catalogue.name_first' } as const;
    const field = `${'label' in entry ? 'label' : 'name'}.id`;
    return again(house, visit, rooms, about, {
      ...typed,
      refusal: { reason, flaws: [{ field, reason }] },
      status: 422,
    });
  }
  const done = await doOnce(house, visit, input, (inside) =>
    changeDraft(inside, administering(visit), code, editionIn(input), (draft) =>
      typed.key === ''
        ? addEntry(draft, list, typed.entry)
        : putEntry(draft, list, typed.key, typed.entry),
    ),
  );
  if (!done.ok) return again(house, visit, rooms, about, { ...typed, ...done });
  const open = place(`?ubah=${encodeURIComponent(entry.key)}#butir-${entry.key}`);
  if (word === 'tampilkan' || word === 'pilihan_naik') return visit.redirect(open);
  const now = await onTheTable(house, visit);
  if (now instanceof Response) return now;
  return flawsOf(now, list, entry.key).length > 0
    ? leadOn(house, visit, open, 'offices.catalogue.saved_with_flaws')
    : leadOn(house, visit, place(`#butir-${entry.key}`), 'offices.catalogue.saved');
}

const nameless = (entry: DraftLists[ListName]) =>
  ('label' in entry ? entry.label : entry.name).id === '';

/** A choice moved one place up, where that button was pressed. */
function withOptionMoved<L extends ListName>(
  entry: DraftLists[L],
  word: string,
  row: string,
): DraftLists[L] {
  const at = Number(row);
  if (word !== 'pilihan_naik' || !('options' in entry) || !Number.isInteger(at)) return entry;
  const options: DraftOption[] = [...(entry.options ?? [])];
  const [moved] = options.splice(at, 1);
  if (moved) options.splice(Math.max(at - 1, 0), 0, moved);
  return { ...entry, options };
}

/** The page once more, over the draft as it is now, with what was typed kept. */
async function again<L extends ListName>(
  house: House,
  visit: Visit,
  rooms: CatalogueRooms,
  about: ListPart<L>,
  typed: Typed<L>,
): Promise<Response> {
  const table = await onTheTable(house, visit);
  return table instanceof Response ? table : show(visit, rooms, about, table, typed);
}
