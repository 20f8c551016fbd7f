import type { Query, Tx } from '../../../kernel/db.ts';
import type { FilingChannel, IdentityCheck } from './rules.ts';

/** A draft that an officer fills in for its owner. */
export interface FilingRow {
  readonly draft_id: string;
  readonly owner_id: string;
  readonly full_name: string;
  readonly dossier_id: string | null;
  readonly channel: FilingChannel;
  readonly identity: IdentityCheck;
  readonly begun_at: Date;
  readonly begun_by: string;
  readonly begun_by_name: string;
}

export async function insertFiling(
  tx: Tx,
  filing: {
    officeId: string;
    draftId: string;
    byId: string;
    at: Date;
    channel: FilingChannel;
    identity: IdentityCheck;
  },
): Promise<void> {
  await tx`
    insert into filing (office_id, draft_id, begun_by, begun_at, channel, identity)
    values (${filing.officeId}, ${filing.draftId}, ${filing.byId}, ${filing.at}, ${filing.channel}, ${filing.identity})`;
}

const columns = (query: Query) => query`
  f.draft_id, d.owner_id, d.full_name, d.dossier_id, f.channel, f.identity, f.begun_at, f.begun_by,
  p.full_name as begun_by_name`;

/** The filing of that draft in this office; a draft that its owner fills in by themself is not found. */
export async function filingOf(
  query: Query,
  officeId: string,
  draftId: string,
): Promise<FilingRow | undefined> {
  const [row] = await query<FilingRow[]>`
    select ${columns(query)}
    from filing f
    join draft d on d.office_id = f.office_id and d.id = f.draft_id
    join person p on p.id = f.begun_by
    where f.office_id = ${officeId} and f.draft_id = ${draftId}`;
  return row;
}

/** What was begun at the counter and not sent yet, newest first, at most 20; never what is for the asking officer themself. */
export async function unsentFilings(
  query: Query,
  officeId: string,
  officerId: string,
): Promise<FilingRow[]> {
  return query<FilingRow[]>`
    select ${columns(query)}
    from filing f
    join draft d on d.office_id = f.office_id and d.id = f.draft_id and d.dossier_id is null
    join person p on p.id = f.begun_by
    where f.office_id = ${officeId} and d.owner_id <> ${officerId}
    order by f.begun_at desc limit 20`;
}

/** Notes that this officer handed papers in for the dossier's applicant, and so never judges them. */
export async function noteBringer(
  query: Query,
  officeId: string,
  dossierId: string,
  officerId: string,
  at: Date,
): Promise<void> {
  await query`
    insert into bringer (office_id, dossier_id, officer_id, at)
    values (${officeId}, ${dossierId}, ${officerId}, ${at}) on conflict do nothing`;
}

/** Whether this officer handed papers in for the applicant of the dossier. */
export async function isBringer(
  query: Query,
  officeId: string,
  dossierId: string,
  officerId: string,
): Promise<boolean> {
  const rows = await query`
    select 1 from bringer
    where office_id = ${officeId} and dossier_id = ${dossierId} and officer_id = ${officerId}`;
  return rows.length > 0;
}

/** Whose dossier that number is in this office. */
export async function applicantOfNumber(
  query: Query,
  officeId: string,
  number: string,
): Promise<{ applicant_id: string; full_name: string; dossier_id: string } | undefined> {
  const [row] = await query<{ applicant_id: string; full_name: string; dossier_id: string }[]>`
    select d.applicant_id, p.full_name, d.id as dossier_id
    from dossier d join person p on p.id = d.applicant_id
    where d.number = ${number} and d.office_id = ${officeId}`;
  return row;
}

/** The officer who filed the dossier for its applicant, and which way that one had come; undefined when the applicant did so themself. */
export async function filedBy(
  query: Query,
  dossierId: string,
): Promise<{ officer: string; channel: string } | undefined> {
  const [row] = await query<{ officer: string; channel: string }[]>`
    select p.full_name as officer, e.channel from event e join person p on p.id = e.actor_id
    where e.stream_id = ${dossierId} and e.seq = 1 and e.mandate = 'staff'`;
  return row;
}
