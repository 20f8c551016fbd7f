import assert from 'node:assert/strict';
import { before, suite, test } from 'node:test';
import { DESK, type Look, nameOf, PHONE } from '../support/browser.ts';
import { newcomer, register } from './applicant.ts';
import { ApplicationForm } from './application-form.ts';
import { openCounter } from './counter.ts';
import { type Chosen, photo } from './files.ts';
import { file } from './filing.ts';
import { Officer } from './officer.ts';
import { escape, type Visitor } from './visitor.ts';

const OFFICE = 'disdukcapil-banjar';
const SERVICE = 'KK-KEPALA';
const AT = `/${OFFICE}/petugas/atur/layanan`;
const ADDED = /Surat pengantar RT|Letter of the neighbourhood head/;

const VISITS: readonly Look[] = [
  { viewport: DESK, javaScript: true, language: 'id' },
  { viewport: PHONE, javaScript: false, language: 'en' },
];

suite('an administrator changes a service, and citizens see it when it is published', () => {
  let papers: Readonly<Record<string, readonly Chosen[]>> = {};
  before(async () => {
    papers = {
      f_1_02: [await photo('f-1-02.jpg')],
      akta_kematian: [await photo('akta-kematian.jpg')],
      kk_lama: [await photo('kk-lama.jpg')],
    };
  });

  for (const look of VISITS)
    test(nameOf(look), async (t) => {
      const counter = await openCounter();
      t.after(() => counter.close());
      const early = await counter.visitor(look);
      const filed = await file(early, 'Ngatiyem', {
        office: OFFICE,
        service: SERVICE,
        answers: { nik: '3279014203850003', no_kk: '3279011203100004' },
        files: papers,
      });
      const [account] = await counter.accounts(OFFICE, 'administrator');
      assert.ok(account);
      const desk = await counter.visitor(look);
      await Officer.begin(desk, account);

      await desk.go(`/${OFFICE}/petugas/atur`);
      await desk.leads(desk.page.locator(`main a[href="${AT}"]`));
      await desk.sees('services of the office');
      await desk.leads(desk.page.locator(`a[href="${AT}/${SERVICE}"]`));
      await desk.sees('service to change');
      await desk.press('offices.catalogue.begin_change');
      await desk.sees('service basics');
      await addRequirement(desk);
      await breakAndMend(desk);
      await askMore(desk);

      await desk.go(`${AT}/${SERVICE}/pratinjau`);
      await desk.sees('service preview');
      await desk.go(`${AT}/${SERVICE}/pratinjau/formulir`);
      await desk.sees('service form preview');
      assert.match(await desk.text(), ADDED);
      await publish(desk);

      // Whoever applies now is asked for it; whoever applied before is not.
      const late = await counter.visitor(look);
      await register(late, OFFICE, newcomer('Sukirman'));
      await ApplicationForm.begin(late, OFFICE, SERVICE);
      assert.equal(await late.page.locator('[name="berkas.surat_pengantar_rt"]').count(), 1);
      await early.go(filed.dossier);
      assert.doesNotMatch(await early.text(), ADDED);
      for (const each of [early, late, desk]) await each.leave();
    });
});

const part = (desk: Visitor, name: string) =>
  desk.leads(desk.page.locator(`.sl-tabs a[href="${AT}/${SERVICE}/${name}"]`));

/** A new requirement that comes first, with words in both languages. */
async function addRequirement(desk: Visitor): Promise<void> {
  const { page } = desk;
  await part(desk, 'persyaratan');
  await desk.sees('service requirements');
  await desk.press('offices.catalogue.add.requirements');
  await page.locator('[name="name.id"]').fill('Surat pengantar RT');
  await page.locator('[name="name.en"]').fill('Letter of the neighbourhood head');
  await desk.sees('service requirement form');
  await desk.press('offices.catalogue.save');
  const keys = () =>
    page.locator('.sl-entries > li').evaluateAll((rows) => rows.map((row) => row.id));
  assert.equal((await keys()).at(-1), 'butir-surat_pengantar_rt');
  for (let n = 0; n < 3; n += 1)
    await desk.leads(page.locator('button[value="naik:surat_pengantar_rt"]'));
  assert.equal((await keys())[0], 'butir-surat_pengantar_rt');
}

/** A step that leads back to one which has gone: it is said where it stands, and where it would be published. */
async function breakAndMend(desk: Visitor): Promise<void> {
  const { page } = desk;
  const sentence = desk.t('offices.mistake.return_to', { found: 'penerbitan' });
  await part(desk, 'alur');
  await desk.sees('service route');
  await desk.leads(page.locator('button[value="hapus:penerbitan"]'));
  await desk.reads(new RegExp(escape(sentence)));
  await part(desk, 'terbitkan');
  await desk.sees('service that cannot be published');
  assert.equal(await page.locator('textarea[name="catatan"]').count(), 0);

  await desk.leads(page.locator('main a[href*="ubah=penyerahan"]'));
  await desk.sees('service step with a mistake');
  await page.locator('[name="returnTo"]').selectOption('pengolahan');
  await desk.press('offices.catalogue.save');
}

/** A question with choices, and a longer time. */
async function askMore(desk: Visitor): Promise<void> {
  const { page } = desk;
  await part(desk, 'isian');
  await desk.sees('service questions');
  await desk.press('offices.catalogue.add.fields');
  await page.locator('[name="label.id"]').fill('Hubungan dengan almarhum');
  await page.locator('[name="label.en"]').fill('Relation to the deceased');
  await page.locator('[name="kind"]').selectOption('choice');
  await page.locator('[name="options[0].label.id"]').fill('Anak');
  await page.locator('[name="options[1].label.id"]').fill('Istri');
  await desk.sees('service question form');
  await desk.press('offices.catalogue.save');
  await part(desk, 'biaya');
  await page.locator('[name="time.amount"]').fill('7');
  await desk.sees('service cost');
  await desk.press('offices.catalogue.save');
}

async function publish(desk: Visitor): Promise<void> {
  await desk.go(`${AT}/${SERVICE}/terbitkan`);
  await desk.sees('service ready to be published');
  await desk.page.locator('textarea[name="catatan"]').fill('Surat pengantar RT, Perwali 4/2026');
  await desk.press('offices.catalogue.publish');
  assert.equal(desk.path, `${AT}/${SERVICE}`);
  await desk.sees('service with two versions');
  await desk.press('offices.catalogue.compare');
  await desk.sees('versions side by side');
}
