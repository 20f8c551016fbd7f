import { many, one } from '../../../../kernel/forms.ts';
import type { House } from '../../../../kernel/house.ts';
import { reason, say } from '../../../../kernel/i18n.ts';
import { isUuid } from '../../../../kernel/ids.ts';
import { person, type Route } from '../../../../web/route.ts';
import { onceOf, type Visit } from '../../../../web/visit.ts';
import { receiveFiles } from '../../../documents/index.ts';
import { answerCorrection, explainMissing, takeBack } from '../../correction/commands.ts';
import { documentHooks, writeTarget } from '../../document-hooks.ts';
import { evidenceOf } from '../../facts.sql.ts';
import type { Done } from '../../hold.ts';
import { sendMessage } from '../../messages/commands.ts';
import { dossierOf } from '../../reading/dossier.sql.ts';
import { withdraw } from '../../steps/commands.ts';
import type { Panel } from '../panel.ts';
import { settle } from '../settle.ts';
import { applicant } from '../who.ts';
import { awaitChecks } from './await-checks.ts';
import { showDossier } from './dossier.tsx';

/** What an applicant does on a dossier's page: correct, write, withdraw. Each once, however often it is sent. */
export function citizenActRoutes(house: House, panels: readonly Panel[]): Route[] {
  const path = '/:office/berkas/:dossier';
  return [
    {
      method: 'POST',
      path: `${path}/perbaikan`,
      access: person,
      body: 'stream',
      handle: (visit) => correct(house, visit, panels),
    },
    {
      method: 'POST',
      path: `${path}/pesan`,
      access: person,
      handle: (visit) =>
        act(house, visit, panels, '#pesan', async (who, input) => {
          const text = one(input, 'pesan_baru');
          if (text.trim() === '') return { ok: false, reason: reason('dossiers.messages.empty') };
          return sendMessage(house, who, visit.param('dossier'), 'applicant', text);
        }),
    },
    {
      method: 'POST',
      path: `${path}/cabut`,
      access: person,
      handle: (visit) =>
        act(house, visit, panels, '', (who, input) =>
          withdraw(house, who, visit.param('dossier'), applicationIn(input), one(input, 'alasan')),
        ),
    },
  ];
}

/** More reasons than any service has requirements are no form of ours. */
const MOST_REASONS = 60;

type Input = Awaited<ReturnType<Visit['form']>>;
type Applicant = Awaited<ReturnType<typeof applicant>>;

const applicationIn = (input: Input) =>
  isUuid(one(input, 'permohonan')) ? one(input, 'permohonan') : '';

async function act(
  house: House,
  visit: Visit,
  panels: readonly Panel[],
  anchor: string,
  command: (who: Applicant, input: Input) => Promise<Done<unknown>>,
): Promise<Response> {
  if (!(await isMine(house, visit))) return visit.notFound();
  const input = await visit.form();
  return finish(house, visit, panels, input, anchor, (who) => command(who, input));
}

/** Runs a command once for the form's key and leads back to the dossier. */
async function finish(
  house: House,
  visit: Visit,
  panels: readonly Panel[],
  input: Input,
  anchor: string,
  command: (who: Applicant) => Promise<Done<unknown>>,
): Promise<Response> {
  const once = onceOf(visit, input);
  if (!once)
    return showDossier(house, visit, panels, { problem: reason('form.expired'), status: 422 });
  const outcome = await command({ ...(await applicant(house, visit)), once });
  const here = `/${visit.office.slug}/berkas/${visit.param('dossier')}${anchor}`;
  return settle(visit, outcome, here, (problem, status) =>
    showDossier(house, visit, panels, { problem, status }),
  );
}

async function correct(house: House, visit: Visit, panels: readonly Panel[]): Promise<Response> {
  if (!(await isMine(house, visit))) return visit.notFound();
  const dossierId = visit.param('dossier');
  // The application stands in the address as well: files come before the text fields are known.
  const applicationId = isUuid(visit.query('permohonan')) ? visit.query('permohonan') : '';
  const form = await receiveFiles(house, documentHooks(house), visit, (field) =>
    field.startsWith('berkas.')
      ? {
          target: writeTarget({
            kind: 'correction',
            dossierId,
            applicationId,
            requirement: field.slice('berkas.'.length),
          }),
        }
      : undefined,
  );
  const refused = form.files.flatMap((file) =>
    file.outcome.ok ? [] : [{ name: file.name, sentence: say(visit.t, file.outcome.reason) }],
  );
  if (!form.ok)
    return showDossier(house, visit, panels, {
      problem: form.reason,
      refused,
      status: form.status,
    });
  const who = await applicant(house, visit);
  const reasons = Object.keys(form.input).filter((field) =>
    /^alasan\.[a-z][a-z0-9_]{0,47}$/.test(field),
  );
  for (const name of reasons.slice(0, MOST_REASONS)) {
    const requirement = name.slice('alasan.'.length);
    await explainMissing(
      house,
      who,
      { dossierId, applicationId, requirement },
      many(form.input, name).at(-1) ?? '',
    );
  }
  if (refused.length > 0) return showDossier(house, visit, panels, { refused, status: 422 });
  const [action, requirement = '', documentId = ''] = one(form.input, 'tindakan').split(':');
  if (action === 'hapus' && isUuid(documentId)) {
    const back = await takeBack(house, who, { dossierId, applicationId, requirement }, documentId);
    if (!back.ok) return showDossier(house, visit, panels, { problem: back.reason, status: 422 });
  }
  if (action !== 'kirim')
    return visit.redirect(`/${visit.office.slug}/berkas/${dossierId}#perbaikan`);
  if (applicationId !== '')
    await awaitChecks(() => evidenceOf(house.db, visit.office.id, applicationId));
  return finish(house, visit, panels, form.input, '', (sender) =>
    answerCorrection(house, sender, dossierId, applicationId),
  );
}

/** True when the dossier of the address is this person's; otherwise it does not exist for them. */
async function isMine(house: House, visit: Visit): Promise<boolean> {
  const id = visit.param('dossier');
  return (
    isUuid(id) && (await dossierOf(house.db, visit.office.id, id, visit.person.id)) !== undefined
  );
}
