import type { DecreeDay, IsoDate } from '../../../kernel/clocks/index.ts';
import type { Tx } from '../../../kernel/db.ts';
import { newId } from '../../../kernel/ids.ts';
import { canonical, type NewEvent } from '../../../kernel/ledger.ts';
import {
  type Listed,
  replaceCounters,
  replaceReasons,
  retireServices,
  saveServices,
  selectCounterRows,
  selectReasonRows,
  selectServiceRows,
} from './contents.sql.ts';
import { replaceDaysOff, selectOwnDaysOff } from './importing.sql.ts';
import type { OfficeSource } from './parse-office.ts';
import { plain } from './plain.ts';

/** How many services came, changed, stayed as they were, or left. */
export interface ServiceCounts {
  readonly added: number;
  readonly changed: number;
  readonly same: number;
  readonly retired: number;
}

/**
 * Publishes what is new: a service that the folder changed gets a new edition, and those before stay as they were. What the
 * folder says as it did before is no news: edits made in the browser since, and services made or stopped there, stay.
 */
export async function writeServices(
  tx: Tx,
  officeId: string,
  services: OfficeSource['services'],
  now: Date,
): Promise<{ counts: ServiceCounts; events: NewEvent[] }> {
  const before = new Map((await selectServiceRows(tx, officeId)).map((row) => [row.code, row]));
  const events: NewEvent[] = [];
  let [added, changed] = [0, 0];
  const rows = services.map((service, position) => {
    const known = before.get(service.code);
    const definition = plain(service);
    const isNews = !known?.folder || canonical(known.folder) !== canonical(definition);
    const fresh = !known || (isNews && canonical(known.definition) !== canonical(definition));
    const row = {
      id: known?.id ?? newId(),
      code: service.code,
      position,
      version: (known?.version ?? 0) + (fresh ? 1 : 0),
      retired: false,
      definition,
      folder: definition,
      stopped: known?.stopped ?? false,
      isNews,
      fresh,
    };
    if (fresh)
      events.push({
        kind: 'service.published',
        data: { service: row.id, code: row.code, version: row.version },
      });
    else if (known.retired && !known.stopped)
      events.push({ kind: 'service.reopened', data: { service: row.id, code: row.code } });
    if (fresh && known) changed += 1;
    else if (fresh) added += 1;
    return row;
  });
  await saveServices(
    tx,
    officeId,
    rows.filter((row) => {
      const known = before.get(row.code);
      return row.isNews || known?.position !== row.position || (known.retired && !known.stopped);
    }),
    now,
  );
  const listed = new Set(services.map(({ code }) => code));
  const leaving = [...before.values()].filter(
    ({ code, retired, folder }) => !retired && folder !== null && !listed.has(code),
  );
  await retireServices(
    tx,
    officeId,
    leaving.map(({ id }) => id),
    now,
  );
  events.push(
    ...leaving.map(({ id, code }) => ({ kind: 'service.retired', data: { service: id, code } })),
  );
  return {
    counts: { added, changed, same: services.length - added - changed, retired: leaving.length },
    events,
  };
}

/** Counters, reasons and days off; each list is written only where it differs. */
export async function writeLists(
  tx: Tx,
  officeId: string,
  source: OfficeSource,
  now: Date,
): Promise<NewEvent[]> {
  const events: NewEvent[] = [];
  const counters = source.definition.counters.map(({ code, name }) => ({
    code,
    label: plain(name),
    advice: null,
  }));
  const byCode = counters.toSorted((a, b) => (a.code < b.code ? -1 : 1));
  if (differs(await selectCounterRows(tx, officeId), byCode)) {
    await replaceCounters(tx, officeId, counters, now);
    events.push({
      kind: 'office.counters_changed',
      data: { counters: counters.map(({ code }) => code) },
    });
  }
  const reasons = source.reasons.map(({ code, label, advice }) => ({
    code,
    label: plain(label),
    advice: plain(advice),
  }));
  if (differs(await selectReasonRows(tx, officeId), reasons)) {
    await replaceReasons(tx, officeId, reasons, now);
    events.push({
      kind: 'office.reasons_changed',
      data: { reasons: reasons.map(({ code }) => code) },
    });
  }
  if (await writeDaysOff(tx, officeId, source.daysOff))
    events.push({ kind: 'office.calendar_changed' });
  return events;
}

const differs = (a: readonly Listed[], b: readonly Listed[]) =>
  canonical(a.map((row) => ({ ...row }))) !== canonical(b.map((row) => ({ ...row })));

/** Puts these days off in the place of the former ones, of an office or (null) of the nation; false when nothing differs. */
export async function writeDaysOff(
  tx: Tx,
  officeId: string | null,
  days: ReadonlyMap<IsoDate, DecreeDay>,
): Promise<boolean> {
  const wanted = [...days]
    .map(([day, { kind, name, status, source }]) => ({ day, kind, name, status, source }))
    .toSorted((a, b) => (a.day < b.day ? -1 : 1));
  const before = await selectOwnDaysOff(tx, officeId);
  if (canonical(before.map((day) => ({ ...day }))) === canonical(wanted)) return false;
  await replaceDaysOff(tx, officeId, days);
  return true;
}
