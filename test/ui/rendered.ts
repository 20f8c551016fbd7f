import type { HtmlEscapedString } from 'hono/utils/html';

/** What a component renders to, as text. */
export async function rendered(
  element: HtmlEscapedString | Promise<HtmlEscapedString>,
): Promise<string> {
  return await element;
}
