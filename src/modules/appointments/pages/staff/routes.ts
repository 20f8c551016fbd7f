import { type FormInput, many, one } from '../../../../kernel/forms.ts';
import type { House } from '../../../../kernel/house.ts';
import { type MessageKey, reason } from '../../../../kernel/i18n.ts';
import { isUuid } from '../../../../kernel/ids.ts';
import type { OnceKey } from '../../../../kernel/once.ts';
import { type Route, staff } from '../../../../web/route.ts';
import { onceOf, type Visit } from '../../../../web/visit.ts';
import { type Acting, type Done, NO_DOSSIER, noteLook, refuse } from '../../../dossiers/index.ts';
import { cancelSeat, moveSeat } from '../../changing.ts';
import type { SeatWish } from '../../desk.ts';
import { fixSeat, offerSeats } from '../../giving.ts';
import { joinSeat } from '../../joining.ts';
import { SEAT_GIVERS } from '../../rules.ts';
import { TIMES } from '../seat-choice.tsx';
import { acting, dossierInAddress, EXPIRED, momentIn, officeOf, settle, uuidIn } from '../who.ts';
import type { Returned } from './seat-scene.ts';
import { seatDeskPage } from './seats.tsx';
import { atTheirWish } from './their-wish.tsx';

const PATH = '/:office/petugas/berkas/:dossier/jadwal';

/** Where officers give, move and cancel seats. */
export function staffSeatRoutes(house: House): Route[] {
  const access = staff(...SEAT_GIVERS);
  return [
    {
      method: 'GET',
      path: PATH,
      access,
      async handle(visit) {
        const dossier = await dossierInAddress(house, visit, 'office');
        if (!dossier) return visit.notFound();
        await noteLook(house.db, {
          officeId: visit.office.id,
          actorId: visit.person.id,
          kind: 'dossier',
          id: dossier.id,
        });
        return seatDeskPage(house, visit, await officeOf(house, visit), dossier);
      },
    },
    { method: 'POST', path: PATH, access, handle: (visit) => act(house, visit, 'beri') },
    {
      method: 'POST',
      path: `${PATH}/pindah`,
      access,
      handle: (visit) => act(house, visit, 'pindah'),
    },
    {
      method: 'POST',
      path: `${PATH}/batal`,
      access,
      handle: (visit) => act(house, visit, 'batal'),
    },
  ];
}

async function act(house: House, visit: Visit, form: Returned['form']): Promise<Response> {
  const dossier = await dossierInAddress(house, visit, 'office');
  if (!dossier) return visit.notFound();
  const input = await visit.form();
  const who = atTheirWish(await acting(house, visit, 'office'), dossier, input);
  const key = onceOf(visit, input);
  const outcome = key ? await run(house, who, dossier.id, form, input, key) : refuse(EXPIRED);
  return settle(
    house,
    visit,
    outcome,
    {
      path: `/${visit.office.slug}/petugas/berkas/${dossier.id}/jadwal`,
      said: saidOf(form, input),
    },
    (why, status) => seatDeskPage(house, visit, who.office, dossier, { form, input, why }, status),
  );
}

/** What the next page says once. */
function saidOf(form: Returned['form'], input: FormInput): MessageKey {
  if (form === 'pindah') return 'appointments.done.moved';
  if (form === 'batal') return 'appointments.done.cancelled';
  if (one(input, 'tindakan') === 'ikut') return 'appointments.done.joined';
  return one(input, 'tindakan') === 'tetapkan'
    ? 'appointments.done.fixed'
    : 'appointments.done.offered';
}

async function run(
  house: House,
  who: Acting,
  dossierId: string,
  form: Returned['form'],
  input: FormInput,
  key: OnceKey,
): Promise<Done<string>> {
  const seats = wishesIn(input);
  const [seat] = seats;
  const appointmentId = uuidIn(input, 'jadwal');
  if (form === 'beri') {
    const named = many(input, 'permohonan').filter(isUuid);
    const applicationIds = named.length > 0 ? named : undefined;
    if (one(input, 'tindakan') === 'ikut')
      return appointmentId
        ? joinSeat(house, who, dossierId, { appointmentId, applicationIds }, key)
        : refuse(NO_DOSSIER);
    if (one(input, 'tindakan') !== 'tetapkan')
      return offerSeats(house, who, dossierId, { seats, applicationIds }, key);
    if (!seat || seats.length > 1) return refuse(reason('appointments.desk.fix_one'));
    return fixSeat(house, who, dossierId, { seat, applicationIds }, key);
  }
  if (!appointmentId) return refuse(NO_DOSSIER);
  const why = one(input, 'alasan');
  if (form === 'batal')
    return cancelSeat(house, who, dossierId, { appointmentId, reason: why }, key);
  return seat
    ? moveSeat(house, who, dossierId, { appointmentId, seat, reason: why }, key)
    : refuse(reason('appointments.choose.one'));
}

/** The chosen times, at the chosen counter if one was. */
function wishesIn(input: FormInput): SeatWish[] {
  const counterId = uuidIn(input, 'loket');
  return many(input, TIMES).flatMap((text) => {
    const startsAt = momentIn(text);
    return startsAt ? [{ startsAt, ...(counterId ? { counterId } : {}) }] : [];
  });
}
