import type { House } from '../../../../kernel/house.ts';
import { secretHash } from '../../../../kernel/ids.ts';
import { SubmitButton } from '../../../../ui/button.tsx';
import { Form } from '../../../../ui/form.tsx';
import { officePath, type PageContext } from '../../../../ui/page-context.ts';
import { readSecret, writeFlash, writeSecret } from '../../../../web/cookies.ts';
import { bearer, person, type Route } from '../../../../web/route.ts';
import { confirmEmail, resendConfirmation } from '../../commands/profile.ts';
import { secretOpens } from '../../secrets.sql.ts';
import { callerOf, cookiesOf, counterOf, here, sentences, statusOf } from '../door.ts';
import { DoorPage, SpentPage } from '../parts.tsx';

const COOKIE = 'rahasia_email';

export function confirmEmailRoutes(house: House): Route[] {
  const cookies = cookiesOf(house.config);
  return [
    {
      method: 'GET',
      path: '/:office/konfirmasi-email',
      access: bearer,
      async handle(visit) {
        const mailed = visit.query('rahasia');
        if (mailed !== '') {
          writeSecret(visit.c, cookies, COOKIE, mailed, 15 * 60);
          return visit.redirect(here(visit, '/konfirmasi-email'));
        }
        const secret = readSecret(visit.c, cookies, COOKIE);
        const opens =
          secret !== undefined &&
          (await secretOpens(house.db, secretHash(secret), 'confirm_email', visit.now));
        return visit.html(
          opens ? <ConfirmPage ctx={visit.page} /> : <SpentPage ctx={visit.page} again="/akun" />,
        );
      },
    },
    {
      method: 'POST',
      path: '/:office/konfirmasi-email',
      access: bearer,
      async handle(visit) {
        const confirmed = await confirmEmail(house, readSecret(visit.c, cookies, COOKIE) ?? '');
        writeSecret(visit.c, cookies, COOKIE, '', 0);
        if (!confirmed) return visit.html(<SpentPage ctx={visit.page} again="/akun" />, 422);
        writeFlash(visit.c, cookies, 'accounts.confirm.done');
        return visit.redirect(here(visit, visit.visitor ? '/akun' : '/masuk'));
      },
    },
    {
      method: 'POST',
      path: '/:office/akun/konfirmasi',
      access: person,
      async handle(visit) {
        const done = await resendConfirmation(
          house,
          callerOf(visit),
          counterOf(visit),
          visit.person.id,
        );
        if (!done.ok) {
          const errors = sentences(visit, done.errors);
          const ctx = { ...visit.page, path: here(visit, '/akun') };
          const page = (
            <DoorPage ctx={ctx} title={visit.t('accounts.confirm.title')} errors={errors} />
          );
          return visit.html(page, statusOf(visit, done));
        }
        writeFlash(visit.c, cookies, 'accounts.confirm.resent');
        return visit.redirect(here(visit, '/akun'));
      },
    },
  ];
}

function ConfirmPage({ ctx }: { readonly ctx: PageContext }) {
  const { t } = ctx;
  return (
    <DoorPage ctx={ctx} title={t('accounts.confirm.title')} lead={t('accounts.confirm.lead')}>
      <Form action={officePath(ctx, '/konfirmasi-email')}>
        <SubmitButton>{t('accounts.confirm.submit')}</SubmitButton>
      </Form>
    </DoorPage>
  );
}
