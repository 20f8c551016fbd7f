import assert from 'node:assert/strict';
import type { Visitor } from './visitor.ts';

/** Opens the newest mail to this address in the demo's outbox whose subject fits, as soon as it is there. */
export async function openMail(visitor: Visitor, to: string, subject: RegExp): Promise<string> {
  const { page } = visitor;
  const list = `/demo/outbox?alamat=${encodeURIComponent(to)}`;
  // A job sends it a moment after the command; the list is read again until it has come.
  for (const end = Date.now() + 15_000; ; ) {
    await page.goto(list);
    const mail = page.getByRole('link', { name: subject }).first();
    if ((await mail.count()) > 0) {
      await visitor.sees('outbox');
      await visitor.leads(mail);
      await visitor.sees('a mail in the outbox');
      return page.locator('main').innerText();
    }
    assert.ok(Date.now() < end, `No mail to ${to} about ${subject}:\n${await visitor.text()}`);
    await page.waitForTimeout(200);
  }
}
