import type { Field } from './upload/field.ts';
import { fingerprintOf } from './upload/fingerprint.ts';
import { sendInLine } from './upload/line.ts';
import { asButton, createRow, make, type Row } from './upload/row.ts';
import { listAtStart } from './upload/server.ts';
import { askAgain, type Unfinished } from './upload/unfinished.ts';
import { fill, sizeWords, type Words } from './upload/words.ts';

const MOST_BYTES = 60 * 1024 * 1024;

/**
 * `<sl-upload data-unggah data-untuk data-kata [data-dokumen] [data-terdaftar]>` around a file field that also works
 * without a script: each file is sent the moment it is chosen, several at a time, resumes by itself after a cut, and after a
 * reload is asked for again. `data-terdaftar`: the page itself lists what has arrived, so its line goes from here.
 */
class UploadElement extends HTMLElement {
  readonly #list = make('ul', 'sl-upload-list');
  readonly #status = make('p', 'ds-sr-only');
  readonly #unfinished = new Set<Unfinished>();
  #field: Field | undefined;

  connectedCallback() {
    const input = this.querySelector<HTMLInputElement>('input[type=file]');
    if (!input || this.#field) return;
    const field = this.#describe(input.accept);
    this.#field = field;
    this.#status.setAttribute('role', 'status');
    this.#list.hidden = true;
    for (const each of this.querySelectorAll<HTMLInputElement>('input[type=file]'))
      this.#take(each);
    const isHandheld = matchMedia('(pointer: coarse)').matches;
    const box = make('div', 'sl-file sl-buttons');
    input.before(box);
    box.append(
      asButton(input, field.words.choose),
      isHandheld ? this.#camera(field) : make('span', 'sl-quiet', field.words.drop),
    );
    this.append(this.#list, this.#status);
    this.#listenToDrops(box);
    this.closest('form')?.addEventListener('submit', this.#holdBack);
    window.addEventListener('beforeunload', this.#warn);
    void this.#findUnfinished(field);
  }

  disconnectedCallback() {
    this.closest('form')?.removeEventListener('submit', this.#holdBack);
    window.removeEventListener('beforeunload', this.#warn);
  }

  #describe(accept: string): Field {
    const { unggah = '', untuk = '', kata = '{}', dokumen } = this.dataset;
    return {
      words: JSON.parse(kata) as Words,
      endpoint: unggah,
      target: untuk,
      replaces: dokumen,
      accept,
      isListed: this.hasAttribute('data-terdaftar'),
      active: new Set(),
      announce: (words) => this.#announce(words),
      drop: (row) => {
        row.remove();
        this.#list.hidden = this.#list.childElementCount === 0;
      },
      arrived: () => this.dispatchEvent(new CustomEvent('sl-upload:arrived', { bubbles: true })),
    };
  }

  /** Files chosen here leave with us, not with the form. */
  #take(input: HTMLInputElement) {
    input.addEventListener('change', () => {
      const files = [...(input.files ?? [])];
      input.value = '';
      for (const file of files) void this.#add(file);
    });
  }

  #camera(field: Field): HTMLElement {
    const input = document.createElement('input');
    input.type = 'file';
    input.accept = 'image/*';
    input.setAttribute('capture', 'environment');
    this.#take(input);
    return asButton(input, field.words.camera);
  }

  #listenToDrops(box: HTMLElement) {
    const over = (isOver: boolean) => box.toggleAttribute('data-over', isOver);
    this.addEventListener('dragover', (event) => {
      if (!event.dataTransfer?.types.includes('Files')) return;
      event.preventDefault();
      over(true);
    });
    this.addEventListener('dragleave', () => over(false));
    this.addEventListener('drop', (event) => {
      event.preventDefault();
      over(false);
      for (const file of event.dataTransfer?.files ?? []) void this.#add(file);
    });
  }

  async #add(file: File) {
    const field = this.#field;
    if (!field) return;
    const problem = problemOf(file, field);
    const fingerprint = problem ? '' : await fingerprintOf(file).catch(() => '');
    const earlier = [...this.#unfinished].find(({ upload }) => upload.fingerprint === fingerprint);
    if (earlier && fingerprint) return earlier.choose(file);
    const row = this.#show(file.name, file.size);
    if (!problem) return sendInLine(field, row, { file, fingerprint });
    row.say(problem, 'danger');
    row.acts({ words: field.words.remove, act: () => field.drop(row) });
    field.announce(`${file.name}: ${problem}`);
  }

  #show(name: string, size: number): Row {
    const row = createRow(name, sizeWords(size, document.documentElement.lang));
    this.#list.hidden = false;
    this.#list.append(row.element);
    return row;
  }

  async #findUnfinished(field: Field) {
    for (const upload of await listAtStart(field.endpoint, field.target)) {
      if (upload.state !== 'unfinished') continue;
      const row = this.#show(upload.name, upload.size);
      const unfinished: Unfinished = askAgain(field, row, upload, () => {
        this.#unfinished.delete(unfinished);
      });
      this.#unfinished.add(unfinished);
    }
  }

  /** Sending the form now would leave behind what is still on its way. */
  #holdBack = (event: Event) => {
    const count = this.#field?.active.size ?? 0;
    if (count === 0) return;
    event.preventDefault();
    this.#announce(fill(this.#field?.words.wait ?? '', { count }), true);
    this.#list.scrollIntoView({ block: 'center' });
  };

  #warn = (event: Event) => {
    if ((this.#field?.active.size ?? 0) > 0) event.preventDefault();
  };

  /** `seen`: for everybody, not only for screen readers. */
  #announce(words: string, seen = false) {
    this.#status.className = seen ? 'ds-validation-message' : 'ds-sr-only';
    this.#status.textContent = words;
  }
}

/** What can be said without asking the server; it looks again, and into the content. */
function problemOf(file: File, { accept, words }: Field): string | undefined {
  if (file.size === 0) return words.empty;
  if (file.size > MOST_BYTES) return words.too_large;
  const endings = accept.split(',').filter((part) => part.startsWith('.'));
  const isKnown = endings.some((ending) => file.name.toLowerCase().endsWith(ending));
  return endings.length > 0 && !isKnown ? words.kind : undefined;
}

customElements.define('sl-upload', UploadElement);
