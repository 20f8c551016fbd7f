import type { Query } from '../../../kernel/db.ts';
import type { PassingOutcome } from './handing-over.sql.ts';

/** A hand-over with what pages show of it; the words are sealed under the dossier's key. */
export interface PassingRow {
  readonly id: string;
  readonly dossier_id: string;
  readonly number: string;
  readonly full_name: string;
  readonly wrapped_key: Buffer;
  readonly kind: 'given' | 'asked';
  /** Not a question: they want the dossier itself. */
  readonly wanted: boolean;
  readonly from_id: string;
  readonly from_name: string;
  readonly to_id: string;
  readonly to_name: string;
  readonly made_at: Date;
  readonly ended_at: Date | null;
  readonly outcome: PassingOutcome | null;
  readonly note_seq: number;
  readonly note: Buffer | null;
  readonly answer_seq: number | null;
  readonly answer: Buffer | null;
}

/** What of a dossier concerns this officer: what came to them, what they passed on and waits, and answers they have not read. */
export async function passingsOf(
  query: Query,
  officeId: string,
  officerId: string,
  dossierId: string,
): Promise<PassingRow[]> {
  return query<PassingRow[]>`
    select h.id, h.dossier_id, d.number, d.full_name, d.wrapped_key, h.kind, e.kind = 'dossier.wanted' as wanted, h.from_id, f.full_name as from_name, h.to_id,
      t.full_name as to_name, h.made_at, h.ended_at, h.outcome, h.note_seq, n.sealed as note, h.answer_seq, a.sealed as answer
    from hand_over h
    join dossier d on d.office_id = h.office_id and d.id = h.dossier_id
    join person f on f.id = h.from_id
    join person t on t.id = h.to_id
    join event e on e.stream_id = h.dossier_id and e.seq = h.note_seq
    left join event_text n on n.stream_id = h.dossier_id and n.seq = h.note_seq
    left join event_text a on a.stream_id = h.dossier_id and a.seq = h.answer_seq
    where h.office_id = ${officeId} and h.dossier_id = ${dossierId}
      and ((h.ended_at is null and (h.to_id = ${officerId} or h.from_id = ${officerId}))
        or (h.from_id = ${officerId} and h.outcome in ('returned', 'answered') and h.noticed_at is null))
    order by h.made_at limit 20`;
}

/** The top of an officer's work list: what was given to them or asked of them, and what came back to them. */
export async function passingsFor(
  query: Query,
  officeId: string,
  officerId: string,
): Promise<PassingRow[]> {
  return query<PassingRow[]>`
    with mine as (
      (select id, made_at as at from hand_over
        where office_id = ${officeId} and to_id = ${officerId} and ended_at is null order by made_at limit 20)
      union all
      (select id, ended_at as at from hand_over
        where office_id = ${officeId} and from_id = ${officerId} and outcome in ('returned', 'answered') and noticed_at is null
        order by ended_at limit 20))
    select h.id, h.dossier_id, d.number, d.full_name, d.wrapped_key, h.kind, e.kind = 'dossier.wanted' as wanted, h.from_id, f.full_name as from_name, h.to_id,
      t.full_name as to_name, h.made_at, h.ended_at, h.outcome, h.note_seq, n.sealed as note, h.answer_seq, a.sealed as answer
    from mine m
    join hand_over h on h.office_id = ${officeId} and h.id = m.id
    join dossier d on d.office_id = h.office_id and d.id = h.dossier_id
    join person f on f.id = h.from_id
    join person t on t.id = h.to_id
    join event e on e.stream_id = h.dossier_id and e.seq = h.note_seq
    left join event_text n on n.stream_id = h.dossier_id and n.seq = h.note_seq
    left join event_text a on a.stream_id = h.dossier_id and a.seq = h.answer_seq
    order by m.at limit 40`;
}
