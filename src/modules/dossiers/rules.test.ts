import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { MessageKey } from '../../kernel/i18n.ts';
import { ROLES, type Role } from '../../kernel/roles.ts';
import type { StepKind } from '../offices/index.ts';
import {
  type ApplicationFacts,
  type ApplicationState,
  ask,
  RULES,
  type RuleName,
  ruleNamed,
} from './rules.ts';

/** What one row of the rulebook promises, said again by hand: who changes the rulebook says here what the law wants. */
interface Promised {
  readonly who: readonly (Role | 'house')[];
  readonly from: readonly ApplicationState[];
  /** Where it leads, by the facts that differ from {@link FINE}. */
  readonly leads: readonly (readonly [Partial<ApplicationFacts>, ApplicationState | 'same'])[];
  /** Each obstacle and the sentence that names it; one for every guard, in their order. */
  readonly obstacles: readonly (readonly [Partial<ApplicationFacts>, MessageKey])[];
  readonly event: string;
  readonly outcome?: string;
}

/** An officer holds a dossier of somebody else; everything is accepted and proven. */
const FINE: ApplicationFacts = {
  own: false,
  brought: false,
  unsigned: false,
  held: true,
  verdicts: { accepted: 2, deficient: 0, missing: 0, open: 0 },
  unanswered: 0,
  unexplained: 0,
  unready: 0,
  files: 2,
  next: 'meeting',
  back: 'verification',
  proof: true,
  told: false,
  result: 'none',
  overdue: false,
  extensionsLeft: 1,
  unansweredTooLong: false,
  objection: { possible: true, late: false, filed: 'none', silent: false, decided: false },
  named: null,
};
const WITH_FILE = { result: 'file' } as const;
const OPEN = {
  possible: true,
  late: false,
  filed: 'open',
  silent: false,
  decided: false,
} as const;
const SILENT = { ...OPEN, silent: true } as const;
const FAULTY = { accepted: 1, deficient: 1, missing: 0, open: 0 };
const ABSENT = { accepted: 1, deficient: 0, missing: 1, open: 0 };

const own = [{ own: true }, 'dossiers.guard.own'] as const;
const brought = [{ brought: true }, 'dossiers.guard.brought'] as const;
const notHeld = [{ held: false }, 'dossiers.guard.not_held'] as const;
const tooMany = [{ files: 16 }, 'dossiers.guard.too_many_files'] as const;
const unready = [{ unready: 1 }, 'dossiers.guard.unready'] as const;

const record = (kind: StepKind, who: readonly Role[]): Promised => ({
  who,
  from: [`${kind}/office`],
  leads: [
    [{ next: 'delivery' }, 'delivery/office'],
    [{ next: 'verification' }, 'verification/office'],
    [{ next: null, told: true }, 'over'],
    [{ next: null, result: 'paper' }, 'over'],
  ],
  obstacles: [
    own,
    notHeld,
    [{ proof: false }, 'dossiers.guard.no_proof'],
    [{ next: null }, 'dossiers.guard.no_result'],
  ],
  event: 'step.done',
  outcome: 'completed',
});
const refuse = (kind: StepKind, who: readonly Role[]): Promised => ({
  ...record(kind, who),
  leads: [
    [{ back: 'verification' }, 'verification/office'],
    [{ back: 'inspection' }, 'inspection/office'],
    [{ back: null }, 'over'],
  ],
  obstacles: [own, notHeld, [{ proof: false }, 'dossiers.guard.no_proof']],
  event: 'step.negative',
  outcome: 'refused',
});

const CITIZEN = ['applicant', 'assistant'] as const;
const MEETING = ['counter_officer', 'verifier'] as const;
const PAYMENT = ['cashier', 'counter_officer', 'operator'] as const;
const INSPECTION = ['surveyor', 'verifier'] as const;
const PROCESSING = ['operator', 'verifier'] as const;
const DECISION = ['signatory', 'head_of_office'] as const;
const ISSUANCE = ['operator', 'signatory'] as const;
const DELIVERY = ['counter_officer', 'operator'] as const;
const EVERY_DESK = [
  ...['verifier', 'counter_officer', 'cashier', 'operator', 'surveyor', 'signatory'],
  'head_of_office',
] as readonly Role[];
const AT_DELIVERY = ['delivery/office', 'delivery/applicant'] as const;
const AT_THE_OFFICE = [
  'verification/office',
  'meeting/office',
  'payment/office',
  'inspection/office',
  'processing/office',
  'decision/office',
  'issuance/office',
  'delivery/office',
] as const;

