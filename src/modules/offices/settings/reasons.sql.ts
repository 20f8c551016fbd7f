import type { JsonValue, Query, Tx } from '../../../kernel/db.ts';
import type { DeficiencyReason } from '../definition.ts';

/** A reason as the office keeps it: what was ever said to an applicant stays readable, also when it is no longer offered. */
export interface KeptReason extends DeficiencyReason {
  readonly retired: boolean;
}

/** Every reason of an office, those no longer offered last. */
export async function selectEveryReason(
  query: Query,
  officeId: string,
): Promise<readonly KeptReason[]> {
  return query<KeptReason[]>`
    select code, label, advice, retired_at is not null as retired from deficiency_reason
    where office_id = ${officeId} order by retired_at is not null, position, code limit 1000`;
}

/** Adds a reason at the end of the list, or gives one new words. */
export async function putReason(
  tx: Tx,
  officeId: string,
  { code, label, advice }: { code: string; label: JsonValue; advice: JsonValue },
): Promise<void> {
  await tx`
    insert into deficiency_reason (office_id, code, label, advice, position)
    select ${officeId}, ${code}, ${tx.json(label)}, ${tx.json(advice)}, coalesce(max(position) + 1, 0)
    from deficiency_reason where office_id = ${officeId} and retired_at is null
    on conflict (office_id, code) do update set label = excluded.label, advice = excluded.advice`;
}

/** Takes a reason off the list (`at`), or puts it back at the end (null). */
export async function setRetired(
  tx: Tx,
  officeId: string,
  code: string,
  at: Date | null,
): Promise<void> {
  await tx`
    update deficiency_reason set retired_at = ${at},
      position = case when ${at}::timestamptz is null then (select coalesce(max(position) + 1, 0) from deficiency_reason
        where office_id = ${officeId} and retired_at is null) else position end
    where office_id = ${officeId} and code = ${code}`;
}
