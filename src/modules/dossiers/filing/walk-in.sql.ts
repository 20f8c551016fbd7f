import type { Query, Tx } from '../../../kernel/db.ts';

/** Somebody whom the office wrote down, as it rests. */
export interface WalkInRow {
  readonly person_id: string;
  readonly full_name: string;
  readonly sealed_nik: Buffer | null;
  readonly nik_mask: string | null;
  readonly nik_blind: Buffer | null;
  readonly sealed_phone: Buffer | null;
  readonly card_seen: boolean;
}

const columns = (query: Query) =>
  query`w.person_id, p.full_name, w.sealed_nik, w.nik_mask, w.nik_blind, w.sealed_phone, w.card_seen`;

/** The one person of this office with this NIK. Two officers who look for one nobody wrote down yet do so one after the other. */
export async function lockedByNik(
  tx: Tx,
  officeId: string,
  blind: Buffer,
): Promise<WalkInRow | undefined> {
  await tx`select pg_advisory_xact_lock(hashtextextended(${`walk_in:${officeId}:${blind.toString('hex')}`}, 0))`;
  const [row] = await tx<WalkInRow[]>`
    select ${columns(tx)} from walk_in w join person p on p.id = w.person_id
    where w.office_id = ${officeId} and w.nik_blind = ${blind}`;
  return row;
}

export async function walkInOf(
  query: Query,
  officeId: string,
  personId: string,
): Promise<WalkInRow | undefined> {
  const [row] = await query<WalkInRow[]>`
    select ${columns(query)} from walk_in w join person p on p.id = w.person_id
    where w.office_id = ${officeId} and w.person_id = ${personId}`;
  return row;
}

export interface WalkInNote {
  readonly officeId: string;
  readonly personId: string;
  readonly nik:
    | { readonly sealed: Buffer; readonly mask: string; readonly blind: Buffer }
    | undefined;
  readonly sealedPhone: Buffer | undefined;
  readonly cardSeen: boolean;
  readonly at: Date;
  readonly byId: string;
}

/** Writes somebody down, or what was learned anew; what was not said this time stays. Throws on `walk_in_nik` for another's NIK. */
export async function keepWalkIn(tx: Tx, note: WalkInNote): Promise<void> {
  const { nik } = note;
  await tx`
    insert into walk_in (office_id, person_id, sealed_nik, nik_mask, nik_blind, sealed_phone, card_seen, noted_at, noted_by)
    values (${note.officeId}, ${note.personId}, ${nik?.sealed ?? null}, ${nik?.mask ?? null}, ${nik?.blind ?? null},
      ${note.sealedPhone ?? null}, ${note.cardSeen}, ${note.at}, ${note.byId})
    on conflict (office_id, person_id) do update set
      sealed_nik = coalesce(excluded.sealed_nik, walk_in.sealed_nik),
      nik_mask = coalesce(excluded.nik_mask, walk_in.nik_mask),
      nik_blind = coalesce(excluded.nik_blind, walk_in.nik_blind),
      sealed_phone = coalesce(excluded.sealed_phone, walk_in.sealed_phone),
      card_seen = walk_in.card_seen or excluded.card_seen`;
}

/** Whoever was written down is known by another id from now on; false where that one stands there already. */
export async function moveWalkIn(
  tx: Tx,
  officeId: string,
  move: { from: string; to: string; sealedNik: Buffer | null; sealedPhone: Buffer | null },
): Promise<boolean> {
  const rows = await tx`
    update walk_in set person_id = ${move.to}, sealed_nik = ${move.sealedNik}, sealed_phone = ${move.sealedPhone}
    where office_id = ${officeId} and person_id = ${move.from}
      and not exists (select from walk_in o where o.office_id = ${officeId} and o.person_id = ${move.to})
    returning 1`;
  return rows.length > 0;
}

/** People for whom nothing was sent and nothing waits to be, written down before that moment; at most 100, locked. */
export async function forgottenSoon(
  tx: Tx,
  before: Date,
): Promise<{ office_id: string; person_id: string }[]> {
  return tx`
    select w.office_id, w.person_id from walk_in w
    where w.noted_at < ${before} and (w.nik_blind is not null or w.sealed_phone is not null or w.card_seen)
      and not exists (select from dossier d where d.applicant_id = w.person_id)
      and not exists (select from draft t where t.office_id = w.office_id and t.owner_id = w.person_id and t.dossier_id is null)
    order by w.noted_at limit 100 for update of w skip locked`;
}

/** Empties what was written down; the row stays, and finds nobody. */
export async function wipeWalkIn(tx: Tx, officeId: string, personId: string): Promise<void> {
  await tx`
    update walk_in set sealed_nik = null, nik_mask = null, nik_blind = null, sealed_phone = null, card_seen = false
    where office_id = ${officeId} and person_id = ${personId}`;
}
