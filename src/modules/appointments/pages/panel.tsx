import type { House } from '../../../kernel/house.ts';
import { localise } from '../../../kernel/i18n.ts';
import { LinkButton } from '../../../ui/button.tsx';
import { Card } from '../../../ui/card.tsx';
import { formatWhen } from '../../../ui/dates.tsx';
import type { Html } from '../../../ui/html.ts';
import type { Visit } from '../../../web/visit.ts';
import type { Panel } from '../../dossiers/index.ts';
import type { Office } from '../../offices/index.ts';
import { isFreeFor } from '../appointments.sql.ts';
import { SEAT_GIVERS } from '../rules.ts';
import { MeetingCard } from './meeting-card.tsx';
import { type SeatsView, seatsView } from './view.ts';
import { officeOf } from './who.ts';

/** What the counter's desk shows on a dossier's page: the meeting or the next act about it; null when there is nothing to say. */
export function appointmentPanel(house: House): Panel {
  return async (visit, dossierId, side) => {
    const office = await officeOf(house, visit);
    const view = await seatsView(house, office, dossierId);
    if (side === 'applicant') return applicantPanel(visit, office, dossierId, view);
    // A seat is given by whoever may: not to oneself, and not while a colleague works on the dossier.
    const gives =
      visit.person.roles.some((role) => SEAT_GIVERS.includes(role)) &&
      (await isFreeFor(house.db, office.id, dossierId, visit.person.id, visit.now));
    return officePanel(visit, office, dossierId, view, gives);
  };
}

function applicantPanel(
  visit: Visit,
  office: Office,
  dossierId: string,
  view: SeatsView,
): Html | null {
  const { t, page: ctx, lang } = visit;
  const href = `/${office.slug}/berkas/${dossierId}/jadwal`;
  const [offer] = view.offers;
  const met = booked(visit, office, view, href);
  if (offer)
    return (
      <>
        {met}
        <Card
          tinted
          title={t('appointments.panel.offered', {
            until: formatWhen(offer.expiresAt, office.timeZone, lang),
          })}
          foot={<LinkButton href={href}>{t('appointments.panel.pick')}</LinkButton>}
        >
          <ul class="ds-list">
            {offer.seats.map((seat) => (
              <li>{formatWhen(seat.startsAt, office.timeZone, lang)}</li>
            ))}
          </ul>
        </Card>
      </>
    );
  return (
    met ??
    (office.profile.seats && view.waiting.length > 0 ? (
      <Card title={t('appointments.panel.title')}>{ctx.t('appointments.panel.waiting')}</Card>
    ) : null)
  );
}

function officePanel(
  visit: Visit,
  office: Office,
  dossierId: string,
  view: SeatsView,
  gives: boolean,
): Html | null {
  const { t, lang } = visit;
  if (!office.profile.seats) return null;
  const href = `/${office.slug}/petugas/berkas/${dossierId}/jadwal`;
  const meeting = booked(visit, office, view, gives ? href : undefined);
  const [offer] = view.offers;
  if (offer)
    return (
      <>
        {meeting}
        <Card
          title={t('appointments.panel.title')}
          foot={
            gives ? (
              <LinkButton href={href} kind="secondary">
                {t('appointments.panel.see')}
              </LinkButton>
            ) : null
          }
        >
          <p>
            {t('appointments.panel.offer_runs', {
              until: formatWhen(offer.expiresAt, office.timeZone, lang),
            })}
          </p>
        </Card>
      </>
    );
  if (view.waiting.length === 0 || !gives) return meeting;
  return (
    <>
      {meeting}
      <Card
        tinted
        title={t('appointments.panel.title')}
        foot={<LinkButton href={href}>{t('appointments.panel.give')}</LinkButton>}
      >
        {meeting ? (
          <p>
            {t('appointments.panel.may_join', {
              services: view.waiting
                .map(({ serviceName }) => localise(serviceName, visit.lang).text)
                .join(', '),
            })}
          </p>
        ) : (
          <p>{t('appointments.panel.to_give')}</p>
        )}
      </Card>
    </>
  );
}

function booked(
  visit: Visit,
  office: Office,
  view: SeatsView,
  href: string | undefined,
): Html | null {
  if (view.booked.length === 0) return null;
  return (
    <>
      {view.booked.map((meeting) => (
        <MeetingCard
          ctx={visit.page}
          office={office}
          meeting={meeting}
          foot={
            href === undefined ? null : (
              <LinkButton href={href} kind="secondary">
                {visit.t('appointments.panel.see')}
              </LinkButton>
            )
          }
        />
      ))}
    </>
  );
}
