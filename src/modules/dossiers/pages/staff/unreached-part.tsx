import type { House } from '../../../../kernel/house.ts';
import { Alert } from '../../../../ui/alert.tsx';
import { When } from '../../../../ui/dates.tsx';
import { undelivered } from '../../../correspondence/index.ts';
import { knownOf } from '../../filing/walk-in.ts';
import type { Desk } from './desk.ts';

/** What the applicant was not told because no mail reached them, so that an officer tells them in another way. */
export async function Unreached({ house, desk }: { readonly house: House; readonly desk: Desk }) {
  const { visit, dossier, hand } = desk;
  const { t, lang, office } = visit;
  if (hand === 'own' || hand === 'watching') return null;
  const letters = await undelivered(house.db, office.id, dossier.applicant_id);
  const [newest] = letters;
  if (!newest) return null;
  const { phone } = (await knownOf(house.db, house, office.id, dossier.applicant_id)) ?? {};
  return (
    <Alert
      kind="warning"
      title={t(
        newest.state === 'no_address'
          ? 'dossiers.desk.unreached.no_address'
          : 'dossiers.desk.unreached.failed',
      )}
    >
      <ul>
        {letters.map(({ subject, madeAt }) => (
          <li>
            {/* In the applicant's language, whatever the officer's. */}
            <span class="sl-typed">{subject}</span>{' '}
            <span class="sl-quiet">
              <When at={madeAt} tz={office.timeZone} lang={lang} style="short" />
            </span>
          </li>
        ))}
      </ul>
      <p class="ds-paragraph">
        {t('dossiers.desk.unreached.what_now')}{' '}
        {phone ? t('dossiers.behalf.phone', { phone }) : null}
      </p>
    </Alert>
  );
}
