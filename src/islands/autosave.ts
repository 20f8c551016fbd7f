import { mergeParts } from './form/merge.ts';

/**
 * `<sl-autosave data-url data-saved data-changed data-offline data-signed-out data-shape>` around a form: what is typed is saved
 * a moment after the fingers rest, what is chosen at once, and found again on any device. When an answer makes other questions or
 * documents necessary, the server answers with the form as it is now, and they come and go where they stand. Without a script
 * the form's own "Simpan draf" does the same.
 */
class Autosave extends HTMLElement {
  #timer = 0;
  #said: HTMLElement | undefined;
  /** One after the other: what was typed last is what stays. */
  #saving = Promise.resolve();
  #onTheWay = 0;
  #waited = false;

  connectedCallback() {
    const form = this.querySelector('form');
    if (!form) return;
    this.#said = document.createElement('p');
    this.#said.className = 'sl-quiet';
    this.#said.setAttribute('role', 'status');
    form.append(this.#said);
    for (const [kind, delay] of [
      ['input', 900],
      ['change', 0],
    ] as const)
      form.addEventListener(kind, (event) => {
        if (event.target instanceof HTMLInputElement && event.target.type === 'file') return;
        this.#soon(form, delay);
      });
    window.addEventListener('online', () => this.#soon(form, 100));
    form.addEventListener('submit', (event) => {
      clearTimeout(this.#timer);
      if (this.#onTheWay === 0 || this.#waited) return;
      // A save that came to the server after the form would put back what was there before.
      event.preventDefault();
      void this.#sendAfterSaving(form, event.submitter);
    });
  }

  #soon(form: HTMLFormElement, delay: number) {
    clearTimeout(this.#timer);
    this.#timer = window.setTimeout(() => {
      this.#onTheWay += 1;
      this.#saving = this.#saving
        .then(() => this.#save(form))
        .finally(() => {
          this.#onTheWay -= 1;
        });
    }, delay);
  }

  /** On a network that hangs, whoever presses waits no longer than this for a save. */
  async #sendAfterSaving(form: HTMLFormElement, submitter: HTMLElement | null) {
    await Promise.race([this.#saving, new Promise((done) => setTimeout(done, 8000))]);
    clearTimeout(this.#timer);
    this.#waited = true;
    form.requestSubmit(submitter);
    this.#waited = false;
  }

  async #save(form: HTMLFormElement) {
    const body = new URLSearchParams({ bentuk: this.dataset['shape'] ?? '' });
    for (const [name, value] of new FormData(form))
      if (typeof value === 'string') body.append(name, value);
    try {
      const answer = await fetch(this.dataset['url'] ?? '', { method: 'POST', body });
      // Sent from another device: the page leads to the receipt now.
      if (answer.status === 404) return location.reload();
      if (!answer.ok) throw new Error(String(answer.status));
      // The door answered instead of the form.
      if (answer.redirected) {
        this.#say(this.dataset['signedOut'] ?? '');
        return this.#soon(form, 5000);
      }
      const page = answer.headers.get('content-type')?.includes('html') && (await answer.text());
      if (page) this.#reshape(form, page);
      this.#say(this.dataset[page ? 'changed' : 'saved'] ?? '');
    } catch {
      this.#say(this.dataset['offline'] ?? '');
      this.#soon(form, 5000);
    }
  }

  #reshape(form: HTMLFormElement, page: string) {
    const newer = new DOMParser().parseFromString(page, 'text/html');
    const shape = newer.querySelector<HTMLElement>('sl-autosave')?.dataset['shape'];
    if (shape === undefined) return;
    this.dataset['shape'] = shape;
    mergeParts(form, newer);
    for (const live of form.querySelectorAll('sl-live')) live.dispatchEvent(new Event('sl-stale'));
  }

  #say(words: string) {
    if (this.#said && this.#said.textContent !== words) this.#said.textContent = words;
  }
}

customElements.define('sl-autosave', Autosave);
