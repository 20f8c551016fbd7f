import type { Locator } from 'playwright-core';
import type { Visitor } from './visitor.ts';

/** Hands on a keyboard: every key that is pressed counts, and so does how often somebody has to look and think before one. */
export class Keyboard {
  readonly visitor: Visitor;
  #strokes = 0;
  #begun = performance.now();

  constructor(visitor: Visitor) {
    this.visitor = visitor;
  }

  /** Keys since the last {@link begin}, and how long the machine took, in milliseconds. */
  get spent(): { readonly strokes: number; readonly machine: number } {
    return { strokes: this.#strokes, machine: performance.now() - this.#begun };
  }

  begin(): void {
    this.#strokes = 0;
    this.#begun = performance.now();
  }

  async press(...keys: readonly string[]): Promise<void> {
    for (const key of keys) {
      this.#strokes += 1;
      await this.visitor.page.keyboard.press(key);
    }
  }

  /** Presses a key that leads to another page, and waits for that page. */
  async leads(key: string): Promise<void> {
    const answered = this.visitor.page.waitForEvent('domcontentloaded');
    await this.press(key);
    await answered;
  }

  /** Goes there with Tab, as somebody does who has no mouse; every Tab counts. */
  async tabTo(place: Locator): Promise<void> {
    for (let tabs = 0; tabs < 80; tabs += 1) {
      if (await place.evaluate((element) => element === document.activeElement)) return;
      await this.press('Tab');
    }
    throw new Error(`Tab does not reach what was looked for on ${this.visitor.path}.`);
  }
}
