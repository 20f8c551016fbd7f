import { one } from '../../../../kernel/forms.ts';
import type { House } from '../../../../kernel/house.ts';
import { say } from '../../../../kernel/i18n.ts';
import { isUuid } from '../../../../kernel/ids.ts';
import { Alert } from '../../../../ui/alert.tsx';
import { Breadcrumbs } from '../../../../ui/breadcrumbs.tsx';
import { Empty } from '../../../../ui/empty.tsx';
import { PageHead } from '../../../../ui/page-head.tsx';
import { StaffPage } from '../../../../ui/staff-layout.tsx';
import type { Visit } from '../../../../web/visit.ts';
import { staffNav } from '../../../dossiers/index.ts';
import type { Office } from '../../../offices/index.ts';
import type { DossierHead } from '../../appointments.sql.ts';
import { whyNotJoin } from '../../rules.ts';
import { openDays } from '../open-days.ts';
import { seatsView } from '../view.ts';
import { Give } from './give-seat.tsx';
import { Join } from './join.tsx';
import { movingIn, type Returned, type Scene } from './seat-scene.ts';
import { Booked, OpenOffer } from './seats-there-are.tsx';

/** Where an officer gives a dossier its seat, moves it, or cancels it. */
export async function seatDeskPage(
  house: House,
  visit: Visit,
  office: Office,
  dossier: DossierHead,
  returned?: Returned,
  status = 200,
): Promise<Response> {
  const { t, page: ctx } = visit;
  const asked = returned ? one(returned.input, 'loket') : visit.query('loket');
  const counterId = isUuid(asked) ? asked : undefined;
  const [view, open] = [
    await seatsView(house, office, dossier.id),
    await openDays(house.db, office, visit.now, { from: visit.query('mulai'), counterId }),
  ];
  const back = `/${office.slug}/petugas/berkas/${dossier.id}`;
  const scene: Scene = {
    visit,
    office,
    dossier,
    here: `${back}/jadwal`,
    view,
    open,
    counterId,
    returned,
  };
  const own = dossier.applicantId === visit.person.id;
  const choosing =
    open && !own && (movingIn(scene) !== undefined || view.waiting.length + view.offers.length > 0);
  return visit.html(
    <StaffPage ctx={ctx} title={t('appointments.desk.title')} nav={staffNav(visit, undefined)}>
      <Breadcrumbs
        ctx={ctx}
        items={[
          { label: t('appointments.page.dossier', { number: dossier.number }), href: back },
          { label: t('appointments.desk.title') },
        ]}
      />
      <PageHead
        title={t('appointments.desk.title')}
        meta={<span class="sl-code">{dossier.number}</span>}
        lead={t('appointments.desk.applicant', { name: dossier.fullName })}
      />
      {returned ? (
        <Alert kind="danger" live="alert" title={t('appointments.page.not_done')}>
          {say(t, returned.why)}
        </Alert>
      ) : null}
      {own ? <Alert kind="warning">{t('appointments.desk.own')}</Alert> : null}
      {open ? null : <Alert kind="info">{t('appointments.no_seats')}</Alert>}
      {view.offers.map((offer) => (
        <OpenOffer {...scene} offer={offer} />
      ))}
      {view.booked.map((meeting) => (
        <Booked {...scene} meeting={meeting} own={own} />
      ))}
      {own || view.waiting.length === 0
        ? null
        : view.booked
            .filter((meeting) => whyNotJoin(meeting, visit.now) === null)
            .map((meeting) => (
              <Join
                visit={visit}
                office={office}
                here={scene.here}
                view={view}
                meeting={meeting}
                typed={returned?.input}
              />
            ))}
      {choosing ? <Give {...scene} open={open} /> : null}
      {view.offers.length + view.booked.length + view.waiting.length === 0 ? (
        <Empty title={t('appointments.desk.nothing')} text={t('appointments.not_verified')} />
      ) : null}
    </StaffPage>,
    status,
  );
}
