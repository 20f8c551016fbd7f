import { readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Db } from '../../src/kernel/db.ts';
import type { World } from './world.ts';

/** How PostgreSQL answered one statement of a page: EXPLAIN (ANALYZE, BUFFERS), told by auto_explain as it ran. */
export interface Plan {
  readonly statement: string;
  /** Milliseconds. */
  readonly took: number;
  readonly text: string;
  /** Large tables that were read from end to end. */
  readonly scans: readonly string[];
  /** The most rows that one step of it read and threw away. */
  readonly inVain: number;
}

const LARGE =
  /Seq Scan on (application|dossier|event|event_text|evidence|verdict|message|document|document_version|access_log|clock_segment|step_result|person|deficiency_letter|appointment|seat_cover|identity_index)\b/g;

/** Has every statement of new connections to this database explained in PostgreSQL's log, until the end of the run. */
export async function explainAll(db: Db): Promise<void> {
  const [row] = await db<{ name: string }[]>`select current_database() as name`;
  const settings = {
    session_preload_libraries: 'auto_explain',
    'auto_explain.log_min_duration': '0',
    'auto_explain.log_analyze': 'on',
    'auto_explain.log_buffers': 'on',
    'auto_explain.log_parameter_max_length': '0',
  };
  await db`load 'auto_explain'`;
  for (const [name, value] of Object.entries(settings))
    await db.unsafe(`alter database ${row?.name} set ${name} = '${value}'`);
}

/** The plans of everything that `work` asks the database. */
export async function plansOf(world: World, work: () => Promise<unknown>): Promise<Plan[]> {
  const before = readFileSync(world.logFile).length;
  await work();
  await sleep(150);
  const told = readFileSync(world.logFile).subarray(before).toString();
  return told.split(/^(?=\d{4}-\d\d-\d\d )/m).flatMap((entry) => {
    const found = /LOG: {2}duration: ([\d.]+) ms {2}plan:\n\tQuery Text: ([\s\S]*)$/.exec(entry);
    if (!found) return [];
    const lines = (found[2] ?? '').split('\n').map((line) => line.replace(/^\t/, ''));
    const start = lines.findIndex((line) => /\(cost=/.test(line));
    const statement = lines.slice(0, start).join(' ').replace(/\s+/g, ' ').trim();
    const text = lines.slice(start).join('\n').trimEnd();
    return [
      {
        statement,
        took: Number(found[1]),
        text,
        scans: [...text.matchAll(LARGE)].map(([, table = '']) => table),
        inVain: Math.max(
          0,
          ...[...text.matchAll(/Rows Removed by [A-Z][\w ]*: (\d+)/g)].map(([, rows]) =>
            Number(rows),
          ),
        ),
      },
    ];
  });
}

/** A page's plans as folded markdown. */
export function foldPlans(title: string, plans: readonly Plan[]): string {
  const parts = plans.map(
    ({ statement, took, text }) => `-- ${took.toFixed(2)} ms: ${statement}\n${text}`,
  );
  return `<details><summary>${title}: ${plans.length} statements</summary>\n\n\`\`\`\n${parts.join('\n\n')}\n\`\`\`\n\n</details>`;
}
