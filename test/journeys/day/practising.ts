import type { Counter } from '../counter.ts';
import { lessonOf } from '../lesson.ts';
import type { Officer } from '../officer.ts';
import { reloadUntil } from '../visitor.ts';
import { atWork } from './people.ts';

const SERVICE = 'ROYA';

/** The administrator makes the practice office; an officer judges a made-up dossier there and reads what was missed. */
export async function practises(
  counter: Counter,
  { visitor: office, account }: Officer,
): Promise<void> {
  const lesson = lessonOf(account.office, SERVICE, 2);
  await office.go(`/${account.office}/petugas/latihan`);
  await office.press('practice.door.make');
  const officer = await atWork(counter, account.office, 'verifier');
  const { visitor } = officer;
  await visitor.go(`/${account.office}/petugas/latihan`);
  await visitor.press('practice.door.enter');
  const { page } = visitor;
  await page.locator('select[name="layanan"]').selectOption(SERVICE);
  await page.locator('input[name="tingkat"][value="medium"]').check();
  await visitor.field('practice.form.dossiers').fill('1');
  await page
    .locator('details', { has: page.locator('[name="undian"]') })
    .locator('summary')
    .click();
  await visitor.field('practice.form.seed').fill(String(lesson.seed));
  await visitor.press('practice.hall.prepare');
  const begin = page.getByRole('button', { name: new RegExp(visitor.t('practice.hall.work')) });
  await reloadUntil(visitor, begin);
  await visitor.leads(begin);
  // Everything is waved through: both faults are missed.
  for (const [requirement] of lesson.requirements) await officer.judge(requirement, 'diterima');
  await visitor.press('dossiers.desk.next.complete');
  await visitor.press('practice.panel.see');
  await visitor.reads('practice.feedback.some', { found: 0, planted: 2 });
  await visitor.leave();
}
