import type { Random } from '../generate/random.ts';
import { decoded } from './forms.ts';
import type { Surfer } from './surfer.ts';

/** Something that a person does between two pauses: one page, or a few that follow each other. */
export type Act = (surfer: Surfer, random: Random) => Promise<void>;
/** Acts with how often each is done beside the others. */
export type Habits = readonly (readonly [number, Act])[];

/** Looks at one page. */
export const look =
  (name: string, path: string | ((random: Random) => string)): Act =>
  async (surfer, random) =>
    void (await surfer.go(name, typeof path === 'string' ? path : path(random)));

/** The first link of a page that looks so; the pattern's first group is what is led to. */
export const linkTo = (page: string, pattern: RegExp): string | undefined => {
  const found = pattern.exec(page)?.[1];
  return found === undefined ? undefined : decoded(found);
};

/** Opens what a page shows or offers besides, as a browser does with its pictures and a person with a download: the first of each. */
export async function open(
  surfer: Surfer,
  name: string,
  page: string,
  ...patterns: readonly RegExp[]
): Promise<void> {
  for (const pattern of patterns) {
    const path = linkTo(page, pattern);
    if (path) await surfer.go(name, path);
  }
}

/** All links of a page that look so. */
export const linksTo = (page: string, pattern: RegExp): string[] => [
  ...new Set([...page.matchAll(pattern)].map(([, href = '']) => decoded(href))),
];
