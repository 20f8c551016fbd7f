import type { Query } from '../../kernel/db.ts';
import type { Localised } from './definition.ts';

/** An office in a list: enough to recognise and to go there. */
export interface ListedOffice {
  readonly id: string;
  readonly slug: string;
  readonly name: Localised;
  readonly kind: 'central' | 'regional' | 'local';
  readonly parentName: Localised | null;
  readonly takesApplications: boolean;
}

/** The most offices on one page of the list. */
export const OFFICES_ON_A_PAGE = 40;

/**
 * Which offices: where people begin (the tops of the trees, and all that take applications), all of the installation,
 * those directly below one, or all below one.
 */
export type Where = 'start' | 'all' | { readonly childrenOf: string } | { readonly below: string };

/**
 * A page of offices whose name holds every word of `term`; those that take applications first, then by name. `after` is
 * the slug of the last one seen. `more` tells whether the list goes on.
 */
export async function listOffices(
  query: Query,
  where: Where,
  term: string,
  after: string,
): Promise<{ offices: readonly ListedOffice[]; more: boolean }> {
  const words = term.toLowerCase().split(/\s+/).filter(Boolean).slice(0, 8);
  const patterns = words.map((word) => `%${word.replace(/[\\%_]/g, '\\$&')}%`);
  const scope = scopeOf(query, where);
  const rows = await query<ListedOffice[]>`
    with listed as (
      select o.id, o.slug, o.name, o.kind, p.name as "parentName", lower(o.name->>'id') as sorting,
        exists (select from service s where s.office_id = o.id and s.retired_at is null) as "takesApplications"
      from office o left join office p on p.id = o.parent_id
      where o.closed_at is null and not o.practice and ${scope}
        and lower(o.name->>'id') || ' ' || lower(coalesce(o.name->>'en', '')) like all (${patterns}::text[]))
    select id, slug, name, kind, "parentName", "takesApplications" from listed
    where ${after} = '' or (not "takesApplications", sorting, slug) >
      (select not "takesApplications", sorting, slug from listed where slug = ${after})
    order by not "takesApplications", sorting, slug limit 41`;
  return { offices: rows.slice(0, OFFICES_ON_A_PAGE), more: rows.length > OFFICES_ON_A_PAGE };
}

function scopeOf(query: Query, where: Where) {
  if (where === 'all') return query`true`;
  if (where === 'start')
    return query`(o.parent_id is null
      or exists (select from service s where s.office_id = o.id and s.retired_at is null))`;
  return 'childrenOf' in where
    ? query`o.parent_id = ${where.childrenOf}`
    : query`o.ancestors @> array[${where.below}]::uuid[]`;
}
