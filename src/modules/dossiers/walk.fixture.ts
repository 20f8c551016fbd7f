import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { ServiceDefinition } from '../offices/index.ts';
import { answerCorrection, explainMissing } from './correction/commands.ts';
import type { Desk } from './desk.fixture.ts';
import { DESK_ROLES } from './desks.ts';
import { extendTime } from './extending/commands.ts';
import { release, takeOutOfOrder } from './handling/commands.ts';
import type { ApplicationRow } from './hold.sql.ts';
import { type Acting, type Done, NO_DOSSIER, refuse, withDossier } from './hold.ts';
import { handOverResult, readyResult } from './results/commands.ts';
import { stateOf } from './rules.ts';
import { recordStep, withdraw } from './steps/commands.ts';
import { completeVerification, judge, requestCorrection } from './verification/commands.ts';

// Random people who do random things to a dossier: for tests that compare what is stored with what happened.

type MeetingDeed =
  | 'offer_seats'
  | 'fix_seat'
  | 'pick_seat'
  | 'move_seat'
  | 'free_seat'
  | 'let_offer_lapse';

/** Does what concerns a meeting. */
export type Meet = (
  desk: Desk,
  who: Acting,
  deed: {
    readonly what: MeetingDeed;
    readonly dossierId: string;
    readonly applicationId: string;
  },
) => Promise<Done<unknown>>;

/** What somebody may try, whether or not it is their turn. */
const DEEDS = [
  'take',
  'release',
  'accept',
  'fault',
  'miss',
  'request',
  'explain',
  'answer',
  'complete',
  'record',
  'refuse',
  'offer_seats',
  'fix_seat',
  'pick_seat',
  'move_seat',
  'free_seat',
  'let_offer_lapse',
  'ready',
  'hand_over',
  'extend',
  'withdraw',
] as const;
/** What the right person would do now. */
function sensible(application: ApplicationRow): readonly Deed['what'][] {
  switch (stateOf(application)) {
    case 'verification/office':
      return [
        'take',
        'accept',
        'accept',
        'accept',
        'complete',
        'complete',
        'complete',
        'fault',
        'miss',
        'request',
      ];
    case 'verification/applicant':
      return ['explain', 'explain', 'answer'];
    case 'meeting/office':
      return [
        'offer_seats',
        'fix_seat',
        'move_seat',
        'free_seat',
        'take',
        'record',
        'record',
        'refuse',
      ];
    case 'meeting/applicant':
      return ['pick_seat', 'fix_seat', 'let_offer_lapse'];
    case 'delivery/office':
      return ['ready', 'record', 'refuse', 'hand_over', 'extend'];
    case 'delivery/applicant':
      return ['hand_over', 'hand_over', 'record', 'refuse'];
    default:
      return ['take', 'record', 'record', 'refuse', 'extend'];
  }
}
/** What somebody tries. */
export interface Deed {
  readonly what: (typeof DEEDS)[number];
  readonly by: 'fitting' | 'applicant' | 'stranger' | 'officer' | 'verifier';
  readonly requirement: 'ktp' | 'surat';
  /** Which of the sensible things, when the right person acts. */
  readonly choice: number;
  readonly passes: number;
}
/** Mostly the right person doing the right thing; sometimes not. */
export const anyDeed: fc.Arbitrary<Deed> = fc.record({
  what: fc.constantFrom(...DEEDS),
  by: fc.constantFrom(
    'fitting',
    'fitting',
    'fitting',
    'fitting',
    'fitting',
    'fitting',
    'applicant',
    'stranger',
    'officer',
    'verifier',
  ),
  requirement: fc.constantFrom('ktp', 'surat'),
  choice: fc.nat(99),
  passes: fc.constantFrom(0, 0, 0, 0, 0, 0, 0, 1, 30),
});
const CITIZEN_DEEDS: readonly Deed['what'][] = ['explain', 'answer', 'pick_seat', 'withdraw'];

/** Does it through the real commands; meetings by the rule alone unless `meet` does them. */
export async function perform(
  desk: Desk,
  deed: Deed,
  definition: ServiceDefinition,
  dossierId: string,
  application: ApplicationRow,
  meet: Meet = byRule,
): Promise<Done<unknown>> {
  const { house } = desk;
  const { by, requirement } = deed;
  const wise = sensible(application);
  const what = by === 'fitting' ? (wise[deed.choice % wise.length] ?? deed.what) : deed.what;
  const everyDesk = desk.staff([...new Set(Object.values(DESK_ROLES).flat())]);
  const who = {
    fitting: CITIZEN_DEEDS.includes(what)
      ? desk.citizen()
      : what === 'let_offer_lapse'
        ? { ...everyDesk, roles: ['house'] as const }
        : everyDesk,
    applicant: desk.citizen(),
    stranger: desk.citizen(desk.strangerId),
    officer: desk.staff(DESK_ROLES[application.step_kind], desk.colleagueId),
    verifier: desk.staff(['verifier'], desk.colleagueId),
  }[by];
  const applicationId = application.id;
  if (by === 'fitting' && who.actor.mandate === 'staff')
    await takeOutOfOrder(house, everyDesk, dossierId, 'permintaan pemohon');
  switch (what) {
    case 'take':
      return takeOutOfOrder(house, who, dossierId, 'permintaan pemohon');
    case 'release':
      return release(house, who, dossierId);
    case 'accept':
      return judge(house, who, dossierId, { applicationId, requirement, verdict: 'accepted' });
    case 'fault':
      return judge(house, who, dossierId, {
        applicationId,
        requirement,
        verdict: 'deficient',
        reasonCode: 'kabur',
        note: 'gelap',
      });
    case 'miss':
      return judge(house, who, dossierId, { applicationId, requirement, verdict: 'missing' });
    case 'request':
      return requestCorrection(house, who, dossierId, applicationId);
    case 'explain':
      return explainMissing(house, who, { dossierId, applicationId, requirement }, 'Belum ada');
    case 'answer':
      return answerCorrection(house, who, dossierId, applicationId);
    case 'complete':
      return completeVerification(house, who, dossierId, applicationId);
    case 'record':
    case 'refuse': {
      assert.ok(definition.route.some(({ key }) => key === application.step));
      const result = what === 'record' ? 'done' : 'negative';
      return recordStep(house, who, dossierId, {
        applicationId,
        result,
        reference: 'STTB 1/2026',
        note: 'dicatat',
      });
    }
    case 'ready':
      return readyResult(house, who, dossierId, {
        applicationId,
        paper: true,
        note: 'siap diambil',
        step: application.step,
      });
    case 'hand_over':
      return handOverResult(house, who, dossierId, {
        ...{ applicationId, receiver: 'Ani', identity: 'ktp', digits: '0002' },
      });
    case 'extend':
      return extendTime(house, who, dossierId, {
        ...{ applicationId, amount: 1, why: 'menunggu instansi lain' },
      });
    case 'withdraw':
      return withdraw(house, who, dossierId, applicationId, 'batal');
    case 'offer_seats':
    case 'fix_seat':
    case 'pick_seat':
    case 'move_seat':
    case 'free_seat':
    case 'let_offer_lapse':
      return meet(desk, who, { what, dossierId, applicationId });
  }
}

const byRule: Meet = ({ house }, who, { what, dossierId, applicationId }) =>
  withDossier(house, who, dossierId, async (hold): Promise<Done<unknown>> => {
    const held = hold.application(applicationId);
    return held ? hold.apply(held, what) : refuse(NO_DOSSIER);
  });
