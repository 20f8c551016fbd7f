/** What a house answers that has no room just now. */
const FULL = 503;
const AGAIN_MS = 8000;
const MOST_TRIES = 12;

/**
 * `<sl-live src="/kantor/petugas/potongan" topic="kantor">`: a part of a page that fetches itself anew when the doorbell
 * rings. Without JavaScript it stays as it was delivered. It waits while somebody is at work inside it, and sleeps while the
 * page is not looked at. `sl-stale` makes it look again.
 */
class Live extends HTMLElement {
  #bell: EventSource | undefined;
  #timer = 0;
  #tries = 0;
  #stale = false;

  connectedCallback() {
    document.addEventListener('visibilitychange', this.#look);
    this.addEventListener('focusout', this.#soon);
    this.addEventListener('sl-stale', this.#rung);
    this.#look();
  }

  disconnectedCallback() {
    document.removeEventListener('visibilitychange', this.#look);
    this.removeEventListener('focusout', this.#soon);
    this.removeEventListener('sl-stale', this.#rung);
    this.#hangUp();
  }

  #look = () => {
    if (document.hidden) {
      this.#hangUp();
      this.#stale = true;
      return;
    }
    const [, office] = (this.getAttribute('src') ?? '').split('/');
    const topic = encodeURIComponent(this.getAttribute('topic') ?? '');
    this.#bell ??= new EventSource(`/${office}/kabar?topik=${topic}`);
    this.#bell.addEventListener('ring', this.#rung);
    this.#bell.addEventListener('error', this.#cut);
    this.#bell.addEventListener('open', this.#heard);
    this.#soon();
  };

  #hangUp() {
    this.#bell?.close();
    this.#bell = undefined;
    clearTimeout(this.#timer);
  }

  /** After a cut nobody knows what was rung in between. A browser never asks a house again that was too full to answer: this does. */
  #cut = () => {
    this.#stale = true;
    if (this.#bell?.readyState === EventSource.CLOSED) this.#later();
  };

  #heard = () => {
    this.#tries = 0;
    this.#soon();
  };

  /** Asks again in a while, at a time of its own; a page that is refused time and again stays as it is. */
  #later() {
    this.#hangUp();
    this.#tries += 1;
    if (this.#tries < MOST_TRIES)
      this.#timer = window.setTimeout(this.#look, AGAIN_MS * (1 + Math.random()));
  }

  #rung = () => {
    this.#stale = true;
    this.#soon();
  };

  #soon = () => {
    clearTimeout(this.#timer);
    if (this.#stale) this.#timer = window.setTimeout(() => void this.#renew(), 200);
  };

  async #renew() {
    if (this.contains(document.activeElement)) return;
    this.#stale = false;
    try {
      const answer = await fetch(this.getAttribute('src') ?? '', {
        headers: { 'x-fragment': '1' },
      });
      if (answer.status === FULL) {
        this.#stale = true;
        this.#later();
        return;
      }
      if (!answer.ok || answer.redirected) {
        this.#hangUp();
        return;
      }
      const text = await answer.text();
      if (this.contains(document.activeElement)) this.#stale = true;
      else if (text !== this.innerHTML) this.#show(text);
    } catch {
      this.#stale = true;
    }
  }

  /** What was ticked here and is not saved yet stays ticked. */
  #show(text: string) {
    const ticks = [...this.querySelectorAll('input')].filter((tick) => isTouched(tick));
    this.innerHTML = text;
    for (const { name, value, checked } of ticks)
      for (const tick of this.querySelectorAll('input'))
        if (tick.name === name && tick.value === value) tick.checked = checked;
  }
}

const isTouched = ({ checked, defaultChecked }: HTMLInputElement) => checked !== defaultChecked;

customElements.define('sl-live', Live);
