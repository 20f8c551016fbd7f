import type { FormInput } from '../../../../kernel/forms.ts';
import { many } from '../../../../kernel/forms.ts';
import type { House } from '../../../../kernel/house.ts';
import { localise, type Reason, say } from '../../../../kernel/i18n.ts';
import { newId } from '../../../../kernel/ids.ts';
import { Alert } from '../../../../ui/alert.tsx';
import { Breadcrumbs } from '../../../../ui/breadcrumbs.tsx';
import { Button, LinkButton, SubmitButton } from '../../../../ui/button.tsx';
import { formatWhen, When } from '../../../../ui/dates.tsx';
import { DescriptionList } from '../../../../ui/description-list.tsx';
import { Details } from '../../../../ui/details.tsx';
import { Empty } from '../../../../ui/empty.tsx';
import { RadioGroup } from '../../../../ui/fields.tsx';
import { Form } from '../../../../ui/form.tsx';
import { Page } from '../../../../ui/layout.tsx';
import { officeNav } from '../../../../ui/office-nav.ts';
import { PageHead, Section } from '../../../../ui/page-head.tsx';
import type { Visit } from '../../../../web/visit.ts';
import type { Office } from '../../../offices/index.ts';
import type { DossierHead } from '../../appointments.sql.ts';
import { changeUntil, whyNotCancel, whyNotMove } from '../../rules.ts';
import { Bring, MeetingCard, Names } from '../meeting-card.tsx';
import { openDays } from '../open-days.ts';
import { OtherDays, SeatChoice, TIMES } from '../seat-choice.tsx';
import { timeLeft } from '../time-left.ts';
import { type MeetingView, type OfferView, seatsView } from '../view.ts';

/** A form that came back: which one, what was chosen, and why not. */
export interface Returned {
  readonly form: 'pilih' | 'pindah' | 'batal';
  readonly input: FormInput;
  readonly why: Reason;
}

interface Scene {
  readonly house: House;
  readonly visit: Visit;
  readonly office: Office;
  readonly dossier: DossierHead;
  /** `/<office>/berkas/<dossier>/jadwal` */
  readonly here: string;
  readonly returned: Returned | undefined;
}

/** The applicant's page of the meeting: pick, see, move, cancel. */
export async function seatsPage(
  house: House,
  visit: Visit,
  office: Office,
  dossier: DossierHead,
  returned?: Returned,
  status = 200,
): Promise<Response> {
  const { t, page: ctx } = visit;
  const view = await seatsView(house, office, dossier.id);
  const back = `/${office.slug}/berkas/${dossier.id}`;
  const scene: Scene = { house, visit, office, dossier, here: `${back}/jadwal`, returned };
  const cards = await Promise.all(view.booked.map((meeting) => BookedMeeting(scene, meeting)));
  return visit.html(
    <Page ctx={ctx} title={t('appointments.page.title')} nav={officeNav(ctx, 'dashboard')} hidden>
      <Breadcrumbs
        ctx={ctx}
        items={[
          { label: t('appointments.page.dossier', { number: dossier.number }), href: back },
          { label: t('appointments.page.title') },
        ]}
      />
      <PageHead
        title={t('appointments.page.title')}
        meta={<span class="sl-code">{dossier.number}</span>}
      />
      {returned ? (
        <Alert kind="danger" live="alert" title={t('appointments.page.not_done')}>
          {say(t, returned.why)}
        </Alert>
      ) : null}
      {view.offers.map((offer, index) => (
        <Offer {...scene} offer={offer} id={index === 0 ? 'pilihan' : `pilihan-${index + 1}`} />
      ))}
      {cards}
      {view.offers.length + view.booked.length === 0 ? (
        <Empty
          title={t(
            view.waiting.length > 0 ? 'appointments.page.waiting' : 'appointments.page.none',
          )}
          text={t(
            view.waiting.length > 0
              ? 'appointments.page.waiting_text'
              : 'appointments.page.none_text',
          )}
        >
          <LinkButton href={back} kind="secondary">
            {t('appointments.page.back')}
          </LinkButton>
        </Empty>
      ) : null}
      {view.cancelled ? (
        <p class="sl-quiet">
          {t('appointments.page.cancelled', {
            when: formatWhen(view.cancelled.startsAt, office.timeZone, visit.lang),
          })}
          {view.cancelled.reason
            ? ` ${t('appointments.mail.reason', { reason: view.cancelled.reason })}`
            : null}
        </p>
      ) : null}
      <Alert kind="info">{t('appointments.rule.no_seat_no_service')}</Alert>
    </Page>,
    status,
  );
}

