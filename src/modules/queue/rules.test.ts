import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { instantAt } from '../../kernel/clocks/index.ts';
import {
  type AdmissionKind,
  type AdmissionQuestion,
  admission,
  type Booked,
  IDENTITIES,
  STANDINGS,
  type Standing,
  standingOf,
} from './rules.ts';

const ZONES = ['Asia/Jakarta', 'Asia/Makassar', 'Asia/Jayapura'] as const;
const GRACES = [0, 15] as const;
const EARLIES = [0, 60] as const;
const DAY = '2026-11-17';
const START = 9 * 60;

/** Minutes of the local day at which somebody comes, and what that means for a meeting at nine. */
const MOMENTS: readonly (readonly [
  string,
  number,
  (grace: number, early: number) => 'wrong_day' | 'too_early' | 'ready' | 'too_late',
])[] = [
  ['2026-11-16', 23 * 60 + 59, () => 'wrong_day'],
  [DAY, 0, () => 'too_early'],
  [DAY, START - 61, () => 'too_early'],
  [DAY, START - 60, (_, early) => (early < 60 ? 'too_early' : 'ready')],
  [DAY, START, () => 'ready'],
  [DAY, START + 1, (grace) => (grace < 1 ? 'too_late' : 'ready')],
  [DAY, START + 15, (grace) => (grace < 15 ? 'too_late' : 'ready')],
  [DAY, START + 16, () => 'too_late'],
  ['2026-11-18', 0, () => 'too_late'],
];
const VISITS = [null, 'none', 'arrived', 'served'] as const;

/** What a person reading the office's rules would say, written apart from the rules themselves. */
function expected(
  q: AdmissionQuestion,
  visit: (typeof VISITS)[number],
  day: string,
  moment: ReturnType<(typeof MOMENTS)[number][2]>,
): AdmissionKind {
  if (q.office === 'elsewhere') return 'wrong_office';
  if (q.identity === 'refuted') return 'wrong_person';
  if (q.identity === 'own') return 'own_dossier';
  const byState: Record<Exclude<Standing, 'meeting'>, AdmissionKind> = {
    over: 'dossier_over',
    past: 'already_done',
    correcting: 'waits_for_applicant',
    checking: 'not_verified',
    choosing: 'no_schedule',
  };
  if (q.state !== 'meeting') return byState[q.state];
  if (visit === null) return 'no_schedule';
  if (visit === 'served') return 'already_done';
  if (visit === 'arrived' && day === DAY) return 'ready';
  return moment;
}

describe('the gate: state × meeting × moment × office × identity × grace × earliness × zone', () => {
  test('every combination says what the rules say, and only a ready one is served', () => {
    let tried = 0;
    let served = 0;
    for (const timeZone of ZONES)
      for (const graceMinutes of GRACES)
        for (const earlyMinutes of EARLIES)
          for (const office of ['here', 'elsewhere'] as const)
            for (const identity of IDENTITIES)
              for (const state of STANDINGS)
                for (const visit of VISITS)
                  for (const [day, minutes, meaning] of MOMENTS) {
                    const appointment: Booked | null =
                      visit === null ? null : { startsAt: instantAt(DAY, START, timeZone), visit };
                    const question = {
                      state,
                      appointment,
                      now: instantAt(day, minutes, timeZone),
                      office,
                      identity,
                      timeZone,
                      graceMinutes,
                      earlyMinutes,
                    };
                    const { kind, from } = admission(question);
                    assert.equal(
                      kind,
                      expected(question, visit, day, meaning(graceMinutes, earlyMinutes)),
                      JSON.stringify(question),
                    );
                    assert.equal(from !== undefined, kind === 'wrong_day' || kind === 'too_early');
                    tried += 1;
                    if (kind === 'ready') served += 1;
                  }
    assert.equal(tried, 3 * 2 * 2 * 2 * 4 * 6 * 4 * 9);
    assert.ok(served > 0);
  });

  test('nobody is served without a booked meeting, whatever else is true', () => {
    for (const state of STANDINGS)
      for (const identity of IDENTITIES)
        assert.notEqual(
          admission({
            state,
            appointment: null,
            now: instantAt(DAY, START, 'Asia/Jakarta'),
            office: 'here',
            identity,
            timeZone: 'Asia/Jakarta',
            graceMinutes: 240,
            earlyMinutes: 240,
          }).kind,
          'ready',
        );
  });
});

describe('a dossier with several applications', () => {
  test('what can be served comes first; only when all is over is the dossier over', () => {
    const meeting = { stepKind: 'meeting', waitingOn: 'office', met: false } as const;
    const choosing = { stepKind: 'meeting', waitingOn: 'applicant', met: false } as const;
    const correcting = { stepKind: 'verification', waitingOn: 'applicant', met: false } as const;
    const checking = { stepKind: 'verification', waitingOn: 'office', met: false } as const;
    const past = { stepKind: 'processing', waitingOn: 'office', met: true } as const;
    const over = { stepKind: 'verification', waitingOn: 'nobody', met: false } as const;
    const rows = [
      [[over, past, checking, correcting, choosing, meeting], 'meeting'],
      [[over, past, checking, correcting, choosing], 'choosing'],
      [[over, past, checking, correcting], 'correcting'],
      [[over, past, checking], 'checking'],
      [[over, past], 'past'],
      [[over], 'over'],
      [[], 'over'],
      [[{ ...over, met: true }], 'past'],
    ] as const;
    for (const [applications, standing] of rows) assert.equal(standingOf(applications), standing);
  });
});
