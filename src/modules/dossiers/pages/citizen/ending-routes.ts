import { one } from '../../../../kernel/forms.ts';
import type { House } from '../../../../kernel/house.ts';
import { reason, say } from '../../../../kernel/i18n.ts';
import { isUuid } from '../../../../kernel/ids.ts';
import { person, type Route } from '../../../../web/route.ts';
import { onceOf, type Visit } from '../../../../web/visit.ts';
import { download, receiveFiles } from '../../../documents/index.ts';
import { documentHooks, writeTarget } from '../../document-hooks.ts';
import { fileObjection } from '../../objecting/commands.ts';
import { takeObjectionFileBack } from '../../objecting/files.ts';
import { objectionFilesOf } from '../../objecting/objecting.sql.ts';
import { noteLook } from '../../reading/access.sql.ts';
import { type DossierRow, dossierOf } from '../../reading/dossier.sql.ts';
import { collectResult } from '../../results/commands.ts';
import { isOut } from '../../results/results.sql.ts';
import type { Panel } from '../panel.ts';
import { settle } from '../settle.ts';
import { slipOf } from '../slip.ts';
import { applicant } from '../who.ts';
import { awaitChecks } from './await-checks.ts';
import { showDossier } from './dossier.tsx';

/** What an applicant does at the end: saves the result, gets the slip of a hand-over, objects. */
export function citizenEndingRoutes(house: House, panels: readonly Panel[]): Route[] {
  const path = '/:office/berkas/:dossier';
  return [
    {
      method: 'POST',
      path: `${path}/hasil`,
      access: person,
      handle: (visit) => collect(house, visit, panels),
    },
    {
      method: 'GET',
      path: `${path}/hasil/:version`,
      access: person,
      handle: (visit) => save(house, visit),
    },
    {
      method: 'GET',
      path: `${path}/serah-terima.pdf`,
      access: person,
      async handle(visit) {
        const mine = await own(house, visit);
        return (mine && (await slipOf(house, visit, mine))) ?? visit.notFound();
      },
    },
    {
      method: 'POST',
      path: `${path}/keberatan`,
      access: person,
      body: 'stream',
      handle: (visit) => object(house, visit, panels),
    },
  ];
}

/** The dossier of the address when it is this person's; otherwise it does not exist for them. */
async function own(house: House, visit: Visit): Promise<DossierRow | undefined> {
  const id = visit.param('dossier');
  return isUuid(id) ? dossierOf(house.db, visit.office.id, id, visit.person.id) : undefined;
}

/** The first time ends the application; the file itself comes from an address that changes nothing. */
async function collect(house: House, visit: Visit, panels: readonly Panel[]): Promise<Response> {
  const mine = await own(house, visit);
  if (!mine) return visit.notFound();
  const input = await visit.form();
  const once = onceOf(visit, input);
  const again = (problem: Parameters<typeof say>[1], status: number) =>
    showDossier(house, visit, panels, { problem, status });
  if (!once) return again(reason('form.expired'), 422);
  const applicationId = one(input, 'permohonan');
  const who = await applicant(house, visit);
  // A second click finds it collected and leads to the same file: no receipt is needed for that.
  const outcome = await collectResult(
    house,
    who,
    mine.id,
    isUuid(applicationId) ? applicationId : '',
  );
  const here = `/${visit.office.slug}/berkas/${mine.id}`;
  return settle(visit, outcome, outcome.ok ? `${here}/hasil/${outcome.value}` : here, again);
}

/** The file of a result; the look is noted. */
async function save(house: House, visit: Visit): Promise<Response> {
  const mine = await own(house, visit);
  const version = visit.param('version');
  if (!mine || !isUuid(version)) return visit.notFound();
  if (!(await isOut(house.db, visit.office.id, mine.id, version))) return visit.notFound();
  await noteLook(house.db, {
    officeId: visit.office.id,
    actorId: visit.person.id,
    kind: 'document',
    id: version,
  });
  return (await download(house, visit.office.id, version)) ?? visit.notFound();
}

async function object(house: House, visit: Visit, panels: readonly Panel[]): Promise<Response> {
  const mine = await own(house, visit);
  if (!mine) return visit.notFound();
  // The application stands in the address: files come before the text fields are known.
  const applicationId = isUuid(visit.query('permohonan')) ? visit.query('permohonan') : '';
  const dossierId = mine.id;
  const form = await receiveFiles(house, documentHooks(house), visit, (field) =>
    field === 'berkas' && applicationId !== ''
      ? { target: writeTarget({ kind: 'objection', dossierId, applicationId }) }
      : undefined,
  );
  const refused = form.files.flatMap((file) =>
    file.outcome.ok ? [] : [{ name: file.name, sentence: say(visit.t, file.outcome.reason) }],
  );
  if (!form.ok)
    return showDossier(house, visit, panels, {
      ...{ problem: form.reason, refused, status: form.status },
    });
  const typed = { applicationId, text: one(form.input, 'dasar') };
  const who = await applicant(house, visit);
  const [action, documentId = ''] = one(form.input, 'tindakan').split(':');
  if (action === 'hapus' && isUuid(documentId)) await takeObjectionFileBack(house, who, documentId);
  if (refused.length > 0)
    return showDossier(house, visit, panels, { refused, objecting: typed, status: 422 });
  // What was typed is kept on the page itself: nothing of an objection is stored before it is sent.
  if (action !== 'kirim') return showDossier(house, visit, panels, { objecting: typed });
  const once = onceOf(visit, form.input);
  if (!once)
    return showDossier(house, visit, panels, {
      ...{ problem: reason('form.expired'), objecting: typed, status: 422 },
    });
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
    typed.text,
  );
  const here = `/${visit.office.slug}/berkas/${dossierId}#keberatan`;
  return settle(visit, outcome, here, (problem, status) =>
    showDossier(house, visit, panels, { problem, objecting: typed, status }),
  );
}
