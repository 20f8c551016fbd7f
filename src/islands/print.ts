/** `<sl-print hidden>` around a button that prints the page. Without a script there is no such button, and the browser's own way remains. */
class Print extends HTMLElement {
  connectedCallback() {
    this.hidden = false;
    this.querySelector('button')?.addEventListener('click', () => void printWhole());
  }
}

/** Pictures further down, which nobody has scrolled to yet, belong on the paper too. */
async function printWhole(): Promise<void> {
  const pictures = [...document.images];
  for (const picture of pictures) picture.loading = 'eager';
  await Promise.all(pictures.map((picture) => picture.decode().catch(() => {})));
  window.print();
}

customElements.define('sl-print', Print);
