import type { Child } from 'hono/jsx';

/** More for whoever wants it; works without JavaScript. */
export function Details(props: {
  readonly summary: Child;
  readonly open?: boolean | undefined;
  readonly id?: string | undefined;
  readonly children?: Child;
}) {
  return (
    <details class="ds-details" open={props.open} id={props.id}>
      <summary>{props.summary}</summary>
      <div class="sl-flow">{props.children}</div>
    </details>
  );
}
