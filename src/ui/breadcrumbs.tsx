import { safeHref } from './href.ts';
import type { PageContext } from './page-context.ts';

/** The way back up. The last item is this page and needs no address. */
export function Breadcrumbs(props: {
  readonly ctx: PageContext;
  readonly items: readonly { readonly label: string; readonly href?: string | undefined }[];
}) {
  return (
    <nav class="ds-breadcrumbs sl-breadcrumbs" aria-label={props.ctx.t('ui.breadcrumbs.label')}>
      <ol>
        {props.items.map(({ label, href }) => (
          <li>
            {href === undefined ? (
              <span aria-current="page">{label}</span>
            ) : (
              <a class="ds-link" href={safeHref(href)}>
                {label}
              </a>
            )}
          </li>
        ))}
      </ol>
    </nav>
  );
}
