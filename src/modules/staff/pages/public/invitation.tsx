import { one } from '../../../../kernel/forms.ts';
import type { House } from '../../../../kernel/house.ts';
import { localise, say } from '../../../../kernel/i18n.ts';
import { secretHash } from '../../../../kernel/ids.ts';
import { cookiesFor, readSecret, writeFlash, writeSecret } from '../../../../web/cookies.ts';
import { bearer, type Route } from '../../../../web/route.ts';
import type { Visit } from '../../../../web/visit.ts';
import { commonPasswords, personByEmail, readRegistration } from '../../../accounts/index.ts';
import { invitationBySecret, type OpenInvitation } from '../../invitations.sql.ts';
import { join, joinNew } from '../../joining.ts';
import { InvitationPage, type InvitationStage, SpentInvitationPage } from './invitation-page.tsx';

/** The cookie that carries the mailed secret from the link to the form. */
const COOKIE = 'rahasia_undangan';
/** Long enough to sign in or to set a password by mail, in seconds; the link itself can be opened again. */
const COOKIE_AGE = 3600;

/** Taking an invitation up: with the account of the invited address, or a new one. */
export function invitationRoutes(house: House): readonly Route[] {
  const cookies = cookiesFor(house.config.publicUrl.startsWith('https:'));
  const here = (visit: Visit, path: string) => `/${visit.office.slug}${path}`;
  const spent = (visit: Visit, status = 200) =>
    visit.html(<SpentInvitationPage ctx={visit.page} />, status);

  /** What the bearer still has to do: sign in, fill in who they are, or just say yes. */
  const stageOf = async (visit: Visit, invitation: OpenInvitation): Promise<InvitationStage> => {
    const owner = await personByEmail(house.db, invitation.email);
    if (!visit.visitor) return owner ? 'sign_in' : 'new_account';
    return visit.visitor.id === owner?.id ? 'accept' : 'other_account';
  };
  const page = (
    visit: Visit,
    invitation: OpenInvitation,
    stage: InvitationStage,
    errors: Readonly<Record<string, string>> = {},
    typed: Readonly<Record<string, string>> = {},
  ) =>
    visit.html(
      <InvitationPage
        ctx={visit.page}
        office={localise(visit.office.name, visit.lang).text}
        timeZone={visit.office.timeZone}
        invitation={invitation}
        stage={stage}
        errors={errors}
        typed={typed}
      />,
      Object.keys(errors).length === 0 ? 200 : 422,
    );

  return [
    {
      method: 'GET',
      path: '/:office/undangan',
      access: bearer,
      async handle(visit) {
        const mailed = visit.query('rahasia');
        if (mailed !== '') {
          writeSecret(visit.c, cookies, COOKIE, mailed, COOKIE_AGE);
          return visit.redirect(here(visit, '/undangan'));
        }
        const secret = readSecret(visit.c, cookies, COOKIE) ?? '';
        const hash = secretHash(secret);
        const invitation = await invitationBySecret(house.db, visit.office.id, hash, visit.now);
        if (!invitation) return spent(visit);
        return page(visit, invitation, await stageOf(visit, invitation));
      },
    },
    {
      method: 'POST',
      path: '/:office/undangan',
      access: bearer,
      async handle(visit) {
        const secret = readSecret(visit.c, cookies, COOKIE) ?? '';
        const hash = secretHash(secret);
        const invitation = await invitationBySecret(house.db, visit.office.id, hash, visit.now);
        if (!invitation) return spent(visit, 422);
        const stage = await stageOf(visit, invitation);
        if (stage === 'sign_in' || stage === 'other_account') return page(visit, invitation, stage);
        const input = await visit.form();
        const names = ['nama_depan', 'nama_belakang'].map((name) => [name, one(input, name)]);
        const typed = Object.fromEntries(names) as Record<string, string>;
        const taken = async () => {
          if (visit.visitor) return join(house, visit.office, secret, visit.visitor.id);
          const form = readRegistration({ ...input, email: invitation.email }, commonPasswords());
          if (!form.ok) return form;
          const { names: who, password } = form.value;
          return joinNew(house, visit.office, secret, { names: who, password, lang: visit.lang });
        };
        const done = await taken();
        if (done === 'spent') return spent(visit, 422);
        if (!done.ok) {
          const why = 'errors' in done ? done.errors : { '': done.reason };
          const errors = Object.entries(why).map(([field, what]) => [field, say(visit.t, what)]);
          return page(visit, invitation, stage, Object.fromEntries(errors), typed);
        }
        writeSecret(visit.c, cookies, COOKIE, '', 0);
        writeFlash(visit.c, cookies, 'staff.join.done');
        return visit.redirect(here(visit, '/masuk'));
      },
    },
  ];
}
