import assert from 'node:assert/strict';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Browser, Locator, Page, Response } from 'playwright-core';
import { type MessageKey, type Translate, translator } from '../../src/kernel/i18n.ts';
import { type Look, nameOf, newVisitor } from '../support/browser.ts';
import { faultsOf } from './care.ts';

/** Pages that were looked at closely already, by look and name: once is enough in a file of journeys. */
const lookedAt = new Set<string>();

/** Where to leave a picture of every page that is looked at closely; nowhere when not said. */
const screens = process.env['SCREENS'];

/** Somebody in front of a browser, who looks at every page and reads it in their language. */
export class Visitor {
  readonly page: Page;
  readonly look: Look;
  /** The words of the pages, in this visitor's language. */
  readonly t: Translate;
  readonly #complaints: string[];
  readonly #faults: string[] = [];
  #answer: Response | undefined;

  private constructor(page: Page, look: Look, complaints: string[]) {
    this.page = page;
    this.look = look;
    this.t = translator(look.language);
    this.#complaints = complaints;
    page.on('response', (answer) => {
      const isPage = answer.request().isNavigationRequest() && answer.frame() === page.mainFrame();
      if (isPage && (answer.status() < 300 || answer.status() >= 400)) this.#answer = answer;
    });
  }

  static async come(browser: Browser, address: string, look: Look): Promise<Visitor> {
    const { page, complaints } = await newVisitor(browser, address, look);
    return new Visitor(page, look, complaints);
  }

  /** The path of the page, with its query. */
  get path(): string {
    const { pathname, search } = new URL(this.page.url());
    return pathname + search;
  }

  /** Opens an office's home and, for those who read English, chooses it. */
  async enter(office: string): Promise<void> {
    await this.page.goto(`/${office}`);
    if (this.look.language === 'en')
      await this.page.getByRole('link', { name: 'EN', exact: true }).click();
    await this.sees('home');
  }

  async go(path: string): Promise<void> {
    await this.page.goto(path);
  }

  /** Follows a link or presses a button by its words, and waits for the page that it leads to. */
  async press(words: MessageKey | RegExp, params?: Record<string, string | number>): Promise<void> {
    await this.leads(await this.button(words, params));
  }

  /** Clicks what leads to another page and waits for that page. */
  async leads(way: Locator): Promise<void> {
    const answered = this.page.waitForEvent('domcontentloaded');
    await way.click();
    await answered;
  }

  /**
   * Waits until the visitor stands on a page of this address, read to its end. A second click breaks off the first one's
   * answer: that is not a failure as long as the visitor gets there.
   */
  async arrives(address: RegExp): Promise<void> {
    const until = Date.now() + 30_000;
    while (!address.test(this.page.url())) {
      if (Date.now() > until) throw new Error(`Nobody got from ${this.path} to ${address}.`);
      await sleep(50);
    }
    await this.page.waitForLoadState('load');
  }

  /** A button or a link by its words: those of the page itself come before those of its head. */
  async button(
    words: MessageKey | RegExp,
    params?: Record<string, string | number>,
  ): Promise<Locator> {
    const name = typeof words === 'string' ? this.t(words, params) : words;
    const exact = typeof words === 'string';
    const main = this.page.locator('main');
    const anywhere = (role: 'button' | 'link') => this.page.getByRole(role, { name, exact });
    await anywhere('button').or(anywhere('link')).first().waitFor();
    for (const place of [main, this.page.locator('body')])
      for (const role of ['button', 'link'] as const) {
        const found = place.getByRole(role, { name, exact });
        if ((await found.count()) > 0) return found.first();
      }
    throw new Error(`What is called "${name}" has gone from ${this.path}.`);
  }

  /** A field by its label. */
  field(label: MessageKey | RegExp): Locator {
    return this.page.getByLabel(
      typeof label === 'string' ? new RegExp(`^${escape(this.t(label))}`) : label,
    );
  }

  /** True when these words stand on the page. */
  async reads(words: MessageKey | RegExp, params?: Record<string, string | number>): Promise<void> {
    const text = typeof words === 'string' ? this.t(words, params) : words;
    await this.page.getByText(text).first().waitFor();
  }

  /** Everything that stands on the page, as text. */
  text(): Promise<string> {
    return this.page.locator('body').innerText();
  }

  /**
   * Looks closely at the page: nothing keeps anybody out, the HTML is valid, nothing scrolls sideways, and every sentence is in
   * the visitor's language. What is wrong is told when the visitor leaves, so that the story reaches its end.
   * @param name the kind of page; each kind is examined once in each look.
   */
  async sees(name: string): Promise<void> {
    this.hasNoComplaints();
    const key = `${nameOf(this.look)} ${name}`;
    if (lookedAt.has(key)) return;
    lookedAt.add(key);
    if (screens) await this.#photograph(screens, name);
    const source = (await this.#answer?.text()) ?? '';
    const faults = await faultsOf(this.page, this.look, source);
    if (faults.length === 0) return;
    const place = `${name} (${nameOf(this.look)}) at ${this.path}`;
    this.#faults.push([place, ...faults].join('\n  '));
    if (screens) process.stderr.write(`${place}\n  ${faults.join('\n  ')}\n`);
  }

  async #photograph(folder: string, name: string): Promise<void> {
    const { viewport, javaScript, language } = this.look;
    const file = `${name.replaceAll(/\W+/g, '-')}.${viewport.width}.${language}${javaScript ? '' : '.plain'}.png`;
    await this.page.waitForLoadState('load');
    await this.page.screenshot({ path: join(folder, file), fullPage: true });
  }

  /** Fails when the browser complained, apart from what was provoked. */
  hasNoComplaints(): void {
    assert.deepEqual(this.#complaints, []);
  }

  /** Takes back complaints that the story itself provoked: a refused form, a cut line. */
  forgives(provoked: RegExp): void {
    const rest = this.#complaints.filter((complaint) => !provoked.test(complaint));
    this.#complaints.splice(0, this.#complaints.length, ...rest);
  }

  /** What the server answered for the page that is looked at. */
  get status(): number {
    return this.#answer?.status() ?? 0;
  }

  async leave(): Promise<void> {
    this.hasNoComplaints();
    await this.page.context().close();
    if (this.#faults.length > 0) assert.fail(this.#faults.join('\n'));
  }
}

export const escape = (text: string) => text.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&');

/** Waits for something to appear; without a script the page is loaded anew until it does. */
export async function reloadUntil(visitor: Visitor, wanted: Locator): Promise<void> {
  const { page, look } = visitor;
  for (let n = 0; !look.javaScript && n < 150 && (await wanted.count()) === 0; n += 1) {
    await page.waitForTimeout(100);
    await page.goto(page.url().split('#')[0] ?? '');
  }
  await wanted.first().waitFor({ timeout: 60_000 });
}
