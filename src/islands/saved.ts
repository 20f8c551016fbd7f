/**
 * `<sl-saved data-untuk="<id of a text field>">` around buttons that each carry their words in a `<template>` beside them: a
 * press puts the words where the cursor was, and leads back to the text.
 */
class Saved extends HTMLElement {
  connectedCallback() {
    this.addEventListener('click', this.#press);
  }

  disconnectedCallback() {
    this.removeEventListener('click', this.#press);
  }

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
