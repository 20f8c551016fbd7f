import { type Db, type Tx, transaction } from '../../src/kernel/db.ts';
import { createLog } from '../../src/kernel/log.ts';
import type { Vault } from '../../src/kernel/vault.ts';
import { hashPassword } from '../../src/modules/accounts/index.ts';
import { countDays } from '../../src/modules/reports/index.ts';
import { writeDossier } from './dossier.ts';
import { type Citizen, staffOf, writePerson } from './people.ts';
import { openPlaces, type Place } from './places.ts';
import { createRandom, dealer, type Random } from './random.ts';
import { createSheets } from './sheets.ts';

const DAY = 86_400_000;
/** How far back the oldest dossier lies. */
const SPAN = 730 * DAY;
/** Up to this many applications every foreign key is checked while filling: the same code makes the larger worlds. */
const CHECKED = 15_000;
const CHUNK = 10_000;

export interface Filling {
  readonly applications: number;
  /** The same seed gives the same lives; only keys, salts and nonces are fresh. */
  readonly seed: number;
  readonly offices: number;
  /** The moment up to which everything has happened. */
  readonly present: Date;
}

export interface Filled {
  readonly applications: number;
  readonly dossiers: number;
  readonly events: number;
  readonly rows: number;
  readonly seconds: number;
  readonly largest: { readonly slug: string; readonly applications: number };
}

/**
 * Fills an installed database with the life of its offices. `db` must be the owner's: large fillings put off the checks of
 * foreign keys, which an office's own role may not.
 */
export async function fill(
  db: Db,
  vault: Vault,
  filling: Filling,
  progress: (done: number) => void = () => {},
): Promise<Filled> {
  const begun = performance.now();
  const random = createRandom(filling.seed);
  await hurry(db);
  const present = filling.present.getTime();
  const passwordHash = await hashPassword('loket-contoh-2026');
  const places = await openPlaces(db, vault, random, filling.offices);
  const isSmall = filling.applications <= CHECKED;
  await openRegisters(db, places, filling.present);
  const store = createStore(db, isSmall);
  const indexes = isSmall ? [] : await dropIndexes(db);
  const citizens = await settlePeople(db, store, random, places, filling, passwordHash);
  const counted = new Map<string, number>();
  const [pickPlace, pickCitizen] = [
    dealer(
      random,
      places.map(({ share }) => share),
    ),
    citizenDealer(random, citizens),
  ];
  const pickOffer = places.map((place) => dealer(random, place.weights));
  let [applications, dossiers, events] = [0, 0, 0];

  let sheets = createSheets();
  while (applications < filling.applications) {
    const rank = pickPlace();
    const place = places[rank];
    const pick = pickOffer[rank];
    if (!place || !pick) throw new Error('no place');
    const count = random.chance(0.06) ? 2 : 1;
    const offers = Array.from({ length: count }, () => {
      const offer = place.offers[pick()];
      if (!offer) throw new Error(`${place.slug} offers nothing`);
      return offer;
    });
    // One after the other in time, so that the tables lie as they would have grown.
    const submittedAt =
      present - SPAN * (1 - applications / filling.applications) + random.below(60_000);
    events += writeDossier({
      random,
      sheets,
      place,
      citizen: pickCitizen(),
      offers,
      submittedAt,
      present,
    });
    counted.set(place.slug, (counted.get(place.slug) ?? 0) + count);
    applications += count;
    dossiers += 1;
    if (dossiers % CHUNK === 0) {
      await store.hand(sheets);
      sheets = createSheets();
      progress(applications);
    }
  }
  await store.hand(sheets);
  const rows = await store.finish();
  await settleSerials(db, places);
  await settleRegisters(db, places);
  for (const definition of indexes) await db.unsafe(definition);
  await db`analyze`;
  await countDays({ db, now: () => filling.present, log: createLog('error') });
  await db`vacuum analyze`;
  await settleDown(db);
  const [slug = '', largest = 0] = [...counted].sort(([, one], [, other]) => other - one)[0] ?? [];
  return {
    ...{ applications, dossiers, events: events + citizens.length, rows },
    seconds: (performance.now() - begun) / 1000,
    largest: { slug, applications: largest },
  };
}

const HURRIED = { fsync: 'off', full_page_writes: 'off', max_wal_size: '16GB', autovacuum: 'off' };

