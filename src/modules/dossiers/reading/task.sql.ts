import type { Query } from '../../../kernel/db.ts';
import type { StepKind } from '../../offices/index.ts';

/**
 * Whether a dossier is any of this officer's business: an application of it is at one of their desks, an objection waits for
 * somebody like them, they hold it, or it was theirs before. Whoever has no task says why they look (UU 27/2022, art. 16 par. 2:
 * personal data is processed for its purpose).
 */
export async function hasTask(
  query: Query,
  officer: {
    readonly officeId: string;
    readonly personId: string;
    readonly desks: readonly StepKind[];
    /** Whether objections are theirs to answer. */
    readonly answersObjections: boolean;
  },
  dossierId: string,
): Promise<boolean> {
  const { officeId, personId, desks, answersObjections } = officer;
  const [row] = await query<{ has: boolean }[]>`
    select exists (select from application
        where office_id = ${officeId} and dossier_id = ${dossierId} and outcome is null and step_kind = any(${[...desks]}::text[]))
      or exists (select from dossier where office_id = ${officeId} and id = ${dossierId} and handler_id = ${personId})
      or (${answersObjections} and exists (select from objection
        where office_id = ${officeId} and dossier_id = ${dossierId} and answer is null))
      or exists (select from event where stream_id = ${dossierId} and office_id = ${officeId}
        and (actor_id = ${personId} or data ->> 'to' = ${personId}) and kind <> 'dossier.opened_by_overseer') as has`;
  return row?.has ?? false;
}
