import type { House } from '../../../kernel/house.ts';
import { textPlace } from '../../../kernel/ledger.ts';
import { unseal } from '../../../kernel/vault.ts';
import { dossierKeyPlace } from '../hold.ts';
import { type PassingRow, passingsFor, passingsOf } from './passings.sql.ts';

/** A hand-over as an officer reads it. Empty words: they were erased with the dossier. */
export interface Passing
  extends Omit<PassingRow, 'wrapped_key' | 'note' | 'answer' | 'note_seq' | 'answer_seq'> {
  readonly note: string;
  readonly answer: string;
}

/** What of a dossier concerns this officer, oldest first. */
export async function passingsInDossier(
  house: House,
  officeId: string,
  officerId: string,
  dossierId: string,
): Promise<readonly Passing[]> {
  return opened(house, officeId, await passingsOf(house.db, officeId, officerId, dossierId));
}

/** What stands on top of an officer's work list, oldest first. */
export async function passingsOnTop(
  house: House,
  officeId: string,
  officerId: string,
): Promise<readonly Passing[]> {
  return opened(house, officeId, await passingsFor(house.db, officeId, officerId));
}

async function opened(
  house: House,
  officeId: string,
  rows: readonly PassingRow[],
): Promise<readonly Passing[]> {
  if (rows.length === 0) return [];
  const office = await house.vault.office(officeId);
  return rows.map(({ wrapped_key: wrapped, note, answer, note_seq, answer_seq, ...row }) => {
    const key = unseal(office.data, wrapped, dossierKeyPlace(row.dossier_id));
    const words = (sealed: Buffer | null, seq: number | null) =>
      sealed && seq !== null ? unseal(key, sealed, textPlace(row.dossier_id, seq)).toString() : '';
    return { ...row, note: words(note, note_seq), answer: words(answer, answer_seq) };
  });
}
