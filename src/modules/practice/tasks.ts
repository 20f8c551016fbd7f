import { z } from 'zod';
import { HOUSE } from '../../kernel/actor.ts';
import type { House } from '../../kernel/house.ts';
import type { Tasks } from '../../kernel/jobs.ts';
import { forgetPractised } from '../dossiers/index.ts';
import { makeTwin } from '../offices/index.ts';
import { forgetCases } from './making/forget-cases.ts';
import { deal } from './training/deal.ts';
import { forgetSessions } from './training/training.sql.ts';

const followJob = z.object({ office: z.uuid() });
const dealJob = z.object({ office: z.uuid(), session: z.uuid() });

/** The jobs of practice. */
export function practiceTasks(house: House): Tasks {
  return {
    'practice.deal': async (payload) => {
      const { office, session } = dealJob.parse(payload);
      await deal(house, office, session);
    },
    'practice.follow': async (payload) => {
      const { office } = followJob.parse(payload);
      await makeTwin(house, office, HOUSE);
    },
    'practice:forget': async () => {
      const before = new Date(house.now().getTime() - house.config.practiceDays * 86_400_000);
      await forgetSessions(house.db, before);
      await forgetPractised(house, before);
      await forgetCases(house, before);
    },
  };
}

/** When results are forgotten, with what was practised on, in UTC: after midnight in every Indonesian zone. */
export const practiceCrontab = '29 18 * * * practice:forget';
