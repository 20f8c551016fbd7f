/**
 * Brings the parts of a form (`data-part`) to what a newer page says is asked: each child (`data-key`) that is still asked in the
 * same way (`data-as`) stays as it is, with what was typed in it; others come and go. Everything else is left alone.
 */
export function mergeParts(form: Element, newer: ParentNode): void {
  for (const part of form.querySelectorAll<HTMLElement>('[data-part]')) {
    const wanted = newer.querySelector(`[data-part="${CSS.escape(part.dataset['part'] ?? '')}"]`);
    if (wanted) merge(part, wanted);
  }
}

function merge(part: Element, wanted: Element) {
  const standing = new Map([...part.children].map((child) => [nameOf(child), child]));
  let before: Element | null = null;
  for (const child of [...wanted.children]) {
    const name = nameOf(child);
    const kept: Element = standing.get(name) ?? document.adoptNode(child);
    standing.delete(name);
    const place: ChildNode | null = before ? before.nextSibling : part.firstChild;
    // To move what holds the focus would take the focus away.
    if (kept !== place) part.insertBefore(kept, place);
    before = kept;
  }
  for (const gone of standing.values()) gone.remove();
}

const nameOf = (child: Element) =>
  `${child.getAttribute('data-key')} ${child.getAttribute('data-as') ?? ''}`;
