import { type EventRow, GENESIS, type Head, hashEvent } from './ledger.ts';
import type { Fault, FaultKind, Report } from './ledger-faults.ts';

/** So many events of one stream are compared with one another when it is asked where they belong. */
const MOST_SUSPECTS = 200;

/** One stream while its events come by, in order. Holds the previous event and the suspects, never the whole stream. */
export class ChainCheck {
  readonly #report: Report;
  #last: EventRow | undefined;
  /** The last event's own hash did not hold, so nothing can be said of what hangs on it. */
  #doubtful = false;
  readonly #suspects: EventRow[] = [];

  constructor(report: Report) {
    this.#report = report;
  }

  get last(): EventRow | undefined {
    return this.#last;
  }

  next(event: EventRow): void {
    const before = this.#last;
    const expected = (before?.seq ?? 0) + 1;
    const gap = event.seq !== expected;
    if (gap) this.#tell('missing', event, { seq: expected, until: event.seq - 1 });
    const holds = hashEvent(event).equals(event.hash);
    if (!holds) this.#suspect(event);
    else if (!gap && !this.#doubtful && !event.prev_hash.equals(before?.hash ?? GENESIS.hash))
      this.#tell('rewritten', before ?? event, {
        seq: before?.seq ?? event.seq,
        kind: (before ?? event).kind,
      });
    this.#last = event;
    this.#doubtful = !holds;
  }

  /** Compares with the end that the owner's row holds; undefined: there is no such row. */
  end(head: Head | undefined): void {
    this.#judgeSuspects();
    const last = this.#last;
    if (!last) return;
    if (!head) this.#tell('owner_missing', last, { seq: 0 });
    else if (last.seq < head.seq)
      this.#tell('cut_short', last, { seq: last.seq + 1, until: head.seq });
    else if (last.seq > head.seq)
      this.#tell('head_differs', last, { seq: last.seq, kind: last.kind });
    else if (!this.#doubtful && !last.hash.equals(head.hash))
      this.#tell('head_differs', last, { seq: last.seq, kind: last.kind });
  }

  #suspect(event: EventRow): void {
    if (this.#suspects.length < MOST_SUSPECTS) this.#suspects.push(event);
    else this.#tell('changed', event, { seq: event.seq, kind: event.kind });
  }

  /** An event whose hash holds at the place of another suspect was moved; one that holds nowhere was changed. */
  #judgeSuspects(): void {
    const places = this.#suspects.map(({ seq }) => seq);
    for (const event of this.#suspects) {
      const belongs = places.find(
        (seq) => seq !== event.seq && hashEvent({ ...event, seq }).equals(event.hash),
      );
      this.#tell(belongs === undefined ? 'changed' : 'reordered', event, {
        seq: event.seq,
        kind: event.kind,
        ...(belongs === undefined ? {} : { belongs }),
      });
    }
  }

  #tell(what: FaultKind, event: EventRow, where: Omit<Fault, 'what' | 'of' | 'stream'>): void {
    this.#report({ what, of: event.stream_kind, stream: event.stream_id, ...where });
  }
}
