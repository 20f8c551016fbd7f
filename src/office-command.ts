import { openHouse } from './house.ts';
import { ConfigProblem, readConfig } from './kernel/config.ts';
import { joinEmbedded } from './kernel/embedded.ts';
import { createLog } from './kernel/log.ts';
import { migrate, NewerDatabase } from './kernel/migrate.ts';
import { asStartProblem, StartProblem } from './kernel/start-problem.ts';
import { exportOffice, type ImportedOffice, importOffices } from './modules/offices/index.ts';
import { installDemoStaff } from './modules/staff/index.ts';

/** `office import <folder>` and `office export <slug> <folder>`, beside a running server or without one. */
async function main([verb = '', subject = '', target = '']: readonly string[]): Promise<void> {
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
      if (verb === 'import') {
        const staff = config.profile === 'demo' ? { staff: installDemoStaff(house) } : {};
        const done = await importOffices(house, subject, staff);
        if (!done.ok) throw new StartProblem(done.sentences.id, done.sentences.en);
        for (const office of done.offices) say(inWords(office));
      } else {
        const folder = await exportOffice(house.db, subject, target);
        if (folder === undefined)
          throw new StartProblem(
            `Kantor "${subject}" tidak ada.`,
            `There is no office "${subject}".`,
          );
        say(folder);
      }
    } finally {
      await house.close();
    }
  } finally {
    await embedded?.stop();
  }
}

function inWords({ slug, changed, services }: ImportedOffice): string {
  if (!changed) return `${slug}: tidak berubah / unchanged`;
  const { added, changed: anew, same, retired } = services;
  return `${slug}: dipasang / installed (layanan / services: +${added} ~${anew} =${same} -${retired})`;
}

const say = (line: string) => process.stdout.write(`${line}\n`);

main(process.argv.slice(2)).catch((error: unknown) => {
  const known = asStartProblem(error);
  const isExpected =
    known instanceof StartProblem ||
    known instanceof NewerDatabase ||
    known instanceof ConfigProblem;
  const text =
    known instanceof Error
      ? isExpected
        ? known.message
        : (known.stack ?? known.message)
      : String(known);
  process.stderr.write(`${text}\n`);
  process.exitCode = 1;
});
