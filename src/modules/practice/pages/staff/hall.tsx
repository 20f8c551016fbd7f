import { type FormInput, one } from '../../../../kernel/forms.ts';
import type { House } from '../../../../kernel/house.ts';
import { say } from '../../../../kernel/i18n.ts';
import { isUuid } from '../../../../kernel/ids.ts';
import { fragment } from '../../../../ui/html.ts';
import { cookiesFor, writeFlash } from '../../../../web/cookies.ts';
import type { Route } from '../../../../web/route.ts';
import type { Visit } from '../../../../web/visit.ts';
import { type Office, servicesOf } from '../../../offices/index.ts';
import { readCode } from '../../rules.ts';
import { joinClass, practiseAlone, takeUp, tryAgain } from '../../training/commands.ts';
import { practisable } from '../../training/deal.ts';
import { exerciseOf, exercisesOf, waitingSessions } from '../../training/exercises.sql.ts';
import { resultsOf } from '../../training/results.ts';
import { classesOf } from '../../training/training.sql.ts';
import { chosenIn, type Errors, errorsIn, readChoice } from './choice-form.tsx';
import { doorPage } from './door.tsx';
import { HallPage, MyExercises } from './hall-page.tsx';
import { onceOnly } from './once-only.ts';
import { everyOfficer, hallOf, inPractice, isTrainer, officeOf } from './who.ts';

/** Where somebody trains: their files, how to get more, and how to come into a class. */
export function hallRoutes(house: House): Route[] {
  const cookies = cookiesFor(house.config.publicUrl.startsWith('https:'));
  const base = '/:office/petugas/latihan';

  const mine = async (visit: Visit, office: Office) => {
    const exercises = await exercisesOf(house.db, office.id, visit.person.id);
    return {
      results: await resultsOf(house, office.id, exercises),
      waiting: await waitingSessions(house.db, office.id, visit.person.id),
    };
  };
  const page = async (
    visit: Visit,
    office: Office,
    shown: { input?: FormInput; errors?: Errors; status?: number } = {},
  ) => {
    const trains = isTrainer(visit);
    const all = visit.person.roles.includes('head_of_office');
    return visit.html(
      <HallPage
        visit={visit}
        keptDays={house.config.practiceDays}
        {...(await mine(visit, office))}
        services={practisable(await servicesOf(house.db, office.id))}
        classes={
          trains
            ? await classesOf(house.db, office.id, all ? undefined : visit.person.id)
            : undefined
        }
        input={shown.input ?? { kode: readCode(visit.query('kode')) }}
        errors={shown.errors ?? {}}
      />,
      shown.status,
    );
  };

  return [
    {
      method: 'GET',
      path: base,
      access: everyOfficer,
      async handle(visit) {
        const office = await officeOf(house, visit);
        return office.practice ? page(visit, office) : doorPage(house, visit);
      },
    },
    {
      method: 'GET',
      path: `${base}/potongan`,
      access: everyOfficer,
      handle: inPractice(house, async (visit, office) =>
        visit.c.html(
          await fragment(<MyExercises visit={visit} {...(await mine(visit, office))} />),
        ),
      ),
    },
    {
      method: 'POST',
      path: `${base}/sendiri`,
      access: everyOfficer,
      handle: inPractice(house, async (visit, office) => {
        const form = readChoice(await visit.form());
        if (!form.ok)
          return page(visit, office, {
            input: form.input,
            errors: errorsIn(visit, form),
            status: 422,
          });
        const services = await servicesOf(house.db, office.id);
        const begun = await onceOnly(house, visit, form.input, (inside) =>
          practiseAlone(
            inside,
            office,
            visit.person.id,
            visit.t('practice.hall.alone'),
            chosenIn(form.value, services),
          ),
        );
        if (begun === undefined)
          return page(visit, office, { input: form.input, errors: stale(visit), status: 422 });
        writeFlash(visit.c, cookies, 'practice.hall.started');
        return visit.redirect(hallOf(office.slug));
      }),
    },
    {
      method: 'POST',
      path: `${base}/ikut`,
      access: everyOfficer,
      handle: inPractice(house, async (visit, office) => {
        const input = await visit.form();
        const joined = await joinClass(
          house,
          office,
          visit.person.id,
          readCode(one(input, 'kode')),
        );
        if (!joined.ok)
          return page(visit, office, {
            input,
            errors: { kode: say(visit.t, joined.reason) },
            status: 422,
          });
        writeFlash(visit.c, cookies, 'practice.hall.joined');
        return visit.redirect(hallOf(office.slug));
      }),
    },
    {
      method: 'POST',
      path: `${base}/berkas/:dossier/kerjakan`,
      access: everyOfficer,
      handle: inPractice(house, async (visit, office) => {
        const id = visit.param('dossier');
        if (!isUuid(id) || !(await takeUp(house, office, visit.person.id, id)))
          return visit.notFound();
        return visit.redirect(`/${office.slug}/petugas/berkas/${id}`);
      }),
    },
    {
      method: 'POST',
      path: `${base}/berkas/:dossier/ulangi`,
      access: everyOfficer,
      handle: inPractice(house, async (visit, office) => {
        const id = visit.param('dossier');
        const exercise = isUuid(id) ? await exerciseOf(house.db, office.id, id) : undefined;
        if (exercise?.person_id !== visit.person.id) return visit.notFound();
        const begun = await onceOnly(house, visit, await visit.form(), (inside) =>
          tryAgain(inside, office, exercise),
        );
        if (begun === undefined) return visit.redirect(`${hallOf(office.slug)}/berkas/${id}`);
        writeFlash(visit.c, cookies, 'practice.feedback.again_started');
        return visit.redirect(hallOf(office.slug));
      }),
    },
  ];
}

/** A form without its key, or with one that was used for something else. */
const stale = (visit: Visit): Errors => ({ layanan: visit.t('form.expired') });
