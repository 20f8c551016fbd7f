import type { House } from '../../../../kernel/house.ts';
import { localise } from '../../../../kernel/i18n.ts';
import { Alert } from '../../../../ui/alert.tsx';
import { Card, CardGrid } from '../../../../ui/card.tsx';
import { PageHead } from '../../../../ui/page-head.tsx';
import { StaffPage } from '../../../../ui/staff-layout.tsx';
import type { Route } from '../../../../web/route.ts';
import type { Visit } from '../../../../web/visit.ts';
import { officeById } from '../../offices.ts';
import { selectToChange } from '../settings.sql.ts';
import { mayChange, type SettingsRooms } from './frame.tsx';

/** What can be changed, each its own page. */
const CARDS = [
  ['atur/layanan', 'offices.settings.card.services', 'offices.settings.card.services_lead'],
  ['atur/peristiwa', 'offices.settings.card.events', 'offices.settings.card.events_lead'],
  ['atur/alasan', 'offices.settings.card.reasons', 'offices.settings.card.reasons_lead'],
  ['atur/surat', 'offices.settings.card.letters', 'offices.settings.card.letters_lead'],
  ['atur/jam', 'offices.settings.card.hours', 'offices.settings.card.hours_lead'],
  ['atur/libur', 'offices.settings.card.days_off', 'offices.settings.card.days_off_lead'],
  ['atur/loket', 'offices.settings.card.counters', 'offices.settings.card.counters_lead'],
  ['atur/aturan', 'offices.settings.card.deadlines', 'offices.settings.card.deadlines_lead'],
  ['atur/tampilan', 'offices.settings.card.look', 'offices.settings.card.look_lead'],
  ['atur/teks', 'offices.settings.card.texts', 'offices.settings.card.texts_lead'],
  ['orang', 'offices.settings.card.people', 'offices.settings.card.people_lead'],
  ['audit', 'offices.settings.card.audit', 'offices.settings.card.audit_lead'],
] as const;

/** `/:office/petugas/atur`: all that makes the office itself. */
export function overviewRoutes(house: House, rooms: SettingsRooms): readonly Route[] {
  return [
    {
      method: 'GET',
      path: '/:office/petugas/atur',
      access: mayChange,
      handle: (visit) => overview(house, rooms, visit),
    },
  ];
}

async function overview(house: House, rooms: SettingsRooms, visit: Visit) {
  const { t, page: ctx, office } = visit;
  const title = t('offices.settings.title');
  const { treeRootId } = await selectToChange(house.db, office.id);
  const root = treeRootId === null ? undefined : await officeById(house.db, treeRootId);
  return visit.html(
    <StaffPage ctx={ctx} title={title} nav={rooms.nav(visit)}>
      <PageHead title={title} lead={t('offices.settings.lead')} />
      {root ? (
        <Alert kind="info">
          {t('offices.settings.tree_member', { root: localise(root.name, visit.lang).text })}
        </Alert>
      ) : null}
      <CardGrid>
        {CARDS.map(([path, label, lead]) => (
          <Card title={t(label)} href={`/${office.slug}/petugas/${path}`}>
            <p class="sl-quiet">{t(lead)}</p>
          </Card>
        ))}
      </CardGrid>
    </StaffPage>,
  );
}
