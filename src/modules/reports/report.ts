import { transaction } from '../../kernel/db.ts';
import type { House } from '../../kernel/house.ts';
import {
  calendarOf,
  type DeficiencyReason,
  everyReasonOf,
  type Office,
  type StepKind,
} from '../offices/index.ts';
import { calendarDays, openHoursOf, percentile } from './durations.ts';
import { type Ask, countFigures, type FigureCount } from './figures.sql.ts';
import { FIGURES, type Figure, type ListedFigure } from './figures.ts';
import { momentsOf, type Period } from './period.ts';
import {
  countFaults,
  countWaiting,
  type FaultCount,
  MOST_STAYS,
  type NamedService,
  namedServices,
  type Stay,
  staysIn,
  type WaitingCount,
} from './standing.sql.ts';

/** Applications (izin dimohon) and the dossiers (berkas) they came in. */
export interface Count {
  readonly applications: number;
  readonly dossiers: number;
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
  readonly of: (figure: Figure, part?: { serviceId: string } | { channel: string }) => Count;
  readonly services: readonly NamedService[];
  readonly channels: readonly string[];
  readonly waiting: readonly WaitingCount[];
  readonly faults: readonly (FaultCount & { readonly reason: DeficiencyReason | undefined })[];
  readonly stepTimes: readonly StepTime[];
  /** True when the period has more stays than are measured: then the latest were. */
  readonly stepTimesCut: boolean;
}

const NONE: Count = { applications: 0, dossiers: 0 };

/** Counts everything in one look at the database, so that no figure contradicts another. */
export async function readReport(house: House, office: Office, period: Period): Promise<Report> {
  const at = house.now();
  const ask: Ask = { officeId: office.id, ...momentsOf(period, office.timeZone), now: at };
  const calendar = await calendarOf(house.db, office);
  const reasons = await everyReasonOf(house.db, office.id);
  return transaction(house.db, async (tx) => {
    await tx`set transaction isolation level repeatable read, read only`;
    const counts = await countFigures(tx, FIGURES, ask);
    const services = await namedServices(tx, office.id);
    const waiting = await countWaiting(tx, office.id);
    const faults = await countFaults(tx, ask);
    const stays = await staysIn(tx, ask);
    const byKey = new Map(counts.map((count) => [keyOf(count), count]));
    const counted = new Set(counts.map(({ service_id }) => service_id));
    return {
      period,
      at,
      of: (figure, part) =>
        byKey.get(
          keyOf({
            figure,
            service_id: part && 'serviceId' in part ? part.serviceId : null,
            channel: part && 'channel' in part ? part.channel : null,
          }),
        ) ?? NONE,
      services: services.filter(({ service_id }) => counted.has(service_id)),
      channels: [...new Set(counts.flatMap(({ channel }) => channel ?? []))].sort(),
      waiting,
      faults: faults.map((fault) => ({
        ...fault,
        reason: reasons.find(({ code }) => code === fault.reason_code),
      })),
      stepTimes: stepTimesOf(stays, openHoursOf(calendar)),
      stepTimesCut: stays.length >= MOST_STAYS,
    };
  });
}

const keyOf = (of: Pick<FigureCount, 'service_id' | 'channel'> & { figure: ListedFigure }) =>
  `${of.figure} ${of.service_id ?? ''} ${of.channel ?? ''}`;

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
