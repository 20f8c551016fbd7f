import type { Actor } from '../../../kernel/actor.ts';
import type { JsonValue, Tx } from '../../../kernel/db.ts';
import { newId } from '../../../kernel/ids.ts';
import {
  canonical,
  chain,
  type EventRow,
  GENESIS,
  type Head,
  type NewEvent,
} from '../../../kernel/ledger.ts';
import type { Vault } from '../../../kernel/vault.ts';
import type { OfficeDefinition } from '../definition-office.ts';
import type { OfficeProfile } from '../office.ts';
import {
  closeMissing,
  lockOffices,
  type OfficeRow,
  refreshAncestors,
  saveEvents,
  saveHeads,
  saveOffices,
} from './importing.sql.ts';
import type { OfficeSource } from './parse-office.ts';
import { plain } from './plain.ts';
import { treeProfile } from './tree.ts';

/** Who changes an office by its folder: whoever has the machine. */
export const IMPORTER: Actor = { personId: null, mandate: 'system', channel: 'command_line' };

/** The offices of one folder after writing, and the ends of their chains. */
export interface WrittenOffices {
  readonly rootId: string;
  /** The root and its tree, by id. */
  readonly heads: Map<string, Head>;
  readonly events: Map<string, NewEvent[]>;
}

/** Writes a folder's office and the offices of its tree; gathers what is to be told in their ledgers. */
export async function writeOffices(
  tx: Tx,
  vault: Vault,
  source: OfficeSource,
  /** Slugs that other folders write: an office that got its own folder has left the tree, and stays open. */
  elsewhere: readonly string[],
  now: Date,
): Promise<WrittenOffices> {
  const { definition, tree } = source;
  const slugs = [definition.slug, ...tree.map(({ slug }) => slug)];
  const above = definition.parent === undefined ? [] : [definition.parent];
  const present = new Map(
    (await lockOffices(tx, [...slugs, ...above])).map((row) => [row.slug, row]),
  );
  const ids = new Map([...slugs, ...above].map((slug) => [slug, present.get(slug)?.id ?? newId()]));
  const rootId = idOf(ids, definition.slug);
  const wanted = rowsOf(source, ids);

  const heads = new Map<string, Head>();
  const events = new Map<string, NewEvent[]>();
  const changed = wanted.filter((row) => {
    const before = present.get(row.slug);
    heads.set(row.id, before ? { seq: before.head_seq, hash: before.head_hash } : GENESIS);
    const parts = before ? differences(before, row) : [];
    if (!before)
      events.set(row.id, [{ kind: 'office.installed', data: { slug: row.slug, code: row.code } }]);
    else if (parts.length > 0) events.set(row.id, [{ kind: 'office.changed', data: { parts } }]);
    if (before?.closed_at)
      events.set(row.id, [...(events.get(row.id) ?? []), { kind: 'office.reopened' }]);
    return events.has(row.id);
  });
  if (changed.length > 0) {
    await saveOffices(tx, changed);
    await refreshAncestors(tx);
    await Promise.all(
      changed
        .filter(({ slug }) => !present.has(slug))
        .map(({ id }) => vault.makeOfficeKeys(tx, id)),
    );
  }
  for (const { id, head_seq, head_hash } of await closeMissing(
    tx,
    rootId,
    [...slugs, ...elsewhere],
    now,
  )) {
    heads.set(id, { seq: head_seq, hash: head_hash });
    events.set(id, [{ kind: 'office.closed' }]);
  }
  return { rootId, heads, events };
}

/** Tells in each office's ledger what was done to it. */
export async function recordEvents(
  tx: Tx,
  { heads, events }: WrittenOffices,
  now: Date,
  actor: Actor = IMPORTER,
): Promise<void> {
  const rows: EventRow[] = [];
  const ends = new Map<string, Head>();
  for (const [id, told] of events) {
    const chained = chain(
      { kind: 'office', id, officeId: id },
      heads.get(id) ?? GENESIS,
      actor,
      now,
      told,
    );
    rows.push(...chained.rows);
    ends.set(id, chained.head);
  }
  if (rows.length === 0) return;
  await saveEvents(tx, rows);
  await saveHeads(tx, ends);
}

function idOf(ids: ReadonlyMap<string, string>, slug: string): string {
  const id = ids.get(slug);
  if (id === undefined) throw new Error(`no office ${slug}`);
  return id;
}

function rowsOf({ definition, tree }: OfficeSource, ids: ReadonlyMap<string, string>): OfficeRow[] {
  const { slug, code, name, kind, parent, timeZone, region, ...profile } = definition;
  const root = {
    id: idOf(ids, slug),
    slug,
    code,
    kind,
    name: plain(name),
    parent_id: parent === undefined ? null : idOf(ids, parent),
    tree_root_id: null,
    time_zone: timeZone,
    region: region ?? null,
    profile: plain(profile),
  };
  return [root, ...tree.map((office) => treeRow(office, root.id, profile, ids))];
}

function treeRow(
  office: OfficeSource['tree'][number],
  rootId: string,
  profile: OfficeProfile & Partial<OfficeDefinition>,
  ids: ReadonlyMap<string, string>,
): OfficeRow {
  return {
    id: idOf(ids, office.slug),
    slug: office.slug,
    code: office.code,
    kind: office.kind,
    name: plain(office.name),
    parent_id: idOf(ids, office.parent),
    tree_root_id: rootId,
    time_zone: office.timeZone,
    region: office.region ?? null,
    profile: plain(treeProfile(profile, office)),
  };
}

/** The parts in which two rows differ: columns, and for the profile its own parts. */
function differences(before: OfficeRow, after: OfficeRow): string[] {
  const { profile: old, ...columns } = before;
  const { profile, ...rest } = after;
  return [
    ...namesThatDiffer(
      rest,
      Object.fromEntries(Object.keys(rest).map((name) => [name, Reflect.get(columns, name)])),
    ),
    ...namesThatDiffer(asRecord(profile), asRecord(old)),
  ].sort();
}

function namesThatDiffer(
  a: Readonly<Record<string, JsonValue>>,
  b: Readonly<Record<string, JsonValue>>,
): string[] {
  return [...new Set([...Object.keys(a), ...Object.keys(b)])].filter(
    (name) => canonical(a[name]) !== canonical(b[name]),
  );
}

function asRecord(value: JsonValue): Readonly<Record<string, JsonValue>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? (value as Readonly<Record<string, JsonValue>>)
    : {};
}
