import { one } from '../../../../kernel/forms.ts';
import type { House } from '../../../../kernel/house.ts';
import { say } from '../../../../kernel/i18n.ts';
import { newId } from '../../../../kernel/ids.ts';
import { Alert } from '../../../../ui/alert.tsx';
import { SubmitButton } from '../../../../ui/button.tsx';
import { Details } from '../../../../ui/details.tsx';
import { TextArea } from '../../../../ui/fields.tsx';
import { Form } from '../../../../ui/form.tsx';
import { Localised } from '../../../../ui/local.tsx';
import type { PageContext } from '../../../../ui/page-context.ts';
import { Section } from '../../../../ui/page-head.tsx';
import { type Route, staff } from '../../../../web/route.ts';
import type { Visit } from '../../../../web/visit.ts';
import type { Flaw } from '../../definition-checks.ts';
import { forgetOffices } from '../../remembered.ts';
import { selectEdition, selectService } from '../catalogue.sql.ts';
import { type DraftText, draftOf, type ServiceDraft } from '../draft.ts';
import type { Refusal } from '../drafting.ts';
import { entryFlaw, PARTS, partOf } from '../flaws.ts';
import { LONGEST_NOTE, publishDraft } from '../publishing.ts';
import { entriesOf } from '../rules.ts';
import { Comparison } from './comparison.tsx';
import {
  administering,
  doOnce,
  editionIn,
  here,
  leadOn,
  type OnTheTable,
  onTheTable,
} from './editor.ts';
import { Carried, EditorPage } from './frame.tsx';
import type { CatalogueRooms } from './rooms.ts';
import { UntranslatedPart } from './untranslated-part.tsx';

/** The last part: what is still wrong, what changes for citizens, and the button that makes it so. */
export function publishRoutes(house: House, rooms: CatalogueRooms): Route[] {
  const path = '/:office/petugas/atur/layanan/:service/terbitkan';
  const access = staff('administrator');
  return [
    {
      method: 'GET',
      path,
      access,
      async handle(visit) {
        const table = await onTheTable(house, visit);
        return table instanceof Response ? table : show(house, visit, rooms, table, {});
      },
    },
    { method: 'POST', path, access, handle: (visit) => publish(house, visit, rooms) },
  ];
}

async function publish(house: House, visit: Visit, rooms: CatalogueRooms): Promise<Response> {
  const input = await visit.form();
  const note = one(input, 'catatan').trim().slice(0, LONGEST_NOTE);
  const seen = { edition: editionIn(input), version: Number(one(input, 'versi')) || null };
  const done = await doOnce(house, visit, input, (inside) =>
    publishDraft(inside, administering(visit), visit.param('service'), seen, note),
  );
  if (done.ok) {
    forgetOffices();
    return leadOn(house, visit, here(visit), 'offices.catalogue.published_flash');
  }
  const table = await onTheTable(house, visit);
  return table instanceof Response ? table : show(house, visit, rooms, table, { note, ...done });
}

interface Typed {
  readonly note?: string;
  readonly refusal?: Refusal;
  readonly status?: number;
}

