import { Alert } from '../../../../ui/alert.tsx';
import { LinkButton, SubmitButton } from '../../../../ui/button.tsx';
import { When } from '../../../../ui/dates.tsx';
import { PasswordField, TextField } from '../../../../ui/fields.tsx';
import { Form } from '../../../../ui/form.tsx';
import { Page } from '../../../../ui/layout.tsx';
import { officeNav } from '../../../../ui/office-nav.ts';
import { officePath, type PageContext } from '../../../../ui/page-context.ts';
import { PageHead, Section } from '../../../../ui/page-head.tsx';
import { inGroups, RECOVERY_CODES } from '../../second/codes.ts';
import type { Sentences } from '../door.ts';
import { Problems } from '../parts.tsx';
import { CodeField } from '../public/code.tsx';

interface Props {
  readonly ctx: PageContext;
  readonly timeZone: string;
  readonly email: string;
  readonly isStaff: boolean;
  /** Nothing of the office opens until the set-up is done. */
  readonly owesFactor: boolean;
  readonly since: Date | undefined;
  readonly recoveryLeft: number;
  /** A set-up that waits for its first code. */
  readonly secret: string | undefined;
  readonly errors: Sentences;
}

/** The second factor of somebody who works for an office: set it up, exchange it, make new recovery codes. */
export function SecondFactorPage(props: Props) {
  const { ctx, isStaff, owesFactor, since, secret, errors } = props;
  const { t } = ctx;
  const title = t('accounts.second.title');
  return (
    <Page ctx={ctx} title={title} nav={officeNav(ctx, 'account')} hidden>
      <PageHead title={title} lead={t('accounts.second.lead')} />
      <Problems ctx={ctx} errors={errors} />
      {owesFactor ? (
        <Alert kind="warning" title={t('accounts.second.owed_title')}>
          {t('accounts.second.owed')}
        </Alert>
      ) : null}
      {isStaff ? null : <p class="ds-paragraph">{t('accounts.second.staff_only')}</p>}
      {isStaff && since !== undefined ? <InUse {...props} since={since} /> : null}
      {isStaff && secret !== undefined ? <Confirm {...props} secret={secret} /> : null}
      {isStaff && (secret === undefined || since !== undefined) ? <Begin {...props} /> : null}
    </Page>
  );
}

function InUse({ ctx, since, timeZone, recoveryLeft, errors }: Props & { readonly since: Date }) {
  const { t, lang } = ctx;
  return (
    <Section title={t('accounts.second.on')}>
      <p class="ds-paragraph">
        {t('accounts.second.since')} <When at={since} tz={timeZone} lang={lang} style="short" />
      </p>
      <p class="ds-paragraph">
        {t('accounts.second.left', { left: recoveryLeft, all: RECOVERY_CODES })}
      </p>
      <Form action={officePath(ctx, '/akun/pengaman/cadangan')}>
        <TextField
          ctx={ctx}
          name="kode_cadangan"
          label={t('accounts.second.code')}
          description={t('accounts.second.renew_help')}
          error={errors.kode_cadangan}
          autocomplete="one-time-code"
          size={16}
        />
        <SubmitButton kind="secondary">{t('accounts.second.renew')}</SubmitButton>
      </Form>
    </Section>
  );
}

/** Step one, or the exchange of the app: the password once more, and a code where there is a factor. */
function Begin({ ctx, since, email, errors }: Props) {
  const { t } = ctx;
  const isExchange = since !== undefined;
  return (
    <Section title={t(isExchange ? 'accounts.second.exchange' : 'accounts.second.begin_title')}>
      <p class="ds-paragraph">{t('accounts.second.begin_lead')}</p>
      <Form action={officePath(ctx, '/akun/pengaman/mulai')}>
        <input type="text" name="username" value={email} autocomplete="username" hidden />
        <PasswordField
          ctx={ctx}
          name="kata_sandi"
          label={t('accounts.password.current')}
          error={errors.kata_sandi}
          autocomplete="current-password"
        />
        {isExchange ? (
          <CodeField ctx={ctx} error={errors.kode} description={t('accounts.second.enter.help')} />
        ) : null}
        <SubmitButton kind={isExchange ? 'secondary' : 'primary'}>
          {t(isExchange ? 'accounts.second.exchange' : 'accounts.second.begin')}
        </SubmitButton>
      </Form>
    </Section>
  );
}

/** Step two: the secret goes into the app, and the app's first code proves it. */
function Confirm({ ctx, secret, errors, since }: Props & { readonly secret: string }) {
  const { t } = ctx;
  return (
    <Section title={t('accounts.second.scan_title')}>
      <p class="ds-paragraph">{t('accounts.second.scan')}</p>
      <img
        class="sl-qr"
        src={officePath(ctx, '/akun/pengaman/kode.svg')}
        alt={t('accounts.second.qr')}
        width={220}
        height={220}
      />
      <p class="ds-paragraph">
        {t('accounts.second.by_hand')} <strong class="sl-code">{inGroups(secret)}</strong>
      </p>
      <Form action={officePath(ctx, '/akun/pengaman')}>
        <TextField
          ctx={ctx}
          name="kode"
          id="kode-baru"
          label={t('accounts.second.first_code')}
          description={t('accounts.second.first_code_help')}
          error={since === undefined ? errors.kode : undefined}
          autocomplete="one-time-code"
          inputMode="numeric"
          size={8}
        />
        <SubmitButton>{t('accounts.second.confirm')}</SubmitButton>
      </Form>
    </Section>
  );
}

/** The ten recovery codes, shown this once. */
export function RecoveryPage({
  ctx,
  codes,
}: {
  readonly ctx: PageContext;
  readonly codes: readonly string[];
}) {
  const { t } = ctx;
  const title = t('accounts.second.recovery_title');
  return (
    <Page ctx={ctx} title={title} nav={officeNav(ctx, 'account')} hidden>
      <PageHead title={title} lead={t('accounts.second.recovery_lead')} />
      <Alert kind="warning">{t('accounts.second.recovery_once')}</Alert>
      <ol class="ds-list">
        {codes.map((code) => (
          <li>
            <strong class="sl-code">{code}</strong>
          </li>
        ))}
      </ol>
      <div class="sl-buttons">
        <LinkButton href={officePath(ctx, '/petugas')}>
          {t('accounts.second.recovery_done')}
        </LinkButton>
      </div>
    </Page>
  );
}
