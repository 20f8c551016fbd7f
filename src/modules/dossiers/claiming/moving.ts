import type { Tx } from '../../../kernel/db.ts';
import { ring } from '../../../kernel/doorbell.ts';
import type { House } from '../../../kernel/house.ts';
import { giveDocuments } from '../../documents/index.ts';
import { answersInHandsOf } from '../answers.ts';
import { applicationsOf, type HeldDossier } from '../hold.sql.ts';
import { papersOf, setApplicant, storeAnswers } from './claiming.sql.ts';

/**
 * Makes another person the applicant of a dossier. Its papers and the identity numbers in its answers go along; its ledger stays
 * as it is, for what happened was done for the person it names. The caller holds the dossier's lock and notes why.
 * @param papers only these documents change hands; all of the dossier's when not said.
 * @returns the documents that did.
 */
export async function moveDossier(
  tx: Tx,
  house: House,
  dossier: Pick<HeldDossier, 'id' | 'office_id' | 'applicant_id'>,
  to: string,
  papers?: readonly string[],
): Promise<string[]> {
  const { id, office_id: officeId, applicant_id: from } = dossier;
  await setApplicant(tx, officeId, id, to);
  for (const application of await applicationsOf(tx, officeId, id))
    await storeAnswers(
      tx,
      officeId,
      application.id,
      await answersInHandsOf(house, officeId, from, to, application.answers),
    );
  await ring(tx, `person:${from}`);
  const documents = papers ?? (await papersOf(tx, officeId, id));
  return giveDocuments(tx, { officeId, ownerId: from }, to, documents);
}
