import { one } from '../../../../kernel/forms.ts';
import type { House } from '../../../../kernel/house.ts';
import { localise } from '../../../../kernel/i18n.ts';
import { STAFF_ROLES } from '../../../../kernel/roles.ts';
import { SubmitButton } from '../../../../ui/button.tsx';
import { SelectField } from '../../../../ui/fields.tsx';
import { Form } from '../../../../ui/form.tsx';
import { fragment } from '../../../../ui/html.ts';
import { PageHead } from '../../../../ui/page-head.tsx';
import { StaffPage } from '../../../../ui/staff-layout.tsx';
import { cookiesFor, writeFlash } from '../../../../web/cookies.ts';
import { type Route, staff } from '../../../../web/route.ts';
import type { Visit } from '../../../../web/visit.ts';
import { calendarOf, type OfficeService, STEP_KINDS, servicesOf } from '../../../offices/index.ts';
import { desksOf, takeNext } from '../../handling/commands.ts';
import { passingsOnTop } from '../../handling/passings.ts';
import { noteLook } from '../../reading/access.sql.ts';
import { type WorkCount, workCounts, workList } from '../../reading/work-list.sql.ts';
import { officeOf } from '../who.ts';
import { ListKeys } from './keys.tsx';
import { Live } from './live.tsx';
import { staffNav } from './nav.ts';
import { PassingList } from './passing-list.tsx';
import { officer, onTheFloor, reachOf } from './who.ts';
import { stateWords, upTo1000 } from './words.tsx';
import { type Chosen, chosenQuery, countOf, readChosen, readPlace } from './work-filter.ts';
import { WorkTable } from './work-table.tsx';
import { WorkplaceChoice } from './workplace.tsx';

/** The officers' line: by due time, then arrival. */
export function workListRoutes(house: House): Route[] {
  return [
    {
      method: 'GET',
      path: '/:office/petugas',
      // Where all staff arrive after signing in: whoever has no desk here is led to their own place.
      access: staff(...STAFF_ROLES),
      handle: (visit) => arrive(house, visit),
    },
    {
      method: 'GET',
      path: '/:office/petugas/potongan',
      access: onTheFloor,
      handle: async (visit) =>
        visit.c.html(await fragment(<Lines {...(await lines(house, visit))} visit={visit} />)),
    },
    {
      method: 'POST',
      path: '/:office/petugas/ambil',
      access: onTheFloor,
      handle: (visit) => takeOne(house, visit),
    },
  ];
}

function arrive(house: House, visit: Visit): Response | Promise<Response> {
  if (reachOf(visit) === 'floor') return page(house, visit);
  const place = reachOf(visit) === 'above' ? 'petugas/ringkasan' : 'dasbor';
  return visit.redirect(`/${visit.office.slug}/${place}`);
}

/** "Ambil berikutnya": the dossier whose turn it is, or the list again with the word that nothing waits. */
async function takeOne(house: House, visit: Visit): Promise<Response> {
  const who = await officer(house, visit);
  const code = one(await visit.form(), 'layanan');
  const services = await servicesOf(house.db, who.office.id);
  const taken = await takeNext(house, who, services.find((service) => service.code === code)?.id);
  const list = `/${visit.office.slug}/petugas`;
  if (taken) return visit.redirect(`${list}/berkas/${taken}`);
  writeFlash(
    visit.c,
    cookiesFor(house.config.publicUrl.startsWith('https:')),
    'dossiers.desk.take_next.none',
  );
  return visit.redirect(`${list}${code ? `?layanan=${encodeURIComponent(code)}` : ''}`);
}

async function lines(house: House, visit: Visit) {
  const office = await officeOf(house, visit);
  const services = await servicesOf(house.db, office.id);
  const chosen = readChosen(visit.query, services);
  const [rows, calendar, passings] = await Promise.all([
    workList(house.db, {
      officeId: office.id,
      officerId: visit.person.id,
      waitingOn: chosen.waitingOn,
      serviceId: chosen.serviceId,
      stepKind: chosen.stepKind,
      after: readPlace(visit.query('setelah')),
    }),
    calendarOf(house.db, office),
    passingsOnTop(house, office.id, visit.person.id),
  ]);
  return { rows, calendar, chosen, services, passings };
}

