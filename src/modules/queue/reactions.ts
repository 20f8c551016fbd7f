import { z } from 'zod';
import type { Reaction } from '../../kernel/reactions.ts';
import { sendLocalised } from '../correspondence/index.ts';
import { officeById } from '../offices/index.ts';
import { floorDossier } from './floor.sql.ts';
import { type Letter, type LetterScene, missedLetter, unservedLetter } from './letters.ts';

const absence = z.object({
  appointment: z.uuid(),
  starts: z.iso.datetime(),
  moved: z.boolean().default(false),
});
type Absence = z.infer<typeof absence>;

/** Whoever missed their meeting, or came and was not served, is told what comes next. */
export const queueReactions: readonly Reaction[] = [
  tell('queue.tell_missed', 'meeting.missed', 'missed', missedLetter),
  tell('queue.tell_unserved', 'meeting.unserved', 'unserved', unservedLetter),
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
