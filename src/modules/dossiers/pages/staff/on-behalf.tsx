import { localDate } from '../../../../kernel/clocks/index.ts';
import { type FormInput, one } from '../../../../kernel/forms.ts';
import type { House } from '../../../../kernel/house.ts';
import { reason } from '../../../../kernel/i18n.ts';
import { parseNik } from '../../../../kernel/identity/index.ts';
import { isUuid } from '../../../../kernel/ids.ts';
import type { StaffRole } from '../../../../kernel/roles.ts';
import { fragment } from '../../../../ui/html.ts';
import { type Route, staff } from '../../../../web/route.ts';
import { onceOf, type Visit } from '../../../../web/visit.ts';
import { receiveFiles } from '../../../documents/index.ts';
import { CLAIM_UNDOERS, confirmClaim, declineClaim, undoClaim } from '../../claiming/settling.ts';
import { documentHooks } from '../../document-hooks.ts';
import { onBehalf } from '../../filing/begin.ts';
import { writeBrought } from '../../filing/brought-target.ts';
import { FILERS } from '../../filing/rules.ts';
import { signedPaperOf } from '../../filing/signed.sql.ts';
import { WAY, wayIn, wordOf } from '../../filing/way.ts';
import { type Acting, type Done, refuse } from '../../hold.ts';
import { noteLook } from '../../reading/access.sql.ts';
import { type DossierRow, dossierOf } from '../../reading/dossier.sql.ts';
import { withdraw } from '../../steps/commands.ts';
import { receiveCorrection } from '../citizen/acts.ts';
import { askedAgain } from '../citizen/asked-again.ts';
import { awaitChecks } from '../citizen/await-checks.ts';
import { gatherFor } from '../citizen/citizen-dossier.ts';
import { FreshFiles } from '../citizen/fresh-files.tsx';
import { settle } from '../settle.ts';
import { mayFile } from './filing.tsx';
import { type BehalfAfter, behalfPage } from './on-behalf-page.tsx';
import { officer } from './who.ts';

const BEHALF_ROLES: readonly StaffRole[] = [...new Set([...FILERS, ...CLAIM_UNDOERS])];

/** What an officer does for an applicant at the counter or on the phone, and whose account the dossier is in. */
export function onBehalfRoutes(house: House): Route[] {
  const base = '/:office/petugas/berkas/:dossier';
  const behalf = `${base}/atas-nama`;
  const on = (work: Work) => behalfOf(house, work);
  const act = (path: string, access: Route['access'], command: Command): Route => ({
    method: 'POST',
    path: `${behalf}${path}`,
    access,
    handle: on((visit, dossier) => run(house, visit, dossier, command)),
  });
  return [
    {
      method: 'GET',
      path: behalf,
      access: staff(...BEHALF_ROLES),
      handle: on((visit, dossier) => behalfPage(house, visit, dossier)),
    },
    {
      method: 'GET',
      path: `${behalf}/perbaikan/berkas`,
      access: mayFile,
      handle: on((visit, dossier) => freshFiles(house, visit, dossier)),
    },
    {
      method: 'POST',
      path: `${behalf}/perbaikan`,
      access: mayFile,
      body: 'stream',
      handle: on((visit, dossier) => correct(house, visit, dossier)),
    },
    {
      method: 'POST',
      path: `${behalf}/cabut`,
      access: mayFile,
      body: 'stream',
      handle: on((visit, dossier) => takeBack(house, visit, dossier)),
    },
    act('/klaim', mayFile, (who, id, input, visit) => {
      const nik = parseNik(one(input, 'nik'), localDate(visit.now, who.office.timeZone));
      if (one(input, 'nik').trim() !== '' && !nik.ok) return Promise.resolve(refuse(nik.reason));
      return confirmClaim(house, who, id, claimIn(input), nik.ok ? nik.nik : undefined);
    }),
    act('/klaim/tolak', mayFile, (who, id, input) => declineClaim(house, who, id, claimIn(input))),
    act('/klaim/batal', staff(...CLAIM_UNDOERS), (who, id, input) =>
      undoClaim(house, who, id, one(input, 'alasan')),
    ),
  ];
}

type Work = (visit: Visit, dossier: DossierRow) => Promise<Response>;

/** Leads to the dossier of the address, for anybody but its own applicant. */
export const behalfOf =
  (house: House, work: Work) =>
  async (visit: Visit): Promise<Response> => {
    const dossier = await reached(house, visit);
    if (!dossier) return visit.notFound();
    if (dossier.applicant_id === visit.person.id)
      return visit.forbidden(reason('dossiers.guard.own'));
    return work(visit, dossier);
  };

