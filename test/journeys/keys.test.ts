import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { DESK } from '../support/browser.ts';
import { openCounter } from './counter.ts';
import { Officer } from './officer.ts';

const OFFICE = 'kantah-bandar-lampung';
const AT = `/${OFFICE}/petugas`;

suite('an officer goes from desk to desk without a mouse', () => {
  test('every page has its list of keys, keys lead to every desk, and none acts while somebody types', async (t) => {
    const counter = await openCounter();
    t.after(() => counter.close());
    const [account] = await counter.accounts(OFFICE, 'verifier');
    assert.ok(account);
    const desk = await counter.visitor({ viewport: DESK, javaScript: true, language: 'id' });
    await Officer.begin(desk, account);
    const { page } = desk;
    /** The page listens to keys; a form that begins with the cursor in its first field is left first. */
    const ready = async () => {
      await page.locator('sl-keys:not([hidden])').waitFor({ state: 'attached' });
      await page.evaluate(() => (document.activeElement as HTMLElement | null)?.blur());
    };
    const leads = async (key: string, to: string) => {
      await ready();
      await page.keyboard.press(key);
      await page
        .waitForURL((url) => url.pathname === `${AT}${to}`, { timeout: 5_000 })
        .catch(() => assert.fail(`${key} leads to ${page.url()}`));
    };

    await desk.go(AT);
    for (const [key, to] of [
      ['d', '/jadwal'],
      ['u', '/panduan'],
      ['y', '/latihan'],
      ['W', '/ajukan'],
      ['g', ''],
      ['/', '/cari'],
    ] as const)
      await leads(key, to);

    // What is typed is typed.
    const field = page.locator('main input[type=search], main input[type=text]').first();
    await field.focus();
    await page.keyboard.type('gdu?');
    assert.equal(await field.inputValue(), 'gdu?');
    assert.equal(new URL(page.url()).pathname, `${AT}/cari`);
    // What was typed is not left behind by a slip of the finger.
    await field.blur();
    await page.keyboard.press('g');
    await page.waitForTimeout(200);
    assert.equal(new URL(page.url()).pathname, `${AT}/cari`);

    for (const place of ['/jadwal', '/ajukan', '/latihan', '/panduan', '/jawaban', '/cari', '']) {
      await desk.go(`${AT}${place}`);
      await ready();
      await page.keyboard.press('?');
      const list = page.locator('dialog.sl-keys[open]');
      await list.waitFor();
      assert.ok((await list.locator('[data-tombol]:not([hidden])').count()) >= 5, place);
      await page.keyboard.press('Escape');
      await list.waitFor({ state: 'detached' });
      assert.equal(await trap(), undefined, place);
    }

    /** Goes through the page with Tab: the first place that holds the focus or does not show it. */
    async function trap(): Promise<string | undefined> {
      const total = await page.locator('a, button, input, select, textarea, summary').count();
      const seen = new Set<string>();
      for (let n = 0; n < total + 3; n += 1) {
        await page.keyboard.press('Tab');
        const at = await page.evaluate(() => {
          const now = document.activeElement;
          if (!now || now === document.body) return undefined;
          const all = [...document.querySelectorAll('*')];
          const style = getComputedStyle(now);
          const shows =
            style.outlineStyle !== 'none' ||
            style.boxShadow !== 'none' ||
            now.matches('.ds-sr-only');
          return { place: String(all.indexOf(now)), name: now.outerHTML.slice(0, 90), shows };
        });
        if (!at) return undefined;
        if (seen.has(at.place)) return n >= seen.size ? undefined : at.name;
        seen.add(at.place);
        if (!at.shows) return `no focus is seen on ${at.name}`;
      }
      return undefined;
    }
    await desk.leave();
  });
});
