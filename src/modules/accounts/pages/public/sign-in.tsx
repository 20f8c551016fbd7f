import { type FormInput, one } from '../../../../kernel/forms.ts';
import type { House } from '../../../../kernel/house.ts';
import { SubmitButton } from '../../../../ui/button.tsx';
import { PasswordField, TextField } from '../../../../ui/fields.tsx';
import { Form } from '../../../../ui/form.tsx';
import { officePath, type PageContext } from '../../../../ui/page-context.ts';
import { writeFlash } from '../../../../web/cookies.ts';
import { anyone, type Route } from '../../../../web/route.ts';
import { signIn, signOut } from '../../commands/signing-in.ts';
import { readCredentials } from '../../forms.ts';
import {
  afterSignIn,
  callerOf,
  cookiesOf,
  forget,
  here,
  type Sentences,
  sentences,
  statusOf,
} from '../door.ts';
import { admit } from '../enter.ts';
import { DoorPage } from '../parts.tsx';

export function signInRoutes(house: House): Route[] {
  const cookies = cookiesOf(house.config);
  return [
    {
      method: 'GET',
      path: '/:office/masuk',
      access: anyone,
      handle(visit) {
        const back = visit.query('lanjut');
        const { visitor } = visit;
        if (visitor) return visit.redirect(afterSignIn(visit, back, visitor.roles.length > 0));
        return visit.html(<SignInPage ctx={visit.page} input={{}} back={back} />);
      },
    },
    {
      method: 'POST',
      path: '/:office/masuk',
      access: anyone,
      async handle(visit) {
        const input = await visit.form();
        const back = one(input, 'lanjut');
        const form = readCredentials(input);
        const again = (errors: Sentences, status: number) =>
          visit.html(
            <SignInPage ctx={visit.page} input={form.input} errors={errors} back={back} />,
            status,
          );
        if (!form.ok) return again(sentences(visit, form.errors), 422);
        const { email, kata_sandi: password } = form.value;
        const before = visit.visitor?.sessionHash;
        const done = await signIn(house, callerOf(visit), { email, password, before });
        if (!done.ok) return again(sentences(visit, done.errors), statusOf(visit, done));
        return admit(house, visit, cookies, done, back);
      },
    },
    {
      method: 'POST',
      path: '/:office/keluar',
      access: anyone,
      async handle(visit) {
        if (visit.visitor) await signOut(house, callerOf(visit), visit.visitor.sessionHash);
        forget(visit, cookies);
        writeFlash(visit.c, cookies, 'accounts.signed_out');
        return visit.redirect(here(visit, ''));
      },
    },
  ];
}

function SignInPage(props: {
  readonly ctx: PageContext;
  readonly input: FormInput;
  readonly errors?: Sentences;
  readonly back: string;
}) {
  const { ctx, input, errors = {}, back } = props;
  const { t } = ctx;
  const register = officePath(
    ctx,
    `/daftar${back === '' ? '' : `?lanjut=${encodeURIComponent(back)}`}`,
  );
  return (
    <DoorPage ctx={ctx} title={t('accounts.sign_in.title')} errors={errors}>
      <Form action={officePath(ctx, '/masuk')}>
        {back === '' ? null : <input type="hidden" name="lanjut" value={back} />}
        <TextField
          ctx={ctx}
          name="email"
          type="email"
          label={t('accounts.email.label')}
          value={one(input, 'email')}
          error={errors.email}
          autocomplete="username"
        />
        <PasswordField
          ctx={ctx}
          name="kata_sandi"
          label={t('accounts.password.label')}
          error={errors.kata_sandi}
          autocomplete="current-password"
        />
        <SubmitButton>{t('accounts.sign_in.submit')}</SubmitButton>
      </Form>
      <p class="ds-paragraph">
        <a class="ds-link" href={officePath(ctx, '/lupa-sandi')}>
          {t('accounts.sign_in.forgot')}
        </a>
      </p>
      <p class="ds-paragraph">
        {t('accounts.sign_in.no_account')}{' '}
        <a class="ds-link" href={register}>
          {t('accounts.sign_in.register')}
        </a>
      </p>
    </DoorPage>
  );
}
