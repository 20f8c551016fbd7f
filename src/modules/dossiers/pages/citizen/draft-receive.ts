import { type FormInput, one } from '../../../../kernel/forms.ts';
import type { House } from '../../../../kernel/house.ts';
import { type Reason, say } from '../../../../kernel/i18n.ts';
import { onceOf, type Visit } from '../../../../web/visit.ts';
import { type ReceivedFile, receiveFiles } from '../../../documents/index.ts';
import { documentHooks } from '../../document-hooks.ts';
import { slotsNeeded } from '../../drafting/asked-once.ts';
import { chooseServices } from '../../drafting/choosing.ts';
import { discardDraft, reuseDocument, takeOutOfDraft } from '../../drafting/commands.ts';
import { filesOfDraft } from '../../drafting/draft-files.sql.ts';
import { awaitChecks } from './await-checks.ts';
import { type After, type Filling, type Found, load, show } from './draft-desk.ts';
import { type Pressed, pressed } from './draft-form.ts';
import { keep } from './draft-keep.ts';
import { isOutdated } from './draft-news.tsx';
import { ONE_SCAN, requiredSlots } from './one-scan.tsx';

/** The form as it came in, with its files: all of it is kept first, then what was pressed is done. */
export async function receive(desk: Filling): Promise<Response> {
  const { house, side, visit } = desk;
  const found = await load(desk);
  if (!found) return visit.notFound();
  const { draft, who } = found;
  const draftId = draft.id;
  if (draft.dossier_id) return visit.redirect(side.receipt(visit, draft.dossier_id));
  const form = await receiveFiles(house, documentHooks(house), visit, (field) =>
    field.startsWith('berkas.')
      ? { target: side.target(draftId, slotsOfField(field, found)) }
      : undefined,
  );
  const refused = refusals(visit, form.files);
  if (!form.ok) return show(desk, { errors: { '': form.reason }, refused, status: form.status });
  const saved = await keep(house, found, form.input);
  if (saved) return show(desk, { errors: saved, refused, status: 422 });

  const here = side.base(visit, draftId);
  const press = pressed(form.input);
  switch (press.what) {
    case 'discard':
      await discardDraft(house, who, draftId);
      return visit.redirect(side.away(visit));
    case 'add':
    case 'change':
    case 'leave_out': {
      const problem = await choose(house, found, press);
      if (problem) return show(desk, { errors: { layanan_lain: problem }, refused, status: 422 });
      return visit.redirect(`${here}#layanan`);
    }
    case 'remove':
      await takeOutOfDraft(house, who, draftId, press.documentId);
      return visit.redirect(`${here}#lampiran`);
    case 'reuse': {
      if (!side.offersEarlier) return visit.notFound();
      const reused = await reuseDocument(house, who, draftId, press.documentId, press.requirements);
      if (!reused.ok) return show(desk, { errors: { '': reused.reason }, status: 422 });
      return visit.redirect(`${here}#lampiran`);
    }
    case 'save':
      if (refused.length > 0) return show(desk, { refused, status: 422 });
      return visit.redirect(`${here}${sinceThen(draft, form.input)}#lampiran`);
    case 'send':
      return send(desk, found, form.input, refused);
  }
}

async function send(
  desk: Filling,
  { draft, who }: Found,
  input: FormInput,
  refused: After['refused'] & object,
): Promise<Response> {
  const { house, side, visit } = desk;
  const key = onceOf(visit, { kunci: one(input, 'kunci') });
  if (!key) return show(desk, { errors: { '': { key: 'form.expired' } }, status: 422 });
  if (refused.length > 0) return show(desk, { refused, status: 422 });
  const shown = one(input, 'versi');
  if (isOutdated(shown, draft))
    return show(desk, { errors: { '': { key: 'dossiers.news.look_again' } }, shown, status: 422 });
  await awaitChecks(() => filesOfDraft(house.db, visit.office.id, draft.id));
  const submitted = await side.submit(who, draft.id, key);
  switch (submitted.kind) {
    case 'done':
      return visit.redirect(side.receipt(visit, submitted.dossierId));
    case 'faults':
      return show(desk, { errors: submitted.errors, status: 422 });
    case 'conflict':
      return show(desk, {
        errors: { '': { key: 'form.sent_twice_changed' } },
        status: 409,
      });
    case 'unknown':
      return visit.notFound();
  }
}

/** Which slots a file field is for: all that are required, one, or none yet. */
function slotsOfField(field: string, { services, answers }: Found): readonly string[] {
  if (field === ONE_SCAN) return requiredSlots(slotsNeeded(services, answers));
  return [field.slice('berkas.'.length)].filter(Boolean);
}

/** Lets the next page say what changed while this form was open. */
function sinceThen(draft: Found['draft'], input: FormInput): string {
  const shown = one(input, 'versi');
  return isOutdated(shown, draft) ? `?versi=${encodeURIComponent(shown)}` : '';
}

/** Another service beside, instead, or one fewer; returns why not. */
async function choose(
  house: House,
  { draft, who }: Found,
  press: Extract<Pressed, { code: string }>,
): Promise<Reason | undefined> {
  const codes = draft.services.map(({ code }) => code);
  const wanted = {
    add: [...codes, press.code],
    change: [press.code],
    leave_out: codes.filter((code) => code !== press.code),
  }[press.what];
  const chosen = await chooseServices(house, who, draft.id, wanted);
  return chosen.ok ? undefined : chosen.reason;
}

function refusals(
  visit: Visit,
  received: readonly ReceivedFile[],
): { name: string; sentence: string }[] {
  return received.flatMap((file) =>
    file.outcome.ok ? [] : [{ name: file.name, sentence: say(visit.t, file.outcome.reason) }],
  );
}
