import { type FormInput, one } from '../../../../kernel/forms.ts';
import type { House } from '../../../../kernel/house.ts';
import { secretHash } from '../../../../kernel/ids.ts';
import { SubmitButton } from '../../../../ui/button.tsx';
import { PasswordField, TextField } from '../../../../ui/fields.tsx';
import { Form } from '../../../../ui/form.tsx';
import { officePath, type PageContext } from '../../../../ui/page-context.ts';
import { readSecret, writeFlash, writeSecret } from '../../../../web/cookies.ts';
import { anyone, bearer, type Route } from '../../../../web/route.ts';
import { forgotPassword, setNewPassword } from '../../commands/new-password.ts';
import { readEmail } from '../../forms.ts';
import { PASSWORD_MIN } from '../../password-rule.ts';
import { secretOpens } from '../../secrets.sql.ts';
import {
  callerOf,
  cookiesOf,
  counterOf,
  forget,
  here,
  type Sentences,
  sentences,
  statusOf,
} from '../door.ts';
import { DoorPage, MailedPage, SpentPage } from '../parts.tsx';

/** The cookie that carries the mailed secret from the link to the form. */
const COOKIE = 'rahasia_sandi';

export function newPasswordRoutes(house: House): Route[] {
  const cookies = cookiesOf(house.config);
  return [
    {
      method: 'GET',
      path: '/:office/lupa-sandi',
      access: anyone,
      handle: (visit) => visit.html(<ForgotPage ctx={visit.page} input={{}} />),
    },
    {
      method: 'POST',
      path: '/:office/lupa-sandi',
      access: anyone,
      async handle(visit) {
        const form = readEmail(await visit.form());
        const again = (errors: Sentences, status: number) =>
          visit.html(<ForgotPage ctx={visit.page} input={form.input} errors={errors} />, status);
        if (!form.ok) return again(sentences(visit, form.errors), 422);
        const done = await forgotPassword(
          house,
          callerOf(visit),
          counterOf(visit),
          form.value.email,
        );
        if (!done.ok) return again(sentences(visit, done.errors), statusOf(visit, done));
        const text = visit.t('accounts.mailed.forgot', { email: form.value.email });
        return visit.html(<MailedPage ctx={visit.page} text={text} />);
      },
    },
    {
      method: 'GET',
      path: '/:office/sandi-baru',
      access: bearer,
      async handle(visit) {
        // The link changes nothing (mail scanners open links too): it moves its secret out of the address, and the form uses it up.
        const mailed = visit.query('rahasia');
        if (mailed !== '') {
          writeSecret(visit.c, cookies, COOKIE, mailed, 15 * 60);
          return visit.redirect(here(visit, '/sandi-baru'));
        }
        const secret = readSecret(visit.c, cookies, COOKIE);
        const opens =
          secret !== undefined &&
          (await secretOpens(house.db, secretHash(secret), 'new_password', visit.now));
        if (!opens) return visit.html(<SpentPage ctx={visit.page} again="/lupa-sandi" />);
        return visit.html(<NewPasswordPage ctx={visit.page} />);
      },
    },
    {
      method: 'POST',
      path: '/:office/sandi-baru',
      access: bearer,
      async handle(visit) {
        const secret = readSecret(visit.c, cookies, COOKIE) ?? '';
        const password = one(await visit.form(), 'kata_sandi');
        const done = await setNewPassword(house, callerOf(visit), counterOf(visit), {
          secret,
          password,
        });
        if (done !== 'spent' && !done.ok)
          return visit.html(
            <NewPasswordPage ctx={visit.page} errors={sentences(visit, done.errors)} />,
            statusOf(visit, done),
          );
        writeSecret(visit.c, cookies, COOKIE, '', 0);
        if (done === 'spent')
          return visit.html(<SpentPage ctx={visit.page} again="/lupa-sandi" />, 422);
        forget(visit, cookies);
        writeFlash(visit.c, cookies, 'accounts.new_password.done');
        return visit.redirect(here(visit, '/masuk'));
      },
    },
  ];
}

function ForgotPage(props: {
  readonly ctx: PageContext;
  readonly input: FormInput;
  readonly errors?: Sentences;
}) {
  const { ctx, input, errors = {} } = props;
  const { t } = ctx;
  return (
    <DoorPage
      ctx={ctx}
      title={t('accounts.forgot.title')}
      lead={t('accounts.forgot.lead')}
      errors={errors}
    >
      <Form action={officePath(ctx, '/lupa-sandi')}>
        <TextField
          ctx={ctx}
          name="email"
          type="email"
          label={t('accounts.email.label')}
          value={one(input, 'email')}
          error={errors.email}
          autocomplete="email"
        />
        <SubmitButton>{t('accounts.forgot.submit')}</SubmitButton>
      </Form>
    </DoorPage>
  );
}

function NewPasswordPage({
  ctx,
  errors = {},
}: {
  readonly ctx: PageContext;
  readonly errors?: Sentences;
}) {
  const { t } = ctx;
  return (
    <DoorPage
      ctx={ctx}
      title={t('accounts.new_password.title')}
      lead={t('accounts.new_password.lead')}
      errors={errors}
    >
      <Form action={officePath(ctx, '/sandi-baru')}>
        <PasswordField
          ctx={ctx}
          name="kata_sandi"
          label={t('accounts.password.new')}
          description={t('accounts.password.help')}
          error={errors.kata_sandi}
          autocomplete="new-password"
          minLength={PASSWORD_MIN}
        />
        <SubmitButton>{t('accounts.new_password.submit')}</SubmitButton>
      </Form>
    </DoorPage>
  );
}
