/**
 * `<sl-autosave data-url data-saved data-offline>` around a form: what is typed is saved a moment after the fingers rest,
 * and found again on any device. Without a script the form's own "Simpan draf" does the same.
 */
class Autosave extends HTMLElement {
  #timer = 0;
  #said: HTMLElement | undefined;

  connectedCallback() {
    const form = this.querySelector('form');
    if (!form) return;
    this.#said = document.createElement('p');
    this.#said.className = 'sl-quiet';
    this.#said.setAttribute('role', 'status');
    form.append(this.#said);
    form.addEventListener('input', (event) => {
      if (event.target instanceof HTMLInputElement && event.target.type === 'file') return;
      this.#soon(form, 900);
    });
    window.addEventListener('online', () => this.#soon(form, 100));
    form.addEventListener('submit', () => clearTimeout(this.#timer));
  }

  #soon(form: HTMLFormElement, delay: number) {
    clearTimeout(this.#timer);
    this.#timer = window.setTimeout(() => void this.#save(form), delay);
  }

  async #save(form: HTMLFormElement) {
    const body = new URLSearchParams();
    for (const [name, value] of new FormData(form))
      if (typeof value === 'string') body.append(name, value);
    try {
      const answer = await fetch(this.dataset['url'] ?? '', { method: 'POST', body });
      // Sent from another device: the page leads to the receipt now.
      if (answer.status === 404) return location.reload();
      if (!answer.ok) throw new Error(String(answer.status));
      // The door answered instead of the form.
      this.#say(this.dataset[answer.redirected ? 'signedOut' : 'saved'] ?? '');
      if (answer.redirected) this.#soon(form, 5000);
    } catch {
      this.#say(this.dataset['offline'] ?? '');
      this.#soon(form, 5000);
    }
  }

  #say(words: string) {
    if (this.#said && this.#said.textContent !== words) this.#said.textContent = words;
  }
}

customElements.define('sl-autosave', Autosave);
