import type { House } from '../../../kernel/house.ts';
import { reason } from '../../../kernel/i18n.ts';
import { newId } from '../../../kernel/ids.ts';
import { reasonsOf } from '../../offices/index.ts';
import { evidenceOf, verdictsOf } from '../facts.sql.ts';
import { reopened, requirementsToJudge } from '../facts.ts';
import { keepHandler } from '../handling/handling.sql.ts';
import { passOn } from '../handling/passing-on.ts';
import { type Acting, type Done, done, NO_DOSSIER, refuse, withDossier } from '../hold.ts';
import { answerByOf } from './letter.ts';
import { clearMissing, insertLetter, putVerdict } from './verification.sql.ts';

export interface Judgement {
  readonly applicationId: string;
  readonly requirement: string;
  readonly verdict: 'accepted' | 'deficient' | 'missing';
  readonly reasonCode?: string;
  readonly note?: string;
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
    const evidence = await evidenceOf(hold.tx, who.office.id, application.id);
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
      const reasons = await reasonsOf(hold.tx, who.office.id);
      if (!reasons.some(({ code }) => code === judgement.reasonCode))
        return refuse(reason('dossiers.verification.reason_needed'));
    }
    const applied = await hold.apply(application, 'judge', {
      data: {
        requirement: judgement.requirement,
        verdict: judgement.verdict,
        reason: judgement.verdict === 'deficient' ? (judgement.reasonCode ?? null) : null,
        round: application.round,
        versions: files.map((file) => file.version_id),
      },
      ...(judgement.note ? { text: judgement.note } : {}),
    });
    if (!applied.ok) return applied;
    await putVerdict(hold.tx, {
      officeId: who.office.id,
      applicationId: application.id,
      requirement: judgement.requirement,
      round: application.round,
      verdict: judgement.verdict,
      reasonCode: judgement.verdict === 'deficient' ? (judgement.reasonCode ?? null) : null,
      note: (judgement.note ?? '').slice(0, 2000),
      versionIds: files.map((file) => file.version_id),
      byId: officer,
      at: hold.at,
    });
    await keepHandler(hold.tx, who.office.id, dossierId, officer, hold.at);
    return done(undefined);
  });
}

/** Sends the one consolidated letter: everything faulty at once, so that nobody is sent home twice. The clock stops. */
export async function requestCorrection(
  house: House,
  who: Acting,
  dossierId: string,
  applicationId: string,
): Promise<Done<void>> {
  const officer = who.actor.personId;
  return withDossier(house, who, dossierId, async (hold): Promise<Done<void>> => {
    const application = hold.application(applicationId);
    if (!application || !officer) return refuse(NO_DOSSIER);
    const verdicts = await verdictsOf(hold.tx, who.office.id, application.id, application.round);
    const faulty = reopened(verdicts);
    const answerBy = await answerByOf(hold.tx, who.office, hold.at);
    const letter = newId();
    const applied = await hold.apply(application, 'request_correction', {
      data: { letter, round: application.round, requirements: faulty, answer_by: answerBy },
    });
    if (!applied.ok) return applied;
    await clearMissing(hold.tx, who.office.id, application.id, faulty);
    await insertLetter(hold.tx, {
      officeId: who.office.id,
      id: letter,
      dossierId,
      applicationId,
      round: application.round,
      at: hold.at,
      answerBy,
      byId: officer,
    });
    return done(undefined);
  });
}

/** Everything is accepted: the application goes on along its route. Only now can a meeting be given. */
export async function completeVerification(
  house: House,
  who: Acting,
  dossierId: string,
  applicationId: string,
): Promise<Done<void>> {
  return withDossier(house, who, dossierId, async (hold): Promise<Done<void>> => {
    const application = hold.application(applicationId);
    const officer = who.actor.personId;
    if (!application || !officer) return refuse(NO_DOSSIER);
    const applied = await hold.apply(application, 'complete_verification', {
      data: { round: application.round },
    });
    if (!applied.ok) return applied;
    await passOn(hold, officer);
    return done(undefined);
  });
}
