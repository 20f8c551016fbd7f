import { formatWhen } from '../../../../kernel/clocks/index.ts';
import { LinkButton } from '../../../../ui/button.tsx';
import { Section } from '../../../../ui/page-head.tsx';
import { Table } from '../../../../ui/table.tsx';
import type { Visit } from '../../../../web/visit.ts';
import type { classesOf } from '../../training/training.sql.ts';
import { hallOf } from './who.ts';

/** The classes that a trainer may look at, and the way to a new one. */
export function ClassList(props: {
  readonly visit: Visit;
  readonly classes: Awaited<ReturnType<typeof classesOf>>;
}) {
  const { visit, classes } = props;
  const { t, page: ctx, office, lang, now } = visit;
  const here = hallOf(office.slug);
  return (
    <Section
      title={t('practice.class.yours')}
      actions={
        <LinkButton kind="secondary" href={`${here}/kelas/baru`}>
          {t('practice.class.open')}
        </LinkButton>
      }
    >
      <Table
        ctx={ctx}
        caption={t('practice.class.yours')}
        captionHidden
        rows={classes}
        empty={<p class="sl-quiet">{t('practice.class.none')}</p>}
        columns={[
          {
            key: 'name',
            head: t('practice.class.name'),
            rowHead: true,
            cell: ({ id, name }) => <a href={`${here}/kelas/${id}`}>{name}</a>,
          },
          {
            key: 'trainer',
            head: t('practice.class.trainer'),
            cell: ({ trainer_name: name }) => name,
          },
          {
            key: 'until',
            head: t('practice.class.until'),
            cell: ({ ends_at: end }) =>
              end === null
                ? ''
                : end > now
                  ? formatWhen(end, office.timeZone, lang, 'short')
                  : `${t('practice.class.ended')} ${formatWhen(end, office.timeZone, lang, 'day')}`,
          },
          {
            key: 'trainees',
            head: t('practice.class.trainees'),
            numeric: true,
            cell: ({ trainees }) => String(trainees),
          },
        ]}
      />
    </Section>
  );
}