/** The offered seats as large choices, and how long they are held. */
function Offer({
  visit,
  office,
  here,
  returned,
  dossier,
  offer,
  id,
}: Scene & { readonly offer: OfferView; readonly id: string }) {
  const { t, page: ctx, lang, now } = visit;
  const until = formatWhen(offer.expiresAt, office.timeZone, lang);
  return (
    <Section title={t('appointments.offer.title')}>
      <p>
        {t('appointments.offer.held', { until })}{' '}
        <strong>{t('appointments.offer.left', { left: timeLeft(t, offer.expiresAt, now) })}</strong>
      </p>
      <DescriptionList
        items={[
          { term: t('appointments.card.for'), value: <Names ctx={ctx} names={offer.services} /> },
        ]}
      />
      <Form action={here}>
        <input type="hidden" name="kunci" value={newId()} />
        <RadioGroup
          ctx={ctx}
          name="pilihan"
          id={id}
          label={t('appointments.offer.label')}
          boxed
          value={offer.seats.length === 1 ? `${offer.id}.${offer.seats[0]?.claimId}` : undefined}
          error={returned?.form === 'pilih' ? say(t, returned.why) : undefined}
          choices={offer.seats.map((seat) => ({
            value: `${offer.id}.${seat.claimId}`,
            label: formatWhen(seat.startsAt, office.timeZone, lang),
            description: localise(seat.counterName, lang).text,
          }))}
        />
        <SubmitButton size="lg">{t('appointments.offer.pick')}</SubmitButton>
      </Form>
      <Details summary={t('appointments.card.bring')}>
        <Bring ctx={ctx} names={offer.bring} />
      </Details>
      <p class="sl-quiet">
        {t('appointments.offer.none_fits')}{' '}
        <a class="ds-link" href={`/${office.slug}/berkas/${dossier.id}#pesan`}>
          {t('appointments.offer.write')}
        </a>
      </p>
    </Section>
  );
}

/** A booked meeting with what the applicant may do with it, and why not otherwise. */
async function BookedMeeting(scene: Scene, meeting: MeetingView) {
  const { house, visit, office, here, returned } = scene;
  const { t, page: ctx, lang, now } = visit;
  const rules = office.profile.seats;
  const noCancel = rules ? whyNotCancel(meeting, rules, now) : null;
  const noMove = rules ? whyNotMove(meeting, rules, now) : null;
  const moving =
    visit.query('pindah') === meeting.id ||
    (returned?.form === 'pindah' && returned.input['jadwal'] === meeting.id);
  const open =
    !noMove && moving
      ? await openDays(house.db, office, now, {
          from: visit.query('mulai'),
          counterId: meeting.counterId,
        })
      : undefined;
  return (
    <>
      <MeetingCard
        ctx={ctx}
        office={office}
        meeting={meeting}
        foot={
          <>
            <LinkButton href={`${here}.ics?jadwal=${meeting.id}`} download>
              {t('appointments.card.calendar')}
            </LinkButton>
            {noMove || open ? null : (
              <LinkButton href={`${here}?pindah=${meeting.id}#pindah`} kind="secondary">
                {t('appointments.move.open')}
              </LinkButton>
            )}
          </>
        }
      />
      {noCancel || noMove ? (
        <Alert kind="info">{say(t, noCancel ?? noMove ?? { key: 'appointments.gone' })}</Alert>
      ) : null}
      {rules && !noCancel ? (
        <p class="sl-quiet">
          {t('appointments.rule.change_until', {
            until: formatWhen(changeUntil(meeting, rules), office.timeZone, lang),
          })}
          {noMove
            ? null
            : ` ${t('appointments.move.left', { left: rules.moves - meeting.moves, moves: rules.moves })}`}
        </p>
      ) : null}
      {open ? (
        <Section title={t('appointments.move.title')} id="pindah">
          <p>
            {t('appointments.move.now')}{' '}
            <When at={meeting.startsAt} tz={office.timeZone} lang={lang} />
          </p>
          <Form action={`${here}/pindah`}>
            <input type="hidden" name="kunci" value={newId()} />
            <input type="hidden" name="jadwal" value={meeting.id} />
            <SeatChoice
              ctx={ctx}
              timeZone={office.timeZone}
              open={open}
              chosen={many(returned?.input ?? {}, TIMES)}
            />
            <SubmitButton>{t('appointments.move.do')}</SubmitButton>
          </Form>
          <OtherDays ctx={ctx} open={open} href={`${here}?pindah=${meeting.id}`} />
        </Section>
      ) : null}
      {noCancel ? null : (
        <Details summary={t('appointments.cancel.open')}>
          <p>{t('appointments.cancel.text')}</p>
          <Form action={`${here}/batal`}>
            <input type="hidden" name="kunci" value={newId()} />
            <input type="hidden" name="jadwal" value={meeting.id} />
            <Button type="submit" kind="danger">
              {t('appointments.cancel.do')}
            </Button>
          </Form>
        </Details>
      )}
    </>
  );
}
