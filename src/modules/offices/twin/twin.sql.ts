import type { JsonValue, Query, Tx } from '../../../kernel/db.ts';

/** What of an office its twin takes over. */
export interface Model {
  readonly id: string;
  readonly slug: string;
  readonly code: string;
  readonly kind: string;
  readonly name: { readonly id: string; readonly en?: string };
  readonly time_zone: string;
  readonly region: string | null;
  readonly profile: Readonly<Record<string, JsonValue>>;
}

/** A real, open office; undefined for a practice office too, for a twin has no twin. */
export async function selectModel(tx: Tx, officeId: string): Promise<Model | undefined> {
  const [row] = await tx<Model[]>`
    select id, slug, code, kind, name, time_zone, region, profile from office
    where id = ${officeId} and closed_at is null and not practice`;
  return row;
}

/** The twin of an office. */
export async function selectTwin(
  query: Query,
  officeId: string,
): Promise<{ id: string; slug: string } | undefined> {
  const [row] = await query<{ id: string; slug: string }[]>`
    select id, slug from office where twin_of = ${officeId} and closed_at is null`;
  return row;
}

/** All codes in use that could clash with a twin's. */
export async function takenCodes(tx: Tx): Promise<ReadonlySet<string>> {
  const rows = await tx<{ code: string }[]>`select code from office where code like 'Z%'`;
  return new Set(rows.map(({ code }) => code));
}

export async function insertTwin(
  tx: Tx,
  model: Model,
  twin: {
    readonly id: string;
    readonly slug: string;
    readonly code: string;
    readonly name: JsonValue;
    readonly profile: JsonValue;
  },
): Promise<void> {
  await tx`
    insert into office (id, slug, code, kind, name, time_zone, region, profile, practice, twin_of)
    values (${twin.id}, ${twin.slug}, ${twin.code}, ${model.kind}, ${tx.json(twin.name)}, ${model.time_zone},
      ${model.region}, ${tx.json(twin.profile)}, true, ${model.id})`;
}

export async function updateTwin(
  tx: Tx,
  model: Model,
  twin: { readonly id: string; readonly name: JsonValue; readonly profile: JsonValue },
): Promise<void> {
  await tx`
    update office set kind = ${model.kind}, name = ${tx.json(twin.name)}, time_zone = ${model.time_zone},
      region = ${model.region}, profile = ${tx.json(twin.profile)}
    where id = ${twin.id} and twin_of = ${model.id}`;
}

/** Gives the twin the counters, reasons and days off that its model has now; what the model gave up, the twin gives up too. */
export async function copyLists(tx: Tx, modelId: string, twinId: string, at: Date): Promise<void> {
  await tx`
    insert into counter (office_id, code, name, closed_at)
    select ${twinId}, code, name, closed_at from counter where office_id = ${modelId}
    on conflict (office_id, code) do update set name = excluded.name, closed_at = excluded.closed_at`;
  await tx`update counter set closed_at = ${at} where office_id = ${twinId} and closed_at is null
    and code not in (select code from counter where office_id = ${modelId})`;
  await tx`
    insert into deficiency_reason (office_id, code, label, advice, position, retired_at)
    select ${twinId}, code, label, advice, position, retired_at from deficiency_reason where office_id = ${modelId}
    on conflict (office_id, code) do update set label = excluded.label, advice = excluded.advice,
      position = excluded.position, retired_at = excluded.retired_at`;
  await tx`update deficiency_reason set retired_at = ${at} where office_id = ${twinId} and retired_at is null
    and code not in (select code from deficiency_reason where office_id = ${modelId})`;
  await tx`delete from day_off where office_id = ${twinId}`;
  await tx`
    insert into day_off (office_id, day, kind, name, status, source)
    select ${twinId}, day, kind, name, status, source from day_off where office_id = ${modelId}`;
}
