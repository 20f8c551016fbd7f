import type { PageContext } from './page-context.ts';

/** One thing to correct: the id of the field (its `name` unless it says another) and the sentence beside it. */
export interface FieldError {
  readonly field: string;
  readonly message: string;
}

/** Stands above a form that came back: what to correct, each a link to its field. Renders nothing without errors. */
export function ErrorSummary({
  ctx,
  errors,
}: {
  readonly ctx: PageContext;
  readonly errors: readonly FieldError[];
}) {
  if (errors.length === 0) return null;
  return (
    <div class="ds-error-summary" role="alert" tabindex={-1} id="ringkasan-kesalahan">
      <h2 class="ds-heading">{ctx.t('ui.error_summary.title')}</h2>
      <ul class="ds-list">
        {errors.map((error) => (
          <li>
            <a class="ds-link" href={`#${error.field}`}>
              {error.message}
            </a>
          </li>
        ))}
      </ul>
    </div>
  );
}
