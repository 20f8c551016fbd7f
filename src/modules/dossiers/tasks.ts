import { transaction } from '../../kernel/db.ts';
import type { House } from '../../kernel/house.ts';
import type { Tasks } from '../../kernel/jobs.ts';
import { removeDocument } from '../documents/index.ts';
import { forgetWalkIns } from './filing/forgetting.ts';
import { lapseUnanswered, warnUnanswered } from './lapsing/lapse.ts';
import { forgetStaleMessageFiles } from './messages/files.ts';
import { forgetStaleObjectionFiles } from './objecting/files.ts';
import { grantUnanswered } from './objecting/silence.ts';
import { noticeCalendars, RECOUNT_JOB, recountSome } from './recounting/recount.ts';
import { forgetStaleProofs } from './steps/proof.ts';

/** How long an untouched draft is kept, in days; its page says so. */
const DRAFT_DAYS = 90;
/** How long a form's key is remembered, in days. */
const RECEIPT_DAYS = 30;

/** The jobs of dossiers. */
export function dossierTasks(house: House): Tasks {
  return {
    'dossiers:tidy': () => tidy(house),
    'dossiers:warn_unanswered': async () => void (await warnUnanswered(house)),
    'dossiers:lapse_unanswered': async () => void (await lapseUnanswered(house)),
    'dossiers:grant_unanswered': async () => void (await grantUnanswered(house)),
    'dossiers:notice_calendars': async () =>
      void (await transaction(house.db, (tx) => noticeCalendars(tx, house.now()))),
    [RECOUNT_JOB]: async (payload) => {
      const { office, run } = payload as { office: string; run: number };
      await recountSome(house, office, run);
    },
  };
}

/**
 * When they run, in UTC. Tidying: after midnight in every Indonesian zone. Warnings go out by day, letters run out at any hour: the
 * office's midnight decides. Working days that an office's folder or the decree has changed are noticed within minutes.
 */
export const dossierCrontab = [
  '53 18 * * * dossiers:tidy',
  '7 0-12 * * * dossiers:warn_unanswered',
  '17 * * * * dossiers:lapse_unanswered',
  '27 * * * * dossiers:grant_unanswered',
  '*/5 * * * * dossiers:notice_calendars',
].join('\n');

/** Forgets drafts nobody came back to, with what only they held, proofs never recorded, and old form keys. */
async function tidy(house: House): Promise<void> {
  const before = new Date(house.now().getTime() - DRAFT_DAYS * 86_400_000);
  for (;;) {
    const gone = await transaction(house.db, async (tx) => {
      const drafts = await tx<{ office_id: string; id: string; owner_id: string }[]>`
        select office_id, id, owner_id from draft where dossier_id is null and saved_at < ${before} limit 100 for update skip locked`;
      for (const draft of drafts) {
        const files = await tx<{ document_id: string }[]>`
          delete from draft_document where office_id = ${draft.office_id} and draft_id = ${draft.id} returning document_id`;
        await tx`delete from draft where office_id = ${draft.office_id} and id = ${draft.id}`;
        for (const file of files) {
          const held = await tx`
            select 1 from evidence where office_id = ${draft.office_id} and document_id = ${file.document_id}
            union all select 1 from draft_document where office_id = ${draft.office_id} and document_id = ${file.document_id} limit 1`;
          if (held.length === 0)
            await removeDocument(tx, draft.office_id, draft.owner_id, file.document_id);
        }
      }
      return drafts.length;
    });
    if (gone < 100) break;
  }
  await forgetStaleProofs(house);
  await forgetStaleMessageFiles(house);
  await forgetStaleObjectionFiles(house);
  await forgetWalkIns(house);
  await house.db`delete from command_receipt where at < ${new Date(house.now().getTime() - RECEIPT_DAYS * 86_400_000)}`;
}
