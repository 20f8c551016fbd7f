import type { Happening, Walk } from './life.ts';
import type { Place } from './places.ts';

const DAY = 86_400_000;
const MINUTE = 60_000;

/** Gives verdicts on what is open; when something is faulty, returns what. */
export function judge(
  life: Walk,
  open: readonly string[],
  round: number,
  at: number,
  isFaulty: boolean,
): string[] {
  const { random, place, applicationId, officer, offer } = life;
  const bad = isFaulty ? random.pick(open.length > 0 ? open : ['']) : '';
  for (const [index, requirement] of open.entries()) {
    const verdict = requirement === bad ? 'deficient' : 'accepted';
    const reason = verdict === 'deficient' ? random.pick(place.reasons) : null;
    const version = life.versions.get(requirement);
    const versions = version ? [version] : [];
    const moment = at + (index + 1) * 45_000;
    life.sheets.row(
      'verdict',
      ...[place.id, applicationId, requirement, round, verdict, reason, '', versions, officer],
      new Date(moment),
    );
    life.tell({
      at: moment,
      kind: 'requirement.judged',
      officer,
      data: {
        ...{
          application: applicationId,
          rule: 'judge',
          from: 'verification/office',
          to: 'verification/office',
        },
        ...{ step: offer.route[0]?.key ?? '', requirement, verdict, reason, round, versions },
      },
    });
  }
  return bad === '' ? [] : [bad];
}

export function carryAccepted(
  life: Walk,
  accepted: readonly string[],
  round: number,
  at: number,
): void {
  for (const requirement of accepted)
    life.sheets.row(
      'verdict',
      ...[
        life.place.id,
        life.applicationId,
        requirement,
        round,
        'accepted',
        null,
        '',
        [],
        life.officer,
      ],
      new Date(at),
    );
}

/** A meeting that was given; what becomes of it is told elsewhere. */
export interface Meeting {
  readonly id: string;
  readonly counter: string;
  /** Milliseconds. */
  readonly start: number;
  readonly end: number;
  readonly isAhead: boolean;
}

/** A seat at a counter: in the past a meeting that was held or missed, in the days to come a seat that is taken. */
export function meet(
  life: Walk,
  at: number,
  said: (rule: string, from: string, to: string, more?: object) => Happening['data'],
  staysAway: boolean,
): Meeting {
  const { random, place, applicationId, dossierId, officer, present } = life;
  const id = random.id(at);
  const day = at + (1 + random.wait(5)) * DAY;
  const isAhead = day > present - DAY;
  const seat = isAhead
    ? nextSeat(place, present)
    : { counter: random.pick(place.counters), start: day };
  const [start, stop] = [new Date(seat.start), new Date(seat.start + 30 * MINUTE)];
  life.tell({
    at,
    kind: 'meeting.fixed',
    officer,
    data: said('fix_seat', 'meeting/office', 'meeting/office', {
      ...{ appointment: id, counter: seat.counter, sequence: 0 },
      ...{ starts: start.toISOString(), ends: stop.toISOString() },
    }),
  });
  life.sheets.row(
    'appointment',
    ...[
      place.id,
      id,
      dossierId,
      seat.counter,
      start,
      stop,
      isAhead ? 'booked' : staysAway ? 'missed' : 'done',
      officer,
    ],
    new Date(at),
  );
  life.sheets.row(
    'seat_cover',
    place.id,
    random.id(at),
    applicationId,
    id,
    null,
    isAhead ? null : start,
  );
  if (isAhead)
    life.sheets.row(
      'seat_claim',
      ...[place.id, seat.counter, `["${start.toISOString()}","${stop.toISOString()}")`, 'booked'],
      ...[null, null, id, random.id(at)],
    );
  return { id, counter: seat.counter, start: seat.start, end: stop.getTime(), isAhead };
}

/** The next free half hour at any counter, ten to a day. */
function nextSeat(place: Place, present: number): { counter: string; start: number } {
  const number = place.seats++;
  const perDay = place.counters.length * 10;
  const day = Math.floor(present / DAY) + 1 + Math.floor(number / perDay);
  const turn = Math.floor((number % perDay) / place.counters.length);
  const counter = place.counters[number % place.counters.length] ?? '';
  return { counter, start: day * DAY + 60 * MINUTE + turn * 30 * MINUTE };
}

/** The service clock: segments with reasons. */
export function createClock({ sheets, place, applicationId, submittedAt }: Walk) {
  let [number, from, kind, reason, stopped] = [
    1,
    submittedAt,
    'running',
    'application.submitted',
    0,
  ];
  const write = (until: number | null) =>
    sheets.row(
      'clock_segment',
      ...[place.id, applicationId, number, kind, reason, new Date(from)],
      until === null ? null : new Date(until),
    );
  return {
    turn(at: number, to: 'running' | 'stopped', why: string) {
      write(at);
      if (kind === 'stopped') stopped += at - from;
      [number, from, kind, reason] = [number + 1, at, to, why];
    },
    stop: (at: number) => write(at),
    leave: () => write(null),
    stopped: () => stopped,
  };
}
