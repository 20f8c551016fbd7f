import { localise } from '../../../../kernel/i18n.ts';
import { formatWhen } from '../../../../ui/dates.tsx';
import { Section } from '../../../../ui/page-head.tsx';
import { Table } from '../../../../ui/table.tsx';
import { Tag, type Tone } from '../../../../ui/tag.tsx';
import type { Visit } from '../../../../web/visit.ts';
import type { Office } from '../../../offices/index.ts';
import type { DayVisitor } from '../../floor.sql.ts';

const TONES: Readonly<Record<DayVisitor['state'], Tone>> = {
  expected: 'neutral',
  waiting: 'warning',
  serving: 'info',
  served: 'success',
  returned: 'danger',
  unserved: 'danger',
};

/** Who has a meeting today: who waits longest stands first. */
export function Visitors(props: {
  readonly visit: Visit;
  readonly office: Office;
  readonly visitors: readonly DayVisitor[];
}) {
  const { visit, office, visitors } = props;
  const { t, page: ctx, lang } = visit;
  const time = (at: Date) => formatWhen(at, office.timeZone, lang, 'time');
  const at = `/${office.slug}/petugas/loket`;
  return (
    <Section title={t('queue.today.title')}>
      <Table
        ctx={ctx}
        caption={t('queue.today.title')}
        captionHidden
        rows={visitors}
        empty={<p class="sl-quiet">{t('queue.today.nobody')}</p>}
        columns={[
          {
            key: 'jam',
            head: t('queue.today.time'),
            cell: (row) => time(row.startsAt),
          },
          {
            key: 'pemohon',
            head: t('queue.blanko.name'),
            rowHead: true,
            cell: (row) => row.fullName,
          },
          {
            key: 'berkas',
            head: t('queue.receipt.dossier'),
            cell: (row) => (
              <a
                class="ds-link sl-code"
                href={
                  row.state === 'expected' || row.state === 'waiting'
                    ? `${at}?${new URLSearchParams({ cari: row.number }).toString()}`
                    : `${at}/${row.dossierId}`
                }
              >
                {row.number}
              </a>
            ),
          },
          {
            key: 'loket',
            head: t('queue.today.counter'),
            cell: (row) => localise(row.counterName, lang).text,
          },
          {
            key: 'keadaan',
            head: t('queue.today.state'),
            cell: (row) => (
              <>
                <Tag tone={TONES[row.state]}>{t(`queue.today.${row.state}`)}</Tag>
                {row.arrivedAt && row.state === 'waiting' ? (
                  <span class="sl-quiet">
                    {' '}
                    {t('queue.today.since', { time: time(row.arrivedAt) })}
                  </span>
                ) : null}
              </>
            ),
          },
        ]}
      />
    </Section>
  );
}
