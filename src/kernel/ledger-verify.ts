import type { Db, Query } from './db.ts';
import { commit, type EventRow, type Head, type Stream, textPlace } from './ledger.ts';
import { ChainCheck } from './ledger-chain-check.ts';
import type { Fault, Report } from './ledger-faults.ts';
import type { OwnerTable } from './ledger-seal.sql.ts';
import { SEAL_PURPOSE } from './ledger-seal.ts';
import { checkSeals } from './ledger-seal-check.ts';
import {
  eventsAfter,
  headsOf,
  type LedgerScope,
  type OwnerRow,
  officeIdOf,
  ownersAfter,
  textsOf,
} from './ledger-verify.sql.ts';
import { unseal, type Vault } from './vault.ts';

export interface VerifyOptions {
  /** Only this office and its dossiers. */
  readonly officeSlug?: string;
  /** Only this stream. */
  readonly stream?: string;
  /** With it the signatures of the seals are checked too. */
  readonly vault?: Vault;
  /** With it the personal texts are compared with their commitments; undefined for a stream whose key was destroyed. */
  readonly keyOf?: (
    query: Query,
    stream: { readonly id: string; readonly officeId: string | null },
  ) => Promise<Buffer | undefined>;
}

export interface Verified {
  readonly events: number;
  readonly streams: number;
  readonly seals: number;
  /** How many faults were found; `faults` names the first thousand. */
  readonly faulty: number;
  readonly faults: readonly Fault[];
}

const MOST_NAMED = 1000;
const LEAST = '00000000-0000-0000-0000-000000000000';
const KINDS: readonly Stream['kind'][] = ['dossier', 'office', 'person'];
const TABLES: readonly OwnerTable[] = KINDS;

/**
 * Reads the ledger from end to end, in one consistent view while the house goes on working, and names whatever does not
 * hold. Memory stays flat however long the ledger is.
 * @throws Error when there is no office of that slug
 */
export async function verifyLedger(
  db: Db,
  options: VerifyOptions = {},
  onProgress: (done: { readonly events: number; readonly streams: number }) => void = () => {},
): Promise<Verified> {
  const faults: Fault[] = [];
  let faulty = 0;
  const report: Report = (fault) => {
    faulty += 1;
    if (faults.length < MOST_NAMED) faults.push(fault);
  };
  const counts = await db.begin('isolation level repeatable read read only', async (tx) => {
    const scope = await scopeOf(tx, options);
    const read = await checkStreams(tx, scope, options, report, onProgress);
    for (const table of TABLES) await checkOwners(tx, table, scope, report);
    const seals = await checkSeals(tx, scope, options.vault?.purposeKey(SEAL_PURPOSE), report);
    return { ...read, seals };
  });
  return { ...counts, faulty, faults };
}

async function scopeOf(query: Query, { officeSlug, stream }: VerifyOptions): Promise<LedgerScope> {
  const officeId = officeSlug === undefined ? undefined : await officeIdOf(query, officeSlug);
  if (officeSlug !== undefined && officeId === undefined)
    throw new Error(`no office ${officeSlug}`);
  return {
    ...(officeId === undefined ? {} : { officeId }),
    ...(stream === undefined ? {} : { stream }),
  };
}

async function checkStreams(
  query: Query,
  scope: LedgerScope,
  options: VerifyOptions,
  report: Report,
  onProgress: (done: { events: number; streams: number }) => void,
): Promise<{ events: number; streams: number }> {
  let [events, streams] = [0, 0];
  let current: ChainCheck | undefined;
  let after = { stream_id: LEAST, seq: 0 };
  for (;;) {
    const page = await eventsAfter(query, scope, after);
    const ended: ChainCheck[] = [];
    for (const event of page) {
      if (current && current.last?.stream_id !== event.stream_id) {
        ended.push(current);
        current = undefined;
      }
      current ??= new ChainCheck(report);
      current.next(event);
    }
    if (page.length === 0 && current) ended.push(current);
    await endStreams(query, ended);
    if (options.keyOf) await checkTexts(query, page, options.keyOf, report);
    events += page.length;
    streams += ended.length;
    onProgress({ events, streams });
    const last = page.at(-1);
    if (!last) return { events, streams };
    after = last;
  }
}

async function endStreams(query: Query, ended: readonly ChainCheck[]): Promise<void> {
  const heads = new Map<string, Head>();
  for (const kind of KINDS) {
    const streams = ended.flatMap(({ last }) =>
      last?.stream_kind === kind ? [{ id: last.stream_id, officeId: last.office_id }] : [],
    );
    if (streams.length > 0)
      for (const { id, seq, hash } of await headsOf(query, kind, streams))
        heads.set(id, { seq, hash });
  }
  for (const check of ended) check.end(heads.get(check.last?.stream_id ?? ''));
}

/** Owners whose row tells of events of which the ledger has none. */
async function checkOwners(
  query: Query,
  table: OwnerTable,
  scope: LedgerScope,
  report: Report,
): Promise<void> {
  for (let after: OwnerRow | undefined; ; ) {
    const page: OwnerRow[] = await ownersAfter(query, table, scope, after);
    for (const { id, seq, told } of page)
      if (seq > 0 && !told)
        report({ what: 'stream_missing', of: table, stream: id, seq: 0, until: seq });
    after = page.at(-1);
    if (!after) return;
  }
}

async function checkTexts(
  query: Query,
  events: readonly EventRow[],
  keyOf: NonNullable<VerifyOptions['keyOf']>,
  report: Report,
): Promise<void> {
  if (events.length === 0) return;
  const texts = new Map(
    (await textsOf(query, events)).map((text) => [`${text.stream_id} ${text.seq}`, text]),
  );
  const keys = new Map<string, Buffer | undefined>();
  for (const event of events) {
    const text = texts.get(`${event.stream_id} ${event.seq}`);
    if (!text) continue;
    if (!keys.has(event.stream_id))
      keys.set(
        event.stream_id,
        await keyOf(query, { id: event.stream_id, officeId: event.office_id }),
      );
    const key = keys.get(event.stream_id);
    if (key && !holds(event, text, key))
      report({
        what: 'text_changed',
        of: event.stream_kind,
        stream: event.stream_id,
        seq: event.seq,
        kind: event.kind,
      });
  }
}

function holds(
  event: EventRow,
  text: { readonly salt: Buffer; readonly sealed: Buffer },
  key: Buffer,
): boolean {
  if (!event.commitment) return false;
  try {
    const plain = unseal(key, text.sealed, textPlace(event.stream_id, event.seq)).toString();
    return commit(text.salt, plain).equals(event.commitment);
  } catch {
    return false;
  }
}
