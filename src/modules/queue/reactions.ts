import { z } from 'zod';
import type { Reaction } from '../../kernel/reactions.ts';
import { sendLocalised } from '../correspondence/index.ts';
import { RULES } from '../dossiers/index.ts';
import { officeById } from '../offices/index.ts';
import { floorDossier } from './floor.sql.ts';
import { oweBack } from './held.sql.ts';
import { type Letter, type LetterScene, missedLetter, unservedLetter } from './letters.ts';

const absence = z.object({
  appointment: z.uuid(),
  starts: z.iso.datetime(),
  moved: z.boolean().default(false),
});
type Absence = z.infer<typeof absence>;

/** With what an application may end, or stand again after its end. */
const ENDINGS: readonly string[] = [
  ...new Set(
    RULES.filter(({ outcome, moves }) => outcome !== undefined || moves === 'named').map(
      ({ event }) => event,
    ),
  ),
];

/** Whoever missed their meeting, or came and was not served, is told what comes next; what is needed no more has to go back. */
export const queueReactions: readonly Reaction[] = [
  tell('queue.tell_missed', 'meeting.missed', 'missed', missedLetter),
  tell('queue.tell_unserved', 'meeting.unserved', 'unserved', unservedLetter),
  {
    // What an application needed lies here for nothing once it has ended, and is needed anew when it stands again.
    name: 'queue.owe_back',
    answers: ENDINGS,
    async react(tx, _house, event) {
      if (event.office_id !== null) await oweBack(tx, event.office_id, event.stream_id);
    },
  },
];

function tell(
  name: string,
  kind: string,
  dedupe: string,
  letter: (
    scene: LetterScene,
    meeting: { dossierId: string; number: string; startsAt: Date; moved: boolean },
  ) => Letter,
): Reaction {
  return {
    name,
    answers: [kind],
    async react(tx, house, event) {
      const office = event.office_id === null ? undefined : await officeById(tx, event.office_id);
      const dossier = office && (await floorDossier(tx, office.id, event.stream_id));
      if (!office || !dossier) return;
      const { appointment, starts, moved }: Absence = absence.parse(event.data);
      await sendLocalised(tx, house, {
        officeId: office.id,
        personId: dossier.applicantId,
        // The same meeting may go to another day, and again not be held.
        dedupe: `${dedupe}:${appointment}:${starts}`,
        compose: (t, lang) =>
          letter(
            { t, lang, house, office },
            { dossierId: dossier.id, number: dossier.number, startsAt: new Date(starts), moved },
          ),
      });
    },
  };
}
