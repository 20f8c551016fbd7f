import { type FormInput, many, one } from '../../../../kernel/forms.ts';
import type { House } from '../../../../kernel/house.ts';
import { localise, type Reason, say } from '../../../../kernel/i18n.ts';
import { isUuid, newId } from '../../../../kernel/ids.ts';
import { Alert } from '../../../../ui/alert.tsx';
import { Breadcrumbs } from '../../../../ui/breadcrumbs.tsx';
import { Button, ButtonRow, SubmitButton } from '../../../../ui/button.tsx';
import { formatWhen } from '../../../../ui/dates.tsx';
import { Details } from '../../../../ui/details.tsx';
import { Empty } from '../../../../ui/empty.tsx';
import { CheckboxGroup, SelectField, TextField } from '../../../../ui/fields.tsx';
import { Form } from '../../../../ui/form.tsx';
import { PageHead, Section } from '../../../../ui/page-head.tsx';
import { StaffPage } from '../../../../ui/staff-layout.tsx';
import type { Visit } from '../../../../web/visit.ts';
import { staffNav } from '../../../dossiers/index.ts';
import type { Office } from '../../../offices/index.ts';
import type { DossierHead } from '../../appointments.sql.ts';
import { MOST_OFFERED, REASON_LENGTH, whyNotJoin } from '../../rules.ts';
import { MeetingCard } from '../meeting-card.tsx';
import { type OpenDays, openDays } from '../open-days.ts';
import { OtherDays, SeatChoice, TIMES } from '../seat-choice.tsx';
import { type MeetingView, type OfferView, type SeatsView, seatsView } from '../view.ts';
import { chosenIn, Join } from './join.tsx';
import { TheirWish } from './their-wish.tsx';

/** A form that came back: which one, its content, and why not. */
export interface Returned {
  readonly form: 'beri' | 'pindah' | 'batal';
  readonly input: FormInput;
  readonly why: Reason;
}

interface Scene {
  readonly visit: Visit;
  readonly office: Office;
  readonly dossier: DossierHead;
  readonly here: string;
  readonly view: SeatsView;
  readonly open: OpenDays | undefined;
  readonly counterId: string | undefined;
  readonly returned: Returned | undefined;
}

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

/** The meeting that is being moved, when the address or a form that came back says so. */
function movingIn({ visit, returned, view }: Scene): MeetingView | undefined {
  const asked = returned?.form === 'pindah' ? one(returned.input, 'jadwal') : visit.query('pindah');
  return view.booked.find(({ id }) => id === asked);
}

function OpenOffer({ visit, office, offer }: Scene & { readonly offer: OfferView }) {
  const { t, lang } = visit;
  return (
    <Section title={t('appointments.desk.offered')}>
      <ul class="ds-list">
        {offer.seats.map((seat) => (
          <li>
            {formatWhen(seat.startsAt, office.timeZone, lang)},{' '}
            {localise(seat.counterName, lang).text}
          </li>
        ))}
      </ul>
      <p class="sl-quiet">
        {t('appointments.desk.offered_until', {
          until: formatWhen(offer.expiresAt, office.timeZone, lang),
        })}
      </p>
    </Section>
  );
}

function Booked({
  visit,
  office,
  here,
  meeting,
  own,
  returned,
}: Scene & { readonly meeting: MeetingView; readonly own: boolean }) {
  const { t, page: ctx } = visit;
  const typed =
    returned?.form === 'batal' && one(returned.input, 'jadwal') === meeting.id
      ? returned
      : undefined;
  return (
    <>
      <MeetingCard
        ctx={ctx}
        office={office}
        meeting={meeting}
        foot={
          own ? null : (
            <a class="ds-link" href={`${here}?pindah=${meeting.id}#beri`}>
              {t('appointments.desk.move')}
            </a>
          )
        }
      />
      {own ? null : (
        <Details summary={t('appointments.desk.cancel')} open={typed !== undefined}>
          <Form action={`${here}/batal`}>
            <input type="hidden" name="kunci" value={newId()} />
            <input type="hidden" name="jadwal" value={meeting.id} />
            <TextField
              ctx={ctx}
              name="alasan"
              id={`alasan-${meeting.id}`}
              label={t('appointments.desk.reason')}
              maxLength={REASON_LENGTH.most}
              value={typed ? one(typed.input, 'alasan') : undefined}
              error={typed ? say(t, typed.why) : undefined}
            />
            <TheirWish visit={visit} id={`atas-nama-${meeting.id}`} input={typed?.input} />
            <Button type="submit" kind="danger">
              {t('appointments.cancel.do')}
            </Button>
          </Form>
        </Details>
      )}
    </>
  );
}

