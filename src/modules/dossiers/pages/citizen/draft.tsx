import { one } from '../../../../kernel/forms.ts';
import type { House } from '../../../../kernel/house.ts';
import { isUuid } from '../../../../kernel/ids.ts';
import { fragment } from '../../../../ui/html.ts';
import { person, type Route } from '../../../../web/route.ts';
import type { Visit } from '../../../../web/visit.ts';
import { writeTarget } from '../../document-hooks.ts';
import { questionsAsked, slotsNeeded } from '../../drafting/asked-once.ts';
import { filesOfDraft } from '../../drafting/draft-files.sql.ts';
import { draftOf } from '../../drafting/drafts.sql.ts';
import { shapeOf } from '../../drafting/shape.ts';
import { submitDraft } from '../../submission/submit.ts';
import { applicant } from '../who.ts';
import { type Filling, load, show } from './draft-desk.ts';
import { DraftFiles } from './draft-files.tsx';
import { keep } from './draft-keep.ts';
import { DraftPage } from './draft-page.tsx';
import { receive } from './draft-receive.ts';
import type { DraftSide } from './draft-side.ts';

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

/**
 * Called by the page's script while somebody types. When an answer changed what is asked, the answer is the page as it is now,
 * of which the script takes over what came and went.
 */
async function autosave(desk: Filling): Promise<Response> {
  const { house, visit } = desk;
  const found = await load(desk);
  if (!found || found.draft.dossier_id) return visit.notFound();
  const form = await visit.form();
  if (await keep(house, found, form)) return visit.text('', 422);
  const shown = one(form, 'bentuk');
  return shown === '' || (await shapeNow(desk)) === shown ? visit.text('ok') : show(desk, {});
}

async function shapeNow(desk: Filling): Promise<string | undefined> {
  const found = await load(desk);
  return (
    found &&
    shapeOf(
      questionsAsked(found.services, found.answers),
      slotsNeeded(found.services, found.answers),
    )
  );
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
