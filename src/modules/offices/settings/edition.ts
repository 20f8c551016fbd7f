import { createHash } from 'node:crypto';
import type { JsonValue } from '../../../kernel/db.ts';
import { canonical } from '../../../kernel/ledger.ts';

/**
 * A short name for exactly this content. A form carries the name of what it was filled in from, so that nobody undoes
 * unseen what a colleague saved meanwhile.
 */
export function editionOf(content: JsonValue | undefined): string {
  return createHash('sha256').update(canonical(content)).digest('hex').slice(0, 16);
}
