import { type FormInput, one } from '../../../../kernel/forms.ts';
import type { House } from '../../../../kernel/house.ts';
import { type MessageKey, reason, say } from '../../../../kernel/i18n.ts';
import { isUuid } from '../../../../kernel/ids.ts';
import { STAFF_ROLES, type StaffRole } from '../../../../kernel/roles.ts';
import type { NavItem } from '../../../../ui/layout.tsx';
import { cookiesFor, writeFlash } from '../../../../web/cookies.ts';
import { type Route, staff } from '../../../../web/route.ts';
import { asStaff, type Visit } from '../../../../web/visit.ts';
import { readEmail } from '../../../accounts/index.ts';
import { waitingInvitations } from '../../invitations.sql.ts';
import { invite, type Outcome, refuse, withdrawInvitation } from '../../inviting.ts';
import { endRole, giveRole, resetColleague } from '../../people.ts';
import { people, personHere } from '../../staff.sql.ts';
import { handOverWork, suspendAndHandOver, type Wish, type WorkRoom } from '../../work.ts';
import { PeoplePage, type Typed } from './people-page.tsx';
import { PersonPage } from './person-page.tsx';

/** The people of an office, for its administrators: invite, end a role, suspend, help with a lost code. */
export function peopleRoutes(
  house: House,
  nav: (visit: Visit) => readonly NavItem[],
  work: WorkRoom,
): readonly Route[] {
  const cookies = cookiesFor(house.config.publicUrl.startsWith('https:'));
  const here = (visit: Visit) => `/${visit.office.slug}/petugas/orang`;

  const page = async (visit: Visit, typed: Typed = {}, status = 200) => {
    const [colleagues, invitations] = await Promise.all([
      people(house.db, visit.office.id),
      waitingInvitations(house.db, visit.office.id, visit.now),
    ]);
    return visit.html(
      <PeoplePage
        ctx={{ ...visit.page, path: here(visit) }}
        nav={nav(visit)}
        timeZone={visit.office.timeZone}
        now={visit.now}
        people={colleagues}
        invitations={invitations}
        typed={typed}
      />,
      status,
    );
  };

  /** A colleague's own page; undefined when nobody of that id ever worked here. */
  const personPage = async (
    visit: Visit,
    personId: string,
    typed: Wish = { to: '', note: '' },
    problem?: string,
  ) => {
    const found = isUuid(personId)
      ? await personHere(house.db, visit.office.id, personId)
      : undefined;
    if (!found) return undefined;
    const [colleagues, held] = await Promise.all([
      people(house.db, visit.office.id),
      work.held(visit.office.id, personId),
    ]);
    return visit.html(
      <PersonPage
        ctx={{ ...visit.page, path: `${here(visit)}/${personId}` }}
        nav={nav(visit)}
        person={found}
        others={colleagues.filter((colleague) => colleague.personId !== personId)}
        held={held}
        typed={typed}
        problem={problem}
      />,
      problem === undefined ? 200 : 422,
    );
  };

  /** One form of the page: what it does, and what is said when it is done. */
  const act = (
    path: string,
    done: MessageKey,
    work: (visit: Visit, input: FormInput) => Promise<Outcome>,
  ): Route => ({
    method: 'POST',
    path: `/:office/petugas/orang/${path}`,
    access: staff('administrator'),
    async handle(visit) {
      const input = await visit.form();
      const outcome = await work(visit, input);
      if (outcome.ok) {
        writeFlash(visit.c, cookies, done);
        const stays = ['peran', 'akhiri', 'serahkan'].includes(path);
        return visit.redirect(stays ? `${here(visit)}/${one(input, 'orang')}` : here(visit));
      }
      const problem = say(visit.t, outcome.reason);
      return (
        (await personPage(visit, one(input, 'orang'), wishIn(input), problem)) ??
        page(visit, { problem }, 422)
      );
    },
  });
  /** A form about one colleague; an id that is nobody's is refused like somebody who does not work here. */
  const about = async (input: FormInput, work: (personId: string) => Promise<Outcome>) => {
    const personId = one(input, 'orang');
    return isUuid(personId) ? work(personId) : refuse(reason('staff.people.no_role'));
  };

  return [
    {
      method: 'GET',
      path: '/:office/petugas/orang',
      access: staff('administrator'),
      handle: (visit) => page(visit),
    },
    {
      method: 'POST',
      path: '/:office/petugas/orang',
      access: staff('administrator'),
      async handle(visit) {
        const input = await visit.form();
        const form = readEmail(input);
        const role = roleIn(input);
        const typed = { email: one(input, 'email'), role };
        if (!form.ok || role === undefined) {
          const emailProblem = form.ok ? undefined : form.errors.email;
          return page(
            visit,
            {
              ...typed,
              ...(emailProblem ? { emailError: say(visit.t, emailProblem) } : {}),
              ...(role === undefined ? { roleError: visit.t('staff.invite.role_required') } : {}),
            },
            422,
          );
        }
        const actor = { ...asStaff(visit), personId: visit.person.id };
        const done = await invite(house, actor, visit.office, form.value.email, role);
        if (!done.ok) return page(visit, { ...typed, emailError: say(visit.t, done.reason) }, 422);
        writeFlash(visit.c, cookies, 'staff.invite.sent');
        return visit.redirect(here(visit));
      },
    },
    {
      method: 'GET',
      path: '/:office/petugas/orang/:person',
      access: staff('administrator'),
      handle: async (visit) => (await personPage(visit, visit.param('person'))) ?? visit.notFound(),
    },
    act('batal', 'staff.invite.withdrawn', async (visit, input) => {
      const id = one(input, 'undangan');
      return isUuid(id)
        ? withdrawInvitation(house, asStaff(visit), visit.office, id)
        : refuse(reason('staff.invite.gone'));
    }),
    act('akhiri', 'staff.people.ended', (visit, input) => {
      const role = roleIn(input);
      return about(input, async (personId) =>
        role === undefined
          ? refuse(reason('staff.people.no_role'))
          : endRole(house, asStaff(visit), visit.office, personId, role),
      );
    }),
    act('peran', 'staff.person.given', (visit, input) => {
      const role = roleIn(input);
      return about(input, async (personId) =>
        role === undefined
          ? refuse(reason('staff.invite.role_required'))
          : giveRole(house, asStaff(visit), visit.office, personId, role),
      );
    }),
    act('serahkan', 'staff.work.done', (visit, input) =>
      about(input, (personId) =>
        handOverWork(house, work, asStaff(visit), visit.office, personId, wishIn(input)),
      ),
    ),
    act('tangguhkan', 'staff.people.suspended', (visit, input) =>
      about(input, (personId) =>
        suspendAndHandOver(house, work, asStaff(visit), visit.office, personId, wishIn(input)),
      ),
    ),
    act('kode', 'staff.people.code_reset', (visit, input) =>
      about(input, (personId) => resetColleague(house, asStaff(visit), visit.office, personId)),
    ),
  ];
}

const wishIn = (input: FormInput): Wish => ({
  to: one(input, 'kepada'),
  note: one(input, 'catatan'),
});

const roleIn = (input: FormInput): StaffRole | undefined =>
  STAFF_ROLES.find((role) => role === one(input, 'peran'));
