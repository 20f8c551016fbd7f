import type { Child } from 'hono/jsx';
import type { LocalisedText } from '../../../kernel/i18n.ts';
import { Card } from '../../../ui/card.tsx';
import { formatWhen, When } from '../../../ui/dates.tsx';
import { DescriptionList } from '../../../ui/description-list.tsx';
import { Localised } from '../../../ui/local.tsx';
import type { PageContext } from '../../../ui/page-context.ts';
import type { Office } from '../../offices/index.ts';
import { placeLine } from '../details.ts';
import type { MeetingView } from './view.ts';

/** A booked meeting: when, where, for what, and what to bring. */
export function MeetingCard(props: {
  readonly ctx: PageContext;
  readonly office: Office;
  readonly meeting: MeetingView;
  readonly level?: 2 | 3 | undefined;
  readonly foot?: Child;
  readonly children?: Child;
}) {
  const { ctx, office, meeting } = props;
  const { t, lang } = ctx;
  return (
    <Card
      tinted
      level={props.level ?? 2}
      id={`jadwal-${meeting.id}`}
      title={formatWhen(meeting.startsAt, office.timeZone, lang)}
      meta={t('appointments.card.fixed')}
      foot={props.foot}
    >
      <DescriptionList
        items={[
          {
            term: t('appointments.card.until'),
            value: <When at={meeting.endsAt} tz={office.timeZone} lang={lang} style="time" />,
          },
          {
            term: t('appointments.card.place'),
            value: placeLine(office, meeting.counterName, lang),
          },
          { term: t('appointments.card.for'), value: <Names ctx={ctx} names={meeting.services} /> },
          { term: t('appointments.card.bring'), value: <Bring ctx={ctx} names={meeting.bring} /> },
          { term: t('appointments.card.reason'), value: meeting.reason },
        ]}
      />
      {props.children}
    </Card>
  );
}

/** Originals to bring, as a list. */
export function Bring({
  ctx,
  names,
}: {
  readonly ctx: PageContext;
  readonly names: readonly LocalisedText[];
}) {
  if (names.length === 0) return <>{ctx.t('appointments.bring.all')}</>;
  return (
    <ul class="ds-list">
      {names.map((name) => (
        <li>
          <Localised text={name} lang={ctx.lang} />
        </li>
      ))}
    </ul>
  );
}

/** Names of services, one after the other. */
export function Names({
  ctx,
  names,
}: {
  readonly ctx: PageContext;
  readonly names: readonly LocalisedText[];
}) {
  return (
    <>
      {names.map((name, index) => (
        <>
          {index > 0 ? ', ' : ''}
          <Localised text={name} lang={ctx.lang} />
        </>
      ))}
    </>
  );
}
