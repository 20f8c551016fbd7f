import { type Reason, reason } from '../../../kernel/i18n.ts';
import type { Condition } from '../definition.ts';
import type { DraftLists, ListName, ServiceDraft } from './draft.ts';

/** How the lists of a draft change. Entries are found by their key, so that two people who edit never mean different ones. */

export type Edited =
  | { readonly ok: true; readonly draft: ServiceDraft }
  | { readonly ok: false; readonly reason: Reason };

/** What a list may hold at most; see `serviceSchema`. */
export const MOST: Readonly<Record<ListName, number>> = { requirements: 30, fields: 60, route: 20 };

/** The entry of a list with this key. */
export function entryOf<L extends ListName>(
  draft: ServiceDraft,
  list: L,
  key: string,
): DraftLists[L] | undefined {
  return entriesOf(draft, list).find((entry) => entry.key === key);
}

/** A list's entries in order. */
export function entriesOf<L extends ListName>(
  draft: ServiceDraft,
  list: L,
): readonly DraftLists[L][] {
  return draft[list] as readonly DraftLists[L][];
}

/** Adds an entry at the end; its key must be new. */
export function addEntry<L extends ListName>(
  draft: ServiceDraft,
  list: L,
  entry: DraftLists[L],
): Edited {
  const entries = entriesOf(draft, list);
  if (!KEY.test(entry.key)) return MALFORMED;
  if (entries.length >= MOST[list])
    return { ok: false, reason: reason('offices.mistake.too_many', { most: MOST[list] }) };
  if (entries.some(({ key }) => key === entry.key))
    return { ok: false, reason: reason('offices.mistake.duplicate', { found: entry.key }) };
  return { ok: true, draft: { ...draft, [list]: [...entries, entry] } };
}

/** Puts an entry in the place of the one with `key`. A new key of its own is followed by whatever named the old one. */
export function putEntry<L extends ListName>(
  draft: ServiceDraft,
  list: L,
  key: string,
  entry: DraftLists[L],
): Edited {
  const entries = entriesOf(draft, list);
  if (!entries.some((each) => each.key === key)) return GONE;
  if (!KEY.test(entry.key)) return MALFORMED;
  if (entry.key !== key && entries.some((each) => each.key === entry.key))
    return { ok: false, reason: reason('offices.mistake.duplicate', { found: entry.key }) };
  const put = { ...draft, [list]: entries.map((each) => (each.key === key ? entry : each)) };
  return { ok: true, draft: entry.key === key ? put : renamed(put, list, key, entry.key) };
}

/** Takes an entry out. Conditions that named it stay, and are said to be broken until somebody mends them. */
export function removeEntry(draft: ServiceDraft, list: ListName, key: string): Edited {
  const entries = entriesOf(draft, list);
  const rest = entries.filter((each) => each.key !== key);
  return rest.length === entries.length ? GONE : { ok: true, draft: { ...draft, [list]: rest } };
}

/** Moves an entry one place up (-1) or down (1); at the end of the list it stays where it is. */
export function moveEntry(draft: ServiceDraft, list: ListName, key: string, by: -1 | 1): Edited {
  const entries = [...entriesOf(draft, list)];
  const from = entries.findIndex((each) => each.key === key);
  const entry = entries[from];
  if (!entry) return GONE;
  const to = Math.min(Math.max(from + by, 0), entries.length - 1);
  entries.splice(from, 1);
  entries.splice(to, 0, entry);
  return { ok: true, draft: { ...draft, [list]: entries } };
}

const KEY = /^[a-z][a-z0-9_]{0,47}$/;
const MALFORMED: Edited = { ok: false, reason: reason('offices.mistake.lower_snake_key') };
const GONE: Edited = { ok: false, reason: reason('offices.catalogue.entry_gone') };

/** Conditions, formula and returns follow a key that has changed. */
function renamed(draft: ServiceDraft, list: ListName, from: string, to: string): ServiceDraft {
  if (list === 'requirements') return draft;
  if (list === 'route')
    return {
      ...draft,
      route: draft.route.map((step) => (step.returnTo === from ? { ...step, returnTo: to } : step)),
    };
  const follow = <T extends { readonly when?: Condition }>(entry: T): T =>
    entry.when?.field === from ? { ...entry, when: { ...entry.when, field: to } } : entry;
  const { fee } = draft;
  return {
    ...draft,
    requirements: draft.requirements.map(follow),
    fields: draft.fields.map(follow),
    route: draft.route.map(follow),
    fee:
      fee.kind === 'formula'
        ? { ...fee, formula: fee.formula.replaceAll(new RegExp(`\\b${from}\\b`, 'g'), to) }
        : fee,
  };
}
