import { one } from '../../../../kernel/forms.ts';
import type { House } from '../../../../kernel/house.ts';
import { reason, say } from '../../../../kernel/i18n.ts';
import { isUuid } from '../../../../kernel/ids.ts';
import type { Route } from '../../../../web/route.ts';
import { onceOf, type Visit } from '../../../../web/visit.ts';
import { receiveFiles } from '../../../documents/index.ts';
import { documentHooks } from '../../document-hooks.ts';
import { onBehalf } from '../../filing/begin.ts';
import { writeBrought } from '../../filing/brought-target.ts';
import { wayIn } from '../../filing/way.ts';
import { fileObjection } from '../../objecting/commands.ts';
import { takeObjectionFileBack } from '../../objecting/files.ts';
import { objectionFilesOf } from '../../objecting/objecting.sql.ts';
import { objectionPdf } from '../../objecting/objection-paper.ts';
import { applicationViews, type DossierRow } from '../../reading/dossier.sql.ts';
import { awaitChecks } from '../citizen/await-checks.ts';
import { endingsOf, lastDayToObject, objectionTo } from '../endings.ts';
import { settle } from '../settle.ts';
import { officeOf } from '../who.ts';
import { mayFile } from './filing.tsx';
import { again, behalfOf, here } from './on-behalf.tsx';
import { officer } from './who.ts';

/** An objection on paper, handed in by an officer, and the paper itself. */
export function behalfObjectionRoutes(house: House): Route[] {
  const behalf = '/:office/petugas/berkas/:dossier/atas-nama';
  return [
    {
      method: 'POST',
      path: `${behalf}/keberatan`,
      access: mayFile,
      body: 'stream',
      handle: behalfOf(house, (visit, dossier) => object(house, visit, dossier)),
    },
    {
      method: 'GET',
      path: `${behalf}/keberatan.pdf`,
      access: mayFile,
      handle: behalfOf(house, (visit, dossier) => paper(house, visit, dossier)),
    },
  ];
}

async function object(house: House, visit: Visit, dossier: DossierRow): Promise<Response> {
  const asked = visit.query('permohonan');
  const applicationId = isUuid(asked) ? asked : '';
  const dossierId = dossier.id;
  const form = await receiveFiles(house, documentHooks(house), visit, (field) =>
    field === 'surat' && applicationId !== ''
      ? { target: writeBrought({ kind: 'objection', dossierId, applicationId }) }
      : undefined,
  );
  const refused = form.files.flatMap((file) =>
    file.outcome.ok ? [] : [{ name: file.name, sentence: say(visit.t, file.outcome.reason) }],
  );
  if (!form.ok) return again(house, visit, { problem: form.reason, refused, status: form.status });
  const objecting = { applicationId, text: one(form.input, 'dasar') };
  const channel = wayIn(form.input);
  const who = onBehalf(await officer(house, visit), dossier.applicant_id, channel);
  const [action, documentId = ''] = one(form.input, 'tindakan').split(':');
  if (action === 'hapus' && isUuid(documentId)) await takeObjectionFileBack(house, who, documentId);
  if (refused.length > 0) return again(house, visit, { refused, objecting, status: 422 });
  if (action !== 'kirim') return again(house, visit, { objecting });
  const once = onceOf(visit, form.input);
  if (!once)
    return again(house, visit, { problem: reason('form.expired'), objecting, status: 422 });
  await awaitChecks(async () =>
    (await objectionFilesOf(house.db, visit.office.id, dossierId)).filter(
      (file) => file.objection_id === null,
    ),
  );
  const outcome = await fileObjection(
    house,
    { ...who, once },
    dossierId,
    applicationId,
    objecting.text,
  );
  return settle(visit, outcome, here(visit), (problem, status) =>
    again(house, visit, { problem, objecting, status }),
  );
}

/** The form to be written on by hand, or the receipt of what was filed. Where nothing ended there is nothing to object to. */
async function paper(house: House, visit: Visit, dossier: DossierRow): Promise<Response> {
  const office = await officeOf(house, visit);
  const asked = visit.query('permohonan');
  const views = await applicationViews(house.db, office.id, [dossier.id]);
  const view = views.find(({ id }) => id === asked);
  if (!view?.closed_at || view.outcome === 'withdrawn') return visit.redirect(here(visit));
  const endings = await endingsOf(house, office.id, dossier);
  const filed = objectionTo(endings, view);
  const bytes = await objectionPdf(house, office, visit.lang, {
    number: dossier.number,
    name: dossier.full_name,
    service: view.service_name,
    endedAt: view.closed_at,
    objectBy: await lastDayToObject(house, office, view),
    filed: filed && {
      at: filed.filed_at,
      grounds: endings.text(filed.event_seq),
      answerBy: filed.answer_by,
    },
    printedAt: visit.now,
  });
  return new Response(new Uint8Array(bytes), {
    headers: {
      'content-type': 'application/pdf',
      'content-disposition': `attachment; filename="keberatan-${dossier.number}.pdf"`,
      'cache-control': 'private, no-store',
    },
  });
}
