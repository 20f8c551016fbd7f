import { one } from '../../../../kernel/forms.ts';
import type { House } from '../../../../kernel/house.ts';
import { secretHash } from '../../../../kernel/ids.ts';
import { SubmitButton } from '../../../../ui/button.tsx';
import { TextField } from '../../../../ui/fields.tsx';
import { Form } from '../../../../ui/form.tsx';
import { officePath, type PageContext } from '../../../../ui/page-context.ts';
import { readSecret, writeFlash, writeSecret } from '../../../../web/cookies.ts';
import { bearer, type Route } from '../../../../web/route.ts';
import { enterCode } from '../../second/entering.ts';
import { isPending } from '../../second/second.sql.ts';
import { callerOf, cookiesOf, here, type Sentences, sentences, statusOf } from '../door.ts';
import { admit, PENDING_COOKIE } from '../enter.ts';
import { DoorPage } from '../parts.tsx';

/** The second step of signing in: the code of the app, or a recovery code. */
export function codeRoutes(house: House): Route[] {
  const cookies = cookiesOf(house.config);
  return [
    {
      method: 'GET',
      path: '/:office/masuk/kode',
      access: bearer,
      async handle(visit) {
        const pending = readSecret(visit.c, cookies, PENDING_COOKIE);
        const waits =
          pending !== undefined && (await isPending(house.db, secretHash(pending), visit.now));
        if (!waits) return visit.redirect(here(visit, '/masuk'));
        return visit.html(<CodePage ctx={visit.page} back={visit.query('lanjut')} />);
      },
    },
    {
      method: 'POST',
      path: '/:office/masuk/kode',
      access: bearer,
      async handle(visit) {
        const input = await visit.form();
        const back = one(input, 'lanjut');
        const pending = readSecret(visit.c, cookies, PENDING_COOKIE) ?? '';
        const done = await enterCode(house, callerOf(visit), { pending, code: one(input, 'kode') });
        if (done === 'start_again') {
          writeSecret(visit.c, cookies, PENDING_COOKIE, '', 0);
          writeFlash(visit.c, cookies, 'accounts.second.start_again');
          return visit.redirect(here(visit, '/masuk'));
        }
        if (!done.ok)
          return visit.html(
            <CodePage
              ctx={{ ...visit.page, path: here(visit, '/masuk/kode') }}
              back={back}
              errors={sentences(visit, done.errors)}
            />,
            statusOf(visit, done),
          );
        writeSecret(visit.c, cookies, PENDING_COOKIE, '', 0);
        if (done.byRecovery) writeFlash(visit.c, cookies, 'accounts.second.recovery_used');
        return admit(house, visit, cookies, done, back);
      },
    },
  ];
}

function CodePage(props: {
  readonly ctx: PageContext;
  readonly back: string;
  readonly errors?: Sentences;
}) {
  const { ctx, back, errors = {} } = props;
  const { t } = ctx;
  return (
    <DoorPage
      ctx={ctx}
      title={t('accounts.second.enter.title')}
      lead={t('accounts.second.enter.lead')}
      errors={errors}
    >
      <Form action={officePath(ctx, '/masuk/kode')}>
        {back === '' ? null : <input type="hidden" name="lanjut" value={back} />}
        <CodeField ctx={ctx} error={errors.kode} description={t('accounts.second.enter.help')} />
        <SubmitButton>{t('accounts.second.enter.submit')}</SubmitButton>
      </Form>
      <p class="ds-paragraph">{t('accounts.second.enter.lost')}</p>
    </DoorPage>
  );
}

/** Where a code is typed: of the app, or a recovery code. */
export function CodeField(props: {
  readonly ctx: PageContext;
  readonly description?: string;
  readonly error?: string | undefined;
}) {
  const { ctx, description, error } = props;
  return (
    <TextField
      ctx={ctx}
      name="kode"
      label={ctx.t('accounts.second.code')}
      description={description}
      error={error}
      autocomplete="one-time-code"
      size={16}
    />
  );
}
