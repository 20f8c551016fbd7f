import { LinkButton } from '../../../../ui/button.tsx';
import { When } from '../../../../ui/dates.tsx';
import type { PageContext } from '../../../../ui/page-context.ts';
import { Section } from '../../../../ui/page-head.tsx';
import { Table } from '../../../../ui/table.tsx';
import { Tag } from '../../../../ui/tag.tsx';
import type { EditionRow } from '../catalogue.sql.ts';
import { servicePath } from './frame.tsx';
import { Press } from './press.tsx';

/** Every published edition: when, by whom, why, how many applications keep it, and the way to compare it or take it again. */
export function Editions(props: {
  readonly ctx: PageContext;
  readonly timeZone: string;
  readonly code: string;
  readonly editions: readonly EditionRow[];
  readonly running: readonly { readonly version: number; readonly running: number }[];
  /** The one in force. */
  readonly current: number;
  /** A draft is open: no other edition can become one. */
  readonly isOpen: boolean;
}) {
  const { ctx, code, editions, running, timeZone, current, isOpen } = props;
  const { t, lang } = ctx;
  const path = (rest: string) => servicePath(ctx, code, rest);
  return (
    <Section
      title={t('offices.catalogue.versions')}
      id="versi"
      actions={
        editions.length > 1 || isOpen ? (
          <LinkButton kind="secondary" size="sm" href={path('/banding')}>
            {t('offices.catalogue.compare')}
          </LinkButton>
        ) : undefined
      }
    >
      <Table
        ctx={ctx}
        caption={t('offices.catalogue.versions')}
        captionHidden
        rows={editions}
        columns={[
          {
            key: 'version',
            head: t('offices.catalogue.version_head'),
            rowHead: true,
            cell: ({ version }) => (
              <>
                {version}{' '}
                {version === current ? (
                  <Tag tone="success">{t('offices.catalogue.in_force')}</Tag>
                ) : null}
              </>
            ),
          },
          {
            key: 'when',
            head: t('offices.catalogue.published_at'),
            cell: ({ publishedAt }) => (
              <When at={publishedAt} tz={timeZone} lang={lang} style="short" />
            ),
          },
          {
            key: 'who',
            head: t('offices.catalogue.published_by'),
            cell: ({ publishedBy }) => publishedBy ?? t('offices.catalogue.from_folder'),
          },
          {
            key: 'note',
            head: t('offices.catalogue.note'),
            cell: ({ note }) =>
              note === '' ? <span class="sl-quiet">–</span> : <span class="sl-typed">{note}</span>,
          },
          {
            key: 'running',
            head: t('offices.catalogue.running'),
            numeric: true,
            cell: ({ version }) =>
              String(running.find((each) => each.version === version)?.running ?? 0),
          },
          {
            key: 'acts',
            head: t('offices.catalogue.acts'),
            cell: ({ version }) => (
              <div class="sl-buttons">
                {version > 1 ? (
                  <LinkButton
                    kind="tertiary"
                    size="sm"
                    href={path(`/banding?dari=${version - 1}&ke=${version}`)}
                    label={t('offices.catalogue.what_changed_in', { version })}
                  >
                    {t('offices.catalogue.what_changed')}
                  </LinkButton>
                ) : null}
                {isOpen || version === current ? null : (
                  <Press
                    kind="tertiary"
                    action={path('/draf')}
                    words={t('offices.catalogue.take_again')}
                    label={t('offices.catalogue.take_version_again', { version })}
                    hidden={{ versi: String(version) }}
                  />
                )}
              </div>
            ),
          },
        ]}
      />
    </Section>
  );
}
