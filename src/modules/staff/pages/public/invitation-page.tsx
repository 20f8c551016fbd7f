import { Alert } from '../../../../ui/alert.tsx';
import { LinkButton, SubmitButton } from '../../../../ui/button.tsx';
import { When } from '../../../../ui/dates.tsx';
import { DescriptionList } from '../../../../ui/description-list.tsx';
import { ErrorSummary } from '../../../../ui/error-summary.tsx';
import { PasswordField, TextField } from '../../../../ui/fields.tsx';
import { Form } from '../../../../ui/form.tsx';
import { Page } from '../../../../ui/layout.tsx';
import { officePath, type PageContext } from '../../../../ui/page-context.ts';
import { PageHead } from '../../../../ui/page-head.tsx';
import type { OpenInvitation } from '../../invitations.sql.ts';

/** What the bearer of the link still has to do. */
export type InvitationStage = 'sign_in' | 'new_account' | 'accept' | 'other_account';

interface Props {
  readonly ctx: PageContext;
  readonly office: string;
  readonly timeZone: string;
  readonly invitation: OpenInvitation;
  readonly stage: InvitationStage;
  readonly errors: Readonly<Record<string, string>>;
  readonly typed: Readonly<Record<string, string>>;
}

export function InvitationPage(props: Props) {
  const { ctx, office, timeZone, invitation, errors } = props;
  const { t, lang } = ctx;
  const title = t('staff.join.title');
  const { '': whole, ...beside } = errors;
  return (
    <Page ctx={ctx} title={title} hidden>
      <PageHead
        title={title}
        lead={t('staff.join.lead', { inviter: invitation.inviter, office })}
      />
      {whole === undefined ? null : (
        <Alert kind="danger" live="alert">
          {whole}
        </Alert>
      )}
      <ErrorSummary
        ctx={ctx}
        errors={Object.entries(beside).map(([field, message]) => ({ field, message }))}
      />
      <DescriptionList
        items={[
          { term: t('staff.people.role'), value: t(`staff.role.${invitation.role}`) },
          { term: t('staff.invite.email'), value: invitation.email },
          {
            term: t('staff.invite.until'),
            value: <When at={invitation.expiresAt} tz={timeZone} lang={lang} />,
          },
        ]}
      />
      <Step {...props} />
    </Page>
  );
}

function Step(props: Props) {
  const { ctx, stage, invitation } = props;
  const { t } = ctx;
  switch (stage) {
    case 'sign_in':
      return (
        <>
          <p class="ds-paragraph">{t('staff.join.sign_in_lead')}</p>
          <div class="sl-buttons">
            <LinkButton
              href={officePath(
                ctx,
                `/masuk?lanjut=${encodeURIComponent(officePath(ctx, '/undangan'))}`,
              )}
            >
              {t('staff.join.sign_in')}
            </LinkButton>
          </div>
        </>
      );
    case 'other_account':
      return (
        <>
          <Alert kind="warning">{t('staff.join.other_account')}</Alert>
          <form method="post" action={officePath(ctx, '/keluar')}>
            <SubmitButton kind="secondary">{t('staff.join.sign_out')}</SubmitButton>
          </form>
        </>
      );
    case 'accept':
      return (
        <Form action={officePath(ctx, '/undangan')}>
          <p class="ds-paragraph">{t('staff.join.accept_lead')}</p>
          <SubmitButton>{t('staff.join.accept')}</SubmitButton>
        </Form>
      );
    case 'new_account':
      return <NewAccount {...props} email={invitation.email} />;
  }
}

function NewAccount({ ctx, errors, typed, email }: Props & { readonly email: string }) {
  const { t } = ctx;
  return (
    <Form action={officePath(ctx, '/undangan')}>
      <p class="ds-paragraph">{t('staff.join.new_lead')}</p>
      <input type="text" name="username" value={email} autocomplete="username" hidden />
      <TextField
        ctx={ctx}
        name="nama_depan"
        label={t('accounts.given_name.label')}
        value={typed.nama_depan}
        error={errors.nama_depan}
        autocomplete="given-name"
      />
      <TextField
        ctx={ctx}
        name="nama_belakang"
        label={t('accounts.family_name.label')}
        description={t('accounts.family_name.help')}
        value={typed.nama_belakang}
        error={errors.nama_belakang}
        autocomplete="family-name"
        optional
      />
      <PasswordField
        ctx={ctx}
        name="kata_sandi"
        label={t('accounts.password.new')}
        description={t('accounts.password.help')}
        error={errors.kata_sandi}
        autocomplete="new-password"
      />
      <SubmitButton>{t('staff.join.accept')}</SubmitButton>
    </Form>
  );
}

/** A link that opens nothing: used, too old, or taken back. */
export function SpentInvitationPage({ ctx }: { readonly ctx: PageContext }) {
  const { t } = ctx;
  const title = t('staff.join.spent_title');
  return (
    <Page ctx={ctx} title={title} hidden>
      <PageHead title={title} lead={t('staff.join.spent')} />
      <div class="sl-buttons">
        <LinkButton href={officePath(ctx, '/masuk')}>{t('accounts.sign_in.title')}</LinkButton>
      </div>
    </Page>
  );
}
