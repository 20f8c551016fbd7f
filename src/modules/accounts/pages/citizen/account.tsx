import { one } from '../../../../kernel/forms.ts';
import type { House } from '../../../../kernel/house.ts';
import { writeFlash, writeLang } from '../../../../web/cookies.ts';
import { person, type Route } from '../../../../web/route.ts';
import type { Visit } from '../../../../web/visit.ts';
import { loginOf, personById } from '../../accounts.sql.ts';
import { deviceKey, endDevice } from '../../commands/devices.ts';
import { changePassword } from '../../commands/new-password.ts';
import { changeProfile } from '../../commands/profile.ts';
import { signOut, signOutEverywhere } from '../../commands/signing-in.ts';
import { readProfile } from '../../forms.ts';
import { sessionLife } from '../../rules.ts';
import { devicesOf, rolesAnywhere } from '../../sessions.sql.ts';
import {
  callerOf,
  carry,
  cookiesOf,
  counterOf,
  forget,
  here,
  type Sentences,
  sentences,
  statusOf,
} from '../door.ts';
import { AccountPage } from './account-page.tsx';

export function ownAccountRoutes(house: House): Route[] {
  const cookies = cookiesOf(house.config);

  const page = async (
    visit: Visit,
    errors: Sentences = {},
    status = 200,
    typed?: Readonly<Record<string, string>>,
  ) => {
    const { id, sessionHash } = visit.person;
    const [who, login, devices, roles] = await Promise.all([
      personById(house.db, id),
      loginOf(house.db, id),
      devicesOf(house.db, id, visit.now),
      rolesAnywhere(house.db, id),
    ]);
    if (!who || !login) return visit.notFound();
    const values = typed ?? {
      nama_depan: who.givenName,
      nama_belakang: who.familyName,
      bahasa: who.lang,
    };
    const { email, emailConfirmedAt } = login;
    return visit.html(
      <AccountPage
        // Sent to a form's address, it is still this page: the language links lead here.
        ctx={{ ...visit.page, path: here(visit, '/akun') }}
        timeZone={visit.office.timeZone}
        values={values}
        email={email}
        isConfirmed={emailConfirmedAt !== null}
        isStaff={visit.person.roles.length > 0 || visit.person.owesFactor === true}
        limit={sessionLife(roles)}
        devices={devices.map((device) => ({
          ...device,
          key: deviceKey(device.hash),
          isThis: device.hash.equals(sessionHash),
        }))}
        errors={errors}
      />,
      status,
    );
  };

  return [
    { method: 'GET', path: '/:office/akun', access: person, handle: (visit) => page(visit) },
    {
      method: 'POST',
      path: '/:office/akun',
      access: person,
      async handle(visit) {
        const form = readProfile(await visit.form());
        if (!form.ok) {
          const typed = Object.fromEntries(
            ['nama_depan', 'nama_belakang', 'bahasa'].map((field) => [
              field,
              one(form.input, field),
            ]),
          );
          return page(visit, sentences(visit, form.errors), 422, typed);
        }
        const { nama_depan: given, nama_belakang: family, bahasa } = form.value;
        await changeProfile(house, visit.person.id, { given, family }, bahasa);
        writeLang(visit.c, cookies, bahasa);
        writeFlash(visit.c, cookies, 'accounts.account.saved');
        return visit.redirect(here(visit, '/akun'));
      },
    },
    {
      method: 'POST',
      path: '/:office/akun/sandi',
      access: person,
      async handle(visit) {
        const input = await visit.form();
        const given = {
          personId: visit.person.id,
          session: visit.person.sessionHash,
          current: one(input, 'kata_sandi_sekarang'),
          wanted: one(input, 'kata_sandi_baru'),
        };
        const done = await changePassword(house, callerOf(visit), counterOf(visit), given);
        if (!done.ok) return page(visit, sentences(visit, done.errors), statusOf(visit, done));
        carry(visit, cookies, done);
        writeFlash(visit.c, cookies, 'accounts.account.password_done');
        return visit.redirect(here(visit, '/akun'));
      },
    },
    {
      method: 'POST',
      path: '/:office/akun/perangkat/keluar',
      access: person,
      async handle(visit) {
        const { id, sessionHash } = visit.person;
        const key = one(await visit.form(), 'perangkat');
        if (key === deviceKey(sessionHash)) {
          await signOut(house, callerOf(visit), sessionHash);
          forget(visit, cookies);
          return visit.redirect(here(visit, '/masuk'));
        }
        // Ended before, by itself or from another device: it is out either way.
        await endDevice(house, callerOf(visit), id, key);
        writeFlash(visit.c, cookies, 'accounts.account.device_ended');
        return visit.redirect(here(visit, '/akun'));
      },
    },
    {
      method: 'POST',
      path: '/:office/akun/keluar-semua',
      access: person,
      async handle(visit) {
        await signOutEverywhere(house, callerOf(visit), visit.person.id);
        forget(visit, cookies);
        writeFlash(visit.c, cookies, 'accounts.signed_out_everywhere');
        return visit.redirect(here(visit, '/masuk'));
      },
    },
  ];
}
