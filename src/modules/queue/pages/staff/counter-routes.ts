import { type FormInput, many, one } from '../../../../kernel/forms.ts';
import type { House } from '../../../../kernel/house.ts';
import { reason } from '../../../../kernel/i18n.ts';
import { isUuid } from '../../../../kernel/ids.ts';
import { type Route, staff } from '../../../../web/route.ts';
import type { Visit } from '../../../../web/visit.ts';
import { type Acting, type Done, refuse } from '../../../dossiers/index.ts';
import { moveOriginals } from '../../custody.ts';
import { accept, giveBack, type Tick } from '../../handing-over.ts';
import { sheetsOf } from '../../one-sheet.ts';
import { type Found, originalsOf } from '../../originals.sql.ts';
import { COUNTER_ROLES, FLOOR_ROLES } from '../../rules.ts';
import { atWork, isExpired, lookedAt, settle } from '../who.ts';
import { counterPage } from './counter.tsx';
import { nameOf, type Returned } from './counter-form.ts';
import { blankoOf, receiptOf, sampleBlanko } from './papers.ts';

const PATH = '/:office/petugas/loket/:dossier';
const FOUND: Readonly<Record<string, Found>> = {
  sesuai: 'matches',
  berbeda: 'differs',
  tidak_dibawa: 'missing',
};

/** One dossier at the counter, its originals and its papers. */
export function counterRoutes(house: House): Route[] {
  const floor = staff(...FLOOR_ROLES);
  const works = staff(...COUNTER_ROLES);
  return [
    {
      method: 'GET',
      path: PATH,
      access: floor,
      async handle(visit) {
        const dossier = await lookedAt(house, visit);
        return dossier ? counterPage(house, visit, dossier) : visit.notFound();
      },
    },
    {
      method: 'POST',
      path: PATH,
      access: works,
      handle: (visit) =>
        act(house, visit, 'serah', (who, id, input) => finish(house, who, id, input)),
    },
    {
      method: 'POST',
      path: `${PATH}/asli`,
      access: works,
      handle: (visit) =>
        act(house, visit, 'asli', (who, id, input) =>
          moveOriginals(house, who, id, {
            originals: many(input, 'asli').map(readName),
            to: one(input, 'ke') === 'kantor' ? 'office' : 'applicant',
          }),
        ),
    },
    { method: 'GET', path: `${PATH}/blanko.pdf`, access: floor, handle: (v) => blankoOf(house, v) },
    {
      method: 'GET',
      path: '/:office/petugas/contoh-blanko.pdf',
      access: staff('administrator'),
      handle: (visit) => sampleBlanko(house, visit),
    },
    {
      method: 'GET',
      path: `${PATH}/tanda-terima.pdf`,
      access: floor,
      handle: (visit) => receiptOf(house, visit),
    },
  ];
}

async function act(
  house: House,
  visit: Visit,
  form: Returned['form'],
  command: (who: Acting, dossierId: string, input: FormInput) => Promise<Done<unknown>>,
): Promise<Response> {
  const id = visit.param('dossier');
  if (!isUuid(id)) return visit.notFound();
  const input = await visit.form();
  const who = await atWork(house, visit, input);
  const outcome = isExpired(who, input)
    ? refuse(reason('form.expired'))
    : await command(who, id, input);
  const here = `/${visit.office.slug}/petugas/loket/${id}`;
  return settle(
    visit,
    outcome,
    () => here,
    async (why, status) => {
      const dossier = await lookedAt(house, visit);
      return dossier
        ? counterPage(house, visit, dossier, { form, input, why }, status)
        : visit.notFound();
    },
  );
}

async function finish(
  house: House,
  who: Acting,
  dossierId: string,
  input: FormInput,
): Promise<Done<string>> {
  const kept = many(input, 'simpan');
  const ticks: Tick[] = [];
  const rows = (await originalsOf(house.db, who.office.id, dossierId)).filter(
    (row) => row.atMeeting,
  );
  // One sheet of paper is compared once, for every application that needs it.
  for (const sheet of sheetsOf(rows)) {
    const name = sheet.map(nameOf).find((each) => one(input, `asli.${each}`) !== '') ?? '';
    const found = FOUND[one(input, `asli.${name}`)];
    if (!found) continue;
    for (const { applicationId, requirement } of sheet)
      ticks.push({ applicationId, requirement, found, keep: kept.includes(name) });
  }
  const handOver = { ticks, signed: one(input, 'tanda_tangan') === 'ya' };
  return one(input, 'tindakan') === 'kembalikan'
    ? giveBack(house, who, dossierId, { ...handOver, why: one(input, 'alasan') })
    : accept(house, who, dossierId, handOver);
}

function readName(name: string) {
  const [applicationId = '', requirement = ''] = name.split('.');
  return { applicationId: isUuid(applicationId) ? applicationId : '', requirement };
}
