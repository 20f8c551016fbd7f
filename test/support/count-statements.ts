import assert from 'node:assert/strict';
import type { Query } from '../../src/kernel/db.ts';

/** A database that counts what it is asked; commands inside a transaction are not counted. */
export interface Counted {
  readonly db: Query;
  /** How many statements were sent since it was last asked. */
  taken(): number;
}

/** A part of a statement is made in the same way and never sent: what counts is whether somebody waits for the answer. */
export function countStatements(db: Query): Counted {
  let sent = 0;
  const counted = new Proxy(db, {
    apply(target, self, parts) {
      const query: unknown = Reflect.apply(target, self, parts);
      if (!(query instanceof Promise)) return query;
      const handle: unknown = Reflect.get(query, 'handle');
      assert.ok(typeof handle === 'function', 'the driver sends a statement by its handle');
      let isSent = false;
      return Object.assign(query, {
        handle() {
          if (!isSent) sent += 1;
          isSent = true;
          return Reflect.apply(handle, query, []);
        },
      });
    },
  });
  return {
    db: counted,
    taken() {
      const since = sent;
      sent = 0;
      return since;
    },
  };
}
