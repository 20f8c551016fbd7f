import { type FieldErrors, type FormInput, one } from '../../../../kernel/forms.ts';
import type { House } from '../../../../kernel/house.ts';
import { type Reason, say } from '../../../../kernel/i18n.ts';
import { isUuid, newId } from '../../../../kernel/ids.ts';
import { fragment } from '../../../../ui/html.ts';
import { person, type Route } from '../../../../web/route.ts';
import { onceOf, type Visit } from '../../../../web/visit.ts';
import { type ReceivedFile, receiveFiles } from '../../../documents/index.ts';
import { type OfficeService, servicesOf, serviceVersion } from '../../../offices/index.ts';
import { openAnswers } from '../../answers.ts';
import { documentHooks, writeTarget } from '../../document-hooks.ts';
import { slotsNeeded } from '../../drafting/asked-once.ts';
import { chooseServices } from '../../drafting/choosing.ts';
import {
  discardDraft,
  reuseDocument,
  saveDraft,
  takeOutOfDraft,
  tieToRequirements,
} from '../../drafting/commands.ts';
import { draftOf, earlierDocuments, filesOfDraft } from '../../drafting/drafts.sql.ts';
import { submitDraft } from '../../submission/submit.ts';
import { applicant } from '../who.ts';
import { awaitChecks } from './await-checks.ts';
import { DraftFiles } from './draft-files.tsx';
import { type Pressed, pressed, ticked, typedContent } from './draft-form.ts';
import { isOutdated, newsOf, showsTheSame } from './draft-news.tsx';
import { DraftPage } from './draft-page.tsx';
import type { DraftSide } from './draft-side.ts';
import { ONE_SCAN, requiredSlots } from './one-scan.tsx';

/** The draft of its owner, whom nobody else can stand in for here. */
function ownDraft(house: House): DraftSide {
  return {
    path: '/:office/permohonan/:draft',
    access: person,
    async find(visit) {
      const who = await applicant(house, visit);
      const id = visit.param('draft');
      const draft = isUuid(id)
        ? await draftOf(house.db, visit.office.id, who.ownerId, id)
        : undefined;
      return draft && { draft, who };
    },
    base: (visit, draftId) => `/${visit.office.slug}/permohonan/${draftId}`,
    offersEarlier: true,
    target: (draftId, requirements) => writeTarget({ kind: 'draft', draftId, requirements }),
    submit: (who, draftId, key) => submitDraft(house, who, draftId, key),
    receipt: (visit, dossierId) => `/${visit.office.slug}/berkas/${dossierId}/tanda-terima`,
    away: (visit) => `/${visit.office.slug}/dasbor`,
    page: (props) => <DraftPage {...props} />,
  };
}

/** Filling in and sending; the draft is its owner's alone. */
export const draftRoutes = (house: House): Route[] => fillingRoutes(house, ownDraft(house));

/** Filling in and sending a draft, from one side. */
export function fillingRoutes(house: House, side: DraftSide): Route[] {
  const { path, access } = side;
  const handle = (work: (desk: Filling) => Promise<Response>) => (visit: Visit) =>
    work({ house, side, visit });
  return [
    { method: 'GET', path, access, handle: handle((desk) => show(desk, {})) },
    { method: 'POST', path, access, body: 'stream', handle: handle(receive) },
    { method: 'POST', path: `${path}/simpan`, access, handle: handle(autosave) },
    { method: 'GET', path: `${path}/dokumen`, access, handle: handle(files) },
  ];
}

/** One request about a draft. */
interface Filling {
  readonly house: House;
  readonly side: DraftSide;
  readonly visit: Visit;
}

async function load({ house, side, visit }: Filling) {
  const found = await side.find(visit);
  if (!found) return undefined;
  const { draft, who } = found;
  const services: OfficeService[] = [];
  for (const { id: serviceId, version } of draft.services) {
    const service = await serviceVersion(house.db, visit.office.id, serviceId, version);
    if (!service) return undefined;
    services.push(service);
  }
  return {
    draft,
    who,
    services,
    answers: await openAnswers(house, visit.office.id, draft.owner_id, draft.answers),
  };
}

