import assert from 'node:assert/strict';
import { after, before, suite, test } from 'node:test';
import { DESK, type Look, PHONE } from '../support/browser.ts';
import { newcomer, register } from './applicant.ts';
import { tooWide } from './care.ts';
import { type Counter, openCounter } from './counter.ts';
import { photo, scan } from './files.ts';
import { file } from './filing.ts';
import type { Visitor } from './visitor.ts';

const OFFICE = 'kantah-bandar-lampung';
const AT_A_DESK: Look = { viewport: DESK, javaScript: true, language: 'id' };

suite('everybody gets in', () => {
  let counter: Counter;
  before(async () => {
    counter = await openCounter();
  });
  after(() => counter.close());

  test('an application is sent with the keyboard alone', async () => {
    const citizen = await counter.visitor(AT_A_DESK);
    const { page } = citizen;
    const keys = keyboardOf(citizen);
    await citizen.go(`/${OFFICE}`);
    // The first stop leads past the head of the page.
    await page.keyboard.press('Tab');
    assert.equal(await focused(citizen), citizen.t('ui.skip'));
    await page.keyboard.press('Enter');
    await keys.to(/^DAFTAR$/);
    await keys.enter();
    const who = newcomer('Suparti');
    await keys.type('Nama depan', who.given);
    await keys.type('Email', who.email);
    await keys.type('Kata sandi', who.password);
    await keys.to(/^Buat Akun$/);
    await keys.enter();
    await keys.to(/^Klik di sini/);
    await keys.enter();
    await keys.to(/Layanan Pertanahan/);
    await page.keyboard.type('Blokir');
    await keys.to(/^Lanjut/);
    await keys.enter();
    await keys.type('NIK pemohon', '1871014203850003');
    await keys.type('Alamat pemohon', 'Jalan Contoh 5');
    await keys.to(/Apakah permohonan ini|^Ya$/);
    await page.keyboard.press('ArrowDown');
    await keys.type('Letak tanah', 'Jalan Contoh 5');
    await keys.type('Alasan', '-');
    await keys.to(/^DAFTAR ANTREAN SEKARANG!$/);
    await keys.enter();
    // Two documents are missing; the summary of what to correct leads to the fields.
    await citizen.reads('dossiers.draft.missing_document');
    citizen.forgives(/status of 422/);
    for (const requirement of ['surat_permohonan', 'bukti_hubungan_hukum'])
      await page
        .locator(`[name="berkas.${requirement}"]`)
        .setInputFiles(
          (requirement === 'surat_permohonan'
            ? await photo('surat.jpg')
            : await scan('bukti.pdf', 1)
          ).path,
        );
    await page
      .locator('[id^="dokumen."]')
      .nth(1)
      .getByText(citizen.t('dossiers.files.ready'), { exact: true })
      .waitFor();
    await page
      .locator('[id^="dokumen."]')
      .nth(0)
      .getByText(citizen.t('dossiers.files.ready'), { exact: true })
      .waitFor();
    await keys.to(/^DAFTAR ANTREAN SEKARANG!$/);
    await keys.enter();
    assert.match(citizen.path, /tanda-terima$/);
    await citizen.leave();
  });

  test('at twice the size and on the narrowest telephone nothing scrolls sideways', async () => {
    // 320 px is what remains of 1280 at 400 % (WCAG 2.2, 1.4.10).
    const citizen = await counter.visitor({ ...AT_A_DESK, viewport: { width: 320, height: 640 } });
    const filed = await file(citizen, 'Poniyem', {
      office: OFFICE,
      service: 'BLK',
      answers: {
        nik: '1871014203850003',
        alamat: '-',
        dikuasakan: 'false',
        letak: '-',
        alasan: '-',
      },
      files: {
        surat_permohonan: [
          await photo('nama-berkas-yang-panjang-sekali-tanpa-spasi-dari-hp-2026-11-22.jpg'),
        ],
        bukti_hubungan_hukum: [await scan('bukti.pdf', 1)],
      },
    });
    const paths = [
      '',
      '/layanan',
      '/layanan/BLK',
      '/panduan',
      '/lacak',
      '/akun',
      '/dasbor',
      '/permohonan/baru',
    ];
    for (const path of [
      ...paths.map((path) => `/${OFFICE}${path}`),
      filed.dossier,
      `${filed.dossier}/tanda-terima`,
      `${filed.dossier}/jadwal`,
    ]) {
      await citizen.go(path);
      assert.deepEqual(await tooWide(citizen.page), [], path);
    }
    await citizen.leave();
  });

  test('the other language is one step away, on the same page', async () => {
    const citizen = await counter.visitor({ viewport: PHONE, javaScript: false, language: 'id' });
    const { page } = citizen;
    for (const path of [
      `/${OFFICE}/layanan/BLK`,
      `/${OFFICE}/panduan`,
      `/${OFFICE}/layanan?cari=tanah`,
    ]) {
      await citizen.go(path);
      await page.getByRole('link', { name: 'EN', exact: true }).click();
      assert.equal(new URL(page.url()).pathname, path.split('?')[0]);
      assert.equal(await page.locator('html').getAttribute('lang'), 'en');
      if (path.includes('?')) assert.match(page.url(), /cari=tanah/);
      await page.getByRole('link', { name: 'ID', exact: true }).click();
      assert.equal(await page.locator('html').getAttribute('lang'), 'id');
    }
    await citizen.leave();
  });

  test('the guide prints as six steps on white paper', async () => {
    const citizen = await counter.visitor(AT_A_DESK);
    const { page } = citizen;
    await citizen.go(`/${OFFICE}/panduan`);
    await page.emulateMedia({ media: 'print' });
    assert.equal(await page.locator('main ol > li').count(), 6);
    await citizen.reads('portal.guide.no_walk_in');
    for (const hidden of ['.sl-header-menu', '.sl-nav', '.sl-demo'])
      for (const part of await page.locator(hidden).all())
        assert.equal(await part.isVisible(), false, `${hidden} is printed`);
    const sheet = await page.pdf({ format: 'A4' });
    const pages = sheet.toString('latin1').match(/\/Type \/Page\b/g)?.length ?? 0;
    assert.ok(pages >= 1 && pages <= 2, `${pages} pages`);
    await citizen.leave();
  });

  test('a forgotten page and a closed one lead on', async () => {
    const citizen = await counter.visitor(AT_A_DESK);
    await citizen.go(`/${OFFICE}/tidak-ada`);
    assert.equal(citizen.status, 404);
    citizen.forgives(/status of 404/);
    await citizen.sees('page that does not exist');
    await register(citizen, OFFICE, newcomer('Tukinem'));
    await citizen.go(`/${OFFICE}/petugas`);
    assert.equal(citizen.status, 404, 'the desks do not exist for applicants');
    citizen.forgives(/status of 404/);
    await citizen.leave();
  });
});

