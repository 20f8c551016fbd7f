import type { Child } from 'hono/jsx';

export type Tone = 'neutral' | 'info' | 'success' | 'warning' | 'danger' | 'primary';

/** A status in one or two words. Colour only underlines what the words say. */
export function Tag({
  tone = 'neutral',
  children,
}: {
  readonly tone?: Tone | undefined;
  readonly children?: Child;
}) {
  return (
    <span class="ds-tag" data-color={tone} data-size="sm">
      {children}
    </span>
  );
}

/** A count that stands beside a word; `label` says what is counted. Nothing is shown for zero. */
export function Count({ value, label }: { readonly value: number; readonly label: string }) {
  if (value === 0) return null;
  return (
    <span class="sl-count">
      {value > 99 ? '99+' : String(value)}
      <span class="ds-sr-only"> {label}</span>
    </span>
  );
}
