import { HOUSE } from '../../../kernel/actor.ts';
import { addDays, addWorkingDays, localDate } from '../../../kernel/clocks/index.ts';
import type { House } from '../../../kernel/house.ts';
import { reason } from '../../../kernel/i18n.ts';
import { calendarOf, deadlinesOf, type Office, officeById } from '../../offices/index.ts';
import type { ApplicationRow } from '../hold.sql.ts';
import { type Done, done, type Hold, NO_DOSSIER, refuse, withDossier } from '../hold.ts';
import { stateOf } from '../rules.ts';
import {
  type LetterOfRound,
  letterOf,
  lettersRunningOut,
  lettersRunOut,
  noteWarning,
  unansweredOf,
  type WaitingLetter,
} from './lapsing.sql.ts';

/**
 * Ends every application whose deficiency letter was not answered by its last day, all that one letter speaks of together. An answer
 * that comes at the same second wins or loses by the dossier's lock: whoever comes second finds another state. Where no warning ever
 * went out, because the house stood still, the letter gets another last day and its warning first. Returns how many lapsed.
 */
export async function lapseUnanswered(house: House): Promise<number> {
  return forEach(
    house,
    await lettersRunOut(house.db, house.now()),
    async (hold, { letter, of }) => {
      const { office } = hold.who;
      const today = localDate(hold.at, office.timeZone);
      if (letter.answer_by >= today) return refuse(reason('dossiers.guard.answer_in_time'));
      if (isUnwarned(office, letter)) {
        const days = Math.min(...deadlinesOf(office.profile).warnDaysBefore);
        const calendar = await calendarOf(hold.tx, office);
        return warn(
          hold,
          { letter, of, days: 0, answerBy: addWorkingDays(today, days, calendar) },
          0,
        );
      }
      for (const application of of) {
        const applied = await hold.apply(application, 'let_lapse', {
          data: {
            ...named(of),
            letter: letter.letter_id,
            round: application.round,
            answer_by: letter.answer_by,
          },
          extras: { unansweredTooLong: true },
        });
        if (!applied.ok) return applied;
      }
      return done(of.length);
    },
  );
}

/** Nobody was warned of it, although it ran long enough for the office's rule to ask for a warning. */
function isUnwarned(office: Office, letter: LetterOfRound): boolean {
  const { warnDaysBefore } = deadlinesOf(office.profile);
  if (warnDaysBefore.length === 0 || letter.warned.length > 0) return false;
  return (
    localDate(letter.sent_at, office.timeZone) <
    addDays(letter.answer_by, -Math.min(...warnDaysBefore))
  );
}

/**
 * Warns the applicants whose letter runs out, as many days ahead as their office says; once for each, in one letter about all that
 * it speaks of. Whoever was already warned nearer to the day is not warned again. Returns how many were.
 */
export async function warnUnanswered(house: House): Promise<number> {
  const letters = await lettersRunningOut(house.db, house.now());
  return forEach(house, letters, async (hold, { letter, of, found }) => {
    const { days } = found;
    return letter.warned.some((earlier) => earlier <= days)
      ? refuse(reason('dossiers.guard.state'))
      : warn(hold, { letter, of, days }, 1);
  });
}

async function warn(
  hold: Hold,
  warning: {
    readonly letter: LetterOfRound;
    readonly of: readonly ApplicationRow[];
    readonly days: number;
    readonly answerBy?: string;
  },
  counts: number,
): Promise<Done<number>> {
  const { letter, of, days, answerBy } = warning;
  await noteWarning(hold.tx, hold.who.office.id, letter.letter_id, days, answerBy);
  for (const { id, round } of of)
    hold.note({
      kind: 'correction.warned',
      data: {
        ...named(of),
        application: id,
        letter: letter.letter_id,
        days,
        round,
        answer_by: answerBy ?? letter.answer_by,
      },
    });
  return done(counts);
}

/** What the event of each says of the others: one letter is told of once. */
const named = (of: readonly ApplicationRow[]): { covers?: readonly string[] } =>
  of.length > 1 ? { covers: of.map(({ id }) => id) } : {};

/** A letter under its dossier's lock, and the applications that still wait for its answer. */
interface Waiting<L> {
  readonly found: L;
  readonly letter: LetterOfRound;
  readonly of: readonly ApplicationRow[];
}

/** Does something for each letter while it waits for its applicant, and adds up what was done; one that fails keeps no other. */
async function forEach<L extends WaitingLetter>(
  house: House,
  letters: readonly L[],
  act: (hold: Hold, waiting: Waiting<L>) => Promise<Done<number>>,
): Promise<number> {
  let acted = 0;
  for (const found of letters)
    try {
      const office = await officeById(house.db, found.office_id);
      if (!office) continue;
      const who = { actor: HOUSE, office, roles: ['house'] } as const;
      const outcome = await withDossier(
        house,
        who,
        found.dossier_id,
        async (hold): Promise<Done<number>> => {
          const application = hold.application(found.application_id);
          if (!application || stateOf(application) !== 'verification/applicant')
            return refuse(NO_DOSSIER);
          const letter = await letterOf(hold.tx, office.id, application);
          if (!letter || letter.answered_at) return refuse(NO_DOSSIER);
          const open = await unansweredOf(hold.tx, office.id, letter.letter_id);
          const of = hold.applications.filter(
            (one) =>
              stateOf(one) === 'verification/applicant' &&
              open.some((row) => row.application_id === one.id && row.round === one.round),
          );
          return act(hold, { found, letter, of });
        },
      );
      if (outcome.ok) acted += outcome.value;
    } catch (error) {
      // It is tried again at the next turn of the clock.
      house.log.error({ err: error, letter: found.id }, 'a letter could not run out');
    }
  return acted;
}