async function show(
  house: House,
  visit: Visit,
  rooms: CatalogueRooms,
  table: OnTheTable,
  typed: Typed,
): Promise<Response> {
  const { t, page: ctx } = visit;
  const { draft, checked } = table;
  const service = await selectService(house.db, visit.office.id, draft.code);
  const current =
    service && (await selectEdition(house.db, visit.office.id, draft.code, service.version));
  const noteMissing = typed.refusal?.reason.key === 'offices.catalogue.note_required';
  return visit.html(
    <EditorPage
      ctx={ctx}
      nav={rooms.nav(visit)}
      timeZone={visit.office.timeZone}
      draft={draft}
      checked={checked}
      here="terbitkan"
    >
      {typed.refusal && !noteMissing ? (
        <Alert kind="danger" live="alert">
          {say(t, typed.refusal.reason)}
        </Alert>
      ) : null}
      {service && draft.basedOn !== null && draft.basedOn !== service.version ? (
        <Alert kind="warning">
          {t('offices.catalogue.older_base', { based: draft.basedOn, version: service.version })}
        </Alert>
      ) : null}
      {checked.ok ? (
        <Alert kind="success">{t('offices.catalogue.ready')}</Alert>
      ) : (
        <Flaws ctx={ctx} visit={visit} draft={draft.definition} flaws={checked.flaws} />
      )}
      <UntranslatedPart ctx={ctx} draft={draft.definition} path={here(visit)} />
      {current && service ? (
        <Section
          title={t('offices.catalogue.what_changes', { version: service.version })}
          id="perubahan"
        >
          <Comparison
            ctx={ctx}
            before={draftOf(current)}
            after={draft.definition}
            beforeName={t('offices.catalogue.version', { version: service.version })}
            afterName={t('offices.catalogue.draft')}
          />
        </Section>
      ) : null}
      {checked.ok ? (
        <Section title={t('offices.catalogue.publish_title')} id="terbitkan">
          <p>{t('offices.catalogue.publish_lead')}</p>
          <Form action={here(visit, '/terbitkan')}>
            <Carried edition={draft.edition} once={newId()} />
            <input type="hidden" name="versi" value={String(service?.version ?? '')} />
            <TextArea
              ctx={ctx}
              name="catatan"
              label={t('offices.catalogue.note')}
              description={t('offices.catalogue.note_help')}
              value={typed.note ?? ''}
              rows={3}
              maxLength={LONGEST_NOTE}
              error={noteMissing && typed.refusal ? say(t, typed.refusal.reason) : undefined}
            />
            <SubmitButton>{t('offices.catalogue.publish')}</SubmitButton>
          </Form>
        </Section>
      ) : null}
      <Details summary={t('offices.catalogue.discard')}>
        <p>{t('offices.catalogue.discard_text')}</p>
        <form method="post" action={here(visit, '/draf/buang')}>
          <input type="hidden" name="kunci" value={newId()} />
          <SubmitButton kind="danger" size="sm">
            {t('offices.catalogue.discard_do')}
          </SubmitButton>
        </form>
      </Details>
    </EditorPage>,
    typed.status ?? 200,
  );
}

/** Everything that stands in the way, by part, each a link to where it is mended. */
function Flaws(props: {
  readonly ctx: PageContext;
  readonly visit: Visit;
  readonly draft: ServiceDraft;
  readonly flaws: readonly Flaw[];
}) {
  const { ctx, visit, draft, flaws } = props;
  const { t } = ctx;
  return (
    <Alert kind="warning" title={t('offices.catalogue.not_ready', { count: flaws.length })}>
      {PARTS.map((part) => {
        const found = flaws.filter((flaw) => partOf(flaw) === part);
        return found.length === 0 ? null : (
          <>
            <p>
              <strong>{t(`offices.catalogue.part.${part}`)}</strong>
            </p>
            <ul>
              {found.map((flaw) => {
                const { name, anchor } = whereIs(flaw, draft);
                return (
                  <li>
                    <a href={`${here(visit, `/${part}`)}${anchor}`}>
                      {name ? (
                        <>
                          <Localised text={name} lang={ctx.lang} />:{' '}
                        </>
                      ) : null}
                      {say(t, flaw.reason)}
                    </a>
                  </li>
                );
              })}
            </ul>
          </>
        );
      })}
    </Alert>
  );
}

/** The name of the entry that a flaw is about, and the way to its form. */
function whereIs(
  flaw: Flaw,
  draft: ServiceDraft,
): { readonly name: DraftText | undefined; readonly anchor: string } {
  const found = entryFlaw(flaw);
  const list = LISTS.find((each) => flaw.field.startsWith(each));
  const entry = found && list ? entriesOf(draft, list)[found.index] : undefined;
  if (!entry) return { name: undefined, anchor: `#${flaw.field}` };
  const said = 'label' in entry ? entry.label : entry.name;
  const name = said.id === '' ? { id: entry.key } : said;
  return { name, anchor: `?ubah=${encodeURIComponent(entry.key)}#butir-${entry.key}` };
}

const LISTS = ['requirements', 'fields', 'route'] as const;
