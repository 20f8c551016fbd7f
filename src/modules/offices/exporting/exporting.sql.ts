import type { Query } from '../../../kernel/db.ts';
import type { OfficeProfile } from '../office.ts';

export interface ExportedOffice {
  readonly id: string;
  readonly slug: string;
  readonly code: string;
  readonly name: { readonly id: string; readonly en?: string };
  readonly kind: string;
  readonly parent: string | null;
  readonly timeZone: string;
  readonly region: string | null;
  readonly profile: OfficeProfile;
}

const columns = (query: Query) => query`
  o.id, o.slug, o.code, o.name, o.kind, p.slug as parent, o.time_zone as "timeZone", o.region, o.profile`;

export async function selectForExport(
  query: Query,
  slug: string,
): Promise<ExportedOffice | undefined> {
  const [office] = await query<ExportedOffice[]>`
    select ${columns(query)} from office o left join office p on p.id = o.parent_id where o.slug = ${slug} and not o.practice`;
  return office;
}

/** The offices of a tree, from above downwards, then by region. */
export async function selectTree(query: Query, rootId: string): Promise<readonly ExportedOffice[]> {
  return query<ExportedOffice[]>`
    select ${columns(query)} from office o left join office p on p.id = o.parent_id
    where o.tree_root_id = ${rootId} and o.closed_at is null
    order by array_length(o.ancestors, 1), o.region nulls first, o.slug`;
}
