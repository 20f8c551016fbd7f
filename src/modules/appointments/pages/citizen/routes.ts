import { type FormInput, many, one } from '../../../../kernel/forms.ts';
import type { House } from '../../../../kernel/house.ts';
import { reason } from '../../../../kernel/i18n.ts';
import { isUuid } from '../../../../kernel/ids.ts';
import type { OnceKey } from '../../../../kernel/once.ts';
import { person, type Route } from '../../../../web/route.ts';
import { onceOf, type Visit } from '../../../../web/visit.ts';
import { type Acting, type Done, NO_DOSSIER, refuse } from '../../../dossiers/index.ts';
import { appointmentsOf } from '../../appointments.sql.ts';
import { calendarFile } from '../../calendar-file.ts';
import { cancelSeat, moveSeat } from '../../changing.ts';
import { calendarEntry } from '../../details.ts';
import { pickSeat } from '../../giving.ts';
import { TIMES } from '../seat-choice.tsx';
import { acting, dossierInAddress, EXPIRED, momentIn, officeOf, settle, uuidIn } from '../who.ts';
import { type Returned, seatsPage } from './seats.tsx';

const PATH = '/:office/berkas/:dossier/jadwal';

/** What an applicant sees and does about the meeting. */
export function citizenSeatRoutes(house: House): Route[] {
  return [
    {
      method: 'GET',
      path: PATH,
      access: person,
      async handle(visit) {
        const dossier = await dossierInAddress(house, visit, 'applicant');
        return dossier
          ? seatsPage(house, visit, await officeOf(house, visit), dossier)
          : visit.notFound();
      },
    },
    {
      method: 'GET',
      path: `${PATH}.ics`,
      access: person,
      handle: (visit) => sendCalendar(house, visit),
    },
    { method: 'POST', path: PATH, access: person, handle: (visit) => act(house, visit, 'pilih') },
    {
      method: 'POST',
      path: `${PATH}/pindah`,
      access: person,
      handle: (visit) => act(house, visit, 'pindah'),
    },
    {
      method: 'POST',
      path: `${PATH}/batal`,
      access: person,
      handle: (visit) => act(house, visit, 'batal'),
    },
  ];
}

async function act(house: House, visit: Visit, form: Returned['form']): Promise<Response> {
  const dossier = await dossierInAddress(house, visit, 'applicant');
  if (!dossier) return visit.notFound();
  const who = await acting(house, visit, 'applicant');
  const input = await visit.form();
  const key = onceOf(visit, input);
  const outcome = key ? await run(house, who, dossier.id, form, input, key) : refuse(EXPIRED);
  return settle(
    house,
    visit,
    outcome,
    { path: `/${visit.office.slug}/berkas/${dossier.id}/jadwal`, said: SAID[form] },
    (why, status) => seatsPage(house, visit, who.office, dossier, { form, input, why }, status),
  );
}

/** What the next page says once. */
const SAID = {
  pilih: 'appointments.done.picked',
  pindah: 'appointments.done.own_moved',
  batal: 'appointments.done.own_cancelled',
} as const;

function run(
  house: House,
  who: Acting,
  dossierId: string,
  form: Returned['form'],
  input: FormInput,
  key: OnceKey,
): Promise<Done<string>> {
  const appointmentId = uuidIn(input, 'jadwal');
  switch (form) {
    case 'pilih': {
      const [offerId = '', claimId = ''] = one(input, 'pilihan').split('.');
      if (!isUuid(offerId) || !isUuid(claimId))
        return Promise.resolve(refuse(reason('appointments.choose.one')));
      return pickSeat(house, who, dossierId, { offerId, claimId }, key);
    }
    case 'pindah': {
      const startsAt = momentIn(many(input, TIMES)[0] ?? '');
      if (!appointmentId) return Promise.resolve(refuse(NO_DOSSIER));
      if (!startsAt) return Promise.resolve(refuse(reason('appointments.choose.one')));
      return moveSeat(house, who, dossierId, { appointmentId, seat: { startsAt } }, key);
    }
    case 'batal':
      return appointmentId
        ? cancelSeat(house, who, dossierId, { appointmentId }, key)
        : Promise.resolve(refuse(NO_DOSSIER));
  }
}

/** The calendar file of a booked meeting: the one asked for, or the dossier's next. */
async function sendCalendar(house: House, visit: Visit): Promise<Response> {
  const dossier = await dossierInAddress(house, visit, 'applicant');
  if (!dossier) return visit.notFound();
  const office = await officeOf(house, visit);
  const booked = (await appointmentsOf(house.db, office.id, dossier.id)).filter(
    ({ state }) => state === 'booked',
  );
  const asked = visit.query('jadwal');
  const meeting = asked === '' ? booked[0] : booked.find(({ id }) => id === asked);
  if (!meeting) return visit.notFound();
  const details = {
    ...meeting,
    dossierId: dossier.id,
    number: dossier.number,
    applicantId: dossier.applicantId,
    cancelled: false,
  };
  return visit.c.body(
    calendarFile(await calendarEntry(house.db, house, office, details, visit.lang)),
    200,
    {
      'content-type': 'text/calendar; charset=utf-8; method=REQUEST',
      'content-disposition': 'attachment; filename="jadwal.ics"',
      'cache-control': 'private, no-store',
    },
  );
}
