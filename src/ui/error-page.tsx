import { LinkButton } from './button.tsx';
import { Page } from './layout.tsx';
import { officePath, type PageContext } from './page-context.ts';

export type ErrorStatus = 400 | 403 | 404 | 405 | 409 | 413 | 422 | 429 | 500 | 503;

function kindOf(status: ErrorStatus): 'forbidden' | 'missing' | 'outage' | 'fault' | 'refused' {
  switch (status) {
    case 403:
      return 'forbidden';
    case 404:
      return 'missing';
    case 503:
      return 'outage';
    default:
      return status >= 500 ? 'fault' : 'refused';
  }
}

/**
 * What went wrong, and the way on. `reason` is the sentence of the guard that refused (403, 409); `reference` is the number under
 * which the office finds the fault in its log (500, 503).
 */
export function ErrorPage(props: {
  readonly ctx: PageContext;
  readonly status: ErrorStatus;
  readonly reason?: string | undefined;
  readonly reference?: string | undefined;
}) {
  const { ctx, status, reason, reference } = props;
  const { t } = ctx;
  const kind = kindOf(status);
  return (
    <Page ctx={ctx} title={t(`ui.error.${kind}.title`)} hidden>
      <p class="sl-error-code" aria-hidden="true">
        {String(status)}
      </p>
      <h1 class="ds-heading sl-title">{t(`ui.error.${kind}.title`)}</h1>
      <p class="sl-lead">{reason ?? t(`ui.error.${kind}.text`)}</p>
      {reference === undefined ? null : (
        <p>
          {t('ui.error.reference')} <code class="sl-code">{reference}</code>
        </p>
      )}
      <div class="sl-buttons">
        <LinkButton href={officePath(ctx)}>{t('ui.error.home')}</LinkButton>
      </div>
    </Page>
  );
}
