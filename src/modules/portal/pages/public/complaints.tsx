import { safeHref } from '../../../../ui/href.ts';
import type { PageContext } from '../../../../ui/page-context.ts';
import type { Office } from '../../../offices/index.ts';

/** The national channel for complaints about public services (PermenPANRB 5/2025). */
export const LAPOR = 'https://www.lapor.go.id/';

/** Where to go when something is not right: the office first, then SP4N-LAPOR!. */
export function Complaints({
  ctx,
  office,
}: {
  readonly ctx: PageContext;
  readonly office: Office;
}) {
  const { address, phone, whatsapp, email } = office.profile;
  return (
    <>
      <p>{ctx.t('portal.service.complaints_text')}</p>
      <ul>
        {address === '' ? null : <li lang="id">{address}</li>}
        {phone === undefined ? null : (
          <li>
            {ctx.t('ui.footer.phone')}{' '}
            <a href={safeHref(`tel:${phone.replace(/[^\d+]/g, '')}`)}>{phone}</a>
          </li>
        )}
        {whatsapp === undefined ? null : (
          <li>
            WhatsApp{' '}
            <a href={`https://wa.me/${whatsapp.replace(/\D/g, '').replace(/^0/, '62')}`}>
              {whatsapp}
            </a>
          </li>
        )}
        {email === undefined ? null : (
          <li>
            <a href={safeHref(`mailto:${email}`)}>{email}</a>
          </li>
        )}
        <li>
          <a href={LAPOR}>SP4N-LAPOR!</a>
        </li>
      </ul>
    </>
  );
}
