import type { Child } from 'hono/jsx';
import { safeHref } from './href.ts';
import type { PageContext } from './page-context.ts';

/** One column: its head, and what stands in it for a row. */
export interface Column<Row> {
  readonly key: string;
  readonly head: string;
  readonly cell: (row: Row) => Child;
  /** Numbers stand right. */
  readonly numeric?: boolean | undefined;
  /** Names the row: exactly one column should. */
  readonly rowHead?: boolean | undefined;
  /** Address of the list sorted by this column. */
  readonly sortHref?: string | undefined;
}

/** A list as a table; below 640 px each row becomes a card with its heads repeated. `empty` stands there when no row does. */
export function Table<Row>(props: {
  readonly ctx: PageContext;
  readonly caption: string;
  /** The caption is always read aloud; hidden where a heading says the same. */
  readonly captionHidden?: boolean | undefined;
  readonly columns: readonly Column<Row>[];
  readonly rows: readonly Row[];
  readonly sort?:
    | { readonly key: string; readonly direction: 'ascending' | 'descending' }
    | undefined;
  readonly empty?: Child;
}) {
  const { ctx, caption, columns, rows, sort } = props;
  if (rows.length === 0)
    return <>{props.empty ?? <p class="sl-quiet">{ctx.t('ui.table.empty')}</p>}</>;
  return (
    <table class="ds-table sl-table" data-hover="true">
      <caption class={props.captionHidden ? 'ds-sr-only' : undefined}>{caption}</caption>
      <thead>
        <tr>
          {columns.map((column) => (
            <th
              scope="col"
              class={column.numeric ? 'sl-numeric' : undefined}
              aria-sort={sort?.key === column.key ? sort.direction : undefined}
            >
              {column.sortHref === undefined ? (
                column.head
              ) : (
                <a href={safeHref(column.sortHref)}>
                  {column.head}
                  {sort?.key === column.key ? (
                    <span aria-hidden="true">{sort.direction === 'ascending' ? ' ↑' : ' ↓'}</span>
                  ) : null}
                </a>
              )}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr>
            {columns.map((column) =>
              column.rowHead ? (
                <th scope="row" data-label={column.head}>
                  {column.cell(row)}
                </th>
              ) : (
                <td data-label={column.head} class={column.numeric ? 'sl-numeric' : undefined}>
                  {column.cell(row)}
                </td>
              ),
            )}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
