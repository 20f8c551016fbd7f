/** `<sl-print hidden>` around a button that prints the page. Without a script there is no such button, and the browser's own way remains. */
class Print extends HTMLElement {
  connectedCallback() {
    this.hidden = false;
    this.querySelector('button')?.addEventListener('click', () => window.print());
  }
}

customElements.define('sl-print', Print);
