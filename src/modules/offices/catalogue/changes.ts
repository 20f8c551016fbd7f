import { canonical } from '../../../kernel/ledger.ts';
import type { DraftLists, ListName, ServiceDraft } from './draft.ts';
import type { Part } from './flaws.ts';
import { entriesOf } from './rules.ts';

/** One thing in which two states of a service differ. Values are looked up where it is told in words. */
export type Change =
  | { readonly kind: 'value'; readonly part: Part; readonly property: ScalarName }
  | { readonly kind: 'order'; readonly part: Part; readonly list: ListName }
  | {
      readonly kind: 'added' | 'removed';
      readonly part: Part;
      readonly list: ListName;
      readonly key: string;
    }
  | {
      readonly kind: 'changed';
      readonly part: Part;
      readonly list: ListName;
      readonly key: string;
      readonly property: EntryProperty;
    };

const SCALARS = [
  ['name', 'pokok'],
  ['summary', 'pokok'],
  ['group', 'pokok'],
  ['product', 'pokok'],
  ['alsoKnownAs', 'pokok'],
  ['legalBasis', 'pokok'],
  ['source', 'pokok'],
  ['historical', 'pokok'],
  ['elsewhere', 'pokok'],
  ['time', 'biaya'],
  ['fee', 'biaya'],
] as const satisfies readonly (readonly [keyof ServiceDraft, Part])[];
export type ScalarName = (typeof SCALARS)[number][0];

const LISTS = [
  ['requirements', 'persyaratan', ['name', 'help', 'required', 'when', 'original', 'local']],
  ['fields', 'isian', ['kind', 'label', 'help', 'required', 'when', 'options', 'min', 'max']],
  ['route', 'alur', ['kind', 'name', 'when', 'returnTo', 'proof']],
] as const satisfies readonly (readonly [ListName, Part, readonly string[]])[];
export type EntryProperty = (typeof LISTS)[number][2][number];

/** In what `after` differs from `before`, in the order of the pages. Equal states have no change. */
export function changesBetween(before: ServiceDraft, after: ServiceDraft): readonly Change[] {
  return [
    ...SCALARS.flatMap(([property, part]): Change[] =>
      same(before[property], after[property]) ? [] : [{ kind: 'value', part, property }],
    ),
    ...LISTS.flatMap(([list, part, properties]) =>
      listChanges(list, part, properties, entriesOf(before, list), entriesOf(after, list)),
    ),
  ];
}

function listChanges<L extends ListName>(
  list: L,
  part: Part,
  properties: readonly EntryProperty[],
  before: readonly DraftLists[L][],
  after: readonly DraftLists[L][],
): Change[] {
  const old = new Map(before.map((entry) => [entry.key, entry]));
  const now = new Set(after.map(({ key }) => key));
  const changes: Change[] = [];
  for (const { key } of before)
    if (!now.has(key)) changes.push({ kind: 'removed', part, list, key });
  for (const entry of after) {
    const was = old.get(entry.key);
    if (!was) changes.push({ kind: 'added', part, list, key: entry.key });
    else
      for (const property of properties)
        if (!same(valueOf(was, property), valueOf(entry, property)))
          changes.push({ kind: 'changed', part, list, key: entry.key, property });
  }
  const stayed = (entries: readonly DraftLists[L][]) =>
    entries.map(({ key }) => key).filter((key) => old.has(key) && now.has(key));
  if (!same(stayed(before), stayed(after))) changes.push({ kind: 'order', part, list });
  return changes;
}

/** A property of an entry, whichever list it stands in. */
export function valueOf(entry: DraftLists[ListName], property: EntryProperty): unknown {
  return Reflect.get(entry, property);
}

/** What says nothing (absent, false, an empty list) says the same nothing. */
function same(a: unknown, b: unknown): boolean {
  return spoken(a) === spoken(b);
}

function spoken(value: unknown): string {
  if (value === undefined || value === false) return '';
  if (Array.isArray(value) && value.length === 0) return '';
  return canonical(JSON.parse(JSON.stringify(value)));
}

const THINGS: Readonly<Record<ListName, string>> = {
  requirements: 'requirement',
  fields: 'field',
  route: 'step',
};

/** The change as the ledger keeps it: a code without any text, such as `requirement.added:surat_kuasa`. */
export function codeOf(change: Change): string {
  switch (change.kind) {
    case 'value':
      return change.property;
    case 'order':
      return `${THINGS[change.list]}.order`;
    case 'added':
    case 'removed':
      return `${THINGS[change.list]}.${change.kind}:${change.key}`;
    case 'changed':
      return `${THINGS[change.list]}.${change.property}:${change.key}`;
  }
}
