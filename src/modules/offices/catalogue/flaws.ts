import type { ServiceDefinition } from '../definition.ts';
import { serviceSchema } from '../definition.ts';
import { checkService, type Flaw } from '../definition-checks.ts';
import { schemaMistakes } from '../importing/mistakes.ts';
import type { ServiceDraft } from './draft.ts';

/** The parts in which an administrator changes a service, in the order of their pages. */
export const PARTS = ['pokok', 'persyaratan', 'isian', 'biaya', 'alur'] as const;
export type Part = (typeof PARTS)[number];

export type Checked =
  | { readonly ok: true; readonly definition: ServiceDefinition }
  | { readonly ok: false; readonly flaws: readonly Flaw[] };

/**
 * Whether a draft could be published: the importer's own checks, with the importer's sentences.
 * @param freeByLaw the law that makes every service of the office free, where one does
 */
export function checkDraft(draft: ServiceDraft, freeByLaw: string | undefined): Checked {
  const read = serviceSchema.safeParse(draft);
  if (!read.success)
    return { ok: false, flaws: schemaMistakes('', read.error.issues, draft).map(withoutFile) };
  const flaws = checkService(read.data, freeByLaw);
  return flaws.length === 0 ? { ok: true, definition: read.data } : { ok: false, flaws };
}

const withoutFile = ({ field, reason }: Flaw): Flaw => ({ field, reason });

/** On which page the flaw is mended. */
export function partOf(flaw: Flaw): Part {
  const [list = ''] = flaw.field.split(/[.[]/, 1);
  return PLACES[list] ?? 'pokok';
}

const PLACES: Readonly<Record<string, Part>> = {
  requirements: 'persyaratan',
  fields: 'isian',
  time: 'biaya',
  fee: 'biaya',
  route: 'alur',
};

/** The index of the entry that a flaw is about (`route[2].when` → 2), and the rest of its place; null: about the list itself. */
export function entryFlaw(flaw: Flaw): { readonly index: number; readonly field: string } | null {
  const found = /^(?:requirements|fields|route)\[(\d+)\]\.?(.*)$/.exec(flaw.field);
  return found ? { index: Number(found[1]), field: found[2] ?? '' } : null;
}
