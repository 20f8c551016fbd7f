/**
 * An address that may stand in `href`: relative, http(s), mailto or tel. Anything else (`javascript:`, `data:`) becomes `#`.
 * JSX escapes quotes but not schemes.
 */
export function safeHref(href: string): string {
  const bare = href.replace(/[\u0000-\u0020]/g, '');
  if (/^(?:https?:|mailto:|tel:)/i.test(bare)) return href;
  return /^[^/?#]*:/.test(bare) ? '#' : href;
}

/** The same path and query with one query parameter replaced; for language links, tabs and sorting. */
export function withParam(path: string, name: string, value: string): string {
  const [before = '', query = ''] = path.split('#')[0]?.split('?') ?? [];
  const params = new URLSearchParams(query);
  params.set(name, value);
  return `${before}?${params.toString()}`;
}
