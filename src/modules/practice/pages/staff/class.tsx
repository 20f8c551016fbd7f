import { z } from 'zod';
import { type FormInput, readForm } from '../../../../kernel/forms.ts';
import type { House } from '../../../../kernel/house.ts';
import { reason } from '../../../../kernel/i18n.ts';
import { isUuid } from '../../../../kernel/ids.ts';
import { fragment } from '../../../../ui/html.ts';
import { cookiesFor, writeFlash } from '../../../../web/cookies.ts';
import type { Route } from '../../../../web/route.ts';
import type { Visit } from '../../../../web/visit.ts';
import { type Localised, type Office, servicesOf, serviceVersion } from '../../../offices/index.ts';
import { LONGEST_CLASS } from '../../rules.ts';
import { closeClass, mayLead, openClass } from '../../training/commands.ts';
import { practisable } from '../../training/deal.ts';
import { exercisesIn } from '../../training/exercises.sql.ts';
import { resultsOf } from '../../training/results.ts';
import { type SessionRow, sessionById, traineesOf } from '../../training/training.sql.ts';
import { choiceShape, chosenIn, type Errors, errorsIn } from './choice-form.tsx';
import { csvOf, xlsxOf } from './class-files.ts';
import { ClassForm } from './class-form.tsx';
import { ClassPage, ClassProgress, type ClassView } from './class-page.tsx';
import { onceOnly } from './once-only.ts';
import { hallOf, inPractice, officeOf, trainers } from './who.ts';

const classSchema = z.object({
  ...choiceShape,
  nama: z.string().trim().min(1, 'form.required').max(120),
  menit: z.coerce
    .number('practice.form.minutes_range')
    .int('practice.form.minutes_range')
    .min(10, 'practice.form.minutes_range')
    .max(LONGEST_CLASS, 'practice.form.minutes_range'),
});

/** A trainer's class: opening it, watching it, its results on paper and as files, ending it. */
export function classRoutes(house: House): Route[] {
  const cookies = cookiesFor(house.config.publicUrl.startsWith('https:'));
  const base = '/:office/petugas/latihan/kelas';

  const form = async (
    visit: Visit,
    office: Office,
    input: FormInput,
    errors: Errors,
    status = 200,
  ) =>
    visit.html(
      <ClassForm
        visit={visit}
        services={practisable(await servicesOf(house.db, office.id))}
        input={input}
        errors={errors}
      />,
      status,
    );

  /** A page about one class, for whoever leads it. */
  const ofClass = (
    show: (visit: Visit, view: ClassView) => Response | Promise<Response>,
  ): Route['handle'] =>
    inPractice(house, async (visit, office) => {
      const id = visit.param('session');
      const session = isUuid(id) ? await sessionById(house.db, office.id, id) : undefined;
      if (!session || session.trainer_id === null) return visit.notFound();
      if (!mayLead(session, visit.person))
        return visit.forbidden(reason('practice.class.not_yours'));
      return show(visit, await viewOf(house, office, session));
    });

  return [
    {
      method: 'GET',
      path: `${base}/baru`,
      access: trainers,
      handle: inPractice(house, (visit, office) => form(visit, office, {}, {})),
    },
    {
      method: 'POST',
      path: `${base}/baru`,
      access: trainers,
      handle: inPractice(house, async (visit, office) => {
        const read = readForm(classSchema, await visit.form());
        if (!read.ok) return form(visit, office, read.input, errorsIn(visit, read), 422);
        const services = await servicesOf(house.db, office.id);
        const id = await onceOnly(house, visit, read.input, (inside) =>
          openClass(inside, office, visit.person.id, {
            ...chosenIn(read.value, services),
            name: read.value.nama,
            minutes: read.value.menit,
          }),
        );
        if (id === undefined)
          return form(visit, office, read.input, { nama: visit.t('form.expired') }, 422);
        writeFlash(visit.c, cookies, 'practice.class.opened');
        return visit.redirect(`${hallOf(office.slug)}/kelas/${id}`);
      }),
    },
    {
      method: 'GET',
      path: `${base}/:session`,
      access: trainers,
      handle: ofClass((visit, view) =>
        visit.html(
          <ClassPage
            visit={visit}
            view={view}
            link={linkOf(house, visit, view.session)}
            keptDays={house.config.practiceDays}
          />,
        ),
      ),
    },
    {
      method: 'GET',
      path: `${base}/:session/potongan`,
      access: trainers,
      handle: ofClass(async (visit, view) =>
        visit.c.html(await fragment(<ClassProgress visit={visit} view={view} />)),
      ),
    },
    {
      method: 'GET',
      path: `${base}/:session/hasil.csv`,
      access: trainers,
      handle: ofClass((visit, view) => csvOf(visit, view)),
    },
    {
      method: 'GET',
      path: `${base}/:session/hasil.xlsx`,
      access: trainers,
      handle: ofClass((visit, view) => xlsxOf(visit, view)),
    },
    {
      method: 'POST',
      path: `${base}/:session/akhiri`,
      access: trainers,
      handle: ofClass(async (visit, { session }) => {
        await closeClass(house, await officeOf(house, visit), session.id);
        writeFlash(visit.c, cookies, 'practice.class.end_done');
        return visit.redirect(`${hallOf(visit.office.slug)}/kelas/${session.id}`);
      }),
    },
  ];
}

async function viewOf(house: House, office: Office, session: SessionRow): Promise<ClassView> {
  const exercises = await exercisesIn(house.db, office.id, session.id);
  const results = await resultsOf(house, office.id, exercises);
  const names = new Map<string, Localised>();
  const cases = new Map(results.map(({ made }) => [made.id, made]));
  for (const { id, service_id: service, service_version: version } of cases.values()) {
    const known = await serviceVersion(house.db, office.id, service, version);
    for (const { key, name } of known?.definition.requirements ?? [])
      names.set(`${id}/${key}`, name);
  }
  return {
    session,
    trainees: await traineesOf(house.db, office.id, session.id),
    results,
    requirementOf: (made, key) => names.get(`${made.id}/${key}`),
  };
}

/** The address that brings a trainee from home in: through the real office's door, with the code already filled in. */
const linkOf = (house: House, visit: Visit, session: SessionRow): string =>
  `${house.config.publicUrl}${hallOf(visit.office.practiceOf ?? '')}?kode=${session.code ?? ''}`;
