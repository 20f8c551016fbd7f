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
import {
  chooseServices,
  discardDraft,
  reuseDocument,
  saveDraft,
  takeOutOfDraft,
  tieToRequirements,
} from '../../drafting/commands.ts';
import { draftOf, earlierDocuments, filesOfDraft } from '../../drafting/drafts.sql.ts';
import { submitDraft } from '../../submission/submit.ts';
import { applicant, officeOf } from '../who.ts';
import { awaitChecks } from './await-checks.ts';
import { DraftFiles } from './draft-files.tsx';
import { type Pressed, pressed, ticked, typedContent } from './draft-form.ts';
import { DraftPage } from './draft-page.tsx';

const PATH = '/:office/permohonan/:draft';

/** Filling in and sending; the draft is its owner's alone. */
export function draftRoutes(house: House): Route[] {
  return [
    { method: 'GET', path: PATH, access: person, handle: (visit) => show(house, visit, {}) },
    {
      method: 'POST',
      path: PATH,
      access: person,
      body: 'stream',
      handle: (visit) => receive(house, visit),
    },
    {
      method: 'POST',
      path: `${PATH}/simpan`,
      access: person,
      handle: (visit) => autosave(house, visit),
    },
    {
      method: 'GET',
      path: `${PATH}/dokumen`,
      access: person,
      handle: (visit) => files(house, visit),
    },
  ];
}

async function load(house: House, visit: Visit) {
  const id = visit.param('draft');
  const draft = isUuid(id)
    ? await draftOf(house.db, visit.office.id, visit.person.id, id)
    : undefined;
  if (!draft) return undefined;
  const services: OfficeService[] = [];
  for (const { id: serviceId, version } of draft.services) {
    const service = await serviceVersion(house.db, visit.office.id, serviceId, version);
    if (!service) return undefined;
    services.push(service);
  }
  return {
    draft,
    services,
    answers: await openAnswers(house, visit.office.id, draft.owner_id, draft.answers),
  };
}

type Found = NonNullable<Awaited<ReturnType<typeof load>>>;

interface After {
  readonly errors?: FieldErrors;
  readonly refused?: readonly { name: string; sentence: string }[];
  readonly status?: number;
}

async function show(house: House, visit: Visit, after: After): Promise<Response> {
  const found = await load(house, visit);
  if (!found) return visit.notFound();
  if (found.draft.dossier_id)
    return visit.redirect(`/${visit.office.slug}/berkas/${found.draft.dossier_id}/tanda-terima`);
  const office = await officeOf(house, visit);
  const offered = (await servicesOf(house.db, office.id)).filter(
    (service) => !service.definition.elsewhere,
  );
  const current = await filesOfDraft(house.db, office.id, found.draft.id);
  const earlier = await earlierDocuments(house.db, office.id, visit.person.id, found.draft.id);
  return visit.html(
    <DraftPage
      visit={visit}
      office={office}
      draft={found.draft}
      services={found.services}
      offered={offered}
      answers={found.answers}
      files={current}
      earlier={earlier}
      errors={after.errors ?? {}}
      refused={after.refused ?? []}
      kunci={newId()}
    />,
    after.status ?? 200,
  );
}

