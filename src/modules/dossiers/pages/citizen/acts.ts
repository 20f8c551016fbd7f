import { many, one } from '../../../../kernel/forms.ts';
import type { House } from '../../../../kernel/house.ts';
import { reason, say } from '../../../../kernel/i18n.ts';
import { isUuid } from '../../../../kernel/ids.ts';
import { person, type Route } from '../../../../web/route.ts';
import { onceOf, type Visit } from '../../../../web/visit.ts';
import { receiveFiles } from '../../../documents/index.ts';
import {
  answerCorrection,
  explainMissing,
  type Reopened,
  takeBack,
} from '../../correction/commands.ts';
import { documentHooks, writeTarget } from '../../document-hooks.ts';
import { SLOT_NAME } from '../../drafting/asked-once.ts';
import { evidenceOf } from '../../facts.sql.ts';
import type { Acting, Done } from '../../hold.ts';
import { tooManyToday } from '../../limits.ts';
import { dossierOf } from '../../reading/dossier.sql.ts';
import { withdraw } from '../../steps/commands.ts';
import type { Panel } from '../panel.ts';
import { settle } from '../settle.ts';
import { applicant } from '../who.ts';
import { askedAgain, correctionOf } from './asked-again.ts';
import { awaitChecks } from './await-checks.ts';
import { type CitizenDossier, gatherDossier } from './citizen-dossier.ts';
import { type After, showDossier } from './dossier.tsx';

/** What an applicant does on a dossier's page: correct, withdraw. Each once, however often it is sent. */
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
      path: `${path}/cabut`,
      access: person,
      handle: (visit) =>
        act(house, visit, panels, '', (who, input) =>
          takeBackApplication(house, who, visit.param('dossier'), input),
        ),
    },
  ];
}

async function takeBackApplication(
  house: House,
  who: Applicant,
  dossierId: string,
  input: Input,
): Promise<Done<void>> {
  const tooMany = await tooManyToday(house, 'withdrawals', who.ownerId);
  if (tooMany) return { ok: false, reason: tooMany };
  return withdraw(house, who, dossierId, applicationIn(input), one(input, 'alasan'));
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
  const found = await gatherDossier(house, visit);
  if (!found) return visit.notFound();
  const dossierId = found.dossier.id;
  return receiveCorrection(house, visit, {
    who: await applicant(house, visit),
    found,
    here: `/${visit.office.slug}/berkas/${dossierId}`,
    target: (what) => writeTarget({ kind: 'correction', dossierId, ...what }),
    again: (after) => showDossier(house, visit, panels, after),
  });
}

/** Who corrects: the applicant, or an officer for them, who says in the form by which way it came. */
export interface Correcting {
  readonly who: Acting | ((input: Input) => Acting);
  readonly found: CitizenDossier;
  /** The page that the form stands on. */
  readonly here: string;
  /** What an upload is for. */
  readonly target: (what: Omit<Reopened, 'dossierId'>) => string;
  /** The same page after something was kept and not sent; `here` when it is no other. */
  readonly kept?: (input: Input) => string;
  /** The page again, with what was wrong. */
  readonly again: (after: After) => Promise<Response>;
}

/** Takes a correction's files and reasons, and sends it when that was pressed. */
export async function receiveCorrection(
  house: House,
  visit: Visit,
  { who: corrector, found, here, kept, target, again }: Correcting,
): Promise<Response> {
  const dossierId = found.dossier.id;
  // The application stands in the address as well: files come before the text fields are known.
  const named = isUuid(visit.query('permohonan')) ? visit.query('permohonan') : '';
  const letter = askedAgain(found).find(({ applications }) =>
    applications.some(({ view }) => view.id === named),
  );
  const of = (name: string): Omit<Reopened, 'dossierId'> => {
    const item = letter?.items.find((one) => one.name === name);
    return item ? correctionOf(item) : { applicationId: named, requirement: name };
  };
  const form = await receiveFiles(house, documentHooks(house), visit, (field) =>
    field.startsWith('berkas.') ? { target: target(of(field.slice('berkas.'.length))) } : undefined,
  );
  const refused = form.files.flatMap((file) =>
    file.outcome.ok ? [] : [{ name: file.name, sentence: say(visit.t, file.outcome.reason) }],
  );
  if (!form.ok) return again({ problem: form.reason, refused, status: form.status });
  const who = typeof corrector === 'function' ? corrector(form.input) : corrector;
  const reasons = Object.keys(form.input)
    .filter((field) => field.startsWith('alasan.'))
    .map((field) => field.slice('alasan.'.length))
    .filter((name) => SLOT_NAME.test(name));
  for (const name of reasons.slice(0, MOST_REASONS))
    await explainMissing(
      house,
      who,
      { dossierId, ...of(name) },
      many(form.input, `alasan.${name}`).at(-1) ?? '',
    );
  if (refused.length > 0) return again({ refused, status: 422 });
  const [action, subject = '', documentId = ''] = one(form.input, 'tindakan').split(':');
  if (action === 'hapus' && isUuid(documentId)) {
    const back = await takeBack(house, who, { dossierId, ...of(subject) }, documentId);
    if (!back.ok) return again({ problem: back.reason, status: 422 });
  }
  if (action !== 'kirim') return visit.redirect(`${kept?.(form.input) ?? here}#perbaikan`);
  // One that is answered in whole may go before the rest of the letter.
  const answered = isUuid(subject)
    ? [subject]
    : (letter?.applications.map(({ view }) => view.id) ?? [named]);
  if (letter)
    await awaitChecks(async () => {
      const files = await Promise.all(
        answered.map((id) => evidenceOf(house.db, visit.office.id, id)),
      );
      return files.flat();
    });
  const once = onceOf(visit, form.input);
  if (!once) return again({ problem: reason('form.expired'), status: 422 });
  const outcome = await answerCorrection(house, { ...who, once }, dossierId, ...answered);
  return settle(visit, outcome, here, (problem, status) => again({ problem, status }));
}

/** True when the dossier of the address is this person's; otherwise it does not exist for them. */
async function isMine(house: House, visit: Visit): Promise<boolean> {
  const id = visit.param('dossier');
  return (
    isUuid(id) && (await dossierOf(house.db, visit.office.id, id, visit.person.id)) !== undefined
  );
}