/** The accessible words of what has the focus, as far as a label, a legend or its own text gives them. */
async function focused(visitor: Visitor): Promise<string> {
  return visitor.page.evaluate<string>(`(() => {
    const at = document.activeElement;
    if (!at || at === document.body) return '';
    const label = at.labels?.[0]?.textContent ?? at.getAttribute('aria-label') ?? at.textContent ?? '';
    return label.replace(/\\s+/g, ' ').trim();
  })()`);
}

/** Somebody who has no mouse. Every stop of the focus must be seen. */
function keyboardOf(visitor: Visitor) {
  const { page } = visitor;
  const to = async (wanted: RegExp) => {
    const passed: string[] = [];
    for (let n = 0; n < 120; n += 1) {
      await page.keyboard.press('Tab');
      const words = await focused(visitor);
      assert.ok(await isSeen(visitor), `the focus is not seen on "${words}"`);
      if (wanted.test(words)) return;
      passed.push(words);
    }
    assert.fail(`The focus never comes to ${String(wanted)}: ${passed.join(' | ')}`);
  };
  return {
    to,
    type: async (label: string, text: string) => {
      await to(new RegExp(`^${label}`));
      await page.keyboard.type(text);
    },
    enter: async () => {
      const answered = page.waitForEvent('domcontentloaded');
      await page.keyboard.press('Enter');
      await answered;
    },
  };
}

/** The focused thing is on the screen and marked (WCAG 2.2, 2.4.7 and 2.4.11). */
async function isSeen(visitor: Visitor): Promise<boolean> {
  return visitor.page.evaluate<boolean>(`(() => {
    const at = document.activeElement;
    if (!at || at === document.body) return true;
    const place = at.getBoundingClientRect();
    const style = getComputedStyle(at);
    const onScreen = place.bottom > 0 && place.top < innerHeight && place.width > 0;
    const marked = (style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) > 0) || style.boxShadow !== 'none';
    return onScreen && marked;
  })()`);
}
