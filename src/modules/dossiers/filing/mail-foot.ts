import type { Tx } from '../../../kernel/db.ts';
import type { House } from '../../../kernel/house.ts';
import { localise, type Translate } from '../../../kernel/i18n.ts';
import type { EventRow } from '../../../kernel/ledger.ts';
import { unseal } from '../../../kernel/vault.ts';
import { contact } from '../../accounts/index.ts';
import type { Office } from '../../offices/index.ts';
import type { DossierRow } from '../reading/dossier.sql.ts';
import { receiptSecretPlace, showReceiptSecret } from '../submission/receipt-secret.ts';

/** Whether the applicant holds this news on paper: they stood at the counter when it was filed, and have no address to send it to. */
export async function hasItOnPaper(tx: Tx, event: EventRow, applicantId: string): Promise<boolean> {
  if (event.kind !== 'application.submitted' || event.channel !== 'counter') return false;
  const applicant = await contact(tx, applicantId);
  return applicant?.hasLogin === false && applicant.email === undefined;
}

/**
 * How whoever reads a mail goes on: the page of their dossier; for somebody without a login, whom no page opens to, the tracking page
 * and the way into an account. The first mail of a dossier that an officer filed is its receipt, and carries the code.
 */
export async function mailFoot(
  tx: Tx,
  house: House,
  office: Office,
  dossier: DossierRow,
  mail: { readonly t: Translate; readonly isFirst: boolean },
): Promise<string> {
  const { t, isFirst } = mail;
  const at = `${house.config.publicUrl}/${office.slug}`;
  const { hasLogin, lang = 'id' } = (await contact(tx, dossier.applicant_id)) ?? {};
  const from = localise(office.name, lang).text;
  if (hasLogin !== false)
    return `${t('dossiers.mail.footer', { url: `${at}/berkas/${dossier.id}` })}\n\n${from}`;
  const way = t('dossiers.mail.footer_paper', {
    number: dossier.number,
    track: `${at}/lacak`,
    claim: `${at}/klaim`,
  });
  if (!isFirst) return `${way}\n\n${from}`;
  const keys = await house.vault.office(office.id);
  const place = receiptSecretPlace(dossier.id);
  const code = showReceiptSecret(unseal(keys.data, dossier.sealed_secret, place).toString());
  return `${t('dossiers.mail.receipt', { number: dossier.number, code })}\n\n${way}\n\n${from}`;
}