/** The free seats, and what to do with those chosen: set, offer, or move to. */
function Give(scene: Scene & { readonly open: OpenDays }) {
  const { visit, office, here, view, open, counterId, returned } = scene;
  const { t, page: ctx, lang } = visit;
  const moving = movingIn(scene);
  const input = returned && returned.form !== 'batal' ? returned.input : {};
  const candidates = [
    ...view.waiting.map(({ id, serviceName }) => ({
      value: id,
      label: localise(serviceName, lang).text,
    })),
  ];
  const rules = open.desk.rules;
  return (
    <Section title={t(moving ? 'appointments.desk.move' : 'appointments.desk.give')} id="beri">
      <Form action={here} method="get" inline>
        {moving ? <input type="hidden" name="pindah" value={moving.id} /> : null}
        <SelectField
          ctx={ctx}
          name="loket"
          label={t('appointments.desk.counter')}
          optional="unmarked"
          value={counterId}
          empty={t('appointments.desk.any_counter')}
          options={open.desk.counters.map((counter) => ({
            value: counter.id,
            label: localise(counter.name, lang).text,
          }))}
        />
        <Button type="submit" kind="secondary">
          {t('appointments.desk.show')}
        </Button>
      </Form>
      <Form action={moving ? `${here}/pindah` : here}>
        <input type="hidden" name="kunci" value={newId()} />
        <input type="hidden" name="loket" value={counterId ?? ''} />
        {moving ? (
          <input type="hidden" name="jadwal" value={moving.id} />
        ) : (
          <p>{t('appointments.desk.give_text', { most: MOST_OFFERED, hours: rules.holdHours })}</p>
        )}
        {!moving && candidates.length > 1 ? (
          <CheckboxGroup
            ctx={ctx}
            name="permohonan"
            label={t('appointments.desk.for')}
            choices={candidates}
            values={chosenIn(input, candidates)}
          />
        ) : null}
        <SeatChoice
          ctx={ctx}
          timeZone={office.timeZone}
          open={open}
          several={!moving}
          counts
          chosen={many(input, TIMES)}
        />
        <TheirWish visit={visit} id="atas-nama" input={returned?.input} />
        {moving ? (
          <TextField
            ctx={ctx}
            name="alasan"
            label={t('appointments.desk.reason')}
            maxLength={REASON_LENGTH.most}
            value={one(input, 'alasan')}
            error={
              returned?.why.key === 'appointments.reason_needed' ? say(t, returned.why) : undefined
            }
          />
        ) : null}
        <ButtonRow>
          {moving ? (
            <SubmitButton>{t('appointments.move.do')}</SubmitButton>
          ) : (
            <>
              <SubmitButton name="tindakan" value="tawarkan">
                {t('appointments.desk.offer')}
              </SubmitButton>
              <SubmitButton name="tindakan" value="tetapkan" kind="secondary">
                {t('appointments.desk.fix')}
              </SubmitButton>
            </>
          )}
        </ButtonRow>
      </Form>
      <OtherDays
        ctx={ctx}
        open={open}
        href={`${here}?loket=${counterId ?? ''}${moving ? `&pindah=${moving.id}` : ''}`}
      />
    </Section>
  );
}
