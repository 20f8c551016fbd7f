import type { Db } from '../../src/kernel/db.ts';
import type { OfficeKeys, Vault } from '../../src/kernel/vault.ts';
import {
  fieldsFor,
  requirementsFor,
  routeFor,
  type ServiceDefinition,
  type Step,
} from '../../src/modules/offices/index.ts';
import { type Random, zipf } from './random.ts';

/** The steepness at which, among 500 offices, the largest has more than a fifth: 260,000 of 1.2 million. */
const STEEPNESS = 1.15;
const LARGEST_FIRST = [
  'kantah-bandar-lampung',
  'ptsp-jakarta-utara',
  'disdukcapil-banjar',
  'bppt-bandung',
];

/** An office that takes applications, with everything a life in it needs. */
export interface Place {
  readonly id: string;
  readonly slug: string;
  readonly code: string;
  readonly keys: OfficeKeys;
  readonly share: number;
  readonly offers: readonly Offer[];
  /** How often each offer is asked for. */
  readonly weights: readonly number[];
  readonly counters: readonly string[];
  readonly reasons: readonly string[];
  staff: readonly string[];
  /** The last serial of a dossier number given out, by year. */
  readonly serials: Map<number, number>;
  /** The last number of the counter's register given out, by year. */
  readonly receipts: Map<number, number>;
  /** Seats given out in the days to come. */
  seats: number;
}

/** One way to ask for a service: the answers of one kind of applicant and what follows from them. */
export interface Offer {
  readonly serviceId: string;
  readonly code: string;
  readonly version: number;
  readonly answers: Readonly<Record<string, string | number | boolean | readonly string[]>>;
  readonly identities: readonly string[];
  readonly requirements: readonly string[];
  /** Those of them whose original is shown at the counter. */
  readonly originals: readonly string[];
  readonly route: readonly Step[];
  readonly days: number;
}

/**
 * The offices among which applications are dealt out: those installed with services, then land offices of the tree, which
 * get the services, counters and reasons of the first one until there are `count`.
 */
export async function openPlaces(
  db: Db,
  vault: Vault,
  random: Random,
  count: number,
): Promise<Place[]> {
  await equipTree(db, count - LARGEST_FIRST.length);
  const rows = await db<{ id: string; slug: string; code: string }[]>`
    select o.id, o.slug, o.code from office o
    where o.closed_at is null and exists (select from service s where s.office_id = o.id)
    order by array_position(${[...LARGEST_FIRST]}::text[], o.slug) nulls last, o.slug`;
  const shares = zipf(rows.length, STEEPNESS);
  const definitions = new Map<string, Offer[]>();
  const places: Place[] = [];
  for (const [rank, row] of rows.entries()) {
    const offers = await offersOf(db, row.id, definitions, random);
    const counters = await db<{ id: string }[]>`
      select id from counter where office_id = ${row.id} order by code`;
    const reasons = await db<{ code: string }[]>`
      select code from deficiency_reason where office_id = ${row.id} order by code`;
    places.push({
      ...row,
      keys: await vault.office(row.id),
      share: shares[rank] ?? 0,
      offers,
      // What asks for little is asked for often.
      weights: offers.map(({ requirements }) => 1 / (1 + requirements.length) ** 3),
      counters: counters.map(({ id }) => id),
      reasons: reasons.map(({ code }) => code),
      staff: [],
      serials: new Map(),
      receipts: new Map(),
      seats: 0,
    });
  }
  return places;
}

