import type { JsonValue, Tx } from '../../../kernel/db.ts';

/** A service with its newest edition, as the importer compares it. */
export interface ServiceRow {
  readonly id: string;
  readonly code: string;
  readonly position: number;
  readonly version: number;
  readonly retired: boolean;
  readonly definition: JsonValue;
  /** What the folder said when it was last read; null for a service that no folder brought. */
  readonly folder: JsonValue | null;
  /** Somebody stopped it in the browser. */
  readonly stopped: boolean;
}

export async function selectServiceRows(tx: Tx, officeId: string): Promise<readonly ServiceRow[]> {
  return tx<ServiceRow[]>`
    select s.id, s.code, s.position, s.current_version as version, s.retired_at is not null as retired, v.definition,
      s.folder_definition as folder, s.retired_by is not null as stopped
    from service s
    join service_version v on v.office_id = s.office_id and v.service_id = s.id and v.version = s.current_version
    where s.office_id = ${officeId}`;
}

/** Stores services and, where `fresh`, their new editions. An edition that exists is never touched; what was stopped in the browser stays so. */
export async function saveServices(
  tx: Tx,
  officeId: string,
  rows: readonly (ServiceRow & { readonly fresh: boolean })[],
  at: Date,
): Promise<void> {
  if (rows.length === 0) return;
  const plain = tx.json(rows.map((row) => ({ ...row })));
  await tx`
    insert into service (office_id, id, code, position, current_version, folder_definition)
    select ${officeId}, id, code, position, version, folder
    from jsonb_to_recordset(${plain}) as s (id uuid, code text, position int, version int, folder jsonb)
    on conflict (office_id, id) do update
      set position = excluded.position, current_version = excluded.current_version,
        folder_definition = excluded.folder_definition,
        retired_at = case when service.retired_by is null then null else service.retired_at end`;
  await tx`
    insert into service_version (office_id, service_id, version, definition, published_at)
    select ${officeId}, id, version, definition, ${at}
    from jsonb_to_recordset(${plain}) as s (id uuid, version int, definition jsonb, fresh boolean) where fresh`;
}

/** Takes services out of the catalogue; what was filed under them goes on. */
export async function retireServices(
  tx: Tx,
  officeId: string,
  ids: readonly string[],
  at: Date,
): Promise<void> {
  if (ids.length === 0) return;
  await tx`update service set retired_at = ${at} where office_id = ${officeId} and id = any(${[...ids]}::uuid[])`;
}

/** A counter or a reason: something with a code that is listed, changed, or taken off the list. */
export interface Listed {
  readonly code: string;
  readonly label: JsonValue;
  readonly advice: JsonValue;
}

export async function selectCounterRows(tx: Tx, officeId: string): Promise<readonly Listed[]> {
  return tx<Listed[]>`
    select code, name as label, null::jsonb as advice from counter
    where office_id = ${officeId} and closed_at is null order by code`;
}

export async function replaceCounters(
  tx: Tx,
  officeId: string,
  rows: readonly Listed[],
  at: Date,
): Promise<void> {
  await tx`
    insert into counter (office_id, code, name)
    select ${officeId}, code, label from jsonb_to_recordset(${tx.json(rows.map((row) => ({ ...row })))}) as c (code text, label jsonb)
    on conflict (office_id, code) do update set name = excluded.name, closed_at = null`;
  await tx`update counter set closed_at = ${at}
    where office_id = ${officeId} and closed_at is null and code <> all(${rows.map(({ code }) => code)}::text[])`;
}

export async function selectReasonRows(tx: Tx, officeId: string): Promise<readonly Listed[]> {
  return tx<Listed[]>`
    select code, label, advice from deficiency_reason
    where office_id = ${officeId} and retired_at is null order by position, code`;
}

export async function replaceReasons(
  tx: Tx,
  officeId: string,
  rows: readonly Listed[],
  at: Date,
): Promise<void> {
  await tx`
    insert into deficiency_reason (office_id, code, label, advice, position)
    select ${officeId}, code, label, advice, position
    from jsonb_to_recordset(${tx.json(rows.map((row, position) => ({ ...row, position })))})
      as r (code text, label jsonb, advice jsonb, position int)
    on conflict (office_id, code) do update
      set label = excluded.label, advice = excluded.advice, position = excluded.position, retired_at = null`;
  await tx`update deficiency_reason set retired_at = ${at}
    where office_id = ${officeId} and retired_at is null and code <> all(${rows.map(({ code }) => code)}::text[])`;
}
