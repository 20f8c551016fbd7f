import { parseDossierNumber } from '../../../../kernel/dossier-number.ts';
import { type FormInput, one } from '../../../../kernel/forms.ts';
import type { House } from '../../../../kernel/house.ts';
import { localise, reason } from '../../../../kernel/i18n.ts';
import { isUuid } from '../../../../kernel/ids.ts';
import { type Route, staff } from '../../../../web/route.ts';
import type { Visit } from '../../../../web/visit.ts';
import { type Acting, type Done, refuse } from '../../../dossiers/index.ts';
import { checkIn, serve, whyNot } from '../../arriving.ts';
import { atTheDoor } from '../../door.ts';
import { officeByCode } from '../../floor.sql.ts';
import { moveOnTheSpot } from '../../moving.ts';
import { notePdf } from '../../papers/note.ts';
import { COUNTER_ROLES, FLOOR_ROLES } from '../../rules.ts';
import { sendNote, whatNext } from '../../turning-away.ts';
import { atWork, isExpired, lookedAt, officeOf, pdf, settle } from '../who.ts';
import { verdictPage } from './floor.tsx';

const PATH = '/:office/petugas/loket/:dossier';

/** What the officer at the gate does: check somebody in, take them to the counter, or send them away with a note. */
export function gateRoutes(house: House): Route[] {
  const floor = staff(...FLOOR_ROLES);
  const loket = ({ office }: Visit) => `/${office.slug}/petugas/loket`;
  return [
    {
      method: 'POST',
      path: `${PATH}/datang`,
      access: floor,
      handle: (visit) => act(house, visit, checkIn, () => loket(visit)),
    },
    {
      method: 'POST',
      path: `${PATH}/layani`,
      access: staff(...COUNTER_ROLES),
      handle: (visit) =>
        act(house, visit, serve, () => `${loket(visit)}/${visit.param('dossier')}`),
    },
    {
      method: 'POST',
      path: `${PATH}/pindah`,
      access: staff(...COUNTER_ROLES),
      handle: (visit) => act(house, visit, moveHere, () => loket(visit)),
    },
    {
      method: 'POST',
      path: `${PATH}/catatan`,
      access: floor,
      handle: (visit) => act(house, visit, sendNote, () => `${loket(visit)}?catatan=terkirim`),
    },
    {
      method: 'GET',
      path: `${PATH}/catatan.pdf`,
      access: floor,
      handle: (visit) => note(house, visit),
    },
    {
      method: 'GET',
      path: '/:office/petugas/catatan.pdf',
      access: floor,
      handle: (visit) => strangersNote(house, visit),
    },
  ];
}

async function act(
  house: House,
  visit: Visit,
  command: (
    house: House,
    who: Acting,
    dossierId: string,
    input: FormInput,
  ) => Promise<Done<unknown>>,
  onward: () => string,
): Promise<Response> {
  const id = visit.param('dossier');
  if (!isUuid(id)) return visit.notFound();
  const input = await visit.form();
  const who = await atWork(house, visit, input);
  const outcome = isExpired(who, input)
    ? refuse(reason('form.expired'))
    : await command(house, who, id, input);
  return settle(visit, outcome, onward, async (why, status) => {
    const dossier = await lookedAt(house, visit);
    return dossier
      ? verdictPage(house, visit, dossier, { words: dossier.number, why }, status)
      : visit.notFound();
  });
}

/** The time and the counter stand in one value: `2026-11-17T03:00:00.000Z <counter>`. */
const moveHere = async (
  house: House,
  who: Acting,
  dossierId: string,
  input: FormInput,
): Promise<Done<unknown>> => {
  const [time = '', counterId = ''] = one(input, 'waktu').split(' ');
  const startsAt = new Date(time);
  return Number.isNaN(startsAt.getTime()) || !isUuid(counterId)
    ? refuse(reason('queue.spot.choose'))
    : moveOnTheSpot(house, who, dossierId, { startsAt, counterId });
};

async function note(house: House, visit: Visit): Promise<Response> {
  const dossier = await lookedAt(house, visit);
  if (!dossier) return visit.notFound();
  const office = await officeOf(house, visit);
  const shown = { officerId: visit.person.id };
  const { admission } = await atTheDoor(house.db, office, dossier, shown, visit.now);
  const { kind } = admission;
  if (kind === 'ready')
    return visit.redirect(
      `/${office.slug}/petugas/loket?${new URLSearchParams({ cari: dossier.number }).toString()}`,
    );
  const bytes = await notePdf(house, office, visit.lang, {
    number: dossier.number,
    why: whyNot(kind),
    next: whatNext(admission, office.timeZone, visit.lang),
    at: visit.now,
  });
  return pdf(bytes, `catatan-${dossier.number}`);
}

/** The note for somebody whose dossier is another office's, or who has none: where to go, and how to apply. */
async function strangersNote(house: House, visit: Visit): Promise<Response> {
  const office = await officeOf(house, visit);
  const asked = parseDossierNumber(visit.query('nomor'));
  const theirs = asked.ok ? await officeByCode(house.db, asked.officeCode) : undefined;
  const isElsewhere = asked.ok && theirs !== undefined && theirs.id !== office.id;
  const site = house.config.publicUrl.replace(/^https?:\/\//, '');
  const bytes = await notePdf(house, office, visit.lang, {
    number: isElsewhere ? asked.number : '',
    why: isElsewhere ? whyNot('wrong_office') : reason('queue.note.stranger.why'),
    next: isElsewhere
      ? reason('queue.admission.wrong_office.next_named', {
          office: localise(theirs.name, visit.lang).text,
        })
      : reason('queue.note.stranger.next', { url: `${site}/${office.slug}` }),
    at: visit.now,
  });
  return pdf(bytes, 'catatan');
}
