import type { JsonValue } from '../../../kernel/db.ts';

/** A value as it comes back out of the database: parts that say nothing are gone. */
export function plain(value: object): JsonValue {
  return JSON.parse(JSON.stringify(value)) as JsonValue;
}
