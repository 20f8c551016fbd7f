/** The choice of keys that the officer made on this device; the same for judging and for the counter. */
const STORE = 'sl-tombol';

/**
 * `<sl-counter-keys hidden>` around the list of keys, at the hand-over: 1, 2, 3 tell how the original compares with its scan, S
 * keeps it, Enter goes on to the next one, then to the signature and to the end; B opens the form to be signed. Never while
 * somebody types; its box turns the keys off for good on this device (WCAG 2.1.4).
 */
class CounterKeys extends HTMLElement {
  #box = this.querySelector<HTMLInputElement>('input');
  #form = document.querySelector<HTMLFormElement>('#serah');

  connectedCallback() {
    this.hidden = false;
    if (this.#box) this.#box.checked = read() !== '0';
    this.#box?.addEventListener('change', () => write(this.#box?.checked ? '1' : '0'));
    document.addEventListener('keydown', this.#press);
    // A form that came back says why first.
    if (this.#box?.checked && !document.querySelector('[role=alert]')) this.#turnTo(this.#open());
  }

  disconnectedCallback() {
    document.removeEventListener('keydown', this.#press);
  }

  #press = (event: KeyboardEvent) => {
    const { key, target } = event;
    if (!this.#box?.checked || event.ctrlKey || event.metaKey || event.altKey) return;
    if (!(target instanceof Element) || target.matches(FIELDS)) return;
    if (this.#do(key.toLowerCase(), target)) event.preventDefault();
  };

  /** False when the key means nothing here. */
  #do(key: string, target: Element): boolean {
    const here = target.closest<HTMLElement>('#serah section');
    const signature = this.#form?.querySelector<HTMLInputElement>('[name=tanda_tangan]');
    if (key === 'enter') return this.#goOn(target, here, signature);
    if (target === signature && key === '1') {
      signature.checked = true;
      return true;
    }
    const original = here ?? this.#open();
    const mark = marks(original)[Number(key) - 1];
    if (mark) {
      mark.checked = true;
      mark.focus();
      return true;
    }
    const keep = key === 's' && original?.querySelector<HTMLInputElement>('[name=simpan]');
    if (keep) keep.checked = !keep.checked;
    if (key === 'b') document.querySelector<HTMLAnchorElement>('#blanko')?.click();
    const list = key === '?' && this.querySelector('details');
    if (list) list.open = !list.open;
    return Boolean(keep || list) || key === 'b';
  }

  /** On to the next original, the signature, the end. On a link or a button Enter keeps its own meaning. */
  #goOn(target: Element, here: HTMLElement | null, signature?: HTMLInputElement | null): boolean {
    if (target.matches('a,button,summary')) return false;
    if (here && !marks(here).some(({ checked }) => checked)) return true;
    const originals = this.#originals();
    const next = here ? originals[originals.indexOf(here) + 1] : this.#open();
    if (next && target !== signature) {
      this.#turnTo(next);
      return true;
    }
    const back = this.#form?.querySelector('details');
    const differs = originals.some((original) => marks(original)[1]?.checked);
    if (back && differs) {
      back.open = true;
      back.querySelector('textarea')?.focus();
    } else if (signature && !signature.checked) signature.focus();
    else this.#form?.querySelector<HTMLButtonElement>('[value=terima]')?.focus();
    return true;
  }

  #originals = () => [...(this.#form?.querySelectorAll<HTMLElement>('section') ?? [])];

  /** The first original that is not compared yet. */
  #open = () =>
    this.#originals().find((original) => !marks(original).some(({ checked }) => checked));

  #turnTo(original: HTMLElement | undefined) {
    const all = marks(original);
    (all.find(({ checked }) => checked) ?? all[0])?.focus();
    original?.scrollIntoView({ block: 'start' });
  }
}

const FIELDS = 'input:not([type=radio],[type=checkbox]),textarea,select,[contenteditable]';
const marks = (original: HTMLElement | null | undefined) => [
  ...(original?.querySelectorAll<HTMLInputElement>('input[type=radio]') ?? []),
];

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

customElements.define('sl-counter-keys', CounterKeys);
