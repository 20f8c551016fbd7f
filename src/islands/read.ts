/**
 * `<sl-read>` around the form that marks messages as read: sends it by itself once the messages have been in sight for a
 * moment, and goes. Without JavaScript its button stays.
 */
class Read extends HTMLElement {
  #sight: IntersectionObserver | undefined;
  #timer = 0;

  connectedCallback() {
    this.#sight = new IntersectionObserver(([seen]) => {
      clearTimeout(this.#timer);
      if (seen?.isIntersecting) this.#timer = window.setTimeout(() => void this.#send(), 1500);
    });
    this.#sight.observe(this);
  }

  disconnectedCallback() {
    clearTimeout(this.#timer);
    this.#sight?.disconnect();
  }

  async #send() {
    const form = this.querySelector('form');
    if (!form || document.hidden) return;
    const body = new URLSearchParams(
      [...new FormData(form)].flatMap(([name, value]) =>
        typeof value === 'string' ? [[name, value]] : [],
      ),
    );
    const answer = await fetch(form.action, { method: 'POST', body, redirect: 'manual' }).catch(
      () => undefined,
    );
    if (
      answer &&
      (answer.ok || answer.type === 'opaqueredirect') &&
      !this.contains(document.activeElement)
    )
      this.remove();
  }
}

customElements.define('sl-read', Read);
