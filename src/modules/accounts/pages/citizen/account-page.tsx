import { Button, LinkButton, SubmitButton } from '../../../../ui/button.tsx';
import { When } from '../../../../ui/dates.tsx';
import { PasswordField, RadioGroup, TextField } from '../../../../ui/fields.tsx';
import { Form } from '../../../../ui/form.tsx';
import { Page } from '../../../../ui/layout.tsx';
import { officeNav } from '../../../../ui/office-nav.ts';
import { officePath, type PageContext } from '../../../../ui/page-context.ts';
import { PageHead, Section } from '../../../../ui/page-head.tsx';
import { type Column, Table } from '../../../../ui/table.tsx';
import { PASSWORD_MIN } from '../../password-rule.ts';
import type { SessionLife } from '../../rules.ts';
import type { DeviceRow } from '../../sessions.sql.ts';
import type { Sentences } from '../door.ts';
import { Problems } from '../parts.tsx';

type Device = DeviceRow & { readonly key: string; readonly isThis: boolean };

/** Everything about one's own account on one page. */
export function AccountPage(props: {
  readonly ctx: PageContext;
  readonly timeZone: string;
  readonly values: Readonly<Record<string, string>>;
  readonly email: string;
  readonly isConfirmed: boolean;
  /** They work here: the second factor is theirs to look after. */
  readonly isStaff: boolean;
  /** How long this session lives. */
  readonly limit: SessionLife;
  readonly devices: readonly Device[];
  readonly errors: Sentences;
}) {
  const { ctx, values, email, isConfirmed, isStaff, limit, devices, errors, timeZone } = props;
  const { t } = ctx;
  const title = t('accounts.account.title');
  const confirmed = t(
    isConfirmed ? 'accounts.account.email_confirmed' : 'accounts.account.email_unconfirmed',
  );
  return (
    <Page ctx={ctx} title={title} nav={officeNav(ctx, 'account')} hidden>
      <PageHead title={title} lead={`${email} (${confirmed})`} />
      <Problems ctx={ctx} errors={errors} />
      {isConfirmed ? null : (
        <form method="post" action={officePath(ctx, '/akun/konfirmasi')} class="sl-flow">
          <p class="ds-paragraph">{t('accounts.confirm.pending')}</p>
          <Button type="submit" kind="secondary">
            {t('accounts.confirm.resend')}
          </Button>
        </form>
      )}
      <Section title={t('accounts.account.profile')}>
        <ProfileForm ctx={ctx} values={values} errors={errors} />
      </Section>
      <Section title={t('accounts.account.password')} id="sandi">
        <PasswordForm ctx={ctx} errors={errors} email={email} />
      </Section>
      {isStaff ? (
        <Section title={t('accounts.second.title')} id="pengaman">
          <p class="ds-paragraph">{t('accounts.account.second_lead')}</p>
          <LinkButton href={officePath(ctx, '/akun/pengaman')} kind="secondary">
            {t('accounts.account.second_open')}
          </LinkButton>
        </Section>
      ) : null}
      <Section title={t('accounts.account.devices')} id="perangkat">
        <Devices ctx={ctx} devices={devices} timeZone={timeZone} />
        <p class="ds-paragraph">
          {'days' in limit
            ? t('accounts.account.session_citizen', limit)
            : t('accounts.account.session_staff', limit)}
        </p>
        <p class="ds-paragraph">{t('accounts.account.devices_lead')}</p>
        <Form action={officePath(ctx, '/akun/keluar-semua')}>
          <SubmitButton kind="secondary">{t('accounts.account.sign_out_everywhere')}</SubmitButton>
        </Form>
      </Section>
    </Page>
  );
}

function ProfileForm(props: {
  readonly ctx: PageContext;
  readonly values: Readonly<Record<string, string>>;
  readonly errors: Sentences;
}) {
  const { ctx, values, errors } = props;
  const { t } = ctx;
  return (
    <Form action={officePath(ctx, '/akun')}>
      <TextField
        ctx={ctx}
        name="nama_depan"
        label={t('accounts.given_name.label')}
        value={values.nama_depan}
        error={errors.nama_depan}
        autocomplete="given-name"
      />
      <TextField
        ctx={ctx}
        name="nama_belakang"
        label={t('accounts.family_name.label')}
        description={t('accounts.family_name.help')}
        value={values.nama_belakang}
        error={errors.nama_belakang}
        autocomplete="family-name"
        optional
      />
      <RadioGroup
        ctx={ctx}
        name="bahasa"
        label={t('accounts.account.language')}
        value={values.bahasa}
        error={errors.bahasa}
        choices={[
          { value: 'id', label: 'Bahasa Indonesia' },
          { value: 'en', label: 'English' },
        ]}
      />
      <SubmitButton>{t('accounts.account.save')}</SubmitButton>
    </Form>
  );
}

function PasswordForm({
  ctx,
  errors,
  email,
}: {
  readonly ctx: PageContext;
  readonly errors: Sentences;
  readonly email: string;
}) {
  const { t } = ctx;
  return (
    <Form action={officePath(ctx, '/akun/sandi')}>
      <p class="ds-paragraph">{t('accounts.account.password_lead')}</p>
      {/* Password managers need to see whose password it is. */}
      <input type="text" name="username" value={email} autocomplete="username" hidden />
      <PasswordField
        ctx={ctx}
        name="kata_sandi_sekarang"
        label={t('accounts.password.current')}
        error={errors.kata_sandi_sekarang}
        autocomplete="current-password"
      />
      <PasswordField
        ctx={ctx}
        name="kata_sandi_baru"
        label={t('accounts.password.new')}
        description={t('accounts.password.help')}
        error={errors.kata_sandi_baru}
        autocomplete="new-password"
        minLength={PASSWORD_MIN}
      />
      <SubmitButton kind="secondary">{t('accounts.account.password_submit')}</SubmitButton>
    </Form>
  );
}

function Devices(props: {
  readonly ctx: PageContext;
  readonly devices: readonly Device[];
  readonly timeZone: string;
}) {
  const { ctx, devices, timeZone } = props;
  const { t, lang } = ctx;
  const name = ({ device, isThis }: Device) =>
    [
      device || t('accounts.account.device_unknown'),
      ...(isThis ? [`(${t('accounts.account.device_this')})`] : []),
    ].join(' ');
  const end: Column<Device> = {
    key: 'end',
    head: t('accounts.account.device_act'),
    cell: (row) =>
      row.isThis ? (
        '–'
      ) : (
        <form method="post" action={officePath(ctx, '/akun/perangkat/keluar')}>
          <input type="hidden" name="perangkat" value={row.key} />
          <Button
            type="submit"
            kind="tertiary"
            size="sm"
            label={t('accounts.account.device_end_named', { device: name(row) })}
          >
            {t('accounts.account.device_end')}
          </Button>
        </form>
      ),
  };
  return (
    <Table
      ctx={ctx}
      caption={t('accounts.account.devices')}
      captionHidden
      rows={devices}
      columns={[
        { key: 'device', head: t('accounts.account.device'), cell: name, rowHead: true },
        {
          key: 'since',
          head: t('accounts.account.device_since'),
          cell: (row) => <When at={row.createdAt} tz={timeZone} lang={lang} style="short" />,
        },
        {
          key: 'seen',
          head: t('accounts.account.device_seen'),
          cell: (row) => <When at={row.seenAt} tz={timeZone} lang={lang} style="short" />,
        },
        ...(devices.some(({ isThis }) => !isThis) ? [end] : []),
      ]}
    />
  );
}
