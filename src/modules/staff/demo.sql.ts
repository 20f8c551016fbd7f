import type { Query } from '../../kernel/db.ts';
import type { StaffRole } from '../../kernel/roles.ts';

/** Staff whose account the installer made: the first event of their chain says so. */
export async function demoStaff(
  query: Query,
): Promise<{ office: string; role: StaffRole; name: string; email: string }[]> {
  return query<{ office: string; role: StaffRole; name: string; email: string }[]>`
    select o.slug as office, m.role, p.full_name as name, l.email
    from membership m
    join office o on o.id = m.office_id
    join person p on p.id = m.person_id
    join login l on l.person_id = m.person_id
    join event e on e.stream_id = p.id and e.seq = 1 and e.data @> '{"demo": true}'
    where m.until is null and not o.practice
    order by o.slug, m.role, l.email`;
}

export async function demoApplicants(
  query: Query,
  emails: readonly string[],
): Promise<{ name: string; email: string }[]> {
  return query<{ name: string; email: string }[]>`
    select p.full_name as name, l.email
    from login l
    join person p on p.id = l.person_id
    join event e on e.stream_id = p.id and e.seq = 1 and e.data @> '{"demo": true}'
    where lower(l.email) = any(${emails as string[]}::text[])`;
}

export async function officeSlugs(query: Query): Promise<string[]> {
  const rows = await query<
    { slug: string }[]
  >`select slug from office where closed_at is null and not practice order by slug`;
  return rows.map((row) => row.slug);
}

export async function slugOf(query: Query, officeId: string): Promise<string> {
  const [row] = await query<{ slug: string }[]>`select slug from office where id = ${officeId}`;
  if (!row) throw new Error(`no office ${officeId}`);
  return row.slug;
}
