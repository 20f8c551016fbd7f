import assert from 'node:assert/strict';
import { fillSignIn } from './applicant.ts';
import type { Account } from './counter.ts';
import type { Visitor } from './visitor.ts';

type Verdict = 'diterima' | 'kurang' | 'tidak_ada';

/** Somebody at work in an office. */
export class Officer {
  readonly visitor: Visitor;
  readonly account: Account;

  private constructor(visitor: Visitor, account: Account) {
    this.visitor = visitor;
    this.account = account;
  }

  /** Signs in at the office's door and stands before the work list. */
  static async begin(visitor: Visitor, account: Account): Promise<Officer> {
    await visitor.enter(account.office);
    await visitor.press('portal.home.sign_in');
    await fillSignIn(visitor, account);
    assert.equal(visitor.path, `/${account.office}/petugas`);
    return new Officer(visitor, account);
  }

  async workList(): Promise<void> {
    await this.visitor.go(`/${this.account.office}/petugas`);
  }

  /** "Ambil berikutnya" */
  async takeNext(): Promise<void> {
    await this.workList();
    await this.visitor.press('dossiers.desk.take_next.button');
    assert.match(this.visitor.path, /\/petugas\/berkas\//);
  }

  /** Opens a part of the dossier; how many messages wait stands beside its name. */
  async openPart(part: 'syarat' | 'isian' | 'pesan' | 'riwayat'): Promise<void> {
    const name = new RegExp(`^${this.visitor.t(`dossiers.desk.part.${part}`)}`);
    await this.visitor.leads(
      this.visitor.page.getByRole('main').getByRole('link', { name }).first(),
    );
  }

  /** Gives the verdict on the requirement that is open, or on the one that is named. */
  async judge(
    requirement: string,
    verdict: Verdict,
    why?: { reason: string; note: string },
  ): Promise<void> {
    const { page } = this.visitor;
    const form = page.locator('form', {
      has: page.locator(`input[name="syarat"][value="${requirement}"]`),
    });
    if ((await form.count()) === 0)
      await this.visitor.leads(page.locator(`#syarat-${requirement} a`).first());
    await form.locator(`input[name="putusan"][value="${verdict}"]`).check();
    if (why) {
      await form.locator('select[name="alasan"]').selectOption(why.reason);
      await form.locator('textarea[name="catatan"]').fill(why.note);
    }
    await this.visitor.leads(form.locator('button[type="submit"]'));
  }

  /** "Lepaskan berkas", where the dossier did not go on to another desk by itself. */
  async putBack(): Promise<void> {
    const name = this.visitor.t('dossiers.desk.release');
    const button = this.visitor.page.getByRole('button', { name, exact: true });
    if ((await button.count()) > 0) await this.visitor.leads(button);
  }

  /** Records the result of a step that is done by hand. */
  async record(proof: string): Promise<void> {
    const { page } = this.visitor;
    const form = page.locator('form[action$="/hasil"]');
    // Before a meeting was given this form is folded away.
    if (!(await form.isVisible()))
      await page.locator('details', { has: form }).locator('summary').first().click();
    await form.locator('input[name="hasil"][value="selesai"]').check();
    await form.locator('input[name="bukti"]').fill(proof);
    // The last step has at least a word for the applicant.
    const last = page.locator('#penyerahan').locator(form);
    if ((await last.count()) > 0) await form.locator('textarea[name="catatan"]').fill(proof);
    await this.visitor.press('dossiers.desk.by_hand.save');
  }
}
