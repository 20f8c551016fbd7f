import type { Child } from 'hono/jsx';
import { Alert } from '../../../ui/alert.tsx';
import { LinkButton } from '../../../ui/button.tsx';
import { ErrorSummary } from '../../../ui/error-summary.tsx';
import { Page } from '../../../ui/layout.tsx';
import { officePath, type PageContext } from '../../../ui/page-context.ts';
import { PageHead } from '../../../ui/page-head.tsx';
import type { Sentences } from './door.ts';

/** What must be corrected before the form can go on: about the whole first, then each field. */
export function Problems({
  ctx,
  errors,
}: {
  readonly ctx: PageContext;
  readonly errors: Sentences;
}) {
  const { '': whole, ...beside } = errors;
  return (
    <>
      {whole === undefined ? null : (
        <Alert kind="danger" live="alert">
          {whole}
        </Alert>
      )}
      <ErrorSummary
        ctx={ctx}
        errors={Object.entries(beside).map(([field, message]) => ({ field, message }))}
      />
    </>
  );
}

/** A narrow page around one form. */
export function DoorPage(props: {
  readonly ctx: PageContext;
  readonly title: string;
  readonly lead?: string | undefined;
  readonly errors?: Sentences | undefined;
  readonly children?: Child;
}) {
  const { ctx, title, lead, errors = {}, children } = props;
  return (
    <Page ctx={ctx} title={title} hidden>
      <PageHead title={title} lead={lead} />
      <Problems ctx={ctx} errors={errors} />
      {children}
    </Page>
  );
}

/** "Look into your mailbox": the same page whatever is known about the address. */
export function MailedPage(props: { readonly ctx: PageContext; readonly text: string }) {
  const { ctx, text } = props;
  const { t } = ctx;
  return (
    <DoorPage ctx={ctx} title={t('accounts.mailed.title')}>
      <p class="ds-paragraph">{text}</p>
      <p class="ds-paragraph">{t('accounts.mailed.not_there')}</p>
      <div class="sl-buttons">
        <LinkButton href={officePath(ctx, '/masuk')}>{t('accounts.sign_in.title')}</LinkButton>
        <LinkButton href={officePath(ctx, '/lupa-sandi')} kind="secondary">
          {t('accounts.sign_in.forgot')}
        </LinkButton>
      </div>
    </DoorPage>
  );
}

/** A mailed link that opens nothing any more, and the way to a new one. */
export function SpentPage({ ctx, again }: { readonly ctx: PageContext; readonly again: string }) {
  const { t } = ctx;
  return (
    <DoorPage ctx={ctx} title={t('accounts.secret.spent_title')}>
      <p class="ds-paragraph">{t('accounts.secret.spent')}</p>
      <div class="sl-buttons">
        <LinkButton href={officePath(ctx, again)}>{t('accounts.secret.again')}</LinkButton>
      </div>
    </DoorPage>
  );
}
