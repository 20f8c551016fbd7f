import { Alert } from '../../../../ui/alert.tsx';
import { When } from '../../../../ui/dates.tsx';
import { Localised } from '../../../../ui/local.tsx';
import { Section } from '../../../../ui/page-head.tsx';
import { Table } from '../../../../ui/table.tsx';
import type { Visit } from '../../../../web/visit.ts';
import { namedList } from '../effects.ts';
import type { Booking } from '../misfits.ts';

/** The most meetings that are listed; the sentence above says how many there are. */
const MOST_LISTED = 100;

/** What the change would leave outside: shown before it is saved, and sent back as seen. Stands inside the form. */
export function NewlyOutside(props: { visit: Visit; bookings: readonly Booking[] }) {
  const { visit, bookings } = props;
  if (bookings.length === 0) return null;
  const { t } = visit;
  return (
    <>
      <input type="hidden" name="tahu" value={namedList(bookings)} />
      <Alert
        kind="warning"
        live="alert"
        title={t('offices.outside.title', { count: bookings.length })}
      >
        {t('offices.outside.newly')}
      </Alert>
      <Meetings visit={visit} bookings={bookings} caption={t('offices.outside.caption')} />
    </>
  );
}

/** Meetings that do not fit the office as it is: they stay until an officer moves them. */
export function AlreadyOutside(props: { visit: Visit; bookings: readonly Booking[] }) {
  const { visit, bookings } = props;
  if (bookings.length === 0) return null;
  const { t } = visit;
  return (
    <Section title={t('offices.outside.title', { count: bookings.length })} id="di-luar">
      <p class="ds-paragraph">{t('offices.outside.already')}</p>
      <Meetings visit={visit} bookings={bookings} caption={t('offices.outside.caption')} />
    </Section>
  );
}

function Meetings(props: { visit: Visit; bookings: readonly Booking[]; caption: string }) {
  const { visit, bookings, caption } = props;
  const { t, lang, office, page: ctx } = visit;
  return (
    <Table
      ctx={ctx}
      caption={caption}
      captionHidden
      rows={bookings.slice(0, MOST_LISTED)}
      columns={[
        {
          key: 'when',
          head: t('offices.outside.when'),
          cell: ({ startsAt }) => (
            <When at={startsAt} tz={office.timeZone} lang={lang} style="short" />
          ),
        },
        {
          key: 'number',
          head: t('offices.outside.number'),
          rowHead: true,
          cell: ({ number, dossierId }) => (
            <a class="ds-link sl-number" href={`/${office.slug}/petugas/berkas/${dossierId}`}>
              {number}
            </a>
          ),
        },
        {
          key: 'counter',
          head: t('offices.outside.counter'),
          cell: ({ counterName }) => <Localised text={counterName} lang={lang} />,
        },
      ]}
    />
  );
}