const PROMISED = {
  submit: {
    who: ['applicant', 'assistant', 'counter_officer', 'verifier'],
    from: ['unsent'],
    leads: [
      [{}, 'verification/office'],
      [{ files: 15 }, 'verification/office'],
    ],
    obstacles: [tooMany, unready, [{ unexplained: 1 }, 'dossiers.guard.unexplained']],
    event: 'application.submitted',
  },
  judge: {
    who: ['verifier'],
    from: ['verification/office'],
    leads: [
      [{}, 'same'],
      [{ verdicts: { accepted: 0, deficient: 0, missing: 0, open: 2 } }, 'same'],
    ],
    obstacles: [own, brought, notHeld],
    event: 'requirement.judged',
  },
  request_correction: {
    who: ['verifier'],
    from: ['verification/office'],
    leads: [
      [{ verdicts: FAULTY }, 'verification/applicant'],
      [{ verdicts: ABSENT }, 'verification/applicant'],
    ],
    obstacles: [
      [{ verdicts: FAULTY, own: true }, 'dossiers.guard.own'],
      [{ verdicts: FAULTY, brought: true }, 'dossiers.guard.brought'],
      [{ verdicts: FAULTY, held: false }, 'dossiers.guard.not_held'],
      [{ verdicts: { ...FAULTY, open: 1 } }, 'dossiers.guard.not_all_judged'],
      [{ verdicts: FINE.verdicts }, 'dossiers.guard.nothing_faulty'],
    ],
    event: 'correction.requested',
  },
  answer_correction: {
    who: ['applicant', 'assistant', 'counter_officer', 'verifier'],
    from: ['verification/applicant'],
    leads: [[{}, 'verification/office']],
    obstacles: [tooMany, unready, [{ unanswered: 1 }, 'dossiers.guard.unanswered']],
    event: 'correction.answered',
  },
  complete_verification: {
    who: ['verifier'],
    from: ['verification/office'],
    leads: [
      [{}, 'meeting/office'],
      [{ next: 'payment' }, 'payment/office'],
      [{ next: null }, 'over'],
    ],
    obstacles: [
      own,
      brought,
      notHeld,
      [
        { verdicts: { accepted: 1, deficient: 0, missing: 0, open: 1 } },
        'dossiers.guard.not_all_judged',
      ],
      [{ verdicts: ABSENT }, 'dossiers.guard.faulty'],
    ],
    event: 'verification.completed',
    outcome: 'completed',
  },
  offer_seats: {
    who: MEETING,
    from: ['meeting/office'],
    leads: [[{}, 'meeting/applicant']],
    obstacles: [own],
    event: 'meeting.offered',
  },
  fix_seat: {
    who: MEETING,
    from: ['meeting/office', 'meeting/applicant'],
    leads: [[{}, 'meeting/office']],
    obstacles: [own],
    event: 'meeting.fixed',
  },
  pick_seat: {
    who: CITIZEN,
    from: ['meeting/applicant'],
    leads: [[{}, 'meeting/office']],
    obstacles: [],
    event: 'meeting.fixed',
  },
  move_seat: {
    who: [...CITIZEN, ...MEETING, 'house'],
    from: ['meeting/office'],
    leads: [[{}, 'same']],
    obstacles: [own],
    event: 'meeting.moved',
  },
  free_seat: {
    who: [...CITIZEN, ...MEETING],
    from: ['meeting/office'],
    leads: [[{}, 'same']],
    obstacles: [own],
    event: 'meeting.cancelled',
  },
  let_offer_lapse: {
    who: ['house'],
    from: ['meeting/applicant'],
    leads: [[{}, 'meeting/office']],
    obstacles: [],
    event: 'meeting.offer_lapsed',
  },
  record_meeting: record('meeting', MEETING),
  refuse_meeting: refuse('meeting', MEETING),
  record_payment: record('payment', PAYMENT),
  refuse_payment: refuse('payment', PAYMENT),
  record_inspection: record('inspection', INSPECTION),
  refuse_inspection: refuse('inspection', INSPECTION),
  record_processing: record('processing', PROCESSING),
  refuse_processing: refuse('processing', PROCESSING),
  record_decision: record('decision', DECISION),
  refuse_decision: refuse('decision', DECISION),
  record_issuance: record('issuance', ISSUANCE),
  refuse_issuance: refuse('issuance', ISSUANCE),
  record_delivery: { ...record('delivery', DELIVERY), from: AT_DELIVERY },
  refuse_delivery: { ...refuse('delivery', DELIVERY), from: AT_DELIVERY },
  ready_result: {
    who: DELIVERY,
    from: AT_DELIVERY,
    leads: [
      [WITH_FILE, 'delivery/applicant'],
      [{ result: 'paper' }, 'delivery/applicant'],
    ],
    obstacles: [own, notHeld, [{ result: 'none' }, 'dossiers.guard.nothing_ready']],
    event: 'result.ready',
  },
  collect_result: {
    who: CITIZEN,
    from: ['delivery/applicant'],
    leads: [
      [{ ...WITH_FILE, next: null }, 'over'],
      [{ ...WITH_FILE, next: 'payment' }, 'payment/office'],
    ],
    obstacles: [[{ result: 'paper' }, 'dossiers.guard.on_paper']],
    event: 'result.collected',
    outcome: 'completed',
  },
  hand_over_result: {
    who: DELIVERY,
    from: AT_DELIVERY,
    leads: [
      [{ ...WITH_FILE, next: null }, 'over'],
      [{ result: 'paper', next: null }, 'over'],
    ],
    obstacles: [own, [{ result: 'none' }, 'dossiers.guard.nothing_ready']],
    event: 'result.handed_over',
    outcome: 'completed',
  },
  extend_time: {
    who: EVERY_DESK,
    from: AT_THE_OFFICE,
    leads: [[{}, 'same']],
    obstacles: [
      own,
      notHeld,
      [{ overdue: true }, 'dossiers.guard.overdue'],
      [{ extensionsLeft: 0 }, 'dossiers.guard.extended_enough'],
    ],
    event: 'time.extended',
  },
  let_lapse: {
    who: ['house'],
    from: ['verification/applicant'],
    leads: [[{ unansweredTooLong: true }, 'over']],
    obstacles: [[{ unansweredTooLong: false }, 'dossiers.guard.answer_in_time']],
    event: 'application.lapsed',
    outcome: 'lapsed',
  },
  object: {
    who: [...CITIZEN, 'counter_officer', 'verifier'],
    from: ['over'],
    leads: [[{}, 'same']],
    obstacles: [
      [{ own: true }, 'dossiers.guard.own'],
      [{ objection: { ...OPEN, possible: false } }, 'dossiers.guard.not_objectable'],
      [{ objection: OPEN }, 'dossiers.guard.objected_already'],
      [{ objection: { ...OPEN, filed: 'none', late: true } }, 'dossiers.guard.objected_late'],
      [{ unsigned: true }, 'dossiers.guard.objection_unsigned'],
    ],
    event: 'objection.filed',
  },
  uphold_objection: {
    who: ['head_of_office', 'signatory'],
    from: ['over'],
    leads: [
      [{ objection: OPEN, named: 'verification' }, 'verification/office'],
      [{ objection: OPEN, named: 'processing' }, 'processing/office'],
    ],
    obstacles: [
      own,
      [{ objection: FINE.objection }, 'dossiers.guard.no_objection'],
      [{ objection: { ...OPEN, decided: true } }, 'dossiers.guard.decided_it'],
      [{ named: null }, 'dossiers.guard.no_step'],
    ],
    event: 'objection.upheld',
  },
  reject_objection: {
    who: ['head_of_office', 'signatory'],
    from: ['over'],
    leads: [[{ objection: OPEN }, 'same']],
    obstacles: [
      own,
      [{ objection: { ...OPEN, filed: 'answered' } }, 'dossiers.guard.no_objection'],
      [{ objection: { ...OPEN, decided: true } }, 'dossiers.guard.decided_it'],
      [{ objection: SILENT }, 'dossiers.guard.deemed_granted'],
    ],
    event: 'objection.rejected',
  },
  deem_granted: {
    who: ['house'],
    from: ['over'],
    leads: [
      [{ objection: SILENT, named: 'verification' }, 'verification/office'],
      [{ objection: SILENT, named: 'decision' }, 'decision/office'],
    ],
    obstacles: [
      [{ objection: { ...SILENT, filed: 'answered' } }, 'dossiers.guard.no_objection'],
      [{ objection: OPEN }, 'dossiers.guard.answer_not_due'],
      [{ named: null }, 'dossiers.guard.no_step'],
    ],
    event: 'objection.deemed_granted',
  },
  withdraw: {
    who: [...CITIZEN, 'counter_officer', 'verifier'],
    from: [
      'verification/office',
      'verification/applicant',
      'meeting/office',
      'meeting/applicant',
      'payment/office',
      'inspection/office',
      'processing/office',
      'decision/office',
      'issuance/office',
      'delivery/office',
      'delivery/applicant',
    ],
    leads: [[{}, 'over']],
    obstacles: [own, [{ unsigned: true }, 'dossiers.guard.unsigned']],
    event: 'application.withdrawn',
    outcome: 'withdrawn',
  },
} satisfies Record<RuleName, Promised>;

