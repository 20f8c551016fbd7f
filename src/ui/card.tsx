import type { Child } from 'hono/jsx';
import { safeHref } from './href.ts';

/**
 * One thing among its like: a service, a dossier. With `href` the title is the link and the whole card its target.
 * `meta` is a quiet line above the title, `foot` holds actions.
 */
export function Card(props: {
  readonly title?: Child;
  /** Level of the title's heading, 2 when not said. */
  readonly level?: 2 | 3 | 4 | undefined;
  readonly href?: string | undefined;
  readonly meta?: Child;
  readonly foot?: Child;
  readonly tinted?: boolean | undefined;
  readonly id?: string | undefined;
  readonly children?: Child;
}) {
  const { title, level = 2, href, meta, foot, tinted, id, children } = props;
  const Heading = `h${level}` as const;
  return (
    <article
      class={href === undefined ? 'ds-card' : 'ds-card sl-card-link'}
      data-variant={tinted ? 'tinted' : 'default'}
      id={id}
    >
      {meta ? <div class="sl-meta">{meta}</div> : null}
      {title === undefined ? null : (
        <Heading class="ds-heading" data-size="xs">
          {href === undefined ? title : <a href={safeHref(href)}>{title}</a>}
        </Heading>
      )}
      {children}
      {foot ? <div class="sl-card-foot">{foot}</div> : null}
    </article>
  );
}

/** Cards in as many columns as fit, one on a phone. */
export function CardGrid({ children }: { readonly children?: Child }) {
  return <div class="sl-grid">{children}</div>;
}
