import type { JsonValue, Query } from '../../../kernel/db.ts';
import type { House } from '../../../kernel/house.ts';
import { textPlace } from '../../../kernel/ledger.ts';
import { unseal } from '../../../kernel/vault.ts';
import { dossierKeyPlace } from '../hold.ts';
import { type DossierRow, eventsOf } from './dossier.sql.ts';

/** A line of the diary with the words that lie sealed beside it. */
export interface DiaryEntry {
  readonly seq: number;
  readonly kind: string;
  readonly at: Date;
  readonly actorName: string | null;
  readonly mandate: string;
  /** How whoever it was done for had reached the officer; undefined when nobody acted for another. */
  readonly onBehalf: string | undefined;
  readonly data: Readonly<Record<string, JsonValue>>;
  /** A note, a reason; undefined when nothing was written or it has been erased. */
  readonly text: string | undefined;
}

/** The words that lie sealed beside one event of a dossier; empty when nothing was written, or it has been erased. */
export async function textBeside(
  query: Query,
  house: Pick<House, 'vault'>,
  dossier: Pick<DossierRow, 'id' | 'wrapped_key'> & { readonly office_id: string },
  seq: number,
): Promise<string> {
  const [row] = await query<{ sealed: Buffer }[]>`
    select sealed from event_text where stream_id = ${dossier.id} and seq = ${seq}`;
  if (!row) return '';
  const office = await house.vault.office(dossier.office_id);
  const key = unseal(office.data, dossier.wrapped_key, dossierKeyPlace(dossier.id));
  return unseal(key, row.sealed, textPlace(dossier.id, seq)).toString();
}

/** What happened to a dossier, oldest first. What was handed in is not told again: the dossier itself shows it. */
export async function diaryOf(
  query: Query,
  house: Pick<House, 'vault'>,
  officeId: string,
  dossier: Pick<DossierRow, 'id' | 'wrapped_key'>,
): Promise<DiaryEntry[]> {
  const events = await eventsOf(query, dossier.id);
  const office = await house.vault.office(officeId);
  const key = unseal(office.data, dossier.wrapped_key, dossierKeyPlace(dossier.id));
  return events.map(
    ({ seq, kind, at, actor_name, mandate, data, sealed, on_behalf_of: other, channel }) => ({
      seq,
      kind,
      at,
      actorName: actor_name,
      mandate,
      onBehalf: other === null ? undefined : channel,
      data,
      text:
        sealed && kind !== 'application.submitted'
          ? unseal(key, sealed, textPlace(dossier.id, seq)).toString()
          : undefined,
    }),
  );
}
