import type { Page } from 'playwright-core';
import { barriers, type Look } from '../support/browser.ts';
import { htmlFaults } from '../ui/html-rules.ts';

/**
 * What is wrong with the page somebody looks at, one line each: barriers, invalid HTML, contents wider than the screen,
 * sentences in the other language.
 * @param source the page's HTML as the server sent it.
 */
export async function faultsOf(page: Page, look: Look, source: string): Promise<string[]> {
  const [axe, html, width, foreign] = [
    await barriers(page, look),
    await htmlFaults(source),
    await tooWide(page),
    await foreignWords(page, look.language),
  ];
  return [...axe, ...html, ...width, ...foreign];
}

/** The elements that make the page scroll sideways; empty when it does not. */
export async function tooWide(page: Page): Promise<string[]> {
  return page.evaluate<string[]>(`(() => {
    const root = document.documentElement;
    if (root.scrollWidth <= root.clientWidth) return [];
    const clipped = (element) => {
      for (let at = element.parentElement; at && at !== document.body; at = at.parentElement)
        if (/auto|scroll|hidden|clip/.test(getComputedStyle(at).overflowX)) return true;
      return false;
    };
    const wide = [...document.body.querySelectorAll('*')].filter((element) =>
      element.getBoundingClientRect().right > root.clientWidth + 0.5 && !clipped(element));
    return ['The page is ' + root.scrollWidth + ' px wide on ' + root.clientWidth + ': ' +
      wide.slice(-4).map((element) => element.tagName.toLowerCase() + '.' + element.className).join(', ')];
  })()`);
}

/** Words that stand in nearly every sentence of one language and in none of the other. */
const TELLTALES = {
  id: 'yang|dan|untuk|Anda|belum|sudah|dengan|tidak|atau|berkas|petugas|permohonan|surat|nomor',
  en: 'the|and|your|you|with|not|this|from|officer|applicant|letter|number',
} as const;

/** Text in the language that the page is not in, unless it is marked as such; what people typed does not count. */
async function foreignWords(page: Page, language: Look['language']): Promise<string[]> {
  const other = language === 'id' ? 'en' : 'id';
  return page.evaluate<string[]>(`(() => {
    const telltale = new RegExp('(^|[^\\\\p{L}])(${TELLTALES[other]})($|[^\\\\p{L}])', 'iu');
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    const found = [];
    if (document.documentElement.lang !== '${language}')
      found.push('The page says its language is ' + document.documentElement.lang);
    while (walker.nextNode()) {
      const node = walker.currentNode;
      const place = node.parentElement;
      if (!place || place.closest('script, style, [data-typed], textarea, .sl-typed')) continue;
      if ((place.closest('[lang]')?.lang ?? '') !== '${language}') continue;
      // Names of files and addresses are nobody's sentences.
      if (telltale.test(node.data.replaceAll(/\\S+[/.]\\S+/g, ''))) found.push('In the other language: ' + node.data.trim());
    }
    return found;
  })()`);
}
