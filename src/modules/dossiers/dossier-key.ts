import type { Query } from '../../kernel/db.ts';
import { unseal, type Vault } from '../../kernel/vault.ts';
import { wrappedKeyOf } from './hold.sql.ts';
import { dossierKeyPlace } from './hold.ts';

/** The key under which a dossier's personal texts are sealed; undefined when there is no such dossier. */
export async function dossierKey(
  query: Query,
  vault: Vault,
  officeId: string,
  dossierId: string,
): Promise<Buffer | undefined> {
  const wrapped = await wrappedKeyOf(query, officeId, dossierId);
  return (
    wrapped && unseal((await vault.office(officeId)).data, wrapped, dossierKeyPlace(dossierId))
  );
}
