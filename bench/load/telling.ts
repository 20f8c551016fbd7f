import { percentiles } from '../support/http.ts';
import type { Chronicle } from '../support/report.ts';
import type { Account } from './books.ts';
import type { Pages } from './pages.ts';
import type { Visited } from './surfer.ts';

const WHY = 'Load generator, house and PostgreSQL share the machine.';

/** How long reads and writes took; `bound`: beside what the design allows. */
export function latencies(
  chapter: Chronicle,
  phase: string,
  visits: readonly Visited[],
  bound: boolean,
): void {
  for (const [kind, budgets] of [
    ['read', [50, 150, 300]],
    ['write', [100, 300, 500]],
  ] as const) {
    const those = visits.filter((visit) => visit.kind === kind && visit.status < 500);
    const { p50, p95, p99 } = percentiles(those.map(({ took }) => took));
    for (const [index, value] of [p50, p95, p99].entries()) {
      const name = `${phase}, ${kind}s: ${['p50', 'p95', 'p99'][index]}`;
      const budget = bound ? { budget: budgets[index] ?? 0, why: WHY } : {};
      chapter.figure({ name, value, unit: 'ms', ...budget });
    }
  }
  const share = (isSo: (visited: Visited) => boolean) =>
    (100 * visits.filter(isSo).length) / visits.length;
  const isAway = ({ status }: Visited) => status === 503;
  if (!bound)
    chapter.figure({
      name: `${phase}: asked to come back in a moment (503)`,
      value: share(isAway),
      unit: '%',
    });
  chapter.figure({
    name: `${phase}: answers of 500 and above${bound ? '' : ', 503 aside'}`,
    value: share((visited) => visited.status >= 500 && (bound || !isAway(visited))),
    unit: '%',
    budget: 0.1,
  });
}

/** A row for each kind of page and act. */
export function byName(visits: readonly Visited[]): string {
  const names = [...new Set(visits.map(({ kind, name }) => `${kind} ${name}`))].sort();
  return [
    '| page or act | times | p50 | p95 | p99 | refused |',
    '|---|---|---|---|---|---|',
    ...names.map((key) => {
      const those = visits.filter(({ kind, name }) => `${kind} ${name}` === key);
      const { p50, p95, p99 } = percentiles(those.map(({ took }) => took));
      const refused = those.filter(({ status }) => status >= 400 || status < 200).length;
      const unchanged = those.filter(({ kind, status }) => kind === 'write' && status === 200);
      const shown = [p50, p95, p99].map((value) => `${value.toFixed(1)} ms`).join(' | ');
      return `| ${key} | ${those.length} | ${shown} | ${refused + unchanged.length} |`;
    }),
  ].join('\n');
}

/** What cannot be asked for as a page, and why. */
const APART: ReadonlyMap<string, string> = new Map();

/** How many kinds of pages nobody saw, by name; and a row for each kind of what was asked of it in the whole run. */
export function kindsOfPages(chapter: Chronicle, pages: Pages): void {
  const rows = pages.kinds.map((kind) => {
    const visits = pages.visitsTo(kind);
    const { p50, p95 } = percentiles(visits.map(({ took }) => took));
    return { kind, visits, p50, p95, seen: visits.filter(({ status }) => status < 400).length };
  });
  const unseen = rows
    .filter(({ kind, seen }) => seen === 0 && !APART.has(kind.path))
    .map(({ kind, visits }) => `${kind.path}${visits.length > 0 ? ' (refused)' : ''}`);
  chapter.figure({
    name: 'kinds of pages nobody saw',
    value: unseen.length,
    unit: `of ${rows.length}`,
    budget: 0,
    why: unseen.join(', '),
  });
  for (const path of unseen) console.log(`    never seen: ${path}`);
  chapter.note(
    [
      'Every address that is read, over the whole run with its rush:',
      '',
      '| kind of page | asked for | shown or led on | p50 | p95 |',
      '|---|---|---|---|---|',
      ...rows.map(
        ({ kind, visits, p50, p95, seen }) =>
          `| \`${kind.path}\` | ${visits.length} | ${seen} | ${p50.toFixed(1)} ms | ${p95.toFixed(1)} ms |`,
      ),
    ].join('\n'),
  );
}

/** What was acknowledged is what there is, for each kind of act. */
export function accountsOf(chapter: Chronicle, accounts: readonly Account[]): void {
  chapter.figure({
    name: 'acts more or less than acknowledged, of all kinds',
    value: accounts.reduce((sum, { off }) => sum + off, 0),
    unit: `of ${accounts.reduce((sum, { acknowledged }) => sum + acknowledged, 0)}`,
    budget: 0,
    why: accounts
      .filter(({ off }) => off > 0)
      .map(({ what, acknowledged, stored }) => `${what}: ${acknowledged} told, ${stored} there`)
      .join('; '),
  });
  chapter.note(
    [
      'Acknowledged and stored, over the whole run with its rush; an act is unknown when no answer came:',
      '',
      '| what is stored: by which acts | acknowledged | stored | unknown |',
      '|---|---|---|---|',
      ...accounts.map(
        ({ what, acknowledged, stored, unknown }) =>
          `| ${what} | ${acknowledged} | ${stored} | ${unknown} |`,
      ),
    ].join('\n'),
  );
}

/** Seconds after the rush until the slowest twentieth of a second's answers is as fast as before, and stays so for five seconds. */
export function recovery(
  calm: readonly Visited[],
  after: readonly Visited[],
  end: number,
  minute: number,
): number {
  const usual = percentiles(calm.map(({ took }) => took)).p95 * 1.5;
  const seconds = Array.from({ length: Math.ceil(minute / 1000) }, (_, second) => {
    const those = after.filter(({ at }) => Math.floor((at - end) / 1000) === second);
    return percentiles(those.map(({ took }) => took)).p95 <= usual;
  });
  const calmAt = seconds.findIndex((_, second) =>
    seconds.slice(second, second + 5).every((isCalm) => isCalm),
  );
  return calmAt === -1 ? seconds.length : calmAt;
}
