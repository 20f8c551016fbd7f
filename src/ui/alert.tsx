import type { Child } from 'hono/jsx';

export type AlertKind = 'info' | 'success' | 'warning' | 'danger';

/**
 * Something the reader should know now. `live` announces it when it appears: `status` politely, `alert` at once; leave it out
 * for text that is simply part of the page. `level` is that of the heading (2 when not said).
 */
export function Alert(props: {
  readonly kind?: AlertKind | undefined;
  readonly title?: string | undefined;
  readonly level?: 2 | 3 | 4 | undefined;
  readonly live?: 'status' | 'alert' | undefined;
  readonly id?: string | undefined;
  readonly children?: Child;
}) {
  const { kind = 'info', title, level = 2, live, id, children } = props;
  const Heading = `h${level}` as const;
  return (
    <div class="ds-alert sl-flow" data-color={kind} role={live} id={id}>
      {title === undefined ? null : (
        <Heading class="ds-heading" data-size="2xs">
          {title}
        </Heading>
      )}
      {typeof children === 'string' ? <p class="ds-paragraph">{children}</p> : children}
    </div>
  );
}
