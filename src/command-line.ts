import { type OpenHouse, openHouse } from './house.ts';
import { ConfigProblem, readConfig } from './kernel/config.ts';
import { joinEmbedded } from './kernel/embedded.ts';
import { createLog } from './kernel/log.ts';
import { migrate, NewerDatabase } from './kernel/migrate.ts';
import { asStartProblem, StartProblem } from './kernel/start-problem.ts';

/** What is said to whoever typed the command. */
export const say = (line: string) => process.stdout.write(`${line}\n`);

/** Opens the house for one command, beside a running server or without one, and closes it again. */
export function runCommand(
  work: (house: OpenHouse, words: readonly string[]) => Promise<void>,
): void {
  open(work).catch((error: unknown) => {
    process.stderr.write(`${inWords(asStartProblem(error))}\n`);
    process.exitCode = 1;
  });
}

async function open(
  work: (house: OpenHouse, words: readonly string[]) => Promise<void>,
): Promise<void> {
  const config = readConfig(process.env);
  const log = createLog('warn');
  const embedded = config.databaseUrl
    ? undefined
    : await joinEmbedded({ dataDir: config.dataDir, log });
  try {
    const url = config.databaseUrl ?? embedded?.url ?? '';
    await migrate({ url });
    const house = await openHouse(config, url, log);
    try {
      await work(house, process.argv.slice(2));
    } finally {
      await house.close();
    }
  } finally {
    await embedded?.stop();
  }
}

/** A sentence for what was to be expected; only bugs show a stack. */
function inWords(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const isExpected =
    error instanceof StartProblem ||
    error instanceof NewerDatabase ||
    error instanceof ConfigProblem;
  return isExpected ? error.message : (error.stack ?? error.message);
}