/** What keeps itself fresh: what colleagues passed on, and the line below it. */
function Lines(props: Parameters<typeof WorkTable>[0] & Parameters<typeof PassingList>[0]) {
  return (
    <div class="sl-flow">
      <PassingList {...props} />
      <WorkTable {...props} />
    </div>
  );
}

async function page(house: House, visit: Visit): Promise<Response> {
  const { t, page: ctx, office } = visit;
  const [shown, counts] = await Promise.all([
    lines(house, visit),
    workCounts(house.db, office.id),
    // The list names people: reading it is a look like any other.
    noteLook(house.db, {
      officeId: office.id,
      actorId: visit.person.id,
      kind: 'work_list',
      id: office.id,
    }),
  ]);
  const { chosen, services } = shown;
  const list = `/${office.slug}/petugas`;
  const query = chosenQuery(
    chosen,
    visit.query('setelah') ? { setelah: visit.query('setelah') } : {},
  );
  const works = desksOf(visit.person.roles).length > 0;
  const service = services.find(({ code }) => code === chosen.serviceCode);
  return visit.html(
    <StaffPage
      ctx={ctx}
      title={t('dossiers.desk.list.title')}
      nav={staffNav(visit, 'daftar')}
      scripts={['live.js', 'keys.js']}
      flash={ctx.flash ? { kind: 'info', text: ctx.flash } : undefined}
    >
      <PageHead
        title={t('dossiers.desk.list.title')}
        lead={t('dossiers.desk.list.lead')}
        actions={
          works ? (
            <form method="post" action={`${list}/ambil`}>
              <input type="hidden" name="layanan" value={chosen.serviceCode} />
              <SubmitButton size="lg">
                {service
                  ? t('dossiers.desk.take_next.of_service', {
                      service: localise(service.definition.name, visit.lang).text,
                    })
                  : t('dossiers.desk.take_next.button')}
              </SubmitButton>
            </form>
          ) : null
        }
      />
      {works ? <WorkplaceChoice visit={visit} /> : null}
      <Filters visit={visit} chosen={chosen} services={services} counts={counts} />
      <Live src={`${list}/potongan${query}`} topic="kantor">
        <Lines {...shown} visit={visit} />
      </Live>
      <ListKeys visit={visit} />
    </StaffPage>,
  );
}

function Filters(props: {
  visit: Visit;
  chosen: Chosen;
  services: readonly OfficeService[];
  counts: readonly WorkCount[];
}) {
  const { visit, chosen, services, counts } = props;
  const { t, page: ctx } = visit;
  const { serviceId, stepKind, waitingOn } = chosen;
  const counted = (label: string, count: number) => `${label} (${upTo1000(visit, count)})`;
  const byService = services
    .map((service) => ({
      service,
      count: countOf(counts, { serviceId: service.id, stepKind, waitingOn }),
    }))
    .filter(({ service, count }) => count > 0 || service.code === chosen.serviceCode)
    .map(({ service, count }) => ({
      value: service.code,
      label: counted(localise(service.definition.name, visit.lang).text, count),
    }));
  const whole = (['office', 'applicant'] as const).map((side) => ({
    value: side,
    label: counted(
      t(`dossiers.desk.list.waits_${side}`),
      countOf(counts, { serviceId, waitingOn: side }),
    ),
  }));
  const steps = STEP_KINDS.flatMap((kind) =>
    (['office', 'applicant'] as const).map((side) => ({
      value: side === 'office' ? kind : `${kind}-pemohon`,
      count: countOf(counts, { serviceId, stepKind: kind, waitingOn: side }),
      label: stateWords(t, { step_kind: kind, waiting_on: side }),
    })),
  )
    .filter(({ value, count }) => count > 0 || value === chosen.state)
    .map(({ value, label, count }) => ({ value, label: counted(label, count) }));
  return (
    <Form method="get" inline>
      <SelectField
        ctx={ctx}
        name="keadaan"
        label={t('dossiers.desk.list.state')}
        optional="unmarked"
        value={chosen.state}
        empty={false}
        options={[...whole, ...steps]}
      />
      <SelectField
        ctx={ctx}
        name="layanan"
        label={t('dossiers.desk.list.service')}
        optional="unmarked"
        value={chosen.serviceCode}
        empty={counted(
          t('dossiers.desk.list.all_services'),
          countOf(counts, { stepKind, waitingOn }),
        )}
        options={byService}
      />
      <SubmitButton kind="secondary">{t('dossiers.desk.list.show')}</SubmitButton>
    </Form>
  );
}
