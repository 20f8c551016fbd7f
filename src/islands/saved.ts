/**
 * `<sl-saved data-untuk="<id of a text field>">` around buttons that each carry their words in a `<template>` beside them: a
 * press puts the words where the cursor was, and leads back to the text. Its search (`data-cari`) leaves those with the typed
 * words; Enter takes the first.
 */
class Saved extends HTMLElement {
  connectedCallback() {
    this.addEventListener('click', this.#press);
    const search = this.querySelector<HTMLElement>('[data-cari]');
    if (search) search.hidden = false;
    search?.addEventListener('input', this.#sift);
    search?.addEventListener('keydown', this.#take);
  }

  disconnectedCallback() {
    this.removeEventListener('click', this.#press);
  }

  #lines = () => [...this.querySelectorAll('li')];

  #sift = ({ target }: Event) => {
    const typed = target instanceof HTMLInputElement ? target.value : '';
    const wanted = typed.toLowerCase().split(/\s+/);
    for (const line of this.#lines()) {
      const words = `${line.textContent} ${line.querySelector('template')?.content.textContent}`;
      line.hidden = !wanted.every((word) => words.toLowerCase().includes(word));
    }
  };

  /** Enter does not send the form around it. */
  #take = (event: KeyboardEvent) => {
    if (event.key !== 'Enter') return;
    event.preventDefault();
    this.#lines()
      .find((line) => !line.hidden)
      ?.querySelector('button')
      ?.click();
  };

  #press = (event: Event) => {
    const button = event.target instanceof Element ? event.target.closest('button') : null;
    const words = button?.closest('li')?.querySelector('template')?.content.textContent;
    const field = document.getElementById(this.dataset['untuk'] ?? '');
    if (words === undefined || words === null || !(field instanceof HTMLTextAreaElement)) return;
    event.preventDefault();
    const before = field.value.slice(0, field.selectionStart);
    const gap = before === '' || before.endsWith('\n') ? '' : '\n\n';
    field.setRangeText(gap + words, field.selectionStart, field.selectionEnd, 'end');
    field.dispatchEvent(new Event('input', { bubbles: true }));
    this.querySelector('details')?.removeAttribute('open');
    field.focus();
  };
}

customElements.define('sl-saved', Saved);