const KINDS: readonly StepKind[] = [
  'verification',
  'meeting',
  'payment',
  'inspection',
  'processing',
  'decision',
  'issuance',
  'delivery',
];
const STATES: readonly ApplicationState[] = [
  'unsent',
  'over',
  ...KINDS.flatMap((kind) => [`${kind}/office`, `${kind}/applicant`] as const),
];
const EVERYBODY: readonly (Role | 'house')[] = [...ROLES, 'house'];

test('each rule stands in the book once, and here once', () => {
  assert.deepEqual(RULES.map(({ name }) => name).sort(), Object.keys(PROMISED).sort());
});

for (const [name, promised] of Object.entries(PROMISED) as [RuleName, Promised][]) {
  describe(name, () => {
    const [[leading]] = promised.leads as [Promised['leads'][number]];
    const good: ApplicationFacts = { ...FINE, ...leading };
    const [state] = promised.from as [ApplicationState];
    const [role] = promised.who as [Role];

    test('leads where it should, with its event and its outcome', () => {
      for (const from of promised.from)
        for (const [facts, to] of promised.leads)
          assert.deepEqual(ask(name, [role], from, { ...FINE, ...facts }), {
            ok: true,
            to: to === 'same' ? from : to,
          });
      assert.equal(ruleNamed(name).event, promised.event);
      assert.equal(ruleNamed(name).outcome, promised.outcome);
    });

    test('is for its roles and nobody else', () => {
      for (const one of EVERYBODY) {
        const ruling = ask(name, [one], state, good);
        const allowed = promised.who.includes(one);
        assert.equal(ruling.ok, allowed, `${one} ${allowed ? 'may' : 'may not'} ${name}`);
        if (!ruling.ok)
          assert.deepEqual([ruling.why, ruling.reason.key], ['role', 'dossiers.guard.role']);
      }
      assert.equal(ask(name, [], state, good).ok, false, 'nobody without a role');
    });

    test('happens in its states and no other', () => {
      for (const one of STATES) {
        const ruling = ask(name, [role], one, good);
        assert.equal(ruling.ok, promised.from.includes(one), `${name} in ${one}`);
        if (!ruling.ok)
          assert.deepEqual([ruling.why, ruling.reason.key], ['state', 'dossiers.guard.state']);
      }
    });

    test('says what stands in the way', () => {
      assert.equal(
        promised.obstacles.length,
        ruleNamed(name).guards.length,
        'every guard has its obstacle here',
      );
      for (const [index, [facts, why]] of promised.obstacles.entries()) {
        const ruling = ask(name, [role], state, { ...good, ...facts });
        assert.ok(
          !ruling.ok && ruling.why === 'guard',
          `${name} passes with ${JSON.stringify(facts)}`,
        );
        assert.equal(ruling.reason.key, why);
        const own = ruleNamed(name).guards[index]?.({ ...good, ...facts });
        assert.equal(own?.key, why, 'it is this guard that says so');
      }
    });
  });
}

const GRANTS: readonly RuleName[] = ['uphold_objection', 'deem_granted'];

test('only an objection that was granted leads out of the end, and only rules with an outcome lead there', () => {
  for (const row of RULES)
    if (row.from.includes('over'))
      assert.ok(row.to === 'same' || GRANTS.includes(row.name), row.name);
  for (const [name, promised] of Object.entries(PROMISED) as [RuleName, Promised][])
    assert.equal(
      promised.leads.some(([, to]) => to === 'over'),
      ruleNamed(name).outcome !== undefined,
      name,
    );
});
