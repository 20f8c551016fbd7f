import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { serve } from '@hono/node-server';
import { officesFolder, openHouse } from './house.ts';
import { ConfigProblem, readConfig } from './kernel/config.ts';
import { startEmbedded } from './kernel/embedded.ts';
import { startJobs } from './kernel/jobs.ts';
import { createLog } from './kernel/log.ts';
import { migrate, NewerDatabase } from './kernel/migrate.ts';
import { asStartProblem, StartProblem } from './kernel/start-problem.ts';
import { sweepPlainFiles } from './modules/documents/index.ts';
import { importOffices } from './modules/offices/index.ts';
import { installDemoStaff } from './modules/staff/index.ts';
import { operationsRoutes } from './operations.ts';
import { allRoutes, allTasks, crontab, doors } from './rooms.ts';
import { createApp } from './web/app.ts';
import { loadAssets } from './web/assets.ts';
import { createMeters } from './web/meters.ts';

/** A full form of 60 MB at the speed of a 2G line. */
const SLOWEST_UPLOAD_MS = 60 * 60_000;

/** Opens the counter, top to bottom. */
async function main(): Promise<void> {
  const config = readConfig(process.env);
  const log = createLog(config.logLevel);
  await mkdir(config.dataDir, { recursive: true });

  const embedded = config.databaseUrl
    ? undefined
    : await startEmbedded({ dataDir: config.dataDir, log });
  const url = config.databaseUrl ?? embedded?.url ?? '';
  await migrate({ url });

  const house = await openHouse(config, url, log);
  await sweepPlainFiles(house);
  const installed = await importOffices(house, officesFolder(), {
    ...(config.profile === 'demo' ? { staff: installDemoStaff(house) } : {}),
  });
  if (!installed.ok) throw new StartProblem(installed.sentences.id, installed.sentences.en);

  const jobs =
    config.jobs > 0
      ? await startJobs({
          url,
          db: house.pool,
          concurrency: config.jobs,
          tasks: allTasks(house),
          crontab,
          log,
        })
      : undefined;

  const meters = createMeters();
  const app = createApp(
    house,
    doors(house),
    [...operationsRoutes(house, meters), ...allRoutes(house)],
    loadAssets(join(process.cwd(), 'dist/assets')),
    meters,
  );
  const server = serve(
    { fetch: app.fetch, port: config.port, hostname: config.host },
    ({ port }) => {
      const address =
        config.profile === 'demo' ? `http://${config.host}:${port}` : config.publicUrl;
      process.stdout.write(`Satu Loket: ${address}\n`);
    },
  );
  // A form with a large file over a slow line takes its time; headers do not.
  if ('requestTimeout' in server) server.requestTimeout = SLOWEST_UPLOAD_MS;
  server.on('error', (error) => fail(asStartProblem(error, { port: config.port })));

  let stopping = false;
  const stop = async () => {
    if (stopping) return;
    stopping = true;
    // Open pages listen for the doorbell for as long as they are looked at: they are let go, not waited for.
    const patience = setTimeout(() => process.exit(0), 8000);
    server.close();
    if ('closeAllConnections' in server)
      setTimeout(() => server.closeAllConnections(), 1500).unref();
    await jobs?.stop();
    await house.close();
    await embedded?.stop();
    clearTimeout(patience);
    process.exit(0);
  };
  process.on('SIGTERM', () => void stop());
  process.on('SIGINT', () => void stop());
  // The starter went away without a word: nobody is left to stop us.
  process.on('disconnect', () => void stop());
}

/** Says why the counter cannot open; only bugs show a stack. */
function fail(error: unknown): never {
  if (error instanceof ConfigProblem) process.stderr.write(`${error.sentences.join('\n')}\n`);
  else if (error instanceof StartProblem || error instanceof NewerDatabase)
    process.stderr.write(`${error.message}\n`);
  else
    process.stderr.write(
      `${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`,
    );
  process.exit(1);
}

main().catch((error: unknown) => fail(asStartProblem(error)));
