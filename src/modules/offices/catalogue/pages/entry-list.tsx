import type { Child } from 'hono/jsx';
import { type Lang, localise, say, type Translate } from '../../../../kernel/i18n.ts';
import { Button, LinkButton } from '../../../../ui/button.tsx';
import { Localised } from '../../../../ui/local.tsx';
import type { PageContext } from '../../../../ui/page-context.ts';
import { Tag } from '../../../../ui/tag.tsx';
import type { Flaw } from '../../definition-checks.ts';
import { conditionWords } from '../../definition-words.ts';
import type {
  DraftField,
  DraftLists,
  DraftRequirement,
  DraftStep,
  DraftText,
  ListName,
  ServiceDraft,
} from '../draft.ts';
import { entryFlaw } from '../flaws.ts';
import { entriesOf } from '../rules.ts';

/**
 * The entries of a part in their order, each with what can be done about it. Moving and taking out are buttons of one form,
 * `form`; the entry that is open stands as `opened` in its place.
 */
export function EntryList(props: {
  readonly ctx: PageContext;
  readonly draft: ServiceDraft;
  readonly list: ListName;
  readonly flaws: readonly Flaw[];
  readonly path: string;
  readonly form: string;
  readonly openKey: string | undefined;
  readonly opened: Child;
}) {
  const { ctx, draft, list, flaws, path, openKey, opened } = props;
  const entries = entriesOf(draft, list);
  return (
    <ol class="sl-rows sl-entries">
      {entries.map((entry, index) => (
        <li id={`butir-${entry.key}`}>
          {entry.key === openKey ? (
            opened
          ) : (
            <>
              <div class="sl-flow">
                <p>
                  <strong>{index + 1}.</strong> <EntryName ctx={ctx} entry={entry} />
                </p>
                <EntryMarks ctx={ctx} draft={draft} entry={entry} />
                {flaws
                  .filter((flaw) => entryFlaw(flaw)?.index === index)
                  .map((flaw) => (
                    <p class="ds-validation-message">{say(ctx.t, flaw.reason)}</p>
                  ))}
              </div>
              <EntryButtons
                ctx={ctx}
                name={nameOf(entry).id || entry.key}
                entryKey={entry.key}
                form={props.form}
                path={path}
                first={index === 0}
                last={index === entries.length - 1}
              />
            </>
          )}
        </li>
      ))}
    </ol>
  );
}

const nameOf = (entry: DraftLists[ListName]): DraftText =>
  'label' in entry ? entry.label : entry.name;

function EntryName(props: { readonly ctx: PageContext; readonly entry: DraftLists[ListName] }) {
  const name = nameOf(props.entry);
  return name.id === '' ? (
    <span class="sl-quiet">{props.ctx.t('offices.catalogue.unnamed')}</span>
  ) : (
    <Localised text={name} lang={props.ctx.lang} />
  );
}

function EntryButtons(props: {
  readonly ctx: PageContext;
  readonly name: string;
  readonly entryKey: string;
  readonly form: string;
  readonly path: string;
  readonly first: boolean;
  readonly last: boolean;
}) {
  const { ctx, name, entryKey, form, path, first, last } = props;
  const { t } = ctx;
  const act = (word: 'naik' | 'turun' | 'hapus', shown: string) => (
    <Button
      type="submit"
      kind="tertiary"
      size="sm"
      form={form}
      name="tindakan"
      value={`${word}:${entryKey}`}
      label={`${shown} ${name}`}
    >
      {shown}
    </Button>
  );
  // What every entry has stands last, so that it lies in one line from row to row.
  return (
    <div class="sl-buttons">
      {first ? null : act('naik', t('offices.catalogue.up'))}
      {last ? null : act('turun', t('offices.catalogue.down'))}
      <LinkButton
        kind="secondary"
        size="sm"
        href={`${path}?ubah=${encodeURIComponent(entryKey)}#butir-${entryKey}`}
        label={`${t('offices.catalogue.change')} ${name}`}
      >
        {t('offices.catalogue.change')}
      </LinkButton>
      {act('hapus', t('offices.catalogue.remove'))}
    </div>
  );
}

/** What distinguishes an entry, in a word each. */
function EntryMarks(props: {
  readonly ctx: PageContext;
  readonly draft: ServiceDraft;
  readonly entry: DraftLists[ListName];
}) {
  const { ctx, draft, entry } = props;
  const { t, lang } = ctx;
  const marks =
    'label' in entry
      ? fieldMarks(entry, t)
      : 'required' in entry
        ? requirementMarks(entry, t)
        : stepMarks(entry, t);
  const back = 'returnTo' in entry ? returnWords(entry, draft, t, lang) : undefined;
  const notes = [
    ...(back === undefined ? [] : [back]),
    ...(entry.when
      ? [t('portal.service.only_when', { condition: conditionWords(entry.when, draft, t, lang) })]
      : []),
  ];
  return (
    <p class="sl-meta">
      {marks.map((mark) => (
        <>
          <Tag>{mark}</Tag>{' '}
        </>
      ))}
      {notes.join(' ')}
    </p>
  );
}

const requirementMarks = ({ required, original, local }: DraftRequirement, t: Translate) => [
  t(required ? 'offices.catalogue.mark.required' : 'offices.catalogue.mark.optional'),
  ...(original ? [t('offices.catalogue.mark.original')] : []),
  ...(local ? [t('offices.catalogue.mark.local')] : []),
];

const fieldMarks = ({ kind, required }: DraftField, t: Translate) => [
  t(`offices.field_kind.${kind}`),
  t(required ? 'offices.catalogue.mark.required' : 'offices.catalogue.mark.optional'),
];

const stepMarks = ({ kind, proof }: DraftStep, t: Translate) => [
  t(`dossiers.desk.step.${kind}`),
  ...(proof ? [t('offices.catalogue.mark.proof')] : []),
];

function returnWords(
  { returnTo }: DraftStep,
  draft: ServiceDraft,
  t: Translate,
  lang: Lang,
): string | undefined {
  if (returnTo === undefined) return undefined;
  const back = draft.route.find(({ key }) => key === returnTo);
  return t('offices.catalogue.mark.returns', {
    step: back ? localise(back.name, lang).text : returnTo,
  });
}
