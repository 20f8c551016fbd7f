import type { Query } from '../../src/kernel/db.ts';
import { chain, GENESIS } from '../../src/kernel/ledger.ts';
import type { StaffRole } from '../../src/kernel/roles.ts';
import type { Place } from './places.ts';
import type { Random } from './random.ts';
import type { FullSheets } from './sheets.ts';

const GIVEN =
  'Siti Budi Dewi Agus Sri Wahyu Nur Eko Ratna Hendra Lestari Joko Maria Ahmad Putri Slamet Yanti Dedi Rina Bambang Ayu Rizky Fitri Made Ketut Wayan Nyoman Tuti Asep Ujang Neneng Iman Yusuf Halimah Markus Yohanes Debora Ruth Samuel Zainal'.split(
    ' ',
  );
const FAMILY =
  'Santoso Wijaya Siregar Nasution Hidayat Saputra Lestari Simanjuntak Wibowo Kusuma Rahman Pratama Hutapea Ginting Susanto Gunawan Suparman Harahap Setiawan Purnomo Lubis Rangkuti Tarigan Daulay Mulyadi'.split(
    ' ',
  );

/** A citizen of the generated world. */
export interface Citizen {
  readonly id: string;
  readonly name: string;
}

/** Many people have one name. */
export function makeName(random: Random): { given: string; family: string; full: string } {
  const given = random.chance(0.35)
    ? `${random.pick(GIVEN)} ${random.pick(GIVEN)}`
    : random.pick(GIVEN);
  const family = random.chance(0.25) ? '' : random.pick(FAMILY);
  return { given, family, full: family === '' ? given : `${given} ${family}` };
}

/** Writes a person with a login and the first event of their own chain. */
export function writePerson(
  sheets: FullSheets,
  random: Random,
  person: { at: number; address: string; passwordHash: string },
): Citizen {
  const id = random.id(person.at);
  const at = new Date(person.at);
  const { given, family, full } = makeName(random);
  const themself = { personId: id, mandate: 'self', channel: 'web' } as const;
  const [event] = chain({ kind: 'person', id, officeId: null }, GENESIS, themself, at, [
    { kind: 'account.registered' },
  ]).rows;
  if (!event) throw new Error('no event');
  sheets.row('person', id, full, given, family, at, 1, event.hash);
  sheets.row('login', id, person.address, person.passwordHash, at, at);
  sheets.event(
    person.at,
    ...[id, 1, 'person', null, event.kind, at, id, null, event.mandate, event.channel],
    ...[{}, null, event.prev_hash, event.hash],
  );
  return { id, name: full };
}

const ROLES: readonly StaffRole[] = ['verifier', 'counter_officer', 'operator', 'signatory'];

/** Gives an office officers by its size: one for every 4,000 applications, at least two. Those who work there already count. */
export async function staffOf(
  query: Query,
  sheets: FullSheets,
  random: Random,
  place: Pick<Place, 'id' | 'slug'>,
  hire: { at: number; applications: number; passwordHash: string },
): Promise<string[]> {
  const present = await query<{ person_id: string }[]>`
    select distinct person_id from membership where office_id = ${place.id} and until is null order by person_id`;
  const staff = present.map((row) => row.person_id);
  const wanted = Math.max(2, Math.ceil(hire.applications / 4000));
  while (staff.length < wanted) {
    const number = staff.length + 1;
    const address = `petugas${number}.${place.slug}@beban.example`;
    const { id } = writePerson(sheets, random, { ...hire, address });
    for (const role of ROLES.slice(0, number === 1 ? 4 : 2))
      sheets.row(
        'membership',
        place.id,
        random.id(hire.at),
        id,
        number === 1 ? role : (ROLES[(number + ROLES.indexOf(role)) % 4] ?? role),
        new Date(hire.at),
      );
    staff.push(id);
  }
  return staff;
}
