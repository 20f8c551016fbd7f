import { safeHref } from './href.ts';
import { Count } from './tag.tsx';

/**
 * Sections of one subject, each its own address. `count` shows how much waits there, named by `countLabel`; `note` says a word more.
 * Those that `wrap` take several lines where there is no room, so that all are seen at once.
 */
export function Tabs(props: {
  readonly label: string;
  readonly wraps?: boolean | undefined;
  readonly items: readonly {
    readonly label: string;
    readonly note?: string | undefined;
    readonly href: string;
    readonly current?: boolean | undefined;
    readonly count?: number | undefined;
    readonly countLabel?: string | undefined;
  }[];
}) {
  return (
    <nav class="sl-tabs" aria-label={props.label} data-wraps={props.wraps ? 'true' : undefined}>
      <ul>
        {props.items.map((item) => (
          <li>
            <a href={safeHref(item.href)} aria-current={item.current ? 'page' : undefined}>
              {item.label}
              {item.note ? <span class="sl-meta">{item.note}</span> : null}
              <Count value={item.count ?? 0} label={item.countLabel ?? ''} />
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}
