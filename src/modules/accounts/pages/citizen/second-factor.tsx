import { one } from '../../../../kernel/forms.ts';
import type { House } from '../../../../kernel/house.ts';
import { localise } from '../../../../kernel/i18n.ts';
import { qrSvg } from '../../../../kernel/typeset.ts';
import { person, type Route } from '../../../../web/route.ts';
import type { Visit } from '../../../../web/visit.ts';
import { loginOf } from '../../accounts.sql.ts';
import { factorUri } from '../../second/codes.ts';
import { factorOf, recoveryLeft } from '../../second/second.sql.ts';
import { beginSetUp, confirmSetUp, renewRecovery, waitingSecret } from '../../second/setting-up.ts';
import { isStaffAnywhere } from '../../sessions.sql.ts';
import {
  callerOf,
  carry,
  cookiesOf,
  counterOf,
  here,
  type Sentences,
  sentences,
  statusOf,
} from '../door.ts';
import { RecoveryPage, SecondFactorPage } from './second-factor-page.tsx';

/** Setting up the second factor, and looking after it. */
export function secondFactorRoutes(house: House): Route[] {
  const cookies = cookiesOf(house.config);

  const page = async (visit: Visit, errors: Sentences = {}, status = 200) => {
    const { id, owesFactor } = visit.person;
    const [isStaff, factor, left, secret, login] = await Promise.all([
      isStaffAnywhere(house.db, id),
      factorOf(house.db, id),
      recoveryLeft(house.db, id),
      waitingSecret(house, id),
      loginOf(house.db, id),
    ]);
    return visit.html(
      <SecondFactorPage
        ctx={{ ...visit.page, path: here(visit, '/akun/pengaman') }}
        timeZone={visit.office.timeZone}
        email={login?.email ?? ''}
        isStaff={isStaff}
        owesFactor={owesFactor ?? false}
        since={factor?.since ?? undefined}
        recoveryLeft={left}
        secret={secret}
        errors={errors}
      />,
      status,
    );
  };

  return [
    {
      method: 'GET',
      path: '/:office/akun/pengaman',
      access: person,
      handle: (visit) => page(visit),
    },
    {
      method: 'GET',
      path: '/:office/akun/pengaman/kode.svg',
      access: person,
      async handle(visit) {
        const secret = await waitingSecret(house, visit.person.id);
        if (secret === undefined) return visit.notFound();
        const login = await loginOf(house.db, visit.person.id);
        const issuer = localise(visit.office.name, 'id').text;
        return new Response(await qrSvg(factorUri(secret, issuer, login?.email ?? '')), {
          headers: { 'content-type': 'image/svg+xml' },
        });
      },
    },
    {
      method: 'POST',
      path: '/:office/akun/pengaman/mulai',
      access: person,
      async handle(visit) {
        const input = await visit.form();
        const given = { password: one(input, 'kata_sandi'), code: one(input, 'kode') };
        const done = await beginSetUp(house, visit.person.id, given);
        if (!done.ok) return page(visit, sentences(visit, done.errors), statusOf(visit, done));
        return visit.redirect(here(visit, '/akun/pengaman'));
      },
    },
    {
      method: 'POST',
      path: '/:office/akun/pengaman',
      access: person,
      async handle(visit) {
        const code = one(await visit.form(), 'kode');
        const done = await confirmSetUp(house, callerOf(visit), counterOf(visit), {
          personId: visit.person.id,
          code,
        });
        if (!done.ok) return page(visit, sentences(visit, done.errors), statusOf(visit, done));
        carry(visit, cookies, done);
        return codes(visit, done.recovery);
      },
    },
    {
      method: 'POST',
      path: '/:office/akun/pengaman/cadangan',
      access: person,
      async handle(visit) {
        const done = await renewRecovery(
          house,
          visit.person.id,
          one(await visit.form(), 'kode_cadangan'),
        );
        if (done.ok) return codes(visit, done.recovery);
        const { kode, ...others } = sentences(visit, done.errors);
        const errors = { ...others, ...(kode === undefined ? {} : { kode_cadangan: kode }) };
        return page(visit, errors, statusOf(visit, done));
      },
    },
  ];
}

/** The recovery codes, this once. Reloading the page sends the form again, whose code is spent. */
const codes = (visit: Visit, recovery: readonly string[]) =>
  visit.html(
    <RecoveryPage ctx={{ ...visit.page, path: here(visit, '/akun/pengaman') }} codes={recovery} />,
  );
