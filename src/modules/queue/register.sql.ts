import type { Query, Tx } from '../../kernel/db.ts';

/** The counter's registers: receipts for files that were accepted, and notes with which they were given back. */
export type RegisterKind = 'sttb' | 'return';

/**
 * The next number of the register in that year. The row stays locked until the command ends, so everybody else waits for
 * their number; when the command fails, the number was never given.
 */
export async function nextNumber(
  tx: Tx,
  officeId: string,
  kind: RegisterKind,
  year: number,
): Promise<number> {
  const [row] = await tx<{ last: number }[]>`
    insert into register (office_id, kind, year, last) values (${officeId}, ${kind}, ${year}, 1)
    on conflict (office_id, kind, year) do update set last = register.last + 1
    returning last`;
  if (!row) throw new Error('a register gave no number');
  return row.last;
}

/** An entry of a register. */
export interface Entry {
  readonly kind: RegisterKind;
  readonly year: number;
  readonly serial: number;
  readonly issuedAt: Date;
  readonly signed: boolean;
  readonly officer: string;
}

export async function insertEntry(
  tx: Tx,
  entry: {
    readonly officeId: string;
    readonly kind: RegisterKind;
    readonly year: number;
    readonly serial: number;
    readonly dossierId: string;
    readonly visitId: string;
    readonly signed: boolean;
    readonly by: string;
    readonly at: Date;
  },
): Promise<void> {
  await tx`
    insert into register_entry (office_id, kind, year, serial, dossier_id, visit_id, issued_at, issued_by, signed)
    values (${entry.officeId}, ${entry.kind}, ${entry.year}, ${entry.serial}, ${entry.dossierId}, ${entry.visitId}, ${entry.at},
      ${entry.by}, ${entry.signed})`;
}

/** What the registers hold about a dossier, the newest first. */
export async function entriesOf(
  query: Query,
  officeId: string,
  dossierId: string,
): Promise<Entry[]> {
  return query<Entry[]>`
    select e.kind, e.year, e.serial, e.issued_at as "issuedAt", e.signed, p.full_name as officer
    from register_entry e join person p on p.id = e.issued_by
    where e.office_id = ${officeId} and e.dossier_id = ${dossierId} order by e.issued_at desc limit 20`;
}

const NAMES: Readonly<Record<RegisterKind, string>> = { sttb: 'STTB', return: 'BP' };

/** The number as it is printed: `STTB/BDL/2026/000123`. */
export const showNumber = (
  officeCode: string,
  entry: Pick<Entry, 'kind' | 'year' | 'serial'>,
): string =>
  `${NAMES[entry.kind]}/${officeCode}/${entry.year}/${String(entry.serial).padStart(6, '0')}`;
