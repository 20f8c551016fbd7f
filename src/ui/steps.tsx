import type { Child } from 'hono/jsx';

/** A guide in numbered steps, made to be printed. `level` is that of each step's heading (2 when not said). */
export function Steps(props: {
  readonly items: readonly { readonly title: Child; readonly text?: Child }[];
  readonly level?: 2 | 3 | undefined;
}) {
  const Heading = `h${props.level ?? 2}` as const;
  return (
    <ol class="sl-steps">
      {props.items.map(({ title, text }) => (
        <li>
          <Heading class="ds-heading" data-size="2xs">
            {title}
          </Heading>
          {text ? <div class="sl-flow">{text}</div> : null}
        </li>
      ))}
    </ol>
  );
}