async function equipTree(db: Db, count: number): Promise<void> {
  await db.begin(async (tx) => {
    await tx`set constraints all deferred`;
    await tx`
      create temporary table equipped on commit drop as
      select o.id, m.id as model from office o, office m
      where o.kind = 'local' and o.tree_root_id is not null and o.closed_at is null
        and m.slug = ${LARGEST_FIRST[0] ?? ''} and not exists (select from service s where s.office_id = o.id)
      order by o.slug limit ${count}`;
    await tx`
      with copied as (
        insert into service (office_id, code, position, current_version)
        select e.id, s.code, s.position, 1 from equipped e join service s on s.office_id = e.model
        returning office_id, id, code)
      insert into service_version (office_id, service_id, version, definition)
      select c.office_id, c.id, 1, v.definition
      from copied c join equipped e on e.id = c.office_id
      join service s on s.office_id = e.model and s.code = c.code
      join service_version v on v.office_id = s.office_id and v.service_id = s.id and v.version = s.current_version`;
    await tx`insert into counter (office_id, code, name)
      select e.id, c.code, c.name from equipped e join counter c on c.office_id = e.model
      on conflict do nothing`;
    await tx`insert into deficiency_reason (office_id, code, label, advice, position)
      select e.id, r.code, r.label, r.advice, r.position from equipped e join deficiency_reason r on r.office_id = e.model
      on conflict do nothing`;
  });
}

async function offersOf(
  db: Db,
  officeId: string,
  known: Map<string, Offer[]>,
  random: Random,
): Promise<Offer[]> {
  const services = await db<{ id: string; code: string; version: number; digest: string }[]>`
    select s.id, s.code, s.current_version as version, md5(v.definition::text) as digest
    from service s
    join service_version v on v.office_id = s.office_id and v.service_id = s.id and v.version = s.current_version
    where s.office_id = ${officeId} and not v.definition ? 'elsewhere' order by s.position, s.code`;
  const all: Offer[] = [];
  for (const service of services) {
    const { id: serviceId, code, version } = service;
    let variants = known.get(service.digest);
    if (!variants) {
      const [row] = await db<{ definition: ServiceDefinition }[]>`
        select definition from service_version
        where office_id = ${officeId} and service_id = ${serviceId} and version = ${version}`;
      if (!row) throw new Error(`service ${code} has no edition`);
      const { definition } = row;
      variants = [0, 1].map(() => ({ serviceId, code, version, ...asked(definition, random) }));
      known.set(service.digest, variants);
    }
    all.push(...variants.map((variant) => ({ ...variant, serviceId, code, version })));
  }
  return all;
}

/** What one kind of applicant answers to a service, and what follows. */
export function asked(
  definition: ServiceDefinition,
  random: Random,
): Pick<Offer, 'answers' | 'identities' | 'requirements' | 'originals' | 'route' | 'days'> {
  const answers: Record<string, string | number | boolean | readonly string[]> = {};
  const identities: string[] = [];
  for (const { key, kind, options } of definition.fields) {
    const isAsked = fieldsFor(definition, answers).some((field) => field.key === key);
    if (!isAsked) continue;
    if (kind === 'nik' || kind === 'family_card') identities.push(key);
    else if (kind === 'choice') answers[key] = random.pick(options ?? []).value;
    else if (kind === 'choices') answers[key] = [random.pick(options ?? []).value];
    else if (kind === 'yes_no') answers[key] = random.chance(0.15);
    else if (kind === 'number' || kind === 'area') answers[key] = 100 + random.below(900);
    else if (kind === 'rupiah') answers[key] = 1_000_000 * (50 + random.below(900));
    else if (kind === 'date') answers[key] = '2024-05-17';
    else if (kind === 'phone') answers[key] = `+628120000${1000 + random.below(8999)}`;
    else if (kind === 'email') answers[key] = 'pemohon@contoh.example';
    else if (kind === 'address') answers[key] = 'Jl. Contoh No. 17, RT 03/RW 05';
    else answers[key] = 'Contoh isian pemohon';
  }
  const asks = requirementsFor(definition, answers).filter(({ required }) => required);
  const { unit, amount } = definition.time;
  return {
    answers,
    identities,
    requirements: asks.map(({ key }) => key),
    originals: asks.filter(({ original }) => original).map(({ key }) => key),
    route: routeFor(definition, answers),
    // Five working days of seven, and a holiday now and then.
    days: unit === 'calendar_days' ? amount : unit === 'working_hours' ? 1 : amount * 1.5,
  };
}
