import { mkdirSync, writeFileSync } from 'node:fs';
import { cpus, totalmem } from 'node:os';
import { join } from 'node:path';
import { projectFolder } from '../../test/support/cluster.ts';

/** One figure. Without a budget it is for information. */
export interface Figure {
  readonly name: string;
  readonly value: number;
  readonly unit: string;
  /** The most it may be; with `atLeast` the least. */
  readonly budget?: number;
  readonly atLeast?: boolean;
  /** When it missed: why, and how far the cause is known. */
  readonly why?: string;
}

export interface Chapter {
  readonly title: string;
  readonly figures: readonly Figure[];
  /** Markdown: how it was measured, plans, tables. */
  readonly notes: readonly string[];
}

/** Gathers the figures of one measurement and prints each as it comes. */
export interface Chronicle {
  figure(figure: Figure): void;
  note(markdown: string): void;
}

export function openChapter(title: string): Chronicle & { close(): Chapter } {
  const figures: Figure[] = [];
  const notes: string[] = [];
  console.log(`\n${title}`);
  return {
    figure(figure) {
      figures.push(figure);
      const { name, value, unit, budget } = figure;
      const parts = [name, `${shown(value)} ${unit}`];
      if (budget !== undefined) parts.push(`${shown(budget)} ${unit}`, ratioOf(figure));
      console.log(`  ${[...parts, verdictOf(figure)].join(', ')}`);
    },
    note: (markdown) => void notes.push(markdown),
    close: () => ({ title, figures, notes }),
  };
}

/** `ok`, `missed`, or `-` where there is no budget. */
export function verdictOf({ value, budget, atLeast }: Figure): 'ok' | 'missed' | '-' {
  if (budget === undefined) return '-';
  return (atLeast ? value >= budget : value <= budget) ? 'ok' : 'missed';
}

const ratioOf = ({ value, budget }: Figure) => (budget ? (value / budget).toFixed(2) : '-');

function shown(value: number): string {
  if (Math.abs(value) >= 100) return Math.round(value).toLocaleString('en-GB');
  return String(Number(value.toPrecision(3)));
}

/**
 * Writes `docs/bench/<name>.md` and `<name>.json`, and the plans of PostgreSQL beside them: in `plans.md` for the report, in
 * `<name>-plans.md` for others. Returns what was written.
 */
export function saveReport(
  name: 'report' | 'million' | 'load',
  chapters: readonly Chapter[],
  about: Readonly<Record<string, string>>,
): string[] {
  const folder = join(projectFolder, 'docs/bench');
  const plansName = name === 'report' ? 'plans.md' : `${name}-plans.md`;
  mkdirSync(folder, { recursive: true });
  const missed = chapters.flatMap(({ title, figures }) =>
    figures.filter((figure) => verdictOf(figure) === 'missed').map((figure) => ({ title, figure })),
  );
  const lines = [
    '# What was measured',
    '',
    `The last full run of \`${name === 'report' ? 'npm run bench' : `npm run bench -- ${name}`}\`. Absolute times depend on the machine and on what else ran on it; ratios are taken`,
    'within one run. The budgets are those of the design; a missed one is told here with its distance and its cause.',
    '',
    ...Object.entries({ ...about, machine: machine() }).map(
      ([name, value]) => `- ${name}: ${value}`,
    ),
    '',
    missed.length === 0 ? 'Every budget was kept.' : `## Missed (${missed.length})`,
    '',
    ...missed.map(
      ({ title, figure }) =>
        `- **${title}: ${figure.name}**: ${shown(figure.value)} ${figure.unit}, budget ${shown(figure.budget ?? 0)}. ${figure.why ?? ''}`,
    ),
    ...chapters.flatMap((chapter) => chapterLines(chapter, plansName)),
  ];
  writeFileSync(join(folder, `${name}.md`), `${lines.join('\n').trimEnd()}\n`);
  const plans = chapters.flatMap(({ notes }) => notes.filter(isPlan));
  if (plans.length > 0)
    writeFileSync(
      join(folder, plansName),
      `# How PostgreSQL answered the pages\n\n${plans.join('\n\n')}\n`,
    );
  const plain = chapters.map(({ title, figures }) => ({
    title,
    figures: figures.map((figure) => ({ ...figure, verdict: verdictOf(figure) })),
  }));
  writeFileSync(
    join(folder, `${name}.json`),
    `${JSON.stringify({ about, chapters: plain }, null, 2)}\n`,
  );
  return [`${name}.md`, `${name}.json`].map((file) => `docs/bench/${file}`);
}

function chapterLines({ title, figures, notes }: Chapter, plansName: string): string[] {
  return [
    '',
    `## ${title}`,
    '',
    '| name | value | budget | ratio | |',
    '|---|---|---|---|---|',
    ...figures.map((figure) => {
      const { name, value, unit, budget, atLeast } = figure;
      const bound = budget === undefined ? '' : `${atLeast ? '≥' : '≤'} ${shown(budget)}`;
      return `| ${name} | ${shown(value)} ${unit} | ${bound} | ${budget === undefined ? '' : ratioOf(figure)} | ${verdictOf(figure)} |`;
    }),
    ...notes.filter((note) => !isPlan(note)).flatMap((note) => ['', note]),
    ...(notes.some(isPlan)
      ? ['', `Every statement with its plan: [${plansName}](${plansName}).`]
      : []),
  ];
}

/** Plans are long and stand in a file of their own. */
const isPlan = (note: string) => note.startsWith('<details>');

function machine(): string {
  const [first] = cpus();
  return `${cpus().length} × ${first?.model.trim() ?? 'unknown'}, ${Math.round(totalmem() / 2 ** 30)} GB, Node ${process.versions.node}`;
}
