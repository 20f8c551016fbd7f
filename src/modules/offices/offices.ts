import type { Db, Query } from '../../kernel/db.ts';
import type { Office, OfficeService } from './office.ts';
import {
  selectChildren,
  selectCounters,
  selectOffice,
  selectOfficeBySlug,
  selectReasons,
  selectServices,
  selectServiceVersion,
} from './offices.sql.ts';
import { type Remembered, remembered } from './remembered.ts';
import { selectEveryReason } from './settings/reasons.sql.ts';

// A slug means another office in another database, so each pool remembers its own.
const bySlug = new WeakMap<Query, Remembered<Office | undefined>>();

/** The office at `/<slug>`; undefined when there is none or it was closed. */
export function officeBySlug(query: Query, slug: string): Promise<Office | undefined> {
  if (!isPool(query)) return selectOfficeBySlug(query, slug);
  const known = bySlug.get(query) ?? remembered(selectOfficeBySlug);
  bySlug.set(query, known);
  return known(query, slug);
}

const isPool = (query: Query): query is Db => 'begin' in query;

/** An office by its id, closed ones included; undefined when there is none. */
export const officeById: (query: Query, id: string) => Promise<Office | undefined> =
  remembered(selectOffice);

/** The offices directly below one, by name. */
export const childrenOf: (query: Query, id: string) => Promise<readonly Office[]> =
  remembered(selectChildren);

/** The services an office offers now, in its own order. */
export const servicesOf: (query: Query, officeId: string) => Promise<readonly OfficeService[]> =
  remembered(selectServices);

/** One of the services an office offers now. */
export async function serviceByCode(
  query: Query,
  officeId: string,
  code: string,
): Promise<OfficeService | undefined> {
  return (await servicesOf(query, officeId)).find((service) => service.code === code);
}

/** What an officer may say is wrong with a document. */
export const reasonsOf = remembered(selectReasons) as (
  query: Query,
  officeId: string,
) => ReturnType<typeof selectReasons>;

/** Every reason that was ever offered: what a letter named stays readable after it was taken off the list. */
export const everyReasonOf = remembered(selectEveryReason) as (
  query: Query,
  officeId: string,
) => ReturnType<typeof selectEveryReason>;

/** The counters where an office serves. */
export const countersOf = remembered(selectCounters) as (
  query: Query,
  officeId: string,
) => ReturnType<typeof selectCounters>;

/** The most editions kept in memory; the one not used for longest goes first. */
const MOST_EDITIONS = 3_000;
const editions = new Map<string, OfficeService>();

/**
 * The edition of a service that an application pinned, also when the service has been retired since. Editions never
 * change, so each is read once. Undefined when the office has no such edition.
 */
export async function serviceVersion(
  query: Query,
  officeId: string,
  serviceId: string,
  version: number,
): Promise<OfficeService | undefined> {
  const key = `${officeId} ${serviceId} ${version}`;
  const kept = editions.get(key);
  if (kept) {
    editions.delete(key);
    editions.set(key, kept);
    return kept;
  }
  const row = await selectServiceVersion(query, officeId, serviceId, version);
  if (!row) return undefined;
  const edition: OfficeService = { id: serviceId, version, ...row };
  const [oldest] = editions.size >= MOST_EDITIONS ? editions.keys() : [];
  if (oldest !== undefined) editions.delete(oldest);
  editions.set(key, edition);
  return edition;
}