type Command = (
  who: Acting,
  dossierId: string,
  input: FormInput,
  visit: Visit,
) => Promise<Done<unknown>>;

const NOBODY = '00000000-0000-0000-0000-000000000000';
const claimIn = (input: FormInput) => (isUuid(one(input, 'klaim')) ? one(input, 'klaim') : NOBODY);

/** The page on which an officer acts for the applicant. */
export const here = (visit: Visit) =>
  `/${visit.office.slug}/petugas/berkas/${visit.param('dossier')}/atas-nama`;

/** The dossier in the address; that it was looked at is noted. */
async function reached(house: House, visit: Visit): Promise<DossierRow | undefined> {
  const id = visit.param('dossier');
  const { office, person } = visit;
  const dossier = isUuid(id) ? await dossierOf(house.db, office.id, id) : undefined;
  if (dossier)
    await noteLook(house.db, { officeId: office.id, actorId: person.id, kind: 'dossier', id });
  return dossier;
}

/** Runs a command once for the form's key; a refusal shows the page again with its sentence. */
async function run(
  house: House,
  visit: Visit,
  dossier: DossierRow,
  command: Command,
): Promise<Response> {
  const input = await visit.form();
  const once = onceOf(visit, input);
  const who = await atCounter(house, visit);
  const outcome = once
    ? await command({ ...who, once }, dossier.id, input, visit)
    : refuse(reason('form.expired'));
  return settle(visit, outcome, here(visit), (problem, status) =>
    again(house, visit, { problem, status }),
  );
}

const atCounter = async (house: House, visit: Visit): Promise<Acting> => {
  const who = await officer(house, visit);
  return { ...who, actor: { ...who.actor, channel: 'counter' } };
};

/** The page as it is after a command that refused. */
export async function again(house: House, visit: Visit, after: BehalfAfter): Promise<Response> {
  const dossier = await dossierOf(house.db, visit.office.id, visit.param('dossier'));
  return dossier ? behalfPage(house, visit, dossier, after) : visit.notFound();
}

/** Answers a deficiency letter with what the applicant brought. */
async function correct(house: House, visit: Visit, dossier: DossierRow): Promise<Response> {
  const at = await officer(house, visit);
  return receiveCorrection(house, visit, {
    who: (input) => onBehalf(at, dossier.applicant_id, wayIn(input)),
    found: await gatherFor(house, visit, dossier),
    here: here(visit),
    kept: (input) => `${here(visit)}?${WAY}=${wordOf(wayIn(input))}`,
    target: (what) => writeBrought({ kind: 'correction', dossierId: dossier.id, ...what }),
    again: (after) => again(house, visit, after),
  });
}

/** Takes an application back, with the paper that its applicant signed. */
async function takeBack(house: House, visit: Visit, dossier: DossierRow): Promise<Response> {
  const asked = visit.query('permohonan');
  const applicationId = isUuid(asked) ? asked : NOBODY;
  const form = await receiveFiles(house, documentHooks(house), visit, (field) =>
    field === 'surat'
      ? { target: writeBrought({ kind: 'signed', dossierId: dossier.id, applicationId }) }
      : undefined,
  );
  if (!form.ok) return again(house, visit, { problem: form.reason, status: form.status });
  const problem = form.files.flatMap(({ outcome }) => (outcome.ok ? [] : [outcome.reason]))[0];
  if (problem) return again(house, visit, { problem, status: 422 });
  const once = onceOf(visit, form.input);
  if (!once) return again(house, visit, { problem: reason('form.expired'), status: 422 });
  await awaitChecks(async () => {
    const paper = await signedPaperOf(house.db, visit.office.id, applicationId);
    return paper?.state ? [{ state: paper.state }] : [];
  });
  const channel = wayIn(form.input);
  const who = onBehalf(await officer(house, visit), dossier.applicant_id, channel);
  const outcome = await withdraw(
    house,
    { ...who, once },
    dossier.id,
    applicationId,
    one(form.input, 'alasan'),
  );
  return settle(visit, outcome, here(visit), (why, status) =>
    again(house, visit, { problem: why, status }),
  );
}

async function freshFiles(house: House, visit: Visit, dossier: DossierRow): Promise<Response> {
  const found = await gatherFor(house, visit, dossier);
  const asked = askedAgain(found).find(({ applications }) =>
    applications.some(({ view }) => view.id === visit.query('permohonan')),
  );
  if (!asked) return visit.c.html('');
  return visit.c.html(await fragment(<FreshFiles visit={visit} asked={asked} />));
}
