import { z } from 'zod';
import type { House } from '../../kernel/house.ts';
import type { Tasks } from '../../kernel/jobs.ts';
import { forgetCases } from './making/forget-cases.ts';
import { RESULT_DAYS } from './rules.ts';
import { deal } from './training/deal.ts';
import { forgetSessions } from './training/training.sql.ts';

const dealJob = z.object({ office: z.uuid(), session: z.uuid() });

/** The jobs of practice. */
export function practiceTasks(house: House): Tasks {
  return {
    'practice.deal': async (payload) => {
      const { office, session } = dealJob.parse(payload);
      await deal(house, office, session);
    },
    'practice:forget': async () => {
      const before = new Date(house.now().getTime() - RESULT_DAYS * 86_400_000);
      await forgetSessions(house.db, before);
      await forgetCases(house, before);
    },
  };
}

/** When results are forgotten, in UTC: after midnight in every Indonesian zone. */
export const practiceCrontab = '29 18 * * * practice:forget';
