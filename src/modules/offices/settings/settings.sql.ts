import type { JsonValue, Query, Tx } from '../../../kernel/db.ts';
import type { OfficeProfile } from '../office.ts';

/** An office as it is changed: what stands in office.json, and whether another office decides for it. */
export interface OfficeToChange {
  readonly id: string;
  readonly slug: string;
  readonly code: string;
  readonly name: { readonly id: string; readonly en?: string };
  readonly kind: string;
  readonly timeZone: string;
  readonly region: string | null;
  readonly treeRootId: string | null;
  readonly profile: OfficeProfile;
}

/** An office as it stands, not as it is remembered; the caller holds its row where it means to write. */
export async function selectToChange(query: Query, officeId: string): Promise<OfficeToChange> {
  const [row] = await query<OfficeToChange[]>`
    select id, slug, code, name, kind, time_zone as "timeZone", region, tree_root_id as "treeRootId", profile
    from office where id = ${officeId}`;
  if (!row) throw new Error(`no office ${officeId}`);
  return row;
}

export async function saveProfile(tx: Tx, officeId: string, profile: JsonValue): Promise<void> {
  await tx`update office set profile = ${tx.json(profile)} where id = ${officeId}`;
}

/** An office of a tree, with the end of its chain. Locked. */
export interface TreeMember {
  readonly id: string;
  readonly address: string;
  readonly head_seq: number;
  readonly head_hash: Buffer;
}

/** The offices that look and work like this one, if any do. */
export async function lockTree(tx: Tx, rootId: string): Promise<readonly TreeMember[]> {
  return tx<TreeMember[]>`
    select id, coalesce(profile->>'address', '') as address, head_seq, head_hash from office
    where tree_root_id = ${rootId} and closed_at is null order by id for no key update`;
}

/** Gives every office of a tree what its root says, under its own address. */
export async function saveTree(tx: Tx, rootId: string, shared: JsonValue): Promise<void> {
  await tx`
    update office set profile = ${tx.json(shared)}::jsonb || jsonb_build_object('address', coalesce(profile->>'address', ''))
    where tree_root_id = ${rootId} and closed_at is null`;
}
