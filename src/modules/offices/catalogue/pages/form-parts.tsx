import type { FormInput } from '../../../../kernel/forms.ts';
import { one } from '../../../../kernel/forms.ts';
import type { House } from '../../../../kernel/house.ts';
import { say } from '../../../../kernel/i18n.ts';
import { newId } from '../../../../kernel/ids.ts';
import { Alert } from '../../../../ui/alert.tsx';
import { ButtonRow, SubmitButton } from '../../../../ui/button.tsx';
import { Form } from '../../../../ui/form.tsx';
import { type Route, staff } from '../../../../web/route.ts';
import type { Visit } from '../../../../web/visit.ts';
import type { ServiceDraft } from '../draft.ts';
import { changeDraft, type Refusal } from '../drafting.ts';
import { partOf } from '../flaws.ts';
import { BasicsFields } from './basics-fields.tsx';
import { CostFields } from './cost-fields.tsx';
import {
  administering,
  doOnce,
  editionIn,
  here,
  leadOn,
  type OnTheTable,
  onTheTable,
} from './editor.ts';
import { errorsAt, NO_ERRORS } from './errors-at.ts';
import { Carried, EditorPage } from './frame.tsx';
import { readBasics, readCost } from './read-parts.ts';
import type { CatalogueRooms } from './rooms.ts';
import { TryOut } from './try-out.tsx';

/** A part of a service that is one form. */
interface FormPart {
  readonly part: 'pokok' | 'biaya';
  readonly next: 'persyaratan' | 'alur';
  readonly read: (input: FormInput, draft: ServiceDraft) => ServiceDraft;
}

/** The parts "Pokok" and "Biaya & waktu". */
export function formPartRoutes(house: House, rooms: CatalogueRooms): Route[] {
  return [
    ...routesOf(house, rooms, { part: 'pokok', next: 'persyaratan', read: readBasics }),
    ...routesOf(house, rooms, { part: 'biaya', next: 'alur', read: readCost }),
  ];
}

function routesOf(house: House, rooms: CatalogueRooms, about: FormPart): Route[] {
  const path = `/:office/petugas/atur/layanan/:service/${about.part}`;
  const access = staff('administrator');
  return [
    {
      method: 'GET',
      path,
      access,
      async handle(visit) {
        const table = await onTheTable(house, visit);
        return table instanceof Response ? table : show(visit, rooms, about, table);
      },
    },
    { method: 'POST', path, access, handle: (visit) => save(house, visit, rooms, about) },
  ];
}

async function save(
  house: House,
  visit: Visit,
  rooms: CatalogueRooms,
  about: FormPart,
): Promise<Response> {
  const { part, next, read } = about;
  const input = await visit.form();
  const done = await doOnce(house, visit, input, (inside) =>
    changeDraft(
      inside,
      administering(visit),
      visit.param('service'),
      editionIn(input),
      (draft) => ({
        ok: true,
        draft: read(input, draft),
      }),
    ),
  );
  const table = await onTheTable(house, visit);
  if (table instanceof Response) return table;
  if (!done.ok) {
    const typed = read(input, table.draft.definition);
    return show(visit, rooms, about, table, { typed, ...done });
  }
  if (!table.checked.ok && table.checked.flaws.some((flaw) => partOf(flaw) === part))
    return leadOn(house, visit, here(visit, `/${part}`), 'offices.catalogue.saved_with_flaws');
  return one(input, 'tindakan') === 'lanjut'
    ? leadOn(house, visit, here(visit, `/${next}`), 'offices.catalogue.saved')
    : leadOn(house, visit, here(visit, `/${part}`), 'offices.catalogue.saved');
}

async function show(
  visit: Visit,
  rooms: CatalogueRooms,
  { part }: FormPart,
  table: OnTheTable,
  refused?: { readonly typed: ServiceDraft; readonly refusal: Refusal; readonly status: number },
): Promise<Response> {
  const { t, page: ctx } = visit;
  const { office, draft, checked } = table;
  const definition = refused?.typed ?? draft.definition;
  // Nobody is told what is missing before they had a chance to write it.
  const untouched = draft.basedOn === null && draft.edition === 1;
  const error = checked.ok || refused || untouched ? NO_ERRORS : errorsAt(checked.flaws, t);
  return visit.html(
    <EditorPage
      ctx={ctx}
      nav={rooms.nav(visit)}
      timeZone={visit.office.timeZone}
      draft={draft}
      checked={checked}
      here={part}
    >
      {refused ? (
        <Alert kind="danger" live="alert">
          {say(t, refused.refusal.reason)}
        </Alert>
      ) : null}
      <Form action={here(visit, `/${part}`)} id="bagian">
        <Carried edition={draft.edition} once={newId()} />
        {part === 'pokok' ? (
          <BasicsFields ctx={ctx} draft={definition} error={error} />
        ) : (
          <CostFields
            ctx={ctx}
            draft={definition}
            freeByLaw={office.profile.freeByLaw}
            error={error}
          />
        )}
        <ButtonRow>
          <SubmitButton name="tindakan" value="lanjut">
            {t('offices.catalogue.save_and_on')}
          </SubmitButton>
          <SubmitButton kind="secondary" name="tindakan" value="simpan">
            {t('offices.catalogue.save')}
          </SubmitButton>
        </ButtonRow>
      </Form>
      {part === 'biaya' && draft.definition.fee.kind === 'formula' ? (
        <TryOut
          ctx={ctx}
          draft={draft.definition}
          action={here(visit, '/biaya')}
          tried={(key) => visit.query(`coba.${key}`)}
        />
      ) : null}
    </EditorPage>,
    refused?.status ?? 200,
  );
}
