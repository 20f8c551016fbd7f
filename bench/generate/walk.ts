import { miss, receive } from './counter.ts';
import { carryAccepted, createClock, judge, meet } from './desk.ts';
import type { Walk } from './life.ts';
import type { Offer } from './places.ts';

const DAY = 86_400_000;
const MINUTE = 60_000;

/** How long applications lie at a desk, in days on average: about seven weeks from end to end. */
const WAITS: Readonly<Record<Offer['route'][number]['kind'], number>> = {
  verification: 5,
  meeting: 7,
  payment: 4,
  inspection: 12,
  processing: 9,
  decision: 6,
  issuance: 4,
  delivery: 5,
};

/** Where the walk stands at the present. */
export interface Standing {
  readonly step: string;
  readonly kind: string;
  readonly waitingOn: 'office' | 'applicant' | 'nobody';
  readonly outcome: 'completed' | 'refused' | 'withdrawn' | null;
  readonly round: number;
  readonly dueAt: Date | null;
  readonly promisedAt: Date;
  readonly closedAt: Date | null;
  /** When it was due as it ended; null while the clock stood. */
  readonly dueWhenClosed: Date | null;
}

/** Walks an application along its route until it is over or the present is reached; writes what lies beside the state. */
export function walk(life: Walk): Standing {
  const { random, place, offer, applicationId, officer, present, tell } = life;
  const promised = life.submittedAt + offer.days * DAY;
  const clock = createClock(life);
  let at = life.submittedAt;
  let [round, waitingOn] = [1, 'office' as Standing['waitingOn']];
  let outcome: Standing['outcome'] = null;
  let dueWhenClosed: Date | null = null;
  let here = offer.route[0];
  if (!here) throw new Error(`service ${offer.code} has no route`);
  /** Time passes; true while it has not reached the present. */
  const pass = (days: number) => (at += random.wait(days) * DAY) < present;
  const said = (rule: string, from: string, to: string, more = {}) => ({
    ...{ application: applicationId, rule, from, to, step: here?.key ?? '' },
    ...more,
  });
  /** The office's clock runs out when the promise does, later by as long as it stood. */
  const due = () => new Date(promised + clock.stopped());
  const late = (to: string) => (to === 'over' ? { late: due().getTime() < at } : {});
  const end = (how: 'completed' | 'refused' | 'withdrawn') => {
    dueWhenClosed = waitingOn === 'office' ? due() : null;
    outcome = how;
    waitingOn = 'nobody';
    clock.stop(at);
  };

  steps: for (const [index, step] of offer.route.entries()) {
    here = step;
    const state = `${step.kind}/office`;
    const next = offer.route[index + 1];
    const onward = next ? `${next.kind}/office` : 'over';
    let reference: string | undefined;
    if (step.kind === 'verification') {
      let open = offer.requirements;
      for (;;) {
        if (!pass(WAITS.verification)) break steps;
        tell({ at, kind: 'dossier.taken', officer, data: { in_order: true } });
        const faulty = judge(life, open, round, at, random.chance(round === 1 ? 0.22 : 0.1));
        at += open.length * MINUTE;
        if (faulty.length === 0) break;
        const letter = random.id(at);
        const answerBy = new Date(at + 14 * DAY).toISOString().slice(0, 10);
        const asks = { round, letter, requirements: faulty, answer_by: answerBy };
        tell({
          at,
          kind: 'correction.requested',
          officer,
          data: said('request_correction', state, 'verification/applicant', asks),
        });
        clock.turn(at, 'stopped', 'correction.requested');
        const sent = at;
        waitingOn = 'applicant';
        const answered = pass(6);
        life.sheets.row(
          'deficiency_letter',
          ...[place.id, letter, life.dossierId, applicationId, round, new Date(sent), answerBy],
          ...[answered ? new Date(at) : null, officer],
        );
        if (!answered) break steps;
        if (random.chance(0.06)) {
          tell({
            at,
            kind: 'application.withdrawn',
            data: said('withdraw', 'verification/applicant', 'over', { late: false }),
          });
          end('withdrawn');
          break steps;
        }
        tell({
          at,
          kind: 'correction.answered',
          data: said('answer_correction', 'verification/applicant', state, { round }),
        });
        clock.turn(at, 'running', 'correction.answered');
        waitingOn = 'office';
        carryAccepted(
          life,
          offer.requirements.filter((key) => !faulty.includes(key)),
          round + 1,
          at,
        );
        round += 1;
        open = faulty;
      }
      tell({
        at: (at += MINUTE),
        kind: 'verification.completed',
        officer,
        data: said('complete_verification', state, onward, { round, ...late(onward) }),
      });
    } else {
      if (step.kind === 'meeting') {
        if (!pass(1.5)) break steps;
        // Every sixteenth does not come, and gets another time.
        let staysAway = random.chance(0.06);
        let meeting = meet(life, at, said, staysAway);
        while (staysAway && !meeting.isAhead) {
          miss(life, meeting);
          at = meeting.end + DAY;
          if (at >= present) break steps;
          staysAway = random.chance(0.06);
          meeting = meet(life, at, said, staysAway);
        }
        if (meeting.isAhead) break steps;
        at = meeting.start + 12 * MINUTE;
        reference = receive(life, meeting);
      } else if (!pass(WAITS[step.kind])) break steps;
      const refused = random.chance(
        step.kind === 'processing' || step.kind === 'decision' ? 0.02 : 0,
      );
      reference ??= `${step.key.slice(0, 6).toUpperCase()}/${random.below(99_999)}/2026`;
      life.sheets.row(
        'step_result',
        ...[place.id, applicationId, random.id(at), step.key, refused ? 'negative' : 'done'],
        ...[reference, officer, new Date(at)],
      );
      tell({
        at,
        kind: refused ? 'step.negative' : 'step.done',
        officer,
        data: said(
          refused ? `refuse_${step.kind}` : `record_${step.kind}`,
          state,
          refused ? 'over' : onward,
          {
            reference,
            document: null,
            ...late(refused ? 'over' : onward),
          },
        ),
        ...(refused ? { text: 'Berkas tidak memenuhi syarat; lihat surat keputusan.' } : {}),
      });
      if (refused) {
        end('refused');
        break;
      }
    }
    if (!next) end('completed');
  }
  if (outcome === null) clock.leave();
  return {
    step: here.key,
    kind: here.kind,
    waitingOn,
    outcome,
    round,
    promisedAt: new Date(promised),
    dueAt: outcome !== null || waitingOn === 'applicant' ? null : due(),
    closedAt: outcome === null ? null : new Date(at),
    dueWhenClosed,
  };
}
