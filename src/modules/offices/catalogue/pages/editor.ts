import { type FormInput, one } from '../../../../kernel/forms.ts';
import { type House, within } from '../../../../kernel/house.ts';
import type { MessageKey, Reason } from '../../../../kernel/i18n.ts';
import { once } from '../../../../kernel/once.ts';
import { cookiesFor, writeFlash } from '../../../../web/cookies.ts';
import { asStaff, onceOf, type Visit } from '../../../../web/visit.ts';
import type { Office } from '../../office.ts';
import { officeById } from '../../offices.ts';
import { selectService } from '../catalogue.sql.ts';
import type { Administering, Outcome, Refusal } from '../drafting.ts';
import { type DraftRow, selectDraft } from '../drafts.sql.ts';
import { type Checked, checkDraft } from '../flaws.ts';
import { AT } from './frame.tsx';

/** A draft on the table: as it rests, whether it could be published, and whose office it is of. */
export interface OnTheTable {
  readonly office: Office;
  readonly draft: DraftRow;
  readonly checked: Checked;
}

/** Where this service is administered. */
export const here = (visit: Visit, rest = '') =>
  `/${visit.office.slug}${AT}/${encodeURIComponent(visit.param('service'))}${rest}`;

/** The draft of the address; where there is none, the way to the service or out. */
export async function onTheTable(house: House, visit: Visit): Promise<OnTheTable | Response> {
  const code = visit.param('service');
  const draft = await selectDraft(house.db, visit.office.id, code);
  const office = await officeById(house.db, visit.office.id);
  if (draft && office)
    return { office, draft, checked: checkDraft(draft.definition, office.profile.freeByLaw) };
  return (await selectService(house.db, visit.office.id, code))
    ? visit.redirect(here(visit))
    : await visit.notFound();
}

export const administering = (visit: Visit): Administering => ({
  actor: { ...asStaff(visit), personId: visit.person.id },
  officeId: visit.office.id,
});

/** The number of an edition, as an address or a form says it. */
export const versionIn = (text: string): number | undefined =>
  /^\d{1,6}$/.test(text) ? Number(text) : undefined;

/** The state of the draft that a form was typed over. */
export const editionIn = (input: FormInput): number => Number(one(input, 'suntingan')) || 0;

/** What became of a form that is done once however often it is sent. */
export type Done =
  | { readonly ok: true }
  | { readonly ok: false; readonly refusal: Refusal; readonly status: 409 | 422 };

/** Runs a command once for each key of a form. */
export async function doOnce(
  house: House,
  visit: Visit,
  input: FormInput,
  command: (inside: House) => Promise<Outcome>,
): Promise<Done> {
  const key = onceOf(visit, input);
  if (!key) return refused({ key: 'form.expired' }, 422);
  const outcome = await once<Refusal>(house.db, key, async (tx) => {
    const done = await command(within(house, tx));
    return done.ok ? { ok: true, result: '' } : { ok: false, refusal: done.refusal };
  });
  switch (outcome.kind) {
    case 'done':
    case 'replayed':
      return { ok: true };
    case 'conflict':
      return refused({ key: 'form.sent_twice_changed' }, 409);
    case 'refused':
      return {
        ok: false,
        refusal: outcome.refusal,
        status: outcome.refusal.stale ? 409 : 422,
      };
  }
}

const refused = (why: Reason, status: 409 | 422): Done => ({
  ok: false,
  refusal: { reason: why },
  status,
});

/** Leads on and says there what was done. */
export function leadOn(house: House, visit: Visit, path: string, said: MessageKey): Response {
  writeFlash(visit.c, cookiesFor(house.config.publicUrl.startsWith('https:')), said);
  return visit.redirect(path);
}
