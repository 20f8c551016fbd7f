import { safeHref } from './href.ts';
import { Count } from './tag.tsx';

/** Sections of one subject, each its own address. `count` shows how much waits there, named by `countLabel`. */
export function Tabs(props: {
  readonly label: string;
  readonly items: readonly {
    readonly label: string;
    readonly href: string;
    readonly current?: boolean | undefined;
    readonly count?: number | undefined;
    readonly countLabel?: string | undefined;
  }[];
}) {
  return (
    <nav class="sl-tabs" aria-label={props.label}>
      <ul>
        {props.items.map((item) => (
          <li>
            <a href={safeHref(item.href)} aria-current={item.current ? 'page' : undefined}>
              {item.label}
              <Count value={item.count ?? 0} label={item.countLabel ?? ''} />
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}
