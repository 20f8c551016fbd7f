import type { Query, Tx } from '../../../kernel/db.ts';

/** One time that an application got more time. */
export interface ExtensionRow {
  readonly application_id: string;
  /** Where in the dossier's ledger the reason lies. */
  readonly event_seq: number;
  /** In the unit of the service's promise. */
  readonly amount: number;
  readonly due_before: Date;
  readonly due_after: Date;
  readonly at: Date;
}

export async function insertExtension(
  tx: Tx,
  e: ExtensionRow & {
    readonly officeId: string;
    readonly dossierId: string;
    readonly byId: string;
  },
): Promise<void> {
  await tx`
    insert into extension (office_id, application_id, dossier_id, event_seq, amount, due_before, due_after, by_id, at)
    values (${e.officeId}, ${e.application_id}, ${e.dossierId}, ${e.event_seq}, ${e.amount}, ${e.due_before}, ${e.due_after},
      ${e.byId}, ${e.at})`;
  await tx`
    update application set extended = extended + ${e.amount}, due_at = ${e.due_after}
    where office_id = ${e.officeId} and id = ${e.application_id}`;
}

/** The extensions of a dossier's applications, oldest first. */
export async function extensionsOf(
  query: Query,
  officeId: string,
  dossierId: string,
): Promise<ExtensionRow[]> {
  return query<ExtensionRow[]>`
    select application_id, event_seq, amount::float8 as amount, due_before, due_after, at
    from extension where office_id = ${officeId} and dossier_id = ${dossierId} order by at limit 100`;
}

/** How often the application's time was extended since it began to count. */
export async function countExtensions(
  query: Query,
  officeId: string,
  application: { readonly id: string; readonly clock_from: Date | null },
): Promise<number> {
  const [row] = await query<{ n: number }[]>`
    select count(*)::int as n from extension where office_id = ${officeId} and application_id = ${application.id}
      and (${application.clock_from}::timestamptz is null or at >= ${application.clock_from})`;
  return row?.n ?? 0;
}
