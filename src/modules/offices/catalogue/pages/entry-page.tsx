import { say } from '../../../../kernel/i18n.ts';
import { newId } from '../../../../kernel/ids.ts';
import { Alert } from '../../../../ui/alert.tsx';
import { ButtonRow, LinkButton, SubmitButton } from '../../../../ui/button.tsx';
import { Card } from '../../../../ui/card.tsx';
import { Empty } from '../../../../ui/empty.tsx';
import { Form } from '../../../../ui/form.tsx';
import type { Html } from '../../../../ui/html.ts';
import type { Visit } from '../../../../web/visit.ts';
import type { DraftLists, ListName, ServiceDraft } from '../draft.ts';
import type { Refusal } from '../drafting.ts';
import { entryFlaw, type Part, partOf } from '../flaws.ts';
import { entriesOf, entryOf } from '../rules.ts';
import { here, type OnTheTable } from './editor.ts';
import type { EntryFormProps } from './entry-forms.tsx';
import { EntryList } from './entry-list.tsx';
import { errorsAt } from './errors-at.ts';
import { Carried, EditorPage } from './frame.tsx';
import type { CatalogueRooms } from './rooms.ts';

/** A part of a service that is a list: its address, and the form of one entry. */
export interface ListPart<L extends ListName> {
  readonly list: L;
  readonly part: Part;
  readonly Fields: (props: EntryFormProps<L>) => Html;
}

/** What a refused form had in it, and why it was refused. */
export interface Typed<L extends ListName> {
  readonly entry?: DraftLists[L];
  /** The key of the entry that the form was about; empty for a new one. */
  readonly key?: string;
  readonly refusal?: Refusal;
  readonly status?: number;
}

/** What is wrong with one entry, by the place inside it. */
export function flawsOf(table: OnTheTable, list: ListName, key: string) {
  if (table.checked.ok) return [];
  const index = entriesOf(table.draft.definition, list).findIndex((entry) => entry.key === key);
  return table.checked.flaws.flatMap((flaw) => {
    const found = flaw.field.startsWith(list) ? entryFlaw(flaw) : null;
    return found?.index === index ? [{ field: found.field, reason: flaw.reason }] : [];
  });
}

/** The list, and the form of the entry that is open or new. */
export async function show<L extends ListName>(
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
          error={errorsAt(
            [...(typed.refusal?.flaws ?? []), ...(known ? flawsOf(table, list, known.key) : [])],
            t,
          )}
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
