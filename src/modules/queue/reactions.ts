import { z } from 'zod';
import type { Reaction } from '../../kernel/reactions.ts';
import { sendLocalised } from '../correspondence/index.ts';
import { officeById } from '../offices/index.ts';
import { floorDossier } from './floor.sql.ts';
import { missedLetter } from './letters.ts';

const missed = z.object({ appointment: z.uuid(), starts: z.iso.datetime() });

/** Whoever missed their meeting is told what comes next. */
export const queueReactions: readonly Reaction[] = [
  {
    name: 'queue.tell_missed',
    answers: ['meeting.missed'],
    async react(tx, house, event) {
      const office = event.office_id === null ? undefined : await officeById(tx, event.office_id);
      const dossier = office && (await floorDossier(tx, office.id, event.stream_id));
      if (!office || !dossier) return;
      const { appointment, starts } = missed.parse(event.data);
      await sendLocalised(tx, house, {
        officeId: office.id,
        personId: dossier.applicantId,
        dedupe: `missed:${appointment}`,
        compose: (t, lang) =>
          missedLetter(
            { t, lang, house, office },
            { dossierId: dossier.id, number: dossier.number, startsAt: new Date(starts) },
          ),
      });
    },
  },
];