type Found = NonNullable<Awaited<ReturnType<typeof load>>>;

interface After {
  readonly errors?: FieldErrors;
  readonly refused?: readonly { name: string; sentence: string }[];
  readonly status?: number;
  /** The editions that the applicant saw last. */
  readonly shown?: string;
}

async function show(desk: Filling, after: After): Promise<Response> {
  const { house, side, visit } = desk;
  const found = await load(desk);
  if (!found) return visit.notFound();
  const { draft, who } = found;
  if (draft.dossier_id) return visit.redirect(side.receipt(visit, draft.dossier_id));
  const { office } = who;
  const offered = (await servicesOf(house.db, office.id)).filter(
    (service) => !service.definition.elsewhere,
  );
  return visit.html(
    side.page({
      visit,
      base: side.base(visit, draft.id),
      target: (requirements) => side.target(draft.id, requirements),
      office,
      draft,
      services: found.services,
      offered,
      answers: found.answers,
      news: await newsOf(
        house,
        office.id,
        draft,
        found.services,
        after.shown ?? visit.query('versi'),
      ),
      files: await filesOfDraft(house.db, office.id, draft.id),
      earlier: side.offersEarlier
        ? await earlierDocuments(house.db, office.id, draft.owner_id, draft.id)
        : [],
      errors: after.errors ?? {},
      refused: after.refused ?? [],
      kunci: newId(),
    }),
    after.status ?? 200,
  );
}

async function receive(desk: Filling): Promise<Response> {
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

/** Keeps everything typed, right or wrong; returns what could not be kept. */
async function keep(
  house: House,
  { draft, who, services, answers }: Found,
  input: FormInput,
): Promise<FieldErrors | undefined> {
  if (!showsTheSame(one(input, 'versi'), draft))
    return { '': { key: 'dossiers.draft.services_changed' } };
  const shown = slotsNeeded(services, answers).map(({ name }) => name);
  const saved = await saveDraft(house, who, draft.id, typedContent(services, input, answers));
  if (!saved.ok) return { layanan: saved.reason };
  for (const { documentId, requirements } of ticked(input))
    await tieToRequirements(house, who, draft.id, documentId, requirements, shown);
  return undefined;
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

/** Called by the page's script while somebody types. */
async function autosave(desk: Filling): Promise<Response> {
  const { house, visit } = desk;
  const found = await load(desk);
  if (!found || found.draft.dossier_id) return visit.notFound();
  const problem = await keep(house, found, await visit.form());
  return problem ? visit.text('', 422) : visit.text('ok');
}

/** The list of files as a part of the page, fetched anew whenever one arrives or was checked. */
async function files(desk: Filling): Promise<Response> {
  const { house, side, visit } = desk;
  const found = await load(desk);
  if (!found) return visit.notFound();
  // Sent from here or from another device: the page that still shows the form learns that it is over.
  if (found.draft.dossier_id) return visit.redirect(side.receipt(visit, found.draft.dossier_id));
  const { office } = found.who;
  const part = (
    <DraftFiles
      ctx={visit.page}
      tz={office.timeZone}
      files={await filesOfDraft(house.db, office.id, found.draft.id)}
      slots={slotsNeeded(found.services, found.answers)}
      applications={found.services.length}
      missing={found.draft.missing}
      errors={{}}
    />
  );
  return visit.c.html(await fragment(part));
}

function refusals(
  visit: Visit,
  received: readonly ReceivedFile[],
): { name: string; sentence: string }[] {
  return received.flatMap((file) =>
    file.outcome.ok ? [] : [{ name: file.name, sentence: say(visit.t, file.outcome.reason) }],
  );
}