async function receive(house: House, visit: Visit): Promise<Response> {
  const found = await load(house, visit);
  if (!found) return visit.notFound();
  const draftId = found.draft.id;
  if (found.draft.dossier_id)
    return visit.redirect(`/${visit.office.slug}/berkas/${found.draft.dossier_id}/tanda-terima`);
  const form = await receiveFiles(house, documentHooks(house), visit, (field) =>
    field.startsWith('berkas.')
      ? {
          target: writeTarget({
            kind: 'draft',
            draftId,
            requirements: [field.slice('berkas.'.length)].filter(Boolean),
          }),
        }
      : undefined,
  );
  const refused = refusals(visit, form.files);
  if (!form.ok)
    return show(house, visit, { errors: { '': form.reason }, refused, status: form.status });
  const who = await applicant(house, visit);
  const saved = await keep(house, visit, found, form.input);
  if (saved) return show(house, visit, { errors: saved, refused, status: 422 });

  const here = `/${visit.office.slug}/permohonan/${draftId}`;
  const press = pressed(form.input);
  switch (press.what) {
    case 'discard':
      await discardDraft(house, who, draftId);
      return visit.redirect(`/${visit.office.slug}/dasbor`);
    case 'add':
    case 'change':
    case 'leave_out': {
      const problem = await choose(house, who, found, press);
      if (problem)
        return show(house, visit, { errors: { layanan_lain: problem }, refused, status: 422 });
      return visit.redirect(`${here}#layanan`);
    }
    case 'remove':
      await takeOutOfDraft(house, who, draftId, press.documentId);
      return visit.redirect(`${here}#lampiran`);
    case 'reuse': {
      const reused = await reuseDocument(house, who, draftId, press.documentId, press.requirements);
      if (!reused.ok) return show(house, visit, { errors: { '': reused.reason }, status: 422 });
      return visit.redirect(`${here}#lampiran`);
    }
    case 'save':
      if (refused.length > 0) return show(house, visit, { refused, status: 422 });
      return visit.redirect(`${here}#lampiran`);
    case 'send':
      return send(house, visit, draftId, form.input, refused);
  }
}

async function send(
  house: House,
  visit: Visit,
  draftId: string,
  input: FormInput,
  refused: After['refused'] & object,
): Promise<Response> {
  const key = onceOf(visit, { kunci: one(input, 'kunci') });
  if (!key) return show(house, visit, { errors: { '': { key: 'form.expired' } }, status: 422 });
  if (refused.length > 0) return show(house, visit, { refused, status: 422 });
  await awaitChecks(() => filesOfDraft(house.db, visit.office.id, draftId));
  const submitted = await submitDraft(house, await applicant(house, visit), draftId, key);
  switch (submitted.kind) {
    case 'done':
      return visit.redirect(`/${visit.office.slug}/berkas/${submitted.dossierId}/tanda-terima`);
    case 'faults':
      return show(house, visit, { errors: submitted.errors, status: 422 });
    case 'conflict':
      return show(house, visit, {
        errors: { '': { key: 'form.sent_twice_changed' } },
        status: 409,
      });
    case 'unknown':
      return visit.notFound();
  }
}

/** Keeps everything typed, right or wrong; returns what could not be kept. */
async function keep(
  house: House,
  visit: Visit,
  { draft, services, answers }: Found,
  input: FormInput,
): Promise<FieldErrors | undefined> {
  const who = await applicant(house, visit);
  const saved = await saveDraft(house, who, draft.id, typedContent(services, input, answers));
  if (!saved.ok) return { layanan: saved.reason };
  for (const { documentId, requirements } of ticked(input))
    await tieToRequirements(house, who, draft.id, documentId, requirements);
  return undefined;
}

/** Another service beside, instead, or one fewer; returns why not. */
async function choose(
  house: House,
  who: Awaited<ReturnType<typeof applicant>>,
  { draft }: Found,
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
async function autosave(house: House, visit: Visit): Promise<Response> {
  const found = await load(house, visit);
  if (!found || found.draft.dossier_id) return visit.notFound();
  const problem = await keep(house, visit, found, await visit.form());
  return problem ? visit.text('', 422) : visit.text('ok');
}

/** The list of files as a part of the page, fetched anew whenever one arrives or was checked. */
async function files(house: House, visit: Visit): Promise<Response> {
  const found = await load(house, visit);
  if (!found) return visit.notFound();
  // Sent from here or from another device: the page that still shows the form learns that it is over.
  if (found.draft.dossier_id)
    return visit.redirect(`/${visit.office.slug}/berkas/${found.draft.dossier_id}/tanda-terima`);
  const office = await officeOf(house, visit);
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
