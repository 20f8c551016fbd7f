/** The sentences of the page's language, handed over in `data-kata`; `{name}` and the like are filled in here. */
export interface Words {
  readonly choose: string;
  readonly camera: string;
  readonly drop: string;
  readonly pause: string;
  readonly resume: string;
  readonly retry: string;
  readonly remove: string;
  readonly again: string;
  readonly queued: string;
  readonly sending: string;
  readonly paused: string;
  readonly cut: string;
  readonly unfinished: string;
  readonly other: string;
  readonly checking: string;
  readonly ready: string;
  readonly held: string;
  readonly failed: string;
  readonly signed_out: string;
  readonly wait: string;
  readonly arrived: string;
  readonly too_large: string;
  readonly empty: string;
  readonly kind: string;
}

export const fill = (text: string, values: Readonly<Record<string, string | number>>): string =>
  text.replace(/\{(\w+)\}/g, (whole, name: string) => String(values[name] ?? whole));

/** A size as people say it: "640 KB", "2,4 MB". */
export function sizeWords(bytes: number, lang: string): string {
  const number = new Intl.NumberFormat(lang, { maximumFractionDigits: 1 });
  if (bytes < 1024 * 1024) return `${number.format(Math.max(1, Math.round(bytes / 1024)))} KB`;
  return `${number.format(bytes / 1024 / 1024)} MB`;
}
