import { type FormInput, one } from '../../../../kernel/forms.ts';
import type { House } from '../../../../kernel/house.ts';
import { SubmitButton } from '../../../../ui/button.tsx';
import { PasswordField, TextField } from '../../../../ui/fields.tsx';
import { Form } from '../../../../ui/form.tsx';
import { officePath, type PageContext } from '../../../../ui/page-context.ts';
import { writeFlash } from '../../../../web/cookies.ts';
import { anyone, type Route } from '../../../../web/route.ts';
import { register } from '../../commands/registration.ts';
import { commonPasswords } from '../../common-passwords.ts';
import { readRegistration } from '../../forms.ts';
import { PASSWORD_MIN } from '../../password-rule.ts';
import {
  callerOf,
  cookiesOf,
  counterOf,
  here,
  type Sentences,
  sentences,
  statusOf,
} from '../door.ts';
import { admit } from '../enter.ts';
import { DoorPage, MailedPage } from '../parts.tsx';

export function registerRoutes(house: House): Route[] {
  const cookies = cookiesOf(house.config);
  // Read when the house opens: a missing list is found before the first person registers.
  const common = commonPasswords();
  return [
    {
      method: 'GET',
      path: '/:office/daftar',
      access: anyone,
      handle(visit) {
        if (visit.visitor) return visit.redirect(here(visit, '/dasbor'));
        return visit.html(
          <RegisterPage ctx={visit.page} input={{}} back={visit.query('lanjut')} />,
        );
      },
    },
    {
      method: 'POST',
      path: '/:office/daftar',
      access: anyone,
      async handle(visit) {
        const input = await visit.form();
        const back = one(input, 'lanjut');
        const form = readRegistration(input, common);
        const again = (errors: Sentences, status: number) =>
          visit.html(
            <RegisterPage ctx={visit.page} input={form.input} errors={errors} back={back} />,
            status,
          );
        if (!form.ok) return again(sentences(visit, form.errors), 422);
        const before = visit.visitor?.sessionHash;
        const done = await register(house, callerOf(visit), counterOf(visit), {
          ...form.value,
          lang: visit.lang,
          before,
        });
        if (!done.ok) return again(sentences(visit, done.errors), statusOf(visit, done));
        if (!done.signedIn) {
          const text = visit.t('accounts.mailed.register', { email: form.value.email });
          return visit.html(<MailedPage ctx={visit.page} text={text} />);
        }
        if (done.isNew) writeFlash(visit.c, cookies, 'accounts.register.done');
        return admit(house, visit, cookies, done.signedIn, back);
      },
    },
  ];
}

function RegisterPage(props: {
  readonly ctx: PageContext;
  readonly input: FormInput;
  readonly errors?: Sentences;
  readonly back: string;
}) {
  const { ctx, input, errors = {}, back } = props;
  const { t } = ctx;
  return (
    <DoorPage
      ctx={ctx}
      title={t('accounts.register.title')}
      lead={t('accounts.register.lead')}
      errors={errors}
    >
      <Form action={officePath(ctx, '/daftar')}>
        {back === '' ? null : <input type="hidden" name="lanjut" value={back} />}
        <TextField
          ctx={ctx}
          name="nama_depan"
          label={t('accounts.given_name.label')}
          value={one(input, 'nama_depan')}
          error={errors.nama_depan}
          autocomplete="given-name"
        />
        <TextField
          ctx={ctx}
          name="nama_belakang"
          label={t('accounts.family_name.label')}
          description={t('accounts.family_name.help')}
          value={one(input, 'nama_belakang')}
          error={errors.nama_belakang}
          autocomplete="family-name"
          optional
        />
        <TextField
          ctx={ctx}
          name="email"
          type="email"
          label={t('accounts.email.label')}
          description={t('accounts.email.help')}
          value={one(input, 'email')}
          error={errors.email}
          autocomplete="email"
        />
        <PasswordField
          ctx={ctx}
          name="kata_sandi"
          label={t('accounts.password.label')}
          description={t('accounts.password.help')}
          error={errors.kata_sandi}
          autocomplete="new-password"
          minLength={PASSWORD_MIN}
        />
        <SubmitButton>{t('accounts.register.submit')}</SubmitButton>
      </Form>
      <p class="ds-paragraph">
        {t('accounts.register.have_account')}{' '}
        <a class="ds-link" href={officePath(ctx, '/masuk')}>
          {t('accounts.sign_in.title')}
        </a>
      </p>
    </DoorPage>
  );
}
