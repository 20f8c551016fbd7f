import { transaction } from '../../kernel/db.ts';
import type { House } from '../../kernel/house.ts';
import {
  calendarOf,
  type DeficiencyReason,
  everyReasonOf,
  type Office,
  type StepKind,
} from '../offices/index.ts';
import { addedUp } from './adding-up.ts';
import { type Ask, type Count, NO_REASON } from './ask.ts';
import { calendarDays, openHoursOf, percentile } from './durations.ts';
import type { Figure, Part } from './figures.ts';
import { momentsOf, type Period } from './period.ts';
import {
  countStanding,
  countWaiting,
  type NamedService,
  namedServices,
  type WaitingCount,
} from './standing.sql.ts';
import { mostPerDay, type Stay, staysIn, wereLeftOut } from './stays.sql.ts';
import { linesIn } from './tally.ts';

/** For how many a reason was given in letters of the period. */
export interface Fault extends Count {
  /** Null: the document was missing. */
  readonly code: string | null;
  readonly reason: DeficiencyReason | undefined;
}

/** How long a step takes: the office's part in hours it was open, the applicant's in calendar days. */
export interface StepTime {
  readonly stepKind: StepKind;
  readonly waitingOn: 'office' | 'applicant';
  readonly unit: 'working_hours' | 'calendar_days';
  /** How many applications left the step. */
  readonly applications: number;
  readonly median: number;
  /** Nine out of ten took no longer. */
  readonly p90: number;
}

/** All figures of an office for a period. Names nobody. */
export interface Report {
  readonly period: Period;
  /** When it was counted. */
  readonly at: Date;
  /** Applications (izin dimohon) and the dossiers (berkas) they came in. */
  readonly of: (figure: Figure) => Count;
  /** Applications alone. */
  readonly ofPart: (figure: Figure, part: Part) => number;
  readonly services: readonly NamedService[];
  readonly channels: readonly string[];
  readonly waiting: readonly WaitingCount[];
  readonly faults: readonly Fault[];
  readonly stepTimes: readonly StepTime[];
  /** How many stays of each day were measured, the latest of it; undefined when all were. */
  readonly stepTimesOfDay: number | undefined;
}

/** The most frequent reasons that are told. */
const MOST_FAULTS = 10;

/** Counts everything in one look at the database, so that no figure contradicts another. */
export async function readReport(house: House, office: Office, period: Period): Promise<Report> {
  const at = house.now();
  const ask: Ask = { officeId: office.id, ...momentsOf(period, office.timeZone), now: at };
  const calendar = await calendarOf(house.db, office);
  const reasons = await everyReasonOf(house.db, office.id);
  return transaction(house.db, async (tx) => {
    await tx`set transaction isolation level repeatable read, read only`;
    const sums = addedUp(await linesIn(tx, office, period), await countStanding(tx, ask));
    const services = await namedServices(tx, office.id);
    const waiting = await countWaiting(tx, office.id);
    const stays = await staysIn(tx, ask);
    return {
      ...{ period, at, waiting },
      of: sums.of,
      ofPart: sums.ofPart,
      services: services.filter(({ service_id }) => sums.services.has(service_id)),
      channels: [...sums.channels].sort(),
      faults: sums.faults.slice(0, MOST_FAULTS).map(({ code, ...count }) => ({
        ...count,
        code: code === NO_REASON ? null : code,
        reason: reasons.find((reason) => reason.code === code),
      })),
      stepTimes: stepTimesOf(stays, openHoursOf(calendar)),
      stepTimesOfDay: wereLeftOut(stays, ask) ? mostPerDay(ask) : undefined,
    };
  });
}

/** What the stays say of each step and side, the slowest first within its unit. */
function stepTimesOf(
  stays: readonly Stay[],
  openHours: (from: Date, to: Date) => number,
): StepTime[] {
  const groups = Map.groupBy(stays, ({ step_kind, waiting_on }) => `${step_kind}/${waiting_on}`);
  return [...groups.values()]
    .flatMap((group): StepTime[] => {
      const [one] = group;
      if (!one) return [];
      const isOffice = one.waiting_on === 'office';
      const measure = isOffice ? openHours : calendarDays;
      const times = group.map(({ entered_at, left_at }) => measure(entered_at, left_at));
      return [
        {
          stepKind: one.step_kind,
          waitingOn: one.waiting_on,
          unit: isOffice ? 'working_hours' : 'calendar_days',
          applications: new Set(group.map(({ application_id }) => application_id)).size,
          median: percentile(times, 0.5) ?? 0,
          p90: percentile(times, 0.9) ?? 0,
        },
      ];
    })
    .toSorted((one, other) => other.unit.localeCompare(one.unit) || other.median - one.median);
}
