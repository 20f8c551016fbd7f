/** One file's line under the field: its name, how far it is, what it says, and what can be done about it. */
export interface Row {
  readonly element: HTMLElement;
  /** Shows the bar at `sent` of `size`; undefined hides it. */
  bar(sent: number | undefined, size: number): void;
  say(words: string, tone?: 'plain' | 'danger'): void;
  /** Replaces the buttons. Focus stays in the line when the button that had it goes. */
  acts(...acts: readonly Act[]): void;
  remove(): void;
}

export interface Act {
  readonly words: string;
  /** A button, or a label around a file field. */
  readonly act: (() => void) | { readonly choose: (file: File) => void; readonly accept: string };
}

export function createRow(name: string, detail: string): Row {
  const element = document.createElement('li');
  element.className = 'ds-card sl-upload-row';
  element.dataset['variant'] = 'tinted';
  const head = make('p', '');
  const title = make('strong', '', name);
  head.append(title, ' ', make('span', 'sl-quiet', detail));
  const progress = document.createElement('progress');
  progress.setAttribute('aria-label', name);
  progress.hidden = true;
  const said = make('p', 'sl-quiet');
  const buttons = make('div', 'sl-buttons');
  element.append(head, progress, said, buttons);
  element.tabIndex = -1;

  return {
    element,
    bar(sent, size) {
      progress.hidden = sent === undefined;
      progress.max = Math.max(1, size);
      progress.value = sent ?? 0;
    },
    say(words, tone = 'plain') {
      if (said.textContent !== words) said.textContent = words;
      said.className = tone === 'danger' ? 'ds-validation-message' : 'sl-quiet';
    },
    acts(...acts) {
      const hadFocus = buttons.contains(document.activeElement);
      buttons.replaceChildren(...acts.map((act) => control(act, name)));
      buttons.hidden = acts.length === 0;
      if (!hadFocus) return;
      const first = buttons.querySelector<HTMLElement>('button, input');
      (first ?? element).focus();
    },
    remove() {
      const near = element.nextElementSibling ?? element.previousElementSibling;
      const hadFocus = element.contains(document.activeElement);
      const field = element.closest('sl-upload')?.querySelector<HTMLElement>('input[type=file]');
      element.remove();
      if (hadFocus) (near instanceof HTMLElement ? near : field)?.focus();
    },
  };
}

function control({ words, act }: Act, name: string): HTMLElement {
  if (typeof act === 'function') {
    const button = make('button', 'ds-button', words) as HTMLButtonElement;
    button.type = 'button';
    button.dataset['variant'] = 'tertiary';
    button.dataset['size'] = 'sm';
    button.setAttribute('aria-label', `${words}: ${name}`);
    button.addEventListener('click', act);
    return button;
  }
  const field = document.createElement('input');
  field.type = 'file';
  field.accept = act.accept;
  field.setAttribute('aria-label', `${words}: ${name}`);
  field.addEventListener('change', () => {
    const [file] = field.files ?? [];
    field.value = '';
    if (file) act.choose(file);
  });
  return asButton(field, words);
}

/** A file field as a button in the page's own words: what browsers write on it is in the browser's language. */
export function asButton(field: HTMLInputElement, words: string): HTMLElement {
  const label = make('label', 'ds-button sl-upload-pick', words);
  label.dataset['variant'] = 'secondary';
  label.dataset['size'] = 'sm';
  field.className = 'ds-sr-only';
  label.append(field);
  return label;
}

export function make(tag: string, className: string, text = ''): HTMLElement {
  const element = document.createElement(tag);
  if (className) element.className = className;
  element.textContent = text;
  return element;
}
