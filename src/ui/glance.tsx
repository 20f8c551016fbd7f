import { safeHref } from './href.ts';

/** One number that is read from across the room. */
export interface Glanced {
  readonly label: string;
  /** The number as people read it ("1.204", "83%"). */
  readonly value: string;
  /** What stands small beside it ("19 berkas"). */
  readonly note?: string | undefined;
  /** Where the list behind the number is. */
  readonly href?: string | undefined;
  /** True: somebody should do something about it. */
  readonly alarming?: boolean | undefined;
}

/** The few numbers that say how things are, side by side; what they are made of stands below them. */
export function Glance({ items }: { readonly items: readonly Glanced[] }) {
  return (
    <dl class="sl-glance">
      {items.map(({ label, value, note, href, alarming }) => (
        <div data-alarming={alarming ? 'true' : undefined}>
          <dt>{label}</dt>
          <dd>
            {href === undefined ? <strong>{value}</strong> : <a href={safeHref(href)}>{value}</a>}
            {note === undefined ? null : <span>{note}</span>}
          </dd>
        </div>
      ))}
    </dl>
  );
}
