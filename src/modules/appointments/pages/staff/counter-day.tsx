import type { IsoDate } from '../../../../kernel/clocks/index.ts';
import { localise } from '../../../../kernel/i18n.ts';
import { newId } from '../../../../kernel/ids.ts';
import { Button } from '../../../../ui/button.tsx';
import { formatWhen } from '../../../../ui/dates.tsx';
import { Section } from '../../../../ui/page-head.tsx';
import { type Column, Table } from '../../../../ui/table.tsx';
import { Tag } from '../../../../ui/tag.tsx';
import type { Visit } from '../../../../web/visit.ts';
import type { Counter, Office } from '../../../offices/index.ts';
import type { DayEntry } from '../../appointments.sql.ts';
import { Names } from '../meeting-card.tsx';

/** One counter's day: meetings, held seats and time taken out, in their order. */
export function CounterDay(props: {
  readonly visit: Visit;
  readonly office: Office;
  readonly day: IsoDate;
  readonly counter: Counter;
  readonly entries: readonly DayEntry[];
  readonly mayBlock: boolean;
}) {
  const { visit, office, day, counter, entries, mayBlock } = props;
  const { t, page: ctx, lang } = visit;
  const name = localise(counter.name, lang).text;
  const time = (at: Date) => formatWhen(at, office.timeZone, lang, 'time');
  const reopen: Column<DayEntry> = {
    key: 'tindakan',
    head: t('appointments.day.act'),
    cell: (entry) =>
      entry.kind === 'blocked' ? (
        <form method="post" action={`/${office.slug}/petugas/jadwal/buka`}>
          <input type="hidden" name="kunci" value={newId()} />
          <input type="hidden" name="tanggal" value={day} />
          <input type="hidden" name="tutup" value={entry.claimId} />
          <Button
            type="submit"
            kind="tertiary"
            size="sm"
            label={t('appointments.day.unblock_label', { when: `${name} ${time(entry.startsAt)}` })}
          >
            {t('appointments.day.unblock')}
          </Button>
        </form>
      ) : null,
  };
  return (
    <Section title={name}>
      <Table
        ctx={ctx}
        caption={name}
        captionHidden
        rows={entries}
        empty={<p class="sl-quiet">{t('appointments.day.empty')}</p>}
        columns={[
          {
            key: 'waktu',
            head: t('appointments.day.time'),
            rowHead: true,
            cell: (entry) => `${time(entry.startsAt).replace(/ \S+$/, '')}–${time(entry.endsAt)}`,
          },
          {
            key: 'berkas',
            head: t('appointments.day.dossier'),
            cell: (entry) => <DossierLink office={office} entry={entry} />,
          },
          {
            key: 'pemohon',
            head: t('appointments.day.who'),
            cell: (entry) => entry.fullName ?? '–',
          },
          {
            key: 'keperluan',
            head: t('appointments.day.what'),
            cell: (entry) => (
              <>
                {entry.kind === 'blocked' ? (
                  t('appointments.day.blocked', { reason: entry.reason ?? '' })
                ) : (
                  <Names ctx={ctx} names={entry.services} />
                )}
                {entry.kind === 'held' ? (
                  <>
                    {' '}
                    <Tag tone="warning">{t('appointments.day.held')}</Tag>
                  </>
                ) : null}
              </>
            ),
          },
          ...(mayBlock && entries.some(({ kind }) => kind === 'blocked') ? [reopen] : []),
        ]}
      />
    </Section>
  );
}

function DossierLink({ office, entry }: { readonly office: Office; readonly entry: DayEntry }) {
  if (!entry.dossierId || !entry.number) return <>–</>;
  return (
    <a class="ds-link sl-code" href={`/${office.slug}/petugas/berkas/${entry.dossierId}`}>
      {entry.number}
    </a>
  );
}
