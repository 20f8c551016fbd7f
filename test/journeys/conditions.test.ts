import assert from 'node:assert/strict';
import { after, before, suite, test } from 'node:test';
import { PHONE } from '../support/browser.ts';
import { newcomer, register } from './applicant.ts';
import { ApplicationForm } from './application-form.ts';
import { type Counter, openCounter } from './counter.ts';
import { photo } from './files.ts';

const OFFICE = 'kantah-bandar-lampung';

suite('a form whose answers decide what else is asked', () => {
  let counter: Counter;
  before(async () => {
    counter = await openCounter();
  });
  after(() => counter.close());

  test('questions and documents come and go at once, and what is typed or ticked meanwhile stays', async () => {
    const citizen = await counter.visitor({ viewport: PHONE, javaScript: true, language: 'id' });
    const { page, t } = citizen;
    await register(citizen, OFFICE, newcomer('Suminah'));
    const form = await ApplicationForm.begin(citizen, OFFICE, 'CEK');
    await page.evaluate(() => document.body.setAttribute('data-same', ''));
    const proxy = page.locator('[name="isian.nama_kuasa"]');
    const letter = page.locator('[id="syarat.surat_kuasa"]');
    assert.equal(await proxy.count(), 0);
    assert.equal(await letter.count(), 0);

    await form.answer({ nik: '1871014203850003', dikuasakan: 'true' });
    await proxy.waitFor({ timeout: 5_000 });
    await letter.waitFor({ timeout: 5_000 });
    await page.getByText(t('dossiers.form.reshaped')).waitFor();
    assert.equal(
      await page.evaluate(() => document.activeElement?.getAttribute('name')),
      'isian.dikuasakan',
      'the fingers stay where they were',
    );
    await citizen.sees('application form after an answer that asks for more');
    await form.answer({ nama_kuasa: 'Rahayu' });
    const file = await photo('kuasa.jpg');
    await form.choose('surat_kuasa', file);
    await form.becomes(file, 'dossiers.files.ready');

    // A tick that is not saved yet, while the list is fetched anew.
    const tie = form.line(file).locator('input[value="ktp_pemohon"]');
    await form.line(file).locator('summary').click();
    await page.route('**/simpan', (route) => route.abort());
    await tie.check();
    await tie.blur();
    await page.evaluate(() => {
      document.querySelector('[data-lama]')?.removeAttribute('data-lama');
      const live = document.querySelector('sl-live');
      live?.firstElementChild?.setAttribute('data-lama', '');
      live?.dispatchEvent(new Event('sl-stale'));
    });
    await page.waitForFunction(() => !document.querySelector('[data-lama]'));
    assert.equal(await tie.isChecked(), true);
    citizen.forgives(/ERR_FAILED|Failed to load/);
    await page.unroute('**/simpan');

    await form.answer({ dikuasakan: 'false' });
    await proxy.waitFor({ state: 'detached', timeout: 8_000 });
    await letter.waitFor({ state: 'detached' });
    assert.equal(await form.valueOf('nik'), '1871014203850003');
    await form.answer({ dikuasakan: 'true' });
    await proxy.waitFor({ timeout: 5_000 });
    assert.equal(await proxy.inputValue(), 'Rahayu', 'an answer that is asked for again is there');
    assert.equal(await page.locator('body[data-same]').count(), 1, 'the page was never left');
    await citizen.leave();
  });

  test('a form that is sent while a save is still on its way waits for it: what was typed last is what stays', async () => {
    const citizen = await counter.visitor({ viewport: PHONE, javaScript: true, language: 'id' });
    const { page, t } = citizen;
    await register(citizen, OFFICE, newcomer('Sumiati'));
    const form = await ApplicationForm.begin(citizen, OFFICE, 'CEK');
    let onTheWay = 0;
    let first: number | undefined;
    await page.route('**/simpan', async (route) => {
      onTheWay += 1;
      const answer = await route.fetch();
      await new Promise((done) => setTimeout(done, 1_200));
      onTheWay -= 1;
      await route.fulfill({ response: answer }).catch(() => undefined);
    });
    page.on('request', (request) => {
      if (request.method() === 'POST' && !request.url().endsWith('/simpan')) first ??= onTheWay;
    });
    const begun = page.waitForRequest('**/simpan');
    await form.answer({ nik: '1871014203850003' });
    await begun;
    await page.getByRole('button', { name: t('dossiers.form.save'), exact: true }).click();
    await page.waitForURL(/#lampiran$/);
    assert.equal(first, 0, 'nothing older is under way when the form is sent');
    assert.equal(await form.valueOf('nik'), '1871014203850003');
    await citizen.leave();
  });
});
