import type { StaffRole } from '../../src/kernel/roles.ts';
import type { Route } from '../../src/web/route.ts';
import type { Act } from './acts.ts';
import { decoded } from './forms.ts';
import type { Visited } from './surfer.ts';

/** A kind of page: a route that is read. */
export interface Kind {
  readonly path: string;
  readonly pattern: RegExp;
  /** Without parameters beside the office: whoever may can go there without having been led. */
  readonly isPlain: boolean;
  admits(role: StaffRole | 'applicant'): boolean;
}

/** Every kind of page of the house, and what became of each. */
export interface Pages {
  readonly kinds: readonly Kind[];
  kindOf(path: string): Kind | undefined;
  note(visited: Visited): void;
  /** What was asked of a kind so far. */
  visitsTo(kind: Kind): readonly Visited[];
}

/** An office's part of an address: a practice office is met by links. */
const SLUG = '[a-z][a-z0-9-]+';

export function openPages(routes: readonly Route[]): Pages {
  const kinds = routes
    .filter(({ method }) => method === 'GET')
    .map(({ path, access }): Kind => {
      const pattern = path
        .split('/')
        .map((part) =>
          part.replace(/^:[a-zA-Z]+(?:\{(.*)\})?$/, (part, shape) =>
            part === ':office' ? SLUG : (shape ?? '[^/]+'),
          ),
        )
        .join('/');
      return {
        path,
        pattern: new RegExp(`^${pattern}$`),
        isPlain: !/\/:(?!office\b)/.test(path),
        admits: (role) =>
          access.who === 'staff' || access.who === 'overseer'
            ? access.roles.some((one) => one === role)
            : true,
      };
    });
  const visits = new Map(kinds.map((kind) => [kind, [] as Visited[]]));
  const kindOf = (path: string) => {
    const [plain = ''] = path.split(/[?#]/);
    return kinds.find(({ pattern }) => pattern.test(plain));
  };
  return {
    kinds,
    kindOf,
    note(visited) {
      if (visited.method !== 'GET' && visited.method !== 'HEAD') return;
      const kind = kindOf(visited.path);
      if (kind) visits.get(kind)?.push(visited);
    },
    visitsTo: (kind) => visits.get(kind) ?? [],
  };
}

/** What somebody has seen links to, by kind. */
export interface Memory {
  page(markup: string): void;
  /** Goes where the fewest have been: three pages among those they may open or have seen a link to. */
  readonly wander: Act;
}

/** Files whose bytes were never made: the generated world has only their rows. */
const SCAN = /\/(?:dokumen|gambar|unduh)\/([\w-]{36})/;
/** What never ends, and what is there for one person at a time. */
const APART = /\/(?:kabar|pengaman\/kode\.svg)$/;

export function createMemory(
  pages: Pages,
  slug: string,
  role: StaffRole | 'applicant',
  isReal: (version: string) => boolean,
): Memory {
  const seen = new Map<Kind, string>();
  for (const kind of pages.kinds)
    if (kind.isPlain && kind.admits(role) && !APART.test(kind.path))
      seen.set(kind, kind.path.replace(':office', slug));
  return {
    page(markup) {
      for (const [, link = ''] of markup.matchAll(/\s(?:href|src)="(\/[^"#]*)/g)) {
        const path = decoded(link);
        const kind = pages.kindOf(path);
        const version = SCAN.exec(path)?.[1];
        if (kind && !APART.test(kind.path) && (version === undefined || isReal(version)))
          seen.set(kind, path);
      }
    },
    async wander(surfer) {
      const least = [...seen]
        .map(([kind, path]) => ({ kind, path, times: pages.visitsTo(kind).length }))
        .sort((one, other) => one.times - other.times)
        .slice(0, 3);
      for (const { kind, path } of least) await surfer.go(roomOf(kind), path);
    },
  };
}

/** By which name the pages that few ask for are told together. */
function roomOf({ path }: Kind): string {
  if (path.endsWith('.pdf')) return 'a paper (PDF)';
  if (/\.(?:csv|xlsx)$|unduh$/.test(path)) return 'an export';
  if (/:version/.test(path)) return 'a file or its picture';
  if (/\/(?:potongan|dokumen|keadaan|berkas|lampiran)$/.test(path)) return 'a part of a page';
  if (path.includes('/atur')) return 'a page of the settings';
  if (path.includes('/latihan')) return 'a page of the practice';
  if (path.includes('/audit')) return 'a page of the audit';
  return path.startsWith('/:office/petugas') ? 'another page of officers' : 'another page';
}
