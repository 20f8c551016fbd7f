import assert from 'node:assert/strict';
import type { Officer } from '../officer.ts';

export const ADDED = 'Fotokopi sertipikat tanah';

/** An administrator asks for one more document and publishes; twice pressed is published once. */
export async function publishRequirement({ visitor, account }: Officer, service: string) {
  const { page } = visitor;
  const at = `/${account.office}/petugas/atur/layanan/${service}`;
  await visitor.go(at);
  await visitor.press('offices.catalogue.begin_change');
  await visitor.go(`${at}/persyaratan`);
  await visitor.press('offices.catalogue.add.requirements');
  await page.locator('[name="name.id"]').fill(ADDED);
  await page.locator('[name="name.en"]').fill('Copy of the land certificate');
  await visitor.press('offices.catalogue.save');
  await visitor.go(`${at}/terbitkan`);
  await visitor.reads(new RegExp(ADDED));
  await page.locator('textarea[name="catatan"]').fill('Diminta sejak hari ini.');
  await (await visitor.button('offices.catalogue.publish')).dblclick();
  await visitor.arrives(new RegExp(`${service}(#.*)?$`));
  const editions = page.locator('tr', { hasText: 'Diminta sejak hari ini.' });
  assert.equal(await editions.count(), 1);
}
