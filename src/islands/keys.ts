const STORE = 'sl-tombol';

/**
 * `<sl-keys hidden>` around the list of keys, on the page where an officer judges: 1, 2, 3 choose the verdict, Enter saves it,
 * S saves it for the other applications with the same
 * documents too, J and K lead to the next and the former requirement, ? shows the list. Never while somebody types; its box turns them off for
 * good on this device (WCAG 2.1.4).
 */
class Keys extends HTMLElement {
  #box = this.querySelector('input');

  connectedCallback() {
    this.hidden = false;
    if (this.#box) this.#box.checked = read() !== '0';
    this.#box?.addEventListener('change', () => write(this.#box?.checked ? '1' : '0'));
    document.addEventListener('keydown', this.#press);
  }

  disconnectedCallback() {
    document.removeEventListener('keydown', this.#press);
  }

  #press = (event: KeyboardEvent) => {
    const { key, target } = event;
    if (!this.#box?.checked || event.ctrlKey || event.metaKey || event.altKey) return;
    if (!(target instanceof Element) || target.matches(FIELDS)) return;
    if (!this.#do(key.toLowerCase(), target)) return;
    event.preventDefault();
  };

  /** False when the key means nothing here. */
  #do(key: string, target: Element): boolean {
    const form = document.querySelector<HTMLFormElement>('form[action$="/penilaian"]');
    const verdict = form?.querySelectorAll<HTMLInputElement>('[name=putusan]')[Number(key) - 1];
    if (verdict) {
      verdict.checked = true;
      verdict.focus();
      return true;
    }
    // Inside the form, on a link or a button, Enter has its own meaning.
    if (key === 'enter' && target === document.body && form?.querySelector('input:checked')) {
      form.requestSubmit();
      return true;
    }
    if (key === 's' && form?.querySelector('input:checked')) {
      const alike = form.querySelector<HTMLButtonElement>('button[name=untuk]');
      alike?.click();
      return alike !== null;
    }
    // The requirements of all applications, one list after the other.
    const rows = [...document.querySelectorAll('.sl-beside > :first-child li[id^=syarat-]')];
    const here = rows.findIndex((row) => row.hasAttribute('aria-current'));
    const to = { j: rows[here + 1], k: rows[here - 1] }[key];
    if (to) {
      to.querySelector('a')?.click();
      return true;
    }
    const list = this.querySelector('details');
    if (key !== '?' || !list) return false;
    list.open = !list.open;
    list.querySelector('summary')?.focus();
    return true;
  }
}

const FIELDS = 'input:not([type=radio],[type=checkbox]),textarea,select,[contenteditable]';

/** Some browsers forbid it; then the keys are on each time. */
function read(): string | null {
  try {
    return localStorage.getItem(STORE);
  } catch {
    return null;
  }
}

function write(value: string) {
  try {
    localStorage.setItem(STORE, value);
  } catch {}
}

customElements.define('sl-keys', Keys);
