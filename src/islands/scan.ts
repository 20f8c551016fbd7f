/** What of the browser's barcode reader is used here; not every browser has one. */
interface Reader {
  detect(source: HTMLVideoElement): Promise<readonly { readonly rawValue: string }[]>;
}
interface Readers {
  new (options: { formats: readonly string[] }): Reader;
}

const GLANCE_MS = 200;

/**
 * `<sl-scan hidden field="cari">` around a button and a `<video>`: the field has the cursor when nothing was asked yet, so that a
 * scanner can type at once, and gets it back when somebody types; and where the browser reads codes by itself, the button opens the camera. Without JavaScript, or
 * without such a browser, nothing of this shows, and the field works as before.
 */
class Scan extends HTMLElement {
  #field = document.querySelector<HTMLInputElement>(`#${this.getAttribute('field') ?? ''}`);
  #button = this.querySelector('button');
  #video = this.querySelector('video');
  #stream: MediaStream | undefined;
  #timer = 0;

  connectedCallback() {
    if (!document.querySelector('#hasil') && this.#field?.value === '') this.#field.focus();
    document.addEventListener('keydown', this.#press);
    const Detector = (window as { BarcodeDetector?: Readers }).BarcodeDetector;
    if (!Detector || !('mediaDevices' in navigator)) return;
    const reader = new Detector({ formats: ['qr_code'] });
    this.hidden = false;
    this.#button?.addEventListener('click', () => void this.#toggle(reader));
  }

  disconnectedCallback() {
    document.removeEventListener('keydown', this.#press);
    this.#stop();
  }

  /** While nothing has the cursor: Enter begins to serve, and what a scanner or an officer types goes into the field. */
  #press = ({ key, target, ctrlKey, metaKey, altKey }: KeyboardEvent) => {
    if (target !== document.body || ctrlKey || metaKey || altKey || isOff()) return;
    if (key === 'Enter')
      document.querySelector<HTMLButtonElement>('form[action$="/layani"] button')?.click();
    if (key.length !== 1 || key === ' ') return;
    this.#field?.focus();
    this.#field?.select();
  };

  async #toggle(reader: Reader) {
    if (this.#stream) return this.#stop();
    try {
      this.#stream = await navigator.mediaDevices.getUserMedia({
        video: { facingMode: 'environment' },
      });
    } catch {
      // No camera, or the officer said no: the field remains, and a line says so.
      this.#button?.remove();
      const line = this.querySelector('p');
      if (line) line.hidden = false;
      this.#field?.focus();
      return;
    }
    if (!this.#video) return;
    this.#video.hidden = false;
    this.#video.srcObject = this.#stream;
    await this.#video.play();
    this.#look(reader);
  }

  #look(reader: Reader) {
    this.#timer = window.setTimeout(() => void this.#glance(reader), GLANCE_MS);
  }

  async #glance(reader: Reader) {
    const [code] = this.#video ? await reader.detect(this.#video).catch(() => []) : [];
    if (!this.#stream) return;
    if (!code || !this.#field) return this.#look(reader);
    this.#stop();
    this.#field.value = code.rawValue;
    this.#field.form?.requestSubmit();
  }

  #stop() {
    clearTimeout(this.#timer);
    for (const track of this.#stream?.getTracks() ?? []) track.stop();
    this.#stream = undefined;
    if (this.#video) this.#video.hidden = true;
  }
}

/** The officer has turned quick keys off on this device (WCAG 2.1.4). */
function isOff(): boolean {
  try {
    return localStorage.getItem('sl-tombol') === '0';
  } catch {
    return false;
  }
}

customElements.define('sl-scan', Scan);
