import { transaction } from '../../../kernel/db.ts';
import type { House } from '../../../kernel/house.ts';
import { type Reason, reason } from '../../../kernel/i18n.ts';
import { isUuid, newId } from '../../../kernel/ids.ts';
import { openOfficeDiary } from '../../offices/index.ts';
import { type Acting, type Done, done, refuse } from '../hold.ts';
import { MOST_OWN, MOST_SHARED, whyNotKeep } from './rules.ts';
import { countOthers, dropAnswer, putAnswer } from './saved-answers.sql.ts';

/** An answer as it was typed. A new one brings a fresh `id`, so that sending it twice keeps it once. */
export interface TypedAnswer {
  readonly id: string;
  readonly shared: boolean;
  readonly title: string;
  readonly body: string;
}

export type Kept =
  | { readonly ok: true }
  | { readonly ok: false; readonly field: 'judul' | 'isi'; readonly why: Reason };

/** Keeps an officer's own answer, or one of the office's; those only an administrator changes, and the ledger has it. */
export async function keepAnswer(house: House, who: Acting, typed: TypedAnswer): Promise<Kept> {
  const [title, body] = [typed.title.trim(), typed.body.trim().replaceAll('\r\n', '\n')];
  const wrong = whyNotKeep(title, body);
  if (wrong) return { ok: false, ...wrong };
  const list = listOf(who, typed.shared);
  if (!list.ok) return { ok: false, field: 'judul', why: list.reason };
  const ownerId = list.value;
  const officeId = who.office.id;
  return transaction(house.db, async (tx): Promise<Kept> => {
    const write = typed.shared
      ? await openOfficeDiary(tx, officeId, who.actor, house.now())
      : undefined;
    const id = isUuid(typed.id) ? typed.id : newId();
    const most = typed.shared ? MOST_SHARED : MOST_OWN;
    if ((await countOthers(tx, officeId, ownerId, id)) >= most)
      return { ok: false, field: 'judul', why: reason('dossiers.saved.full', { most }) };
    if (!(await putAnswer(tx, officeId, ownerId, { id, title, body, at: house.now() })))
      return { ok: false, field: 'judul', why: reason('dossiers.saved.title_taken') };
    await write?.({ kind: 'saved_answer.kept', data: { answer: id } });
    return { ok: true };
  });
}

/** Throws an answer away. */
export async function forgetAnswer(
  house: House,
  who: Acting,
  id: string,
  shared: boolean,
): Promise<Done<void>> {
  const list = listOf(who, shared);
  if (!list.ok) return list;
  if (!isUuid(id)) return done(undefined);
  return transaction(house.db, async (tx): Promise<Done<void>> => {
    const write = shared
      ? await openOfficeDiary(tx, who.office.id, who.actor, house.now())
      : undefined;
    if (await dropAnswer(tx, who.office.id, list.value, id))
      await write?.({ kind: 'saved_answer.dropped', data: { answer: id } });
    return done(undefined);
  });
}

/** Whose list it is: the officer's, or the office's (null) for an administrator. */
function listOf(who: Acting, shared: boolean): Done<string | null> {
  const me = who.actor.personId;
  if (!me) return refuse(reason('dossiers.guard.role'));
  if (!shared) return done(me);
  return who.roles.includes('administrator')
    ? done(null)
    : refuse(reason('dossiers.saved.only_administrators'));
}