/** Nothing that is being filled needs to survive a power cut. */
async function hurry(db: Db): Promise<void> {
  for (const [name, value] of Object.entries(HURRIED))
    await db.unsafe(`alter system set ${name} = '${value}'`);
  await db`select pg_reload_conf()`;
}

/** What is measured must: everything is as the application starts it. */
async function settleDown(db: Db): Promise<void> {
  for (const name of Object.keys(HURRIED)) await db.unsafe(`alter system reset ${name}`);
  await db`select pg_reload_conf()`;
  await db`checkpoint`;
}

/** Stores one batch while the next is made. */
function createStore(db: Db, isChecked: boolean) {
  let rows = 0;
  let writing: Promise<void> = Promise.resolve();
  const write = async (sheets: ReturnType<typeof createSheets>) => {
    rows += await transaction(db, async (tx: Tx) => {
      if (!isChecked) await tx`set local session_replication_role = replica`;
      await tx`set local synchronous_commit = off`;
      return sheets.store(tx);
    });
  };
  return {
    async hand(sheets: ReturnType<typeof createSheets>): Promise<void> {
      await writing;
      writing = write(sheets);
      writing.catch(() => {});
    },
    async finish(): Promise<number> {
      await writing;
      return rows;
    },
  };
}

async function settlePeople(
  db: Db,
  store: ReturnType<typeof createStore>,
  random: Random,
  places: readonly Place[],
  filling: Filling,
  passwordHash: string,
): Promise<Citizen[]> {
  const at = filling.present.getTime() - SPAN - 30 * DAY;
  let sheets = createSheets();
  for (const place of places) {
    const hire = { at, applications: filling.applications * place.share, passwordHash };
    place.staff = await staffOf(db, sheets, random, place, hire);
  }
  const citizens: Citizen[] = [];
  const wanted = Math.ceil(filling.applications * 0.55);
  while (citizens.length < wanted) {
    const address = `pemohon${citizens.length + 1}@beban.example`;
    const moment = at + (30 * DAY * citizens.length) / wanted;
    citizens.push(writePerson(sheets, random, { at: moment, address, passwordHash }));
    if (citizens.length % 20_000 !== 0) continue;
    await store.hand(sheets);
    sheets = createSheets();
  }
  await store.hand(sheets);
  return citizens;
}

/** Most people come once or twice; one in a hundred (notaries, agents) brings every fifth dossier. */
function citizenDealer(random: Random, citizens: readonly Citizen[]): () => Citizen {
  const regulars = citizens.slice(0, Math.max(1, Math.floor(citizens.length / 100)));
  return () => random.pick(random.chance(0.2) ? regulars : citizens);
}

/** Indexes that constrain nothing are built at the end, at once; returns how. */
async function dropIndexes(db: Db): Promise<string[]> {
  const rows = await db<{ name: string; definition: string }[]>`
    select i.indexrelid::regclass::text as name, pg_get_indexdef(i.indexrelid) as definition
    from pg_index i join pg_class c on c.oid = i.indrelid
    where c.relnamespace = 'public'::regnamespace and not i.indisunique and not i.indisexclusion`;
  for (const { name } of rows) await db.unsafe(`drop index ${name}`);
  return rows.map(({ definition }) => definition);
}

/** The registers of every year in question: their entries refer to them. */
async function openRegisters(db: Db, places: readonly Place[], present: Date): Promise<void> {
  const years = [0, 1, 2].map((back) => present.getUTCFullYear() - back);
  const rows = places.flatMap(({ id }) =>
    years.map((year) => ({ office_id: id, kind: 'sttb', year, last: 1 })),
  );
  await db`insert into register ${db(rows)}`;
}

/** Each register ends with the last number that was given out of it. */
async function settleRegisters(db: Db, places: readonly Place[]): Promise<void> {
  for (const { id, receipts } of places) {
    for (const [year, last] of receipts)
      await db`update register set last = ${last} where office_id = ${id} and kind = 'sttb' and year = ${year}`;
    await db`delete from register where office_id = ${id} and year <> all(${[...receipts.keys()]}::int[])`;
  }
}

/** What is handed in from now on goes on after the last number. */
async function settleSerials(db: Db, places: readonly Place[]): Promise<void> {
  const rows = places.flatMap(({ id, serials }) =>
    [...serials].map(([year, last]) => ({ office_id: id, year, last })),
  );
  await db`insert into dossier_serial ${db(rows)}`;
}
