import assert from 'node:assert/strict';
import { after, before, suite, test } from 'node:test';
import { DESK, LOOKS, nameOf } from '../support/browser.ts';
import { fillSignIn, newcomer, register, signIn } from './applicant.ts';
import { type Counter, openCounter } from './counter.ts';
import { openMail } from './mailbox.ts';

const OFFICE = 'kantah-bandar-lampung';

suite('an account at the online counter', () => {
  let counter: Counter;
  before(async () => {
    counter = await openCounter();
  });
  after(() => counter.close());

  for (const look of LOOKS) {
    test(`from the first visit to a new password: ${nameOf(look)}`, async () => {
      const citizen = await counter.visitor(look);
      const { page } = citizen;
      const sumarni = newcomer('Sumarni');

      // A person with one name registers and is in.
      await register(citizen, OFFICE, sumarni);
      assert.equal(citizen.path, `/${OFFICE}/dasbor`);
      await citizen.reads('accounts.register.done');
      await citizen.sees('dashboard of somebody new');
      await citizen.reads('dossiers.dashboard.never');
      await citizen.press('dossiers.dashboard.never_link');
      assert.equal(citizen.path, `/${OFFICE}/permohonan/baru`);

      // The mail asks to confirm the address; nobody had to wait for it.
      await openMail(
        citizen,
        sumarni.email,
        new RegExp(look.language === 'id' ? 'Konfirmasi' : 'Confirm'),
      );
      await citizen.leads(page.locator('main a[href*="rahasia"]'));
      assert.doesNotMatch(page.url(), /rahasia/, 'the secret leaves the address');
      await citizen.sees('confirm the address');
      await citizen.press('accounts.confirm.submit');
      await citizen.reads('accounts.confirm.done');

      // Out, and in again by the words of the counter.
      await citizen.press('ui.account.sign_out');
      await citizen.reads('accounts.signed_out');
      await signIn(citizen, OFFICE, { ...sumarni, password: 'bukan ini' });
      assert.equal(citizen.status, 422);
      citizen.forgives(/status of 422/);
      await citizen.reads('accounts.sign_in.wrong');
      await citizen.sees('sign in refused');
      assert.equal(await citizen.field('accounts.email.label').inputValue(), sumarni.email);
      await fillSignIn(citizen, sumarni);
      assert.equal(citizen.path, `/${OFFICE}/dasbor`);

      // On another device as well; then everywhere out.
      const phone = await counter.visitor(look);
      await phone.enter(OFFICE);
      await signIn(phone, OFFICE, sumarni);
      await citizen.go(`/${OFFICE}/akun`);
      await citizen.sees('account');
      assert.equal(await page.locator('#perangkat tbody tr').count(), 2);

      await citizen.field('accounts.password.current').fill(sumarni.password);
      await citizen.field(/^(Kata sandi baru|New password)/).fill('embun pagi di kebun');
      await citizen.press('accounts.account.password_submit');
      await citizen.reads('accounts.account.password_done');
      await phone.go(`/${OFFICE}/dasbor`);
      assert.match(phone.path, /\/masuk/, 'the other device is out');
      await fillSignIn(phone, { ...sumarni, password: 'embun pagi di kebun' });
      assert.equal(phone.path, `/${OFFICE}/dasbor`);

      await citizen.press('accounts.account.sign_out_everywhere');
      await citizen.reads('accounts.signed_out_everywhere');
      await phone.go(`/${OFFICE}/dasbor`);
      assert.match(phone.path, /\/masuk/);

      // Forgotten.
      await phone.press('accounts.sign_in.forgot');
      await phone.sees('forgotten password');
      await phone.field('accounts.email.label').fill(sumarni.email);
      await phone.press('accounts.forgot.submit');
      await phone.reads('accounts.mailed.title');
      await phone.sees('look into your mailbox');
      await openMail(
        phone,
        sumarni.email,
        look.language === 'id' ? /Buat kata sandi baru/ : /new password/i,
      );
      await phone.leads(phone.page.locator('main a[href*="rahasia"]'));
      assert.equal(phone.path, `/${OFFICE}/sandi-baru`);
      await phone.sees('new password');
      await phone.field('accounts.password.new').fill('123456');
      await phone.press('accounts.new_password.submit');
      phone.forgives(/status of 422/);
      await phone.reads('accounts.password.too_short');
      await phone.field('accounts.password.new').fill('tiga ekor kambing');
      await phone.press('accounts.new_password.submit');
      await phone.reads('accounts.new_password.done');
      await fillSignIn(phone, { ...sumarni, password: 'tiga ekor kambing' });
      assert.equal(phone.path, `/${OFFICE}/dasbor`);

      await phone.leave();
      await citizen.leave();
    });
  }

  test('the words are those of the office’s own paper', async () => {
    const citizen = await counter.visitor({ viewport: DESK, javaScript: true, language: 'id' });
    const { page } = citizen;
    await page.goto(`/${OFFICE}`);
    await page.getByRole('link', { name: 'DAFTAR', exact: true }).click();
    for (const label of ['Nama depan', 'Nama belakang', 'Email', 'Kata sandi'])
      await page.getByLabel(label).waitFor();
    const ibu = newcomer('Sulastri');
    await page.getByLabel('Nama depan').fill(ibu.given);
    await page.getByLabel('Email').fill(ibu.email);
    await page.getByLabel('Kata sandi').fill(ibu.password);
    await page.getByRole('button', { name: 'Buat Akun', exact: true }).click();
    await citizen.arrives(/dasbor/);
    assert.match(
      (await citizen.text()).replaceAll(/\s+/g, ' '),
      /Anda belum mendaftar antrean layanan\. Klik di sini untuk mendaftar antrean layanan\./,
    );
    await page.getByRole('button', { name: 'Keluar' }).click();
    await page.goto(`/${OFFICE}`);
    await page.getByRole('link', { name: 'MASUK', exact: true }).click();
    await page.getByLabel('Email').fill(ibu.email);
    await page.getByLabel('Kata sandi').fill(ibu.password);
    await page.getByRole('button', { name: 'Masuk', exact: true }).click();
    await citizen.arrives(/dasbor/);
    await citizen.leave();
  });
});
