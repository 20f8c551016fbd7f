import type { Child } from 'hono/jsx';

/** Nothing here yet: says so kindly and, in `children`, offers the next step. */
export function Empty(props: {
  readonly title: string;
  readonly text?: Child;
  readonly children?: Child;
}) {
  return (
    <div class="sl-empty">
      <p class="sl-empty-title">{props.title}</p>
      {props.text ? <p class="sl-quiet">{props.text}</p> : null}
      {props.children}
    </div>
  );
}
