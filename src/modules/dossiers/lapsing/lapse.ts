import { HOUSE } from '../../../kernel/actor.ts';
import { localDate } from '../../../kernel/clocks/index.ts';
import type { House } from '../../../kernel/house.ts';
import { reason } from '../../../kernel/i18n.ts';
import { officeById } from '../../offices/index.ts';
import type { ApplicationRow } from '../hold.sql.ts';
import { type Done, done, type Hold, NO_DOSSIER, refuse, withDossier } from '../hold.ts';
import { stateOf } from '../rules.ts';
import {
  letterOf,
  lettersRunningOut,
  lettersRunOut,
  noteWarning,
  type WaitingLetter,
} from './lapsing.sql.ts';

/**
 * Ends every application whose deficiency letter was not answered by its last day. An answer that comes at the same second wins or
 * loses by the dossier's lock: whoever comes second finds another state. Returns how many lapsed.
 */
export async function lapseUnanswered(house: House): Promise<number> {
  return forEach(house, await lettersRunOut(house.db, house.now()), async (hold, application) => {
    const letter = await letterOf(hold.tx, hold.who.office.id, application);
    const today = localDate(hold.at, hold.who.office.timeZone);
    return hold.apply(application, 'let_lapse', {
      data: {
        letter: letter?.letter_id ?? null,
        round: application.round,
        answer_by: letter?.answer_by ?? null,
      },
      extras: { unansweredTooLong: letter !== undefined && letter.answer_by < today },
    });
  });
}

/**
 * Warns the applicants whose letter runs out, as many days ahead as their office says; once for each. Whoever was already warned
 * nearer to the day is not warned again. Returns how many were.
 */
export async function warnUnanswered(house: House): Promise<number> {
  const letters = await lettersRunningOut(house.db, house.now());
  return forEach(house, letters, async (hold, application, { days }) =>
    warn(hold, application, days),
  );
}

async function warn(hold: Hold, application: ApplicationRow, days: number): Promise<Done<unknown>> {
  const officeId = hold.who.office.id;
  const letter = await letterOf(hold.tx, officeId, application);
  if (!letter || letter.answered_at || letter.warned.some((earlier) => earlier <= days))
    return refuse(reason('dossiers.guard.state'));
  await noteWarning(hold.tx, officeId, letter.id, days);
  hold.note({
    kind: 'correction.warned',
    data: {
      application: application.id,
      letter: letter.letter_id,
      days,
      round: application.round,
      answer_by: letter.answer_by,
    },
  });
  return done(undefined);
}

/** Does something for each letter's application while it waits for its applicant; one that fails keeps no other. */
async function forEach<L extends WaitingLetter>(
  house: House,
  letters: readonly L[],
  act: (hold: Hold, application: ApplicationRow, letter: L) => Promise<Done<unknown>>,
): Promise<number> {
  let acted = 0;
  for (const letter of letters)
    try {
      const office = await officeById(house.db, letter.office_id);
      if (!office) continue;
      const who = { actor: HOUSE, office, roles: ['house'] } as const;
      const outcome = await withDossier(
        house,
        who,
        letter.dossier_id,
        async (hold): Promise<Done<unknown>> => {
          const application = hold.application(letter.application_id);
          if (!application || stateOf(application) !== 'verification/applicant')
            return refuse(NO_DOSSIER);
          return act(hold, application, letter);
        },
      );
      if (outcome.ok) acted += 1;
    } catch (error) {
      // It is tried again at the next turn of the clock.
      house.log.error({ err: error, letter: letter.id }, 'a letter could not run out');
    }
  return acted;
}
