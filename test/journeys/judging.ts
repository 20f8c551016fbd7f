import assert from 'node:assert/strict';
import type { Visitor } from './visitor.ts';

/**
 * Gives every requirement its verdict as they come: the family card for all who need it at once, the old card deficient when there
 * is something to say about it, everything else accepted.
 */
export async function judgeAll(
  desk: Visitor,
  keyboard: boolean,
  fault: string | undefined,
): Promise<void> {
  const { page, t } = desk;
  const open = page.locator('.sl-beside > :first-child .ds-tag', {
    hasText: t('dossiers.desk.verdict.open'),
  });
  for (let turns = 0; (await open.count()) > 0; turns += 1) {
    assert.ok(turns < 20, 'there is an end to it');
    const form = page.locator('form[action$="/penilaian"]');
    const requirement = await form.locator('input[name="syarat"]').inputValue();
    const alike = form.locator('button[name="untuk"]');
    const save = form.locator('button[type="submit"]:not([name])');
    if (requirement === 'kk_lama' && fault !== undefined) {
      await form.locator('input[value="kurang"]').check();
      await form.locator('select[name="alasan"]').selectOption({ index: 1 });
      await form.locator('textarea[name="catatan"]').fill(fault);
      await desk.leads(save);
      continue;
    }
    if ((await alike.count()) > 0) await desk.sees('a document that serves several');
    if ((await alike.count()) > 0 && keyboard) {
      await page.keyboard.press('1');
      const answered = page.waitForEvent('domcontentloaded');
      await page.keyboard.press('s');
      await answered;
      continue;
    }
    await form.locator('input[value="diterima"]').check();
    await desk.leads((await alike.count()) > 0 ? alike : save);
  }
}
