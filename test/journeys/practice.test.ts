import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { DESK, type Look, nameOf, PHONE } from '../support/browser.ts';
import { openCounter } from './counter.ts';
import { lessonOf } from './lesson.ts';
import { Officer } from './officer.ts';
import { reloadUntil } from './visitor.ts';

const OFFICE = 'kantah-bandar-lampung';
const HALL = `/${OFFICE}-latihan/petugas/latihan`;
const SERVICE = 'ROYA';
const REASONS = {
  unreadable: 'blurred',
  expired: 'expired',
  missing_page: 'missing_pages',
  not_signed: 'not_signed',
} as const;

const WORDS = {
  id: { class: 'Kelas verifikator baru', note: 'Mohon dilengkapi, Pak/Bu.', search: 'blanko' },
  en: { class: 'New verifiers', note: 'Please add what is missing.', search: 'original' },
} as const;

/** Two looks suffice: what a page is made of is looked at in the other journeys too. */
const PRACTICE_LOOKS: readonly Look[] = [
  { viewport: PHONE, javaScript: false, language: 'en' },
  { viewport: DESK, javaScript: true, language: 'id' },
];

suite('officers practise from home, in a class', () => {
  for (const look of PRACTICE_LOOKS) {
    test(`the trainer sees what the trainee missed: ${nameOf(look)}`, async (t) => {
      const counter = await openCounter();
      t.after(() => counter.close());
      const words = WORDS[look.language];
      const lesson = lessonOf(OFFICE, SERVICE, 2);

      // One button makes the practice office.
      const [administrator] = await counter.accounts(OFFICE, 'administrator');
      const [verifier] = await counter.accounts(OFFICE, 'verifier');
      assert.ok(administrator && verifier);
      const trainer = await counter.visitor(look);
      await Officer.begin(trainer, administrator);
      await trainer.press('practice.nav');
      await trainer.sees('practice before there is an office for it');
      await trainer.press('practice.door.make');
      await trainer.sees('door of practice');
      await trainer.press('practice.door.enter');
      assert.equal(trainer.path, HALL);
      await trainer.reads('ui.practice.text');

      // The trainer opens a class.
      await trainer.press('practice.class.open');
      await trainer.page.locator('select[name="layanan"]').selectOption(SERVICE);
      await trainer.page.locator('input[name="tingkat"][value="medium"]').check();
      await trainer.field('practice.form.dossiers').fill('1');
      await trainer.page.locator('details summary').first().click();
      await trainer.field('practice.form.seed').fill(String(lesson.seed));
      await trainer.sees('form to open a class');
      await trainer.press('practice.class.open');
      trainer.forgives(/422/);
      await trainer.reads('form.required');
      await trainer.field('practice.class.name').fill(words.class);
      await trainer.press('practice.class.open');
      await trainer.sees('class without trainees');
      const link = (await trainer.page.locator('dd a').first().getAttribute('href')) ?? '';
      assert.ok(link.includes('?kode='));

      // Somebody at home follows the link and comes in.
      const home = await counter.visitor(look);
      const officer = await Officer.begin(home, verifier);
      await home.go(link);
      await home.press('practice.door.enter');
      await home.press('practice.hall.join');
      await home.sees('practice while it is being prepared');
      await reloadUntil(
        home,
        home.page.getByRole('button', { name: new RegExp(home.t('practice.hall.work')) }),
      );
      await home.sees('practice with a file');
      await home.leads(
        home.page.getByRole('button', { name: new RegExp(home.t('practice.hall.work')) }),
      );
      await home.reads('practice.panel.work');
      await home.sees('practice file on the desk');

      // One fault is found, the other one is overlooked.
      for (const [requirement, fault] of lesson.requirements)
        await officer.judge(
          requirement,
          requirement === lesson.found ? 'kurang' : 'diterima',
          requirement === lesson.found
            ? { reason: REASONS[fault as keyof typeof REASONS], note: words.note }
            : undefined,
        );
      await home.press('dossiers.desk.next.preview_letter');
      await home.press('dossiers.desk.letter.send');
      await home.press('practice.panel.see');
      await home.reads('practice.comparison.missed');
      await home.reads('practice.feedback.some', { found: 1, planted: 2 });
      await home.sees('feedback');
      await home.press('practice.feedback.back');
      await home.press('practice.hall.outbox');
      await home.sees('messages that practice would send');

      // The trainer sees who missed what.
      await reloadUntil(
        trainer,
        trainer.page.getByText(trainer.t('practice.class.progress', { decided: 1, all: 1 })),
      );
      await trainer.reads(new RegExp(verifier.name));
      await trainer.sees('results of a class');
      const csv = await trainer.page.request.get(`${trainer.path}/hasil.csv`);
      assert.match(await csv.text(), new RegExp(verifier.name));

      // The guide stands beside every desk.
      await home.press('practice.guide.nav');
      await home.sees('guide for officers');
      await home.field('practice.guide.search').fill(words.search);
      await home.press('practice.guide.search_button');
      await home.reads('practice.guide.loket.title');
      await home.sees('guide for officers, searched');

      // Back in the real office nothing of it is to be found.
      await trainer.go(`/${OFFICE}/petugas`);
      assert.doesNotMatch(await trainer.text(), /LATIHAN|PRACTICE |ZBDL/);
      await trainer.leave();
      await home.leave();
    });
  }
});
