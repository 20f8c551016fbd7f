import { LinkButton } from './button.tsx';
import type { PageContext } from './page-context.ts';

/** Back and forth through a long list by key: no page numbers, so page 10,000 is as quick as page 1. */
export function Pagination(props: {
  readonly ctx: PageContext;
  readonly previous?: string | undefined;
  readonly next?: string | undefined;
  /** "1–25 dari 1.000+" */
  readonly summary?: string | undefined;
}) {
  const { ctx, previous, next, summary } = props;
  if (previous === undefined && next === undefined) return null;
  return (
    <nav class="sl-pagination" aria-label={ctx.t('ui.pagination.label')}>
      {previous === undefined ? null : (
        <LinkButton href={previous} kind="secondary">
          ← {ctx.t('ui.pagination.previous')}
        </LinkButton>
      )}
      {summary === undefined ? null : <span class="sl-quiet">{summary}</span>}
      {next === undefined ? null : (
        <LinkButton href={next} kind="secondary">
          {ctx.t('ui.pagination.next')} →
        </LinkButton>
      )}
    </nav>
  );
}
