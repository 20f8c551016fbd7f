import { HOUSE } from '../../kernel/actor.ts';
import { isUuid } from '../../kernel/ids.ts';
import { textIn } from '../../kernel/ledger.ts';
import type { Reaction } from '../../kernel/reactions.ts';
import { keepFor } from '../dossiers/index.ts';
import { twinOf } from '../offices/index.ts';
import { follow } from './entering.ts';
import { askToFollow } from './following.ts';
import { keptUntil } from './training/deal.ts';
import { exerciseOf } from './training/exercises.sql.ts';
import { sessionById } from './training/training.sql.ts';

export const practiceReactions: readonly Reaction[] = [
  {
    name: 'practice.follow_roles',
    answers: ['staff.appointed', 'staff.ended'],
    async react(tx, house, event) {
      const person = textIn(event.data, 'person');
      if (event.office_id && isUuid(person))
        await follow(tx, house, event.office_id, person, HOUSE);
    },
  },
  {
    // The twin shows what the office publishes. Several changes in a row are copied once.
    name: 'practice.follow_office',
    answers: [
      'service.published',
      'service.retired',
      'service.reopened',
      'office.changed',
      'office.reasons_changed',
      'office.counters_changed',
      'office.calendar_changed',
    ],
    async react(tx, house, event) {
      if (event.office_id && (await twinOf(tx, event.office_id)))
        await askToFollow(tx, house, event.office_id);
    },
  },
  {
    // Every act at the desk begins the half hour of an ordinary hold anew: an exercise stays its trainee's for longer.
    name: 'practice.keep',
    answers: ['requirement.judged'],
    async react(tx, house, event) {
      const officeId = event.office_id;
      const exercise = officeId ? await exerciseOf(tx, officeId, event.stream_id) : undefined;
      if (!officeId || exercise?.person_id !== event.actor_id) return;
      const session = await sessionById(tx, officeId, exercise.session_id);
      if (session)
        await keepFor(
          tx,
          officeId,
          event.stream_id,
          exercise.person_id,
          keptUntil(session, house.now()),
        );
    },
  },
];
