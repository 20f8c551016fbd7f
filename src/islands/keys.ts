const STORE = 'sl-tombol';

/**
 * `<sl-keys hidden>`: the keys of an officer's page, which works without them. Each line of its list names a key (`data-tombol`)
 * and what on the page it presses, opens or leads to (`data-ke`, a selector); what is not on the page has no key. J and K walk
 * along `data-daftar`. "?" opens the list. Never while somebody types or a dialog is open, and to another desk only while
 * nothing on the page waits to be sent; its box turns them off for good on
 * this device (WCAG 2.1.4).
 */
class Keys extends HTMLElement {
  #box = this.querySelector('input');
  #dialog = this.querySelector('dialog');
  #typed = false;

  connectedCallback() {
    this.hidden = false;
    if (this.#box) this.#box.checked = read() !== '0';
    this.#box?.addEventListener('change', () => write(this.#box?.checked ? '1' : '0'));
    this.querySelector('[data-buka]')?.addEventListener('click', () => this.#open());
    document.addEventListener('keydown', this.#press);
    document.addEventListener('input', this.#type);
  }

  disconnectedCallback() {
    document.removeEventListener('keydown', this.#press);
    document.removeEventListener('input', this.#type);
  }

  #type = ({ target }: Event) => {
    if (target instanceof Element && target.closest('main form')) this.#typed = true;
  };

  #press = (event: KeyboardEvent) => {
    const { key, target } = event;
    if (!this.#box?.checked || event.ctrlKey || event.metaKey || event.altKey) return;
    if (!(target instanceof Element) || target.matches(FIELDS)) return;
    if (key === '?' && this.#dialog?.open) this.#dialog.close();
    else if (document.querySelector('dialog[open]') || !this.#do(key.toLowerCase(), target)) return;
    event.preventDefault();
  };

  /** False when the key means nothing here. */
  #do(key: string, target: Element): boolean {
    if (key === '?') return this.#open();
    if (key === 'j' || key === 'k') return this.#walk(key === 'j' ? 1 : -1);
    // Inside a form, on a link or a button, Enter has its own meaning.
    if (key === 'enter' && target !== document.body) return false;
    const line = this.#lines().find((each) => each.dataset['tombol']?.toLowerCase() === key);
    const to = line && this.#targetOf(line);
    if (!to || (this.#typed && to.closest('nav'))) return false;
    act(to);
    return true;
  }

  #lines = () => [...this.querySelectorAll<HTMLElement>('[data-tombol]')];

  #targetOf = (line: HTMLElement) =>
    document.querySelector<HTMLElement>(line.dataset['ke'] || 'sl-none');

  /** Shows the keys that do something on this page now. */
  #open(): boolean {
    for (const line of this.#lines()) if (line.dataset['ke']) line.hidden = !this.#targetOf(line);
    this.#dialog?.showModal();
    return true;
  }

  /** To the next or the former of the list: what is looked at there is chosen, otherwise its link gets the focus. */
  #walk(by: 1 | -1): boolean {
    const items = [...document.querySelectorAll<HTMLElement>(this.dataset['daftar'] || 'sl-none')];
    const chosen = items.findIndex((item) => item.hasAttribute('aria-current'));
    const here =
      chosen >= 0 ? chosen : items.findIndex((item) => item.contains(document.activeElement));
    const item = items[here < 0 && by < 0 ? items.length - 1 : here + by];
    const link = item?.querySelector('a');
    if (!link) return false;
    if (chosen >= 0) link.click();
    else link.focus();
    return true;
  }
}

/** A field gets the focus, a choice is made, a fold opens; everything else is pressed. */
function act(to: HTMLElement) {
  if (to instanceof HTMLInputElement && to.type === 'radio') {
    to.checked = true;
    to.focus();
  } else if (to instanceof HTMLDetailsElement) {
    const first =
      to.querySelector<HTMLElement>(
        ':scope > :not(summary) :is(button, input:not([type=hidden]), a)',
      ) ?? to.querySelector('summary');
    to.open = true;
    if (first) focusOnceShown(first);
  } else if (to.matches('input, textarea, select, [tabindex]')) {
    to.focus();
    to.scrollIntoView({ block: 'nearest' });
  } else if (to instanceof HTMLFormElement) to.requestSubmit();
  else to.click();
}

/** What is folded away cannot have the focus until it is shown, which takes a frame or two. */
function focusOnceShown(place: HTMLElement, frames = 20) {
  place.focus();
  if (document.activeElement !== place && frames > 0)
    requestAnimationFrame(() => focusOnceShown(place, frames - 1));
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
