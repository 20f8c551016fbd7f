import type { JsonValue, Query, Tx } from '../../../kernel/db.ts';
import { plain } from '../importing/plain.ts';
import type { ServiceDraft } from './draft.ts';

/** A draft as it rests, with whoever touched it last. */
export interface DraftRow {
  readonly code: string;
  /** The published edition it began from; null while the service is new. */
  readonly basedOn: number | null;
  readonly definition: ServiceDraft;
  /** As it stood before the change that would be undone next; null when there is none. */
  readonly before: ServiceDraft | null;
  readonly edition: number;
  readonly changedAt: Date;
  readonly changedById: string;
  readonly changedBy: string;
}

const columns = (query: Query) => query`
  d.code, d.based_on as "basedOn", d.definition, d.edition, d.changed_at as "changedAt", d.changed_by as "changedById",
  p.full_name as "changedBy",
  (select s.definition from service_draft_step s where s.office_id = d.office_id and s.draft_id = d.id
    order by s.edition desc limit 1) as before`;

export async function selectDraft(
  query: Query,
  officeId: string,
  code: string,
): Promise<DraftRow | undefined> {
  const [row] = await query<DraftRow[]>`
    select ${columns(query)} from service_draft d join person p on p.id = d.changed_by
    where d.office_id = ${officeId} and d.code = ${code}`;
  return row;
}

/** As {@link selectDraft}, locked until the transaction ends. */
export async function lockDraft(
  tx: Tx,
  officeId: string,
  code: string,
): Promise<DraftRow | undefined> {
  const [row] = await tx<DraftRow[]>`
    select ${columns(tx)} from service_draft d join person p on p.id = d.changed_by
    where d.office_id = ${officeId} and d.code = ${code} for update of d`;
  return row;
}

/** False when the service is being changed already. */
export async function insertDraft(
  tx: Tx,
  officeId: string,
  draft: {
    readonly code: string;
    readonly basedOn: number | null;
    readonly definition: ServiceDraft;
    readonly by: string;
    readonly at: Date;
  },
): Promise<boolean> {
  const rows = await tx`
    insert into service_draft (office_id, code, based_on, definition, begun_at, begun_by, changed_at, changed_by)
    values (${officeId}, ${draft.code}, ${draft.basedOn}, ${tx.json(plain(draft.definition))}, ${draft.at}, ${draft.by},
      ${draft.at}, ${draft.by})
    on conflict on constraint one_draft_per_service do nothing returning 1`;
  return rows.length > 0;
}

/** How many changes of a draft can be undone, one after the other. */
const MOST_STEPS = 50;

/** Keeps a draft as it stands, so that the change which comes now can be undone; the caller holds the draft's lock. */
export async function keepStep(tx: Tx, officeId: string, code: string): Promise<void> {
  await tx`
    with kept as (
      insert into service_draft_step (office_id, draft_id, edition, definition)
      select office_id, id, edition, definition from service_draft where office_id = ${officeId} and code = ${code}
      returning draft_id, edition)
    delete from service_draft_step s using kept
    where s.office_id = ${officeId} and s.draft_id = kept.draft_id and s.edition <= kept.edition - ${MOST_STEPS}`;
}

/** Takes the newest kept state away, for it is the draft's own again; the caller holds the draft's lock. */
export async function dropStep(tx: Tx, officeId: string, code: string): Promise<void> {
  await tx`
    delete from service_draft_step where office_id = ${officeId} and (draft_id, edition) in (
      select s.draft_id, s.edition from service_draft_step s
      join service_draft d on d.office_id = s.office_id and d.id = s.draft_id
      where s.office_id = ${officeId} and d.code = ${code} order by s.edition desc limit 1)`;
}

/** Stores a change; the caller holds the draft's lock. */
export async function updateDraft(
  tx: Tx,
  officeId: string,
  code: string,
  definition: ServiceDraft,
  by: string,
  at: Date,
): Promise<void> {
  await tx`
    update service_draft set definition = ${tx.json(plain(definition))}, edition = edition + 1, changed_by = ${by},
      changed_at = ${at}
    where office_id = ${officeId} and code = ${code}`;
}

/** False when there was none. */
export async function deleteDraft(tx: Tx, officeId: string, code: string): Promise<boolean> {
  const rows = await tx`
    delete from service_draft where office_id = ${officeId} and code = ${code} returning 1`;
  return rows.length > 0;
}

/** A service as publishing finds it. */
export interface PublishedRow {
  readonly id: string;
  readonly version: number;
  readonly retired: boolean;
  readonly definition: JsonValue;
}

/** The service with its newest edition, locked; undefined when nothing was ever published under this code. */
export async function lockService(
  tx: Tx,
  officeId: string,
  code: string,
): Promise<PublishedRow | undefined> {
  const [row] = await tx<PublishedRow[]>`
    select s.id, s.current_version as version, s.retired_at is not null as retired, v.definition
    from service s
    join service_version v on v.office_id = s.office_id and v.service_id = s.id and v.version = s.current_version
    where s.office_id = ${officeId} and s.code = ${code} for no key update of s`;
  return row;
}

/** Writes an edition and makes it the current one, in one statement; a new service stands last in the catalogue. */
export async function insertEdition(
  tx: Tx,
  officeId: string,
  edition: {
    readonly serviceId: string;
    readonly code: string;
    readonly version: number;
    readonly definition: JsonValue;
    readonly at: Date;
    readonly by: string;
    readonly note: string;
  },
): Promise<void> {
  const { serviceId, code, version, definition, at, by, note } = edition;
  await tx`
    with offered as (
      insert into service (office_id, id, code, position, current_version)
      select ${officeId}, ${serviceId}, ${code}, coalesce(max(position) + 1, 0), ${version} from service
        where office_id = ${officeId}
      on conflict (office_id, id) do update set current_version = excluded.current_version)
    insert into service_version (office_id, service_id, version, definition, published_at, published_by, note)
    values (${officeId}, ${serviceId}, ${version}, ${tx.json(definition)}, ${at}, ${by}, ${note})`;
}

/** Stops a service in somebody's name, or (with null) reopens it; false when it was so already. */
export async function setRetired(
  tx: Tx,
  officeId: string,
  serviceId: string,
  stopped: { readonly at: Date; readonly by: string } | null,
): Promise<boolean> {
  const rows = await tx`
    update service set retired_at = ${stopped?.at ?? null}, retired_by = ${stopped?.by ?? null}
    where office_id = ${officeId} and id = ${serviceId} and (retired_at is null) = ${stopped !== null} returning 1`;
  return rows.length > 0;
}
