import { Empty } from '../../../../ui/empty.tsx';
import type { PageContext } from '../../../../ui/page-context.ts';
import { Table } from '../../../../ui/table.tsx';
import { changeWords } from '../change-words.ts';
import { changesBetween } from '../changes.ts';
import type { ServiceDraft } from '../draft.ts';

/** Two states of a service side by side: what differs, in words. */
export function Comparison(props: {
  readonly ctx: PageContext;
  readonly before: ServiceDraft;
  readonly after: ServiceDraft;
  readonly beforeName: string;
  readonly afterName: string;
}) {
  const { ctx, before, after, beforeName, afterName } = props;
  const { t, lang } = ctx;
  const rows = changesBetween(before, after).map((change) =>
    changeWords(change, before, after, t, lang),
  );
  // What the office wrote is in the language it wrote in.
  const said = (text: string) =>
    text === '' ? <span class="sl-quiet">–</span> : <span class="sl-typed">{text}</span>;
  return (
    <Table
      ctx={ctx}
      caption={t('offices.catalogue.compared', { before: beforeName, after: afterName })}
      captionHidden
      rows={rows}
      empty={<Empty title={t('offices.catalogue.no_difference')} />}
      columns={[
        {
          key: 'what',
          head: t('offices.catalogue.what'),
          rowHead: true,
          cell: ({ label }) => <span class="sl-typed">{label}</span>,
        },
        { key: 'before', head: beforeName, cell: (row) => said(row.before) },
        { key: 'after', head: afterName, cell: (row) => said(row.after) },
      ]}
    />
  );
}
