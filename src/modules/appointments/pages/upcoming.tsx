import type { House } from '../../../kernel/house.ts';
import { localise } from '../../../kernel/i18n.ts';
import { formatWhen } from '../../../ui/dates.tsx';
import type { Html } from '../../../ui/html.ts';
import type { Upcoming } from '../../dossiers/index.ts';
import { upcomingOf } from '../upcoming.sql.ts';

/** When and where the applicant is expected, for each of the dossiers on their dashboard that has a meeting. */
export function upcomingMeetings(house: House): Upcoming {
  return async (visit, dossierIds) => {
    const { t, office, lang, now } = visit;
    const said = new Map<string, Html>();
    for (const row of await upcomingOf(house.db, office.id, dossierIds, now)) {
      if (said.has(row.dossierId)) continue;
      said.set(
        row.dossierId,
        <p>
          <strong>
            {t('appointments.upcoming.come', {
              when: formatWhen(row.startsAt, office.timeZone, lang),
              counter: localise(row.counterName, lang).text,
            })}
          </strong>{' '}
          <a class="ds-link" href={`/${office.slug}/berkas/${row.dossierId}/jadwal`}>
            {t('appointments.panel.see')}
          </a>
        </p>,
      );
    }
    return said;
  };
}
