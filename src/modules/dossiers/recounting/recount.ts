import { HOUSE } from '../../../kernel/actor.ts';
import { type Tx, transaction } from '../../../kernel/db.ts';
import type { House } from '../../../kernel/house.ts';
import { addJob } from '../../../kernel/jobs.ts';
import type { Reaction } from '../../../kernel/reactions.ts';
import {
  calendarOf,
  forgetOffices,
  type Office,
  officeById,
  openOfficeDiary,
  serviceVersion,
} from '../../offices/index.ts';
import { type Done, done, withDossier } from '../hold.ts';
import { dueNow, dueWith } from '../moving.ts';
import { stateOf } from '../rules.ts';
import {
  beginRecounts,
  moveDue,
  noteSeen,
  type Running,
  recountOf,
  runningAfter,
} from './recounting.sql.ts';

/** The job that counts one office's due times anew, some hundred at a time. */
export const RECOUNT_JOB = 'dossiers:recount_due';
/** Every process counts by the new days after this, in milliseconds: what it remembers of an office is fresh for five seconds. */
const SETTLED_MS = 6_000;
const BATCH = 200;

/**
 * Looks whose working days are no longer those by which due times were counted, however they were changed (in the browser, by an
 * office's folder, by the nation's decree), and has them counted anew. Returns how many offices that are.
 */
export async function noticeCalendars(tx: Tx, at: Date): Promise<number> {
  const begun = await beginRecounts(tx, at);
  for (const { office_id: office, run } of begun)
    await onward(tx, office, run, new Date(at.getTime() + SETTLED_MS));
  return begun.length;
}

/** What an administrator saved is looked at once; everything else by the clock. */
export const recountReactions: readonly Reaction[] = [
  {
    name: 'dossiers.notice_calendars',
    answers: ['office.calendar_changed', 'office.changed'],
    react: async (tx, house) => void (await noticeCalendars(tx, house.now())),
  },
];

/** One at a time in the whole house: a decree that concerns 500 offices does not become 500 jobs at once. */
const onward = (tx: Tx, office: string, run: number, runAt?: Date) =>
  addJob(
    tx,
    RECOUNT_JOB,
    { office, run },
    { queue: 'recount', key: `recount:${office}`, ...(runAt ? { runAt } : {}) },
  );

/**
 * Counts the next {@link BATCH} due times of an office anew. Only what runs at the office is looked at, only what differs is
 * written: each in a transaction of its own, under its dossier's lock and with an event. May be broken off and repeated. True while
 * there is more to do.
 */
export async function recountSome(house: House, officeId: string, run: number): Promise<boolean> {
  forgetOffices();
  const office = await officeById(house.db, officeId);
  const now = await recountOf(house.db, officeId);
  if (!office || now?.run !== run || now.finished_at) return false;
  const batch = await runningAfter(house.db, officeId, now.past);
  for (const application of batch)
    if (await differs(house, office, application)) await recountOne(house, office, application);
  const isLast = batch.length < BATCH;
  return transaction(house.db, async (tx) => {
    const write = await openOfficeDiary(tx, officeId, HOUSE, house.now());
    const noted = await noteSeen(tx, officeId, run, {
      past: batch.at(-1)?.id ?? null,
      seen: batch.length,
      finishedAt: isLast ? house.now() : null,
    });
    if (!noted) return false;
    if (isLast && noted.seen > 0)
      await write({ kind: 'office.due_recounted', data: { seen: noted.seen, moved: noted.moved } });
    if (!isLast) await onward(tx, officeId, run);
    return !isLast;
  });
}

/** Whether the due time would be another by today's days; read without a lock. */
async function differs(house: House, office: Office, one: Running): Promise<boolean> {
  const service = await serviceVersion(house.db, office.id, one.service_id, one.service_version);
  if (!service) return false;
  const calendar = await calendarOf(house.db, office);
  const pauses = one.pauses.map(({ from, to }) => ({
    from: new Date(from),
    to: to === null ? null : new Date(to),
  }));
  const due = dueWith(one, service.definition.time, calendar, pauses);
  return due?.getTime() !== one.due_at?.getTime();
}

async function recountOne(house: House, office: Office, one: Running): Promise<void> {
  const who = { actor: HOUSE, office, roles: ['house'] } as const;
  await withDossier(house, who, one.dossier_id, async (hold): Promise<Done<void>> => {
    // As it stands under the lock: it may have moved on since.
    const application = hold.application(one.id);
    if (!application || !stateOf(application).endsWith('/office')) return done(undefined);
    const { time } = await hold.definition(application);
    const due = await dueNow({ tx: hold.tx, office, time }, application);
    if (!due || due.getTime() === application.due_at?.getTime()) return done(undefined);
    await moveDue(hold.tx, office.id, application.id, due);
    hold.note({
      kind: 'time.recounted',
      data: {
        application: application.id,
        due_before: application.due_at?.toISOString() ?? null,
        due: due.toISOString(),
      },
    });
    return done(undefined);
  });
}
