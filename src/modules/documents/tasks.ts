import { z } from 'zod';
import type { House } from '../../kernel/house.ts';
import type { Tasks } from '../../kernel/jobs.ts';
import { unusedBlobs } from './blob/blob.sql.ts';
import { forgetBlob } from './blob/blob.ts';
import { checkVersion } from './checking/check.ts';
import type { DocumentHooks } from './hooks.ts';
import { giveUpExpired } from './upload/give-up.ts';

const inspectJob = z.object({ office: z.uuid(), version: z.uuid() });
const forgetJob = z.object({ office: z.uuid(), blob: z.uuid() });
/** A blob younger than this may be one that is being filled and referred to at this moment. */
const SETTLED_HOURS = 24;

/** The jobs of documents. The nightly names carry a colon because a crontab line takes no dot. */
export function documentTasks(house: House, hooks: DocumentHooks): Tasks {
  return {
    'documents.inspect': async (payload) => {
      const { office, version } = inspectJob.parse(payload);
      await checkVersion(house, hooks, office, version);
    },
    'documents.forget': async (payload) => {
      const { office, blob } = forgetJob.parse(payload);
      await forgetBlob(house, office, blob);
    },
    'documents:expire': async () => {
      await giveUpExpired(house, hooks);
    },
    'documents:sweep': () => sweepBlobs(house),
  };
}

/** When the nightly jobs run, in UTC: after midnight in every Indonesian zone. */
export const documentCrontab = '17 18 * * * documents:expire\n41 18 * * * documents:sweep';

/** Deletes the bytes that nothing refers to any more. */
export async function sweepBlobs(house: House): Promise<void> {
  const before = new Date(house.now().getTime() - SETTLED_HOURS * 3_600_000);
  for (;;) {
    const unused = await unusedBlobs(house.db, before);
    for (const blob of unused) await forgetBlob(house, blob.office_id, blob.id);
    if (unused.length < 500) return;
  }
}
