import { one } from '../../../../kernel/forms.ts';
import { localise, say } from '../../../../kernel/i18n.ts';
import { newId } from '../../../../kernel/ids.ts';
import { Button } from '../../../../ui/button.tsx';
import { formatWhen } from '../../../../ui/dates.tsx';
import { Details } from '../../../../ui/details.tsx';
import { TextField } from '../../../../ui/fields.tsx';
import { Form } from '../../../../ui/form.tsx';
import { Section } from '../../../../ui/page-head.tsx';
import { REASON_LENGTH } from '../../rules.ts';
import { MeetingCard } from '../meeting-card.tsx';
import type { MeetingView, OfferView } from '../view.ts';
import type { Scene } from './seat-scene.ts';
import { TheirWish } from './their-wish.tsx';

/** The times that lie with the applicant to choose from. */
export function OpenOffer({ visit, office, offer }: Scene & { readonly offer: OfferView }) {
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

/** A meeting that stands: it can be moved, or cancelled with a reason. */
export function Booked({
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
