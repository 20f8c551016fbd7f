import { createHash } from 'node:crypto';
import type { Question, Slot } from './asked-once.ts';

/**
 * What a form asks, as twelve letters: as long as they stay the same, the same questions are asked and the same documents
 * needed, in the same way.
 */
export function shapeOf(questions: readonly Question[], slots: readonly Slot[]): string {
  const said = [...questions.map(asked), ...slots.map(needed)].join('\n');
  return createHash('sha256').update(said).digest('base64url').slice(0, 12);
}

/** A question as it is asked: a page that asks it otherwise shows it anew. */
export const asked = ({ name, field, services }: Question): string =>
  [name, field.required ? 'wajib' : '', ...services].join(' ');

/** A place for documents as it is needed. */
export const needed = ({ name, requirement, services }: Slot): string =>
  [name, requirement.required ? 'wajib' : '', requirement.original ? 'asli' : '', ...services].join(
    ' ',
  );
