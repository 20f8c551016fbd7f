import { addWorkingDays, type IsoDate, localDate } from '../../../kernel/clocks/index.ts';
import type { Query } from '../../../kernel/db.ts';
import type { House } from '../../../kernel/house.ts';
import { reason } from '../../../kernel/i18n.ts';
import { newId } from '../../../kernel/ids.ts';
import {
  calendarOf,
  deadlinesOf,
  type Office,
  routeFor,
  silenceGrants,
} from '../../offices/index.ts';
import { plainView } from '../answers.ts';
import type { Extras } from '../facts.ts';
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
import { letterOf } from '../lapsing/lapsing.sql.ts';
import { nextRound } from '../verification/verification.sql.ts';
import {
  claimObjectionFiles,
  endedAt,
  insertObjection,
  type ObjectionRow,
  objectionFilesOf,
  objectionsOf,
  storeAnswer,
  tookPart,
} from './objecting.sql.ts';

/** The shortest grounds, and the shortest answer, in characters. */
export const LEAST_GROUNDS = 20;
const MOST_WORDS = 4000;

/** The last day to object to an ending of that moment (UU 30/2014 art. 77: 21 working days). */
export async function objectBy(query: Query, office: Office, endedAt: Date): Promise<IsoDate> {
  const { objectionWorkingDays } = deadlinesOf(office.profile);
  const calendar = await calendarOf(query, office);
  return addWorkingDays(localDate(endedAt, office.timeZone), objectionWorkingDays, calendar);
}

/** What the rules about objections look at; nothing while the application has not ended. */
export async function objectionFacts(
  query: Query,
  office: Office,
  application: Pick<ApplicationRow, 'id' | 'dossier_id' | 'outcome'>,
  at: Date,
  actorId: string | null,
): Promise<Extras> {
  const ended = await endedAt(query, office.id, application.id);
  if (!ended || application.outcome === null) return {};
  const filed = (await objectionsOf(query, office.id, application.dossier_id)).find(
    (one) => one.application_id === application.id && one.decided_at.getTime() === ended.getTime(),
  );
  return {
    objection: {
      possible: application.outcome !== 'withdrawn',
      late: localDate(at, office.timeZone) > (await objectBy(query, office, ended)),
      filed: !filed ? 'none' : filed.answer ? 'answered' : 'open',
      silent: isSilent(office, filed, at),
      decided: actorId !== null && (await tookPart(query, office.id, application.id, actorId)),
    },
  };
}

/** Whether the office has let the last day of an objection pass, where its rule says that silence grants it. */
export function isSilent(
  office: Office,
  objection: Pick<ObjectionRow, 'answer' | 'answer_by'> | undefined,
  at: Date,
): boolean {
  return (
    objection !== undefined &&
    objection.answer === null &&
    silenceGrants(office.profile) &&
    objection.answer_by < localDate(at, office.timeZone)
  );
}

/**
 * The applicant objects to how the application ended, with the files that they brought for it; an officer for them, with the paper
 * that they signed.
 */
export async function fileObjection(
  house: House,
  who: Acting,
  dossierId: string,
  applicationId: string,
  grounds: string,
): Promise<Done<void>> {
  return withDossier(house, who, dossierId, async (hold): Promise<Done<void>> => {
    const application = hold.application(applicationId);
    if (!application) return refuse(NO_DOSSIER);
    const { tx, at } = hold;
    const { office } = who;
    const text = grounds.trim().slice(0, MOST_WORDS);
    const waiting = (await objectionFilesOf(tx, office.id, dossierId)).filter(
      (file) => file.application_id === applicationId && file.objection_id === null,
    );
    const extras = {
      ...(await objectionFacts(tx, office, application, at, who.actor.personId)),
      unsigned: who.actor.mandate === 'staff' && waiting.length === 0,
    };
    const answerBy = addWorkingDays(
      localDate(at, office.timeZone),
      deadlinesOf(office.profile).objectionAnswerWorkingDays,
      await calendarOf(tx, office),
    );
    const id = newId();
    const applied = await hold.apply(application, 'object', {
      data: {
        objection: id,
        files: waiting.map((file) => file.version_id),
        answer_by: answerBy,
      },
      text,
      extras,
    });
    if (!applied.ok) return applied;
    if ([...text].length < LEAST_GROUNDS)
      return refuse(reason('dossiers.objection.grounds_needed', { least: LEAST_GROUNDS }));
    if (waiting.some((file) => file.state !== 'ready'))
      return refuse(reason('dossiers.guard.unready'));
    const ended = await endedAt(tx, office.id, applicationId);
    if (!ended || application.outcome === null || application.outcome === 'withdrawn')
      return refuse(reason('dossiers.guard.not_objectable'));
    await insertObjection(tx, {
      officeId: office.id,
      id,
      applicationId,
      dossierId,
      against: application.outcome,
      decidedAt: ended,
      filedAt: at,
      eventSeq: hold.lastSeq(),
      answerBy,
    });
    await claimObjectionFiles(tx, office.id, applicationId, id);
    return done(undefined);
  });
}

/** What the office says to an objection. */
export interface Answer {
  readonly applicationId: string;
  readonly answer: 'upheld' | 'rejected' | undefined;
  readonly why: string;
  /** Where the application goes on when the objection is granted. */
  readonly step: string;
}

/**
 * Answers an objection, with reasons, by somebody who had no part in the decision. Granted: the application stands again on the
 * named step, and its time is counted anew from today. Rejected: it stays ended, and the applicant is told what is left to do.
 */
export async function answerObjection(
  house: House,
  who: Acting,
  dossierId: string,
  said: Answer,
): Promise<Done<void>> {
  const by = who.actor.personId;
  return withDossier(house, who, dossierId, async (hold): Promise<Done<void>> => {
    const application = hold.application(said.applicationId);
    if (!application || !by) return refuse(NO_DOSSIER);
    const { tx, at } = hold;
    const { office } = who;
    const ended = await endedAt(tx, office.id, application.id);
    const open = (await objectionsOf(tx, office.id, dossierId)).find(
      (one) =>
        one.application_id === application.id &&
        one.answer === null &&
        one.decided_at.getTime() === ended?.getTime(),
    );
    if (!said.answer) return refuse(reason('dossiers.objection.answer_needed'));
    const why = said.why.trim().slice(0, MOST_WORDS);
    if ([...why].length < LEAST_GROUNDS)
      return refuse(reason('dossiers.objection.reasons_needed', { least: LEAST_GROUNDS }));
    const service = await hold.definition(application);
    const step = routeFor(service, plainView(application.answers)).find(
      ({ key }) => key === said.step,
    );
    const upheld = said.answer === 'upheld';
    const applied = await hold.apply(
      application,
      upheld ? 'uphold_objection' : 'reject_objection',
      {
        data: { objection: open?.id ?? null },
        text: why,
        extras: await objectionFacts(tx, office, application, at, by),
        ...(upheld && step ? { toStep: step.key } : {}),
      },
    );
    if (!applied.ok) return applied;
    if (!open) throw new Error(`application ${application.id} has no open objection`);
    await storeAnswer(tx, office.id, open.id, {
      answer: said.answer,
      at,
      byId: by,
      seq: hold.lastSeq(),
    });
    if (upheld && step?.kind === 'verification') await beginAnew(hold, application);
    return done(undefined);
  });
}

/** A round whose letter ran out is not written to again: what was faulty is judged in the next one. */
export async function beginAnew({ tx, who }: Hold, application: ApplicationRow): Promise<void> {
  if (await letterOf(tx, who.office.id, application))
    await nextRound(tx, who.office.id, application.id, application.round, null);
}
