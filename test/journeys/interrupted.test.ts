import assert from 'node:assert/strict';
import { after, before, suite, test } from 'node:test';
import type { Page } from 'playwright-core';
import { LOOKS, nameOf } from '../support/browser.ts';
import { newcomer, register } from './applicant.ts';
import { ApplicationForm } from './application-form.ts';
import { type Counter, openCounter } from './counter.ts';
import { largeScan, photo } from './files.ts';

const OFFICE = 'kantah-bandar-lampung';
const MiB = 1024 * 1024;

suite('an upload over a network that breaks', () => {
  let counter: Counter;
  before(async () => {
    counter = await openCounter();
  });
  after(() => counter.close());

  for (const look of LOOKS.filter(({ javaScript }) => javaScript)) {
    test(`is cut, goes on, is paused, and is asked for after a reload: ${nameOf(look)}`, async () => {
      const citizen = await counter.visitor(look);
      const { page } = citizen;
      const words = citizen.t;
      page.on('dialog', (dialog) => void dialog.accept());
      await register(citizen, OFFICE, newcomer('Sutini'));
      const form = await ApplicationForm.begin(citizen, OFFICE, 'BLK');
      await form.answer({
        nik: '1871014203850003',
        alamat: 'Jalan Contoh 3',
        dikuasakan: 'false',
        letak: 'Jalan Contoh 3',
        alasan: '-',
      });
      await form.hand({ surat_permohonan: [await photo('surat.jpg')] });

      const scan = largeScan('perjanjian.pdf', 16 * MiB);
      const line = await telephoneLine(page);
      await line.goesAt(3 * MiB);
      await form.choose('bukti_hubungan_hukum', scan);
      const row = page.locator('.sl-upload-row', { hasText: scan.name });
      await passes(page, 10);
      await citizen.sees('application form while a file is on its way');

      // Cut off: it says so, and goes on by itself.
      await line.isCut();
      await row.getByText(words('documents.upload.cut')).waitFor({ timeout: 30_000 });
      citizen.forgives(/ERR_INTERNET_DISCONNECTED|Failed to load/);
      const before = await sent(page);
      await line.goesAt(3 * MiB);
      await passes(page, before + 10);

      // Paused, and on again.
      await row.getByRole('button', { name: words('documents.upload.pause') }).click();
      await row.getByRole('button', { name: words('documents.upload.resume') }).click();
      await passes(page, before + 20);

      // Sending waits for it.
      await page.getByRole('button', { name: words('dossiers.form.send'), exact: true }).click();
      await page
        .getByText(words('documents.upload.wait', { count: 1 }))
        .first()
        .waitFor();

      // Gone and back: the page asks for the file, knows another one, and goes on where it stopped.
      await page.reload();
      citizen.forgives(/ERR_INTERNET_DISCONNECTED|Failed to load|ERR_FAILED/);
      const asked = page.locator('.sl-upload-row', { hasText: scan.name });
      await asked.getByText(new RegExp(scan.name)).first().waitFor();
      await citizen.sees('application form with an unfinished file');
      const again = asked.locator('input[type="file"]');
      await again.setInputFiles((await photo('foto-lain.jpg')).path);
      const [sentence = ''] = words('documents.upload.other', { name: scan.name, size: '' }).split(
        '(',
      );
      await asked.getByText(sentence.trim()).waitFor();
      await citizen.sees('another file is not taken for the unfinished one');
      await again.setInputFiles(scan.path);
      await form.becomes(scan, 'dossiers.files.ready');

      // Whole, to the last byte.
      await form.send();
      assert.match(citizen.path, /tanda-terima$/);
      assert.ok((await citizen.text()).includes(scan.sha256));
      await citizen.leave();
    });
  }
});

/** A telephone's connection: so many bytes a second upwards, or none at all. */
async function telephoneLine(page: Page) {
  const session = await page.context().newCDPSession(page);
  const set = (offline: boolean, uploadThroughput: number) =>
    session.send('Network.emulateNetworkConditions', {
      offline,
      latency: 20,
      downloadThroughput: -1,
      uploadThroughput,
    });
  return {
    goesAt: (bytesPerSecond: number) => set(false, bytesPerSecond),
    isCut: () => set(true, 0),
  };
}

const BAR = '.sl-upload-row progress:not([hidden])';

/** How much of the file has gone out, in percent. */
const sent = (page: Page) =>
  page.locator(BAR).evaluate((bar: HTMLProgressElement) => (100 * bar.value) / bar.max);

async function passes(page: Page, percent: number): Promise<void> {
  await page.waitForFunction(
    ([selector, wanted]) => {
      const bar = document.querySelector<HTMLProgressElement>(selector);
      return bar !== null && (100 * bar.value) / bar.max >= wanted;
    },
    [BAR, percent] as const,
    { timeout: 30_000 },
  );
}
