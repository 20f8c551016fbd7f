import { readQr } from './qr/read.ts';

/** What of the browser's barcode reader is used here; most browsers of offices have none. */
interface Reader {
  detect(source: HTMLVideoElement): Promise<readonly { readonly rawValue: string }[]>;
}
interface Readers {
  new (options: { formats: readonly string[] }): Reader;
  getSupportedFormats(): Promise<readonly string[]>;
}

const GLANCE_MS = 150;
/** As wide as a picture has to be for the codes we print; more only takes longer. */
const WIDE = 640;
/** What a browser calls its refusal, and the line that says what to do. */
const WHY_NOT: Readonly<Record<string, string>> = {
  NotAllowedError: 'ditolak',
  NotReadableError: 'dipakai',
};
/** After this long the officer is told that the number can be typed. */
const PATIENCE_MS = 12_000;

/**
 * `<sl-scan hidden field="cari">` around a button, a line for each of its states (`data-kata`) and a `<video>`: the field has the
 * cursor when nothing was asked yet, so that a scanner can type at once, and gets it back when somebody types; the button opens the
 * camera, and closes it. Without JavaScript, or where a page may not use a camera, nothing of this shows, and the field works as before.
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
    if (!navigator.mediaDevices) return;
    this.hidden = false;
    this.#button?.addEventListener('click', () => void this.#toggle());
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

  async #toggle() {
    if (this.#stream) {
      this.#stop();
      this.#say();
      return;
    }
    try {
      this.#stream = await navigator.mediaDevices.getUserMedia({
        video: { facingMode: 'environment' },
      });
    } catch (error) {
      // Whoever said no may think again, and a camera in use is free again one day; where there is none, the button goes.
      const name = error instanceof DOMException ? error.name : '';
      const why = WHY_NOT[name] ?? 'tanpa';
      if (why === 'tanpa') this.#button?.remove();
      this.#say(why);
      this.#field?.focus();
      return;
    }
    if (!this.#video) return;
    this.#say('arahkan');
    this.#video.hidden = false;
    this.#video.srcObject = this.#stream;
    await this.#video.play();
    const since = Date.now();
    const read = await readerHere();
    const glance = async () => {
      const text = this.#video ? await read(this.#video).catch(() => undefined) : undefined;
      if (!this.#stream) return;
      if (text !== undefined && this.#field) {
        this.#stop();
        this.#field.value = text;
        this.#field.form?.requestSubmit();
        return;
      }
      if (Date.now() - since > PATIENCE_MS) this.#say('lama');
      this.#timer = window.setTimeout(() => void glance(), GLANCE_MS);
    };
    void glance();
  }

  /** Shows the line for that state and no other; the button says what it does now. */
  #say(state?: string) {
    for (const line of this.querySelectorAll<HTMLElement>('[data-kata]'))
      line.hidden = line.dataset['kata'] !== state;
    this.#button?.setAttribute('aria-pressed', String(this.#stream !== undefined));
  }

  #stop() {
    clearTimeout(this.#timer);
    for (const track of this.#stream?.getTracks() ?? []) track.stop();
    this.#stream = undefined;
    if (this.#video) this.#video.hidden = true;
  }
}

/** Reads one picture of the camera: by the browser where it can read codes, else by our own reader. */
async function readerHere(): Promise<(video: HTMLVideoElement) => Promise<string | undefined>> {
  const Detector = (window as { BarcodeDetector?: Readers }).BarcodeDetector;
  const formats: readonly string[] = (await Detector?.getSupportedFormats().catch(() => [])) ?? [];
  if (Detector && formats.includes('qr_code')) {
    const reader = new Detector({ formats: ['qr_code'] });
    return async (video) => (await reader.detect(video))[0]?.rawValue;
  }
  const canvas = document.createElement('canvas');
  const brush = canvas.getContext('2d', { willReadFrequently: true });
  return async (video) => {
    if (!brush || video.videoWidth === 0) return undefined;
    canvas.width = Math.min(WIDE, video.videoWidth);
    canvas.height = Math.round((canvas.width * video.videoHeight) / video.videoWidth);
    brush.drawImage(video, 0, 0, canvas.width, canvas.height);
    const { data } = brush.getImageData(0, 0, canvas.width, canvas.height);
    return readQr(data, canvas.width, canvas.height);
  };
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
