import { one } from '../../../../kernel/forms.ts';
import type { House } from '../../../../kernel/house.ts';
import { say } from '../../../../kernel/i18n.ts';
import { newId } from '../../../../kernel/ids.ts';
import { Alert } from '../../../../ui/alert.tsx';
import { ButtonRow, LinkButton, SubmitButton } from '../../../../ui/button.tsx';
import { Card } from '../../../../ui/card.tsx';
import { Empty } from '../../../../ui/empty.tsx';
import { Form } from '../../../../ui/form.tsx';
import type { Html } from '../../../../ui/html.ts';
import { type Route, staff } from '../../../../web/route.ts';
import type { Visit } from '../../../../web/visit.ts';
import type { DraftLists, DraftOption, ListName, ServiceDraft } from '../draft.ts';
import { changeDraft, type Refusal } from '../drafting.ts';
import { entryFlaw, type Part, partOf } from '../flaws.ts';
import { addEntry, entriesOf, entryOf, moveEntry, putEntry, removeEntry } from '../rules.ts';
import {
  administering,
  doOnce,
  editionIn,
  here,
  leadOn,
  type OnTheTable,
  onTheTable,
} from './editor.ts';
import { type EntryFormProps, FieldFields, RequirementFields, StepFields } from './entry-forms.tsx';
import { EntryList } from './entry-list.tsx';
import { errorsAt, NO_ERRORS } from './errors-at.ts';
import { Carried, EditorPage } from './frame.tsx';
import { readEntry } from './read-entries.ts';
import type { CatalogueRooms } from './rooms.ts';

/** A part of a service that is a list: its address, and the form of one entry. */
interface ListPart<L extends ListName> {
  readonly list: L;
  readonly part: Part;
  readonly Fields: (props: EntryFormProps<L>) => Html;
}

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

/** What a refused form had in it, and why it was refused. */
interface Typed<L extends ListName> {
  readonly entry?: DraftLists[L];
  /** The key of the entry that the form was about; empty for a new one. */
  readonly key?: string;
  readonly refusal?: Refusal;
  readonly status?: number;
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
  if (nameless(entry))
    return again(house, visit, rooms, about, {
      ...typed,
      refusal: { reason: { key: 'offices.catalogue.name_first' } },
      status: 422,
    });
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

/** What is wrong with one entry, by the place inside it. */
function flawsOf(table: OnTheTable, list: ListName, key: string) {
  if (table.checked.ok) return [];
  const index = entriesOf(table.draft.definition, list).findIndex((entry) => entry.key === key);
  return table.checked.flaws.flatMap((flaw) => {
    const found = flaw.field.startsWith(list) ? entryFlaw(flaw) : null;
    return found?.index === index ? [{ field: found.field, reason: flaw.reason }] : [];
  });
}

async function show<L extends ListName>(
  visit: Visit,
  rooms: CatalogueRooms,
  about: ListPart<L>,
  table: OnTheTable,
  typed: Typed<L>,
): Promise<Response> {
  const { t, page: ctx } = visit;
  const { list, part, Fields } = about;
  const { draft, checked } = table;
  const definition: ServiceDraft = draft.definition;
  const asked = typed.key ?? visit.query('ubah');
  const isNew = asked === 'baru' || (typed.entry !== undefined && typed.key === '');
  const known = isNew ? undefined : entryOf(definition, list, asked);
  const flaws = checked.ok ? [] : checked.flaws.filter((flaw) => partOf(flaw) === part);
  const about_list = flaws.filter((flaw) => entryFlaw(flaw) === null);
  const path = here(visit, `/${part}`);
  const entryForm = (
    <Card tinted>
      <Form action={path} id="butir">
        <Carried edition={draft.edition} once={newId()} />
        <input type="hidden" name="butir" value={known?.key ?? ''} />
        {/* The first submit button is what Enter presses: it must save. */}
        <button
          type="submit"
          name="tindakan"
          value="simpan"
          class="ds-sr-only"
          tabindex={-1}
          aria-hidden="true"
        >
          {t('offices.catalogue.save')}
        </button>
        <Fields
          ctx={ctx}
          draft={definition}
          entry={typed.entry ?? known}
          error={known ? errorsAt(flawsOf(table, list, known.key), t) : NO_ERRORS}
        />
        <ButtonRow>
          <SubmitButton name="tindakan" value="simpan">
            {t('offices.catalogue.save')}
          </SubmitButton>
          <LinkButton
            kind="tertiary"
            href={known ? `${path}#butir-${known.key}` : `${path}#daftar`}
          >
            {t('offices.catalogue.cancel')}
          </LinkButton>
        </ButtonRow>
      </Form>
    </Card>
  );
  return visit.html(
    <EditorPage
      ctx={ctx}
      nav={rooms.nav(visit)}
      timeZone={visit.office.timeZone}
      draft={draft}
      checked={checked}
      here={part}
    >
      {typed.refusal ? (
        <Alert kind="danger" live="alert">
          {say(t, typed.refusal.reason)}
        </Alert>
      ) : null}
      <p>{t(`offices.catalogue.lead.${part as 'alur'}`)}</p>
      {about_list.map((flaw) => (
        <Alert kind="warning">{say(t, flaw.reason)}</Alert>
      ))}
      {/* Moving and taking out: one form, whose buttons stand beside the entries. */}
      <form id="susunan" method="post" action={path}>
        <Carried edition={draft.edition} once={newId()} />
      </form>
      <div id="daftar">
        {definition[list].length === 0 && !isNew ? (
          <Empty title={t(`offices.catalogue.none.${list as 'route'}`)} />
        ) : (
          <EntryList
            ctx={ctx}
            draft={definition}
            list={list}
            flaws={flaws}
            path={path}
            form="susunan"
            openKey={known?.key}
            opened={entryForm}
          />
        )}
      </div>
      {isNew ? (
        entryForm
      ) : (
        <ButtonRow>
          <LinkButton kind={known ? 'secondary' : 'primary'} href={`${path}?ubah=baru#butir`}>
            {t(`offices.catalogue.add.${list as 'route'}`)}
          </LinkButton>
        </ButtonRow>
      )}
    </EditorPage>,
    typed.status ?? 200,
  );
}
