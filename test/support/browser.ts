import axe from 'axe-core';
import { type Browser, chromium, type Page } from 'playwright-core';
import { findChromium } from './chromium.ts';

export const PHONE = { width: 360, height: 740 } as const;
export const DESK = { width: 1280, height: 800 } as const;

/** How a citizen or an officer looks at the pages. */
export interface Look {
  readonly viewport: { readonly width: number; readonly height: number };
  readonly javaScript: boolean;
  readonly language: 'id' | 'en';
}

/** Width, JavaScript and language: every pair of values occurs in one of these. */
export const LOOKS: readonly Look[] = [
  { viewport: PHONE, javaScript: true, language: 'id' },
  { viewport: PHONE, javaScript: false, language: 'en' },
  { viewport: DESK, javaScript: false, language: 'id' },
  { viewport: DESK, javaScript: true, language: 'en' },
];

/** A look in words, for the name of a test. */
export function nameOf({ viewport, javaScript, language }: Look): string {
  return `${viewport.width} px, ${javaScript ? 'with' : 'without'} JavaScript, ${language}`;
}

/** What a test or a suite offers to end with. */
interface Ending {
  after(work: () => Promise<void>): void;
}

/**
 * A real Chromium. Launching takes about a tenth of a second.
 * @param t the test that it is closed with; without one the caller closes it.
 * @param more what else it is told when it starts.
 */
export async function openBrowser(t?: Ending, more: readonly string[] = []): Promise<Browser> {
  const { program, env } = findChromium();
  const browser = await chromium.launch({
    executablePath: program,
    env: { ...process.env, ...env },
    // Web security stays on: the pages' own policy is under test.
    args: [
      '--no-sandbox',
      '--no-zygote',
      '--disable-gpu',
      '--disable-background-networking',
      ...more,
    ],
  });
  t?.after(() => browser.close());
  return browser;
}

export interface Visitor {
  readonly page: Page;
  /** What the browser complained about: errors of scripts, breaches of the content policy, failed requests. */
  readonly complaints: string[];
}

/** A new visitor with an empty cookie jar. */
export async function newVisitor(browser: Browser, address: string, look: Look): Promise<Visitor> {
  const context = await browser.newContext({
    baseURL: address,
    viewport: { ...look.viewport },
    javaScriptEnabled: look.javaScript,
    locale: look.language === 'id' ? 'id-ID' : 'en-GB',
    timezoneId: 'Asia/Jakarta',
    isMobile: look.viewport.width < 600,
    hasTouch: look.viewport.width < 600,
    reducedMotion: 'reduce',
  });
  context.setDefaultTimeout(10_000);
  const page = await context.newPage();
  const complaints: string[] = [];
  page.on('pageerror', (error) => complaints.push(`${page.url()}: ${error.message}`));
  page.on('console', (message) => {
    if (message.type() === 'error') complaints.push(`${page.url()}: ${message.text()}`);
  });
  page.on('requestfailed', (request) => {
    const why = request.failure()?.errorText ?? '';
    // Leaving a page ends its live connection.
    if (why !== 'net::ERR_ABORTED') complaints.push(`${request.url()}: ${why}`);
  });
  return { page, complaints };
}

/**
 * What keeps people with a disability from using the page, by WCAG 2.2 level AA; empty when nothing does.
 * @param look the visitor's; a page without JavaScript is examined in a twin that has it and the same contents.
 */
export async function barriers(page: Page, look: Look): Promise<string[]> {
  if (look.javaScript) return examine(page);
  const browser = page.context().browser();
  if (!browser) throw new Error('The page has no browser.');
  const twin = await newVisitor(browser, page.url(), { ...look, javaScript: true });
  await twin.page.context().addCookies(await page.context().cookies());
  const contents = (await page.content())
    .replaceAll(/<script\b[\s\S]*?<\/script>/gi, '')
    .replaceAll(/<(\/?)noscript/gi, '<$1div');
  await twin.page.route(page.url(), (route) =>
    route.fulfill({ contentType: 'text/html; charset=utf-8', body: contents }),
  );
  await twin.page.goto(page.url());
  try {
    return await examine(twin.page);
  } finally {
    await twin.page.context().close();
  }
}

async function examine(page: Page): Promise<string[]> {
  await page.evaluate(axe.source);
  const found = await page.evaluate<{ id: string; help: string; places: string[] }[]>(
    `axe.run(document, { resultTypes: ['violations'], runOnly: ${JSON.stringify(RULES)} }).then(({ violations }) =>
      violations.map(({ id, help, nodes }) => ({ id, help, places: nodes.map(({ target }) => String(target)) })))`,
  );
  return found.map(({ id, help, places }) => `${id}: ${help} (${places.join(', ')})`);
}

const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
