import type { HtmlEscapedString } from 'hono/utils/html';

/** A page or part of one, as JSX gives it. */
export type Html = HtmlEscapedString | Promise<HtmlEscapedString>;

// An element becomes text when it is asked to, and a promise of text where a component below it is asynchronous.
function spoken(element: HtmlEscapedString): string | Promise<string> {
  return element.toString();
}

/** The whole document as text: browsers need the doctype that JSX cannot say. */
export async function html(page: Html): Promise<string> {
  return `<!doctype html>${await spoken(await page)}`;
}

/** A part of a page as text: what an island fetches, what a test reads. */
export async function fragment(part: Html): Promise<string> {
  // Asynchronous parts come as a String object.
  return (await spoken(await part)).valueOf();
}
