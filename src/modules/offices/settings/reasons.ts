import type { Actor } from '../../../kernel/actor.ts';
import { reason } from '../../../kernel/i18n.ts';
import { reasonSchema } from '../definition.ts';
import { schemaMistakes } from '../importing/mistakes.ts';
import { plain } from '../importing/plain.ts';
import { firstAtEachPlace, inOffice, type Needs } from './change.ts';
import { accountOf } from './differences.ts';
import { editionOf } from './edition.ts';
import { type KeptReason, putReason, selectEveryReason, setRetired } from './reasons.sql.ts';
import { AS_BEFORE, OVERTAKEN, refused, SAVED, type Saved } from './saved.ts';

/** As many as an office's folder may hold. */
export const MOST_REASONS = 200;

/** Which edition of a reason a form is filled in from; of a new one, none. */
export const reasonEdition = (known: KeptReason | undefined): string =>
  editionOf(known ? plain(known) : null);

/**
 * Adds a reason, or gives one of that code new words. What an applicant was told under it reads the new words too, for a
 * letter names the code; a reason that means something else is a new one.
 */
export function saveReason(
  house: Needs,
  actor: Actor,
  officeId: string,
  wish: { readonly isNew: boolean; readonly edition: string; readonly typed: unknown },
): Promise<Saved> {
  const read = reasonSchema.safeParse(wish.typed);
  if (!read.success)
    return Promise.resolve({
      ok: false,
      faults: firstAtEachPlace(schemaMistakes('reasons.json', read.error.issues, wish.typed)),
    });
  const { code, label, advice } = read.data;
  return inOffice(house, officeId, actor, async ({ tx, write }) => {
    const all = await selectEveryReason(tx, officeId);
    const known = all.find((one) => one.code === code);
    if (wish.isNew && known)
      return refused(reason('offices.mistake.duplicate', { found: code }), 'code');
    if (!wish.isNew && !known) return refused(reason('offices.reasons.gone'));
    if (!wish.isNew && reasonEdition(known) !== wish.edition) return refused(OVERTAKEN);
    if (wish.isNew && all.filter(({ retired }) => !retired).length >= MOST_REASONS)
      return refused(reason('offices.mistake.too_many', { most: MOST_REASONS }));
    const words = { label: plain(label), advice: plain(advice) };
    if (
      known &&
      editionOf(plain({ label: known.label, advice: known.advice })) === editionOf(words)
    )
      return AS_BEFORE;
    await putReason(tx, officeId, { code, ...words });
    await write({
      kind: 'office.reasons_changed',
      data: wish.isNew ? { added: [code] } : { changed: [code] },
      text: accountOf(
        known ? { reasons: { [code]: plain({ label: known.label, advice: known.advice }) } } : {},
        { reasons: { [code]: words } },
      ),
    });
    return SAVED;
  });
}

/** Takes a reason off the officers' list, or puts it back. It is never deleted: letters that name it stay readable. */
export function retireReason(
  house: Needs,
  actor: Actor,
  officeId: string,
  code: string,
  retired: boolean,
): Promise<Saved> {
  return inOffice(house, officeId, actor, async ({ tx, at, write }) => {
    const all = await selectEveryReason(tx, officeId);
    const known = all.find((one) => one.code === code);
    if (!known) return refused(reason('offices.reasons.gone'));
    if (known.retired === retired) return AS_BEFORE;
    // Without any reason nobody could say what is wrong with a document.
    if (retired && all.filter((one) => !one.retired).length === 1)
      return refused(reason('offices.reasons.last'));
    await setRetired(tx, officeId, code, retired ? at : null);
    await write({
      kind: 'office.reasons_changed',
      data: retired ? { retired: [code] } : { reopened: [code] },
    });
    return SAVED;
  });
}
