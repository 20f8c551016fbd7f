import type { Child } from 'hono/jsx';

/** Names and what they are; a row whose value is missing is left out. */
export function DescriptionList(props: {
  readonly items: readonly { readonly term: string; readonly value: Child }[];
  /** Term beside value from a tablet on (default), or always above it. */
  readonly stacked?: boolean | undefined;
}) {
  const rows = props.items.filter(
    ({ value }) => value !== undefined && value !== null && value !== '',
  );
  return (
    <dl class="sl-terms" data-stacked={props.stacked ? 'true' : undefined}>
      {rows.map(({ term, value }) => (
        <div>
          <dt>{term}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}
