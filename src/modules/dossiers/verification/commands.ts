import type { House } from '../../../kernel/house.ts';
import { reason } from '../../../kernel/i18n.ts';
import { newId } from '../../../kernel/ids.ts';
import { reasonsOf } from '../../offices/index.ts';
import { evidenceOf, verdictsOf } from '../facts.sql.ts';
import { reopened, requirementsToJudge } from '../facts.ts';
import { keepHandler } from '../handling/handling.sql.ts';
import { passOn } from '../handling/passing-on.ts';
import type { ApplicationRow } from '../hold.sql.ts';
import {
  type Acting,
  type Done,
  done,
  type Hold,
  NO_DOSSIER,
  refuse,
  withDossier,
} from '../hold.ts';
import { coveredBy } from './covering.ts';
import { answerByOf } from './letter.ts';
import { alikeIn } from './siblings.ts';
import { clearMissing, insertLetter, putVerdict } from './verification.sql.ts';

export interface Judgement {
  readonly applicationId: string;
  readonly requirement: string;
  readonly verdict: 'accepted' | 'deficient' | 'missing';
  readonly reasonCode?: string;
  readonly note?: string;
  /** The other applications of the dossier that hand in the very same documents for the same are judged alike. */
  readonly siblingsToo?: boolean;
}

/** One verdict on one requirement, on the document versions that are current now. */
export async function judge(
  house: House,
  who: Acting,
  dossierId: string,
  judgement: Judgement,
): Promise<Done<void>> {
  const officer = who.actor.personId;
  return withDossier(house, who, dossierId, async (hold): Promise<Done<void>> => {
    const application = hold.application(judgement.applicationId);
    if (!application || !officer) return refuse(NO_DOSSIER);
    const judged = judgement.siblingsToo
      ? [application, ...(await alikeIn(hold, application, judgement.requirement))]
      : [application];
    for (const each of judged) {
      const given = await judgeOne(hold, each, judgement, officer);
      if (!given.ok) return given;
    }
    await keepHandler(hold.tx, who.office.id, dossierId, officer, hold.at);
    return done(undefined);
  });
}

async function judgeOne(
  hold: Hold,
  application: ApplicationRow,
  judgement: Judgement,
  officer: string,
): Promise<Done<void>> {
  const officeId = hold.who.office.id;
  const evidence = await evidenceOf(hold.tx, officeId, application.id);
  const definition = await hold.definition(application);
  const known = requirementsToJudge(definition, application, evidence).some(
    ({ key }) => key === judgement.requirement,
  );
  if (!known) return refuse(reason('dossiers.verification.requirement_unknown'));
  const files = evidence.filter((file) => file.requirements.includes(judgement.requirement));
  if (
    judgement.verdict === 'accepted' &&
    files.length === 0 &&
    !application.missing[judgement.requirement]
  )
    return refuse(reason('dossiers.verification.nothing_to_accept'));
  if (judgement.verdict === 'accepted' && files.some((file) => file.state !== 'ready'))
    return refuse(reason('dossiers.verification.not_ready'));
  if (judgement.verdict === 'deficient') {
    const reasons = await reasonsOf(hold.tx, officeId);
    if (!reasons.some(({ code }) => code === judgement.reasonCode))
      return refuse(reason('dossiers.verification.reason_needed'));
  }
  const reasonCode = judgement.verdict === 'deficient' ? (judgement.reasonCode ?? null) : null;
  const applied = await hold.apply(application, 'judge', {
    data: {
      requirement: judgement.requirement,
      verdict: judgement.verdict,
      reason: reasonCode,
      round: application.round,
      versions: files.map((file) => file.version_id),
    },
    ...(judgement.note ? { text: judgement.note } : {}),
  });
  if (!applied.ok) return applied;
  await putVerdict(hold.tx, {
    officeId,
    applicationId: application.id,
    requirement: judgement.requirement,
    round: application.round,
    verdict: judgement.verdict,
    reasonCode,
    note: (judgement.note ?? '').slice(0, 2000),
    versionIds: files.map((file) => file.version_id),
    byId: officer,
    at: hold.at,
  });
  return done(undefined);
}

/**
 * Sends the one consolidated letter about these applications: everything faulty at once, so that nobody is sent home twice. The
 * clock of each of them stops; what is not named goes on.
 */
export async function requestCorrection(
  house: House,
  who: Acting,
  dossierId: string,
  ...applicationIds: readonly string[]
): Promise<Done<void>> {
  const officer = who.actor.personId;
  return withDossier(house, who, dossierId, async (hold): Promise<Done<void>> => {
    const covered = coveredBy(hold, applicationIds);
    if (!covered || !officer) return refuse(NO_DOSSIER);
    const answerBy = await answerByOf(hold.tx, who.office, hold.at);
    const letter = newId();
    for (const application of covered.applications) {
      const { id, round } = application;
      const faulty = reopened(await verdictsOf(hold.tx, who.office.id, id, round));
      const applied = await hold.apply(application, 'request_correction', {
        data: { ...covered.named, letter, round, requirements: faulty, answer_by: answerBy },
      });
      if (!applied.ok) return applied;
      await clearMissing(hold.tx, who.office.id, id, faulty);
      await insertLetter(hold.tx, {
        officeId: who.office.id,
        letterId: letter,
        dossierId,
        applicationId: id,
        round,
        at: hold.at,
        answerBy,
        byId: officer,
      });
    }
    return done(undefined);
  });
}

/** Everything is accepted: these applications go on along their routes, each its own. Only now can a meeting be given. */
export async function completeVerification(
  house: House,
  who: Acting,
  dossierId: string,
  ...applicationIds: readonly string[]
): Promise<Done<void>> {
  return withDossier(house, who, dossierId, async (hold): Promise<Done<void>> => {
    const covered = coveredBy(hold, applicationIds);
    const officer = who.actor.personId;
    if (!covered || !officer) return refuse(NO_DOSSIER);
    for (const application of covered.applications) {
      const applied = await hold.apply(application, 'complete_verification', {
        data: { ...covered.named, round: application.round },
      });
      if (!applied.ok) return applied;
    }
    await passOn(hold, officer);
    return done(undefined);
  });
}
