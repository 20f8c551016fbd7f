import {
  type Duration,
  dueAt,
  type OfficeCalendar,
  type Pause,
} from '../../kernel/clocks/index.ts';
import type { Tx } from '../../kernel/db.ts';
import { calendarOf, type Office, type ServiceDefinition, type Step } from '../offices/index.ts';
import {
  type ApplicationRow,
  type MovedColumn,
  pausesOf,
  storeState,
  turnClock,
} from './hold.sql.ts';
import { stepAfter, stepBack } from './route.ts';
import { type ApplicationRule, type ApplicationState, clockStopped, stateOf } from './rules.ts';

/** The moment of a command, the office's calendar it counts by, and the time that the service promises. */
export interface Clock {
  readonly tx: Tx;
  readonly at: Date;
  readonly office: Office;
  readonly time: Duration;
}

/** The step of the route on which the application stands once the rule has been applied. */
export function targetStep(
  definition: ServiceDefinition,
  application: ApplicationRow,
  row: ApplicationRule,
  named: Step | undefined,
): Step {
  const here = definition.route.find((step) => step.key === application.step);
  if (!here) throw new Error(`step ${application.step} is not on the route`);
  if (row.moves === 'onward') return stepAfter(definition, application) ?? here;
  if (row.moves === 'back') return stepBack(definition, application) ?? here;
  if (row.moves === 'named') return named ?? here;
  return here;
}

/** Turns the clock and stores the state; `late`, at the end: whether the time that was due had passed. */
export async function moveTo(
  clock: Clock,
  application: ApplicationRow,
  to: ApplicationState,
  step: Step,
  row: ApplicationRule,
): Promise<{ state: Pick<ApplicationRow, MovedColumn>; late?: boolean }> {
  const { tx, at } = clock;
  const officeId = clock.office.id;
  const over = to === 'over';
  const stopped = clockStopped(to);
  const before = stateOf(application);
  // What begins again after its end is counted anew from this day.
  const counted = before === 'over' ? { clock_from: at, extended: 0 } : application;
  if (over) await turnClock(tx, officeId, application.id, at, null);
  else if (stopped !== clockStopped(before))
    await turnClock(tx, officeId, application.id, at, {
      kind: stopped ? 'stopped' : 'running',
      reason: row.event,
    });
  const state = {
    step: step.key,
    step_kind: step.kind,
    waiting_on: over ? 'nobody' : to.endsWith('/applicant') ? 'applicant' : 'office',
    outcome: over ? (row.outcome ?? null) : null,
    due_at: over || stopped ? null : await dueNow(clock, { ...application, ...counted }),
    clock_from: counted.clock_from,
    extended: counted.extended,
  } as const;
  // While it waited for the applicant no time ran: whether the office was late is told once the pause is over.
  const due = over ? (application.due_at ?? (await dueNow(clock, application))) : null;
  await storeState(tx, officeId, application.id, {
    ...state,
    closed_at: over ? at : null,
    due_when_closed: due,
  });
  return over ? { state, late: due !== null && due < at } : { state };
}

/** When the running clock runs out now, all pauses and extensions counted. */
export async function dueNow(
  { tx, office, time }: Omit<Clock, 'at'>,
  application: ApplicationRow,
): Promise<Date | null> {
  const calendar = await calendarOf(tx, office);
  return dueWith(application, time, calendar, await pausesOf(tx, office.id, application.id));
}

/** The same from what is known already. */
export function dueWith(
  application: Pick<ApplicationRow, 'submitted_at' | 'clock_from' | 'extended'>,
  time: Duration,
  calendar: OfficeCalendar,
  pauses: readonly Pause[],
): Date | null {
  const granted = { ...time, amount: time.amount + application.extended };
  return dueAt(application.clock_from ?? application.submitted_at, granted, calendar, pauses);
}
