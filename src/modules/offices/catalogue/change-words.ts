import { type Lang, localise, type Translate } from '../../../kernel/i18n.ts';
import { formatRupiah, isRupiah } from '../../../kernel/money.ts';
import type { Condition } from '../definition.ts';
import { isTimeUnit } from '../definition-time.ts';
import { conditionWords, durationWords } from '../definition-words.ts';
import { type Change, type EntryProperty, type ScalarName, valueOf } from './changes.ts';
import type { DraftFee, DraftOption, DraftText, ListName, ServiceDraft, Typed } from './draft.ts';
import { entryOf } from './rules.ts';

/** A change in words: what it is about, and what stood and stands there; empty: nothing. */
export interface ChangeWords {
  readonly label: string;
  readonly before: string;
  readonly after: string;
  /** Only the words of the other language differ; the label says so, and they are shown. */
  readonly inOther: boolean;
}

type Words = Omit<ChangeWords, 'inOther'>;

/** Says a change in the reader's language; the office's own words where they have them, else Indonesian. */
export function changeWords(
  change: Change,
  before: ServiceDraft,
  after: ServiceDraft,
  t: Translate,
  lang: Lang,
): ChangeWords {
  const said = wordsIn(change, before, after, t, lang);
  if (said.before !== said.after) return { ...said, inOther: false };
  const other = lang === 'id' ? 'en' : 'id';
  const there = wordsIn(change, before, after, t, other);
  const label = t(`offices.change.in_${other}`, { label: said.label });
  return { ...there, label, inOther: true };
}

function wordsIn(
  change: Change,
  before: ServiceDraft,
  after: ServiceDraft,
  t: Translate,
  lang: Lang,
): Words {
  const speak = speaker(t, lang);
  switch (change.kind) {
    case 'value': {
      const said = (draft: ServiceDraft) => speak.value(change.property, draft);
      return {
        label: t(`offices.change.${change.property}`),
        before: said(before),
        after: said(after),
      };
    }
    case 'order': {
      const names = (draft: ServiceDraft) =>
        draft[change.list].map((entry) => speak.name(draft, change.list, entry.key)).join(' · ');
      return {
        label: t(`offices.change.${change.list}.order`),
        before: names(before),
        after: names(after),
      };
    }
    case 'added':
    case 'removed':
      return {
        label: t(`offices.change.${change.list}.${change.kind}`),
        before: change.kind === 'removed' ? speak.name(before, change.list, change.key) : '',
        after: change.kind === 'added' ? speak.name(after, change.list, change.key) : '',
      };
    case 'changed': {
      const said = (draft: ServiceDraft) =>
        speak.property(draft, change.list, change.key, change.property);
      return {
        label: t('offices.change.of_entry', {
          thing: t(`offices.change.${change.list}.one`),
          name: speak.name(after, change.list, change.key),
          property: t(`offices.change.property.${change.property}`),
        }),
        before: said(before),
        after: said(after),
      };
    }
  }
}

/** The same in one line: "Persyaratan ditambah: Surat kuasa", "Waktu: 5 hari kerja → 7 hari kerja". */
export function changeLine({ label, before, after }: Words): string {
  const sides = [before, after].filter((side) => side !== '');
  return `${label}: ${sides.join(' → ')}`;
}

/** A time as it was typed, which need not be a number yet. */
function timeWords({ unit, amount }: ServiceDraft['time'], t: Translate): string {
  return isTimeUnit(unit) && typeof amount === 'number'
    ? durationWords({ unit, amount }, t)
    : `${amount} ${unit}`;
}

function speaker(t: Translate, lang: Lang) {
  const text = (value: DraftText | undefined) => (value ? localise(value, lang).text : '');
  const yes = (value: unknown) => t(value === true ? 'portal.service.yes' : 'portal.service.no');
  const rupiah = (amount: Typed) =>
    typeof amount === 'number' && isRupiah(amount) ? formatRupiah(amount) : String(amount);

  const fee = (rule: DraftFee): string => {
    const note = text(rule.note);
    switch (rule.kind) {
      case 'free':
        return [t('portal.service.free'), note].filter(Boolean).join('. ');
      case 'fixed': {
        const unit = text(rule.per);
        const amount = rupiah(rule.amount);
        return [unit === '' ? amount : t('portal.service.fee_per', { amount, unit }), note]
          .filter(Boolean)
          .join('. ');
      }
      case 'formula': {
        const constants = Object.entries(rule.constants).map(([key, value]) => `${key} = ${value}`);
        return [rule.formula, ...constants, note].filter(Boolean).join('; ');
      }
      case 'by_hand':
        return [t('portal.service.fee_by_hand'), note].filter(Boolean).join('. ');
    }
  };

  const value = (property: ScalarName, draft: ServiceDraft): string => {
    switch (property) {
      case 'time':
        return timeWords(draft.time, t);
      case 'fee':
        return fee(draft.fee);
      case 'alsoKnownAs':
        return draft.alsoKnownAs.join(', ');
      case 'legalBasis':
        return draft.legalBasis.join('; ');
      case 'historical':
        return yes(draft.historical);
      case 'elsewhere':
        return draft.elsewhere ? `${draft.elsewhere.url} ${text(draft.elsewhere.explanation)}` : '';
      case 'source':
        return draft.source;
      case 'group':
        return text(draft.group);
      case 'summary':
        return text(draft.summary);
      case 'product':
        return text(draft.product);
      case 'name':
        return text(draft.name);
    }
  };

  const name = (draft: ServiceDraft, list: ListName, key: string): string => {
    const entry = entryOf(draft, list, key);
    if (entry === undefined) return key;
    return text('label' in entry ? entry.label : entry.name) || key;
  };

  const property = (
    draft: ServiceDraft,
    list: ListName,
    key: string,
    which: EntryProperty,
  ): string => {
    const entry = entryOf(draft, list, key);
    const found = entry && valueOf(entry, which);
    switch (which) {
      case 'required':
      case 'original':
      case 'local':
        return yes(found);
      case 'when':
        return found === undefined
          ? t('offices.change.always')
          : conditionWords(found as Condition, draft, t, lang);
      case 'options':
        return ((found as readonly DraftOption[] | undefined) ?? [])
          .map(({ label }) => text(label))
          .join(', ');
      case 'kind':
        return t(
          list === 'fields'
            ? `offices.field_kind.${found as 'text'}`
            : `dossiers.desk.step.${found as 'payment'}`,
        );
      case 'returnTo':
        return typeof found === 'string'
          ? name(draft, 'route', found)
          : t('offices.change.refused');
      case 'min':
      case 'max':
        return typeof found === 'number' || typeof found === 'string' ? String(found) : '';
      case 'name':
      case 'label':
      case 'help':
      case 'proof':
        return text(found as DraftText | undefined);
    }
  };
  return { value, name, property };
}
