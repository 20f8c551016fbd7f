import { type Reason, reason } from '../../../kernel/i18n.ts';

/** Sentences by the place they are about (`hours.week.mon[0]`); the empty place is the form as a whole. */
export type Faults = Readonly<Record<string, Reason>>;

/** What became of a change; `changed` is false when all was so already. */
export type Saved =
  | { readonly ok: true; readonly changed: boolean }
  | { readonly ok: false; readonly faults: Faults };

export const SAVED: Saved = { ok: true, changed: true };
export const AS_BEFORE: Saved = { ok: true, changed: false };

/** A colleague saved something else since the form was opened; nothing was done. */
export const OVERTAKEN = reason('offices.settings.overtaken');

/** An office of a tree shows what its root says, and is changed there. */
export const IN_TREE = reason('offices.settings.in_tree');

export const refused = (why: Reason, place = ''): Saved => ({
  ok: false,
  faults: { [place]: why },
});
