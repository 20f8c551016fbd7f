import { reason } from '../../../kernel/i18n.ts';
import type { Mistake } from './mistakes.ts';
import type { OfficeSource } from './parse-office.ts';

/** An office the house has already. */
export interface PresentOffice {
  readonly slug: string;
  readonly code: string;
  readonly parent: string | null;
}

/** An office about to be written, and where it stands. */
interface Candidate {
  readonly slug: string;
  readonly code: string;
  readonly parent: string | undefined;
  readonly file: string;
  readonly at: (field: string) => string;
}

/** What only shows when all offices are seen together: slugs and codes used twice, parents that do not exist, circles. */
export function crossCheck(
  sources: readonly OfficeSource[],
  present: readonly PresentOffice[],
): readonly Mistake[] {
  const candidates = sources.flatMap(candidatesOf);
  const mistakes: Mistake[] = [];
  const slugs = new Map<string, Candidate>();
  const codes = new Map<string, string>();
  for (const candidate of candidates) {
    const { slug, code, file, at } = candidate;
    const twin = slugs.get(slug);
    if (twin)
      mistakes.push({
        file,
        field: at('slug'),
        reason: reason('offices.mistake.slug_taken', { found: slug, other: twin.file }),
      });
    else slugs.set(slug, candidate);
    const other = codes.get(code);
    if (other !== undefined && other !== slug)
      mistakes.push({
        file,
        field: at('code'),
        reason: reason('offices.mistake.code_taken', { found: code, other }),
      });
    else codes.set(code, slug);
  }
  const staying = present.filter(({ slug }) => !slugs.has(slug));
  for (const { slug, code } of staying) {
    const taker = candidates.find((candidate) => candidate.code === code);
    if (taker)
      mistakes.push({
        file: taker.file,
        field: taker.at('code'),
        reason: reason('offices.mistake.code_taken', { found: code, other: slug }),
      });
  }
  const parents = new Map<string, string | null | undefined>([
    ...staying.map(({ slug, parent }) => [slug, parent] as const),
    ...[...slugs.values()].map(({ slug, parent }) => [slug, parent] as const),
  ]);
  mistakes.push(...sources.flatMap(strayRows));
  return [
    ...mistakes,
    ...[...slugs.values()].flatMap((candidate) => checkParent(candidate, parents)),
  ];
}

function candidatesOf({ folder, definition, tree }: OfficeSource): Candidate[] {
  const file = `${folder}/tree.csv`;
  return [
    {
      ...definition,
      parent: definition.parent,
      file: `${folder}/office.json`,
      at: (field) => field,
    },
    ...tree.map(({ slug, code, parent, line }) => ({
      slug,
      code,
      parent,
      file,
      at: (field: string) => `${line}:${field}`,
    })),
  ];
}

/** A tree hangs together: its rows stand below its root or each other. */
function strayRows({ folder, definition, tree }: OfficeSource): Mistake[] {
  const known = new Set([definition.slug, ...tree.map(({ slug }) => slug)]);
  return tree
    .filter(({ parent }) => !known.has(parent))
    .map(({ parent, line }) => ({
      file: `${folder}/tree.csv`,
      field: `${line}:parent`,
      reason: reason('offices.mistake.tree_parent', { found: parent, root: definition.slug }),
    }));
}

function checkParent(
  { slug, parent, file, at }: Candidate,
  parents: ReadonlyMap<string, string | null | undefined>,
): Mistake[] {
  if (parent === undefined) return [];
  if (!parents.has(parent))
    return file.endsWith('tree.csv')
      ? []
      : [
          {
            file,
            field: at('parent'),
            reason: reason('offices.mistake.parent_missing', { found: parent }),
          },
        ];
  const path = [slug];
  for (let above: string | null | undefined = parent; above; above = parents.get(above)) {
    path.push(above);
    if (above === slug)
      return [
        {
          file,
          field: at('parent'),
          reason: reason('offices.mistake.parent_cycle', { path: path.join(' → ') }),
        },
      ];
    // A circle further up is told where it closes.
    if (path.indexOf(above) !== path.length - 1) return [];
  }
  return [];
}
