import type { HtmlEscapedString } from 'hono/utils/html';

/** The whole document as text: browsers need the doctype that JSX cannot say. */
export async function html(page: HtmlEscapedString | Promise<HtmlEscapedString>): Promise<string> {
  return `<!doctype html>${await page}`;
}
