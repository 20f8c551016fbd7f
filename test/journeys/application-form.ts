import assert from 'node:assert/strict';
import type { Locator } from 'playwright-core';
import type { Chosen } from './files.ts';
import { escape, reloadUntil, type Visitor } from './visitor.ts';

/** What an applicant answers to the service's own questions, by the question's key. */
export type Answers = Readonly<Record<string, string>>;

/** The page on which an application is filled in. */
export class ApplicationForm {
  readonly #visitor: Visitor;

  private constructor(visitor: Visitor) {
    this.#visitor = visitor;
  }

  /** Begins an application from the dashboard. */
  static async begin(visitor: Visitor, office: string, service: string): Promise<ApplicationForm> {
    await visitor.go(`/${office}/dasbor`);
    const { page } = visitor;
    await visitor.leads(page.locator(`main a[href="/${office}/permohonan/baru"]`).first());
    await visitor.sees('begin an application');
    await page.locator('select[name="layanan"]').selectOption(service);
    await visitor.press('dossiers.begin.next');
    assert.match(visitor.path, /\/permohonan\/[0-9a-f-]{36}$/);
    await visitor.sees('application form, empty');
    return new ApplicationForm(visitor);
  }

  /** Finds a draft again on the dashboard. */
  static async findAgain(
    visitor: Visitor,
    office: string,
    draft: string,
  ): Promise<ApplicationForm> {
    await visitor.go(`/${office}/dasbor`);
    await visitor.sees('dashboard with a draft');
    await visitor.leads(visitor.page.locator(`a[href="${draft}"]`).first());
    return new ApplicationForm(visitor);
  }

  /** Answers the questions, each in the way it is asked. */
  async answer(answers: Answers): Promise<void> {
    for (const [key, value] of Object.entries(answers)) {
      const controls = this.#named(`isian.${key}`);
      const kind = await controls
        .first()
        .evaluate((control) => control.getAttribute('type') ?? control.tagName);
      if (kind === 'radio')
        await this.#visitor.page.locator(`[name="isian.${key}"][value="${value}"]`).check();
      else if (kind === 'SELECT') await controls.first().selectOption(value);
      else await controls.first().fill(value);
    }
  }

  async valueOf(key: string): Promise<string> {
    return this.#named(`isian.${key}`).first().inputValue();
  }

  /** Saves what was typed, as whoever changes the device does. */
  async save(): Promise<void> {
    await this.#visitor.press('dossiers.form.save');
  }

  /** Chooses files for a requirement; the empty name stands for "several at once". Without a script they go with the form. */
  async choose(requirement: string, ...files: readonly Chosen[]): Promise<void> {
    await this.#named(`berkas.${requirement}`).setInputFiles(files.map((file) => file.path));
  }

  /** Chooses files for several requirements and waits until every one is there and checked. */
  async hand(files: Readonly<Record<string, readonly Chosen[]>>): Promise<void> {
    for (const [requirement, chosen] of Object.entries(files))
      await this.choose(requirement, ...chosen);
    if (!this.#visitor.look.javaScript) await this.#visitor.press('dossiers.form.upload_and_save');
    for (const file of Object.values(files).flat())
      await this.becomes(file, 'dossiers.files.ready');
  }

  /** Waits until a file's line says this. */
  async becomes(
    file: Chosen,
    words: 'dossiers.files.ready' | 'dossiers.files.refused',
  ): Promise<void> {
    const said = this.line(file).getByText(this.#visitor.t(words), { exact: true });
    await reloadUntil(this.#visitor, said);
  }

  /** The part of the page that speaks of this file. */
  line(file: Chosen): Locator {
    return this.#visitor.page
      .locator('[id^="dokumen."]')
      .filter({ has: this.#visitor.page.getByText(file.name, { exact: true }) });
  }

  async remove(file: Chosen): Promise<void> {
    const name = new RegExp(
      escape(this.#visitor.t('dossiers.files.remove_named', { name: file.name })),
    );
    await this.#visitor.leads(this.#visitor.page.getByRole('button', { name }));
  }

  /** Says why a required document is missing. */
  async explain(requirement: string, why: string): Promise<void> {
    const reason = this.#named(`alasan.${requirement}`);
    if (!(await reason.isVisible()))
      await this.#visitor.page.locator('details', { has: reason }).locator('summary').click();
    await reason.fill(why);
  }

  /** DAFTAR ANTREAN SEKARANG! */
  async send(): Promise<void> {
    await this.#visitor.press('dossiers.form.send');
  }

  #named(name: string): Locator {
    return this.#visitor.page.locator(`[name="${name}"]:not([type="hidden"])`);
  }
}
