import { dueAt, localDate, type OfficeCalendar, remaining } from '../../kernel/clocks/index.ts';
import type { EventRow } from '../../kernel/ledger.ts';
import { textIn } from '../../kernel/ledger.ts';
import type { ServiceDefinition } from '../offices/index.ts';
import type { Figure } from './figures.ts';

/** One thing that happened to one application, told from the ledger alone. */
export interface Happened {
  readonly figure: Figure;
  readonly at: Date;
  readonly life: Life;
  /** Where the officer worked; null when no officer did it. */
  readonly workplace: string | null;
}

/** The life of one application as its events tell it. */
export interface Life {
  readonly application: string;
  readonly dossier: string;
  readonly service: string;
  readonly channel: string;
  readonly submittedAt: Date;
  state: string;
  step: string;
  since: Date;
  pauses: { from: Date; to: Date | null }[];
  /** When it is due, null while the clock stands; as it was when the application ended. */
  due: Date | null;
  /** By how much more than the service promises, in its unit. */
  extended: number;
  faults: Map<string, string>;
  /** The meeting that is fixed for it. */
  appointment: string;
}

export interface StayTold {
  readonly life: Life;
  readonly state: string;
  readonly from: Date;
  readonly to: Date;
}

export interface FaultTold {
  readonly life: Life;
  readonly reason: string;
  readonly at: Date;
}

/** Everything that a ledger tells about the figures, event by event and without a look at any other table. */
export interface Told {
  readonly lives: readonly Life[];
  readonly happened: readonly Happened[];
  readonly stays: readonly StayTold[];
  readonly faults: readonly FaultTold[];
}

/** Retells an office's dossiers from their events, which come stream by stream in their order. */
export function retell(
  events: readonly EventRow[],
  services: ReadonlyMap<string, ServiceDefinition>,
  calendar: OfficeCalendar,
): Told {
  const lives = new Map<string, Life>();
  const told = { happened: [] as Happened[], stays: [] as StayTold[], faults: [] as FaultTold[] };
  for (const event of events) {
    const { kind, at, data } = event;
    const application = textIn(data, 'application');
    if (kind === 'application.submitted') {
      const life: Life = {
        application,
        dossier: event.stream_id,
        service: textIn(data, 'service'),
        channel: event.channel,
        submittedAt: at,
        state: textIn(data, 'to'),
        step: textIn(data, 'step'),
        since: at,
        pauses: [],
        due: new Date(textIn(data, 'due')),
        extended: 0,
        faults: new Map(),
        appointment: '',
      };
      lives.set(application, life);
      told.happened.push({ figure: 'received', at, life, workplace: null });
      continue;
    }
    if (kind === 'meeting.missed' || kind === 'meeting.unserved')
      tellAbsence(event, [...lives.values()], told);
    const life = lives.get(application);
    if (life && kind === 'time.recounted') life.due = new Date(textIn(data, 'due'));
    if (!life || textIn(data, 'rule') === '') continue;
    const workplace = event.mandate === 'staff' ? textIn(data, 'workplace') || 'unsaid' : null;
    note(kind, data, at, life, told, workplace);
    move(life, at, data, told, services, calendar);
  }
  return { lives: [...lives.values()], ...told };
}

function note(
  kind: string,
  data: EventRow['data'],
  at: Date,
  life: Life,
  told: { happened: Happened[]; faults: FaultTold[] },
  workplace: string | null,
): void {
  const happens = (...figures: Figure[]) => {
    for (const figure of figures) told.happened.push({ figure, at, life, workplace });
  };
  if (kind === 'time.extended') {
    life.extended += Number(data['amount']);
    life.due = new Date(textIn(data, 'due'));
  }
  if (kind === 'requirement.judged') {
    if (data['verdict'] === 'accepted') life.faults.delete(textIn(data, 'requirement'));
    else life.faults.set(textIn(data, 'requirement'), textIn(data, 'reason'));
  }
  if (kind === 'correction.requested') {
    happens('checked', 'returned');
    for (const reason of life.faults.values()) told.faults.push({ life, reason, at });
  }
  if (kind === 'correction.answered') life.faults.clear();
  if (kind === 'verification.completed')
    happens('checked', 'verified', ...(data['round'] === 1 ? (['first_time_right'] as const) : []));
  if (kind === 'meeting.fixed') {
    happens('scheduled');
    life.appointment = textIn(data, 'appointment');
  }
  if (kind === 'meeting.cancelled') life.appointment = '';
  if (['record_meeting', 'refuse_meeting'].includes(textIn(data, 'rule'))) happens('served');
}

/** A meeting was not held: for whom it was fixed then, by the time at which it should have begun. */
function tellAbsence(
  { kind, data, stream_id: dossier }: EventRow,
  lives: readonly Life[],
  told: { happened: Happened[] },
): void {
  const figure = kind === 'meeting.missed' ? 'missed' : 'unserved';
  for (const life of lives)
    if (life.dossier === dossier && life.appointment === textIn(data, 'appointment')) {
      const at = new Date(textIn(data, 'starts'));
      told.happened.push({ figure, at, life, workplace: null });
      if (data['moved'] !== true) life.appointment = '';
    }
}

function move(
  life: Life,
  at: Date,
  data: EventRow['data'],
  told: { happened: Happened[]; stays: StayTold[] },
  services: ReadonlyMap<string, ServiceDefinition>,
  calendar: OfficeCalendar,
): void {
  const [to, step] = [textIn(data, 'to'), textIn(data, 'to_step')];
  if (to === life.state && step === life.step) return;
  told.stays.push({ life, state: life.state, from: life.since, to: at });
  const stood = life.state.endsWith('/applicant');
  const stands = to.endsWith('/applicant');
  if (stands && !stood) life.pauses.push({ from: at, to: null });
  if (!stands && stood)
    life.pauses = life.pauses.map((pause) => (pause.to ? pause : { ...pause, to: at }));
  const service = services.get(life.service);
  if (!service) throw new Error(`no service ${life.service}`);
  const time = { ...service.time, amount: service.time.amount + life.extended };
  // What ended while it waited for its applicant is late by the time that had run until then.
  if (to !== 'over' || stood)
    life.due = stands ? null : dueAt(life.submittedAt, time, calendar, life.pauses);
  if (to === 'over') {
    const rule = textIn(data, 'rule');
    const figure =
      rule === 'withdraw' ? 'withdrawn' : rule.startsWith('refuse_') ? 'refused' : 'completed';
    told.happened.push({ figure, at, life, workplace: null });
    if (figure !== 'withdrawn' && life.due && at > life.due)
      told.happened.push({ figure: 'closed_late', at, life, workplace: null });
  }
  if (!to.startsWith('meeting/')) life.appointment = '';
  Object.assign(life, { state: to, step, since: at });
}

/** The opening hours in a stay, counted by the kernel's own clock. */
export function hoursOf(stay: StayTold, calendar: OfficeCalendar): number {
  const left = remaining(stay.to, 'working_hours', stay.from, calendar);
  return left.state === 'running' ? left.left : 0;
}

/** The day of a moment at the office. */
export const dayOf = (at: Date, calendar: OfficeCalendar) => localDate(at, calendar.timeZone);
