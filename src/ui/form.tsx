import type { Child } from 'hono/jsx';
import { safeHref } from './href.ts';

/**
 * A form in one column. The server checks what was typed and answers in the reader's words, so the browser's own messages are off.
 * `inline` sets filters in a row.
 */
export function Form(props: {
  /** Where it goes; the page's own address when not said. */
  readonly action?: string | undefined;
  readonly method?: 'get' | 'post' | undefined;
  /** For forms with files. */
  readonly multipart?: boolean | undefined;
  readonly inline?: boolean | undefined;
  readonly id?: string | undefined;
  readonly children?: Child;
}) {
  const { action, method = 'post', multipart, inline, id, children } = props;
  return (
    <form
      class={inline ? 'sl-form-inline' : 'sl-form'}
      action={action === undefined ? undefined : safeHref(action)}
      method={method}
      enctype={multipart ? 'multipart/form-data' : undefined}
      id={id}
      novalidate
    >
      {children}
    </form>
  );
}
