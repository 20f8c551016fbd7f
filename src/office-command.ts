import { runCommand, say } from './command-line.ts';
import { StartProblem } from './kernel/start-problem.ts';
import { exportOffice, type ImportedOffice, importOffices } from './modules/offices/index.ts';
import { installDemoStaff } from './modules/staff/index.ts';

/** `office import <folder>` and `office export <slug> <folder>`. */
runCommand(async (house, [verb = '', subject = '', target = '']) => {
  if (verb === 'import') {
    const staff = house.config.profile === 'demo' ? { staff: installDemoStaff(house) } : {};
    const done = await importOffices(house, subject, staff);
    if (!done.ok) throw new StartProblem(done.sentences.id, done.sentences.en);
    for (const office of done.offices) say(inWords(office));
    return;
  }
  const folder = await exportOffice(house.db, subject, target);
  if (folder === undefined)
    throw new StartProblem(`Kantor "${subject}" tidak ada.`, `There is no office "${subject}".`);
  say(folder);
});

function inWords({ slug, changed, services }: ImportedOffice): string {
  if (!changed) return `${slug}: tidak berubah / unchanged`;
  const { added, changed: anew, same, retired } = services;
  return `${slug}: dipasang / installed (layanan / services: +${added} ~${anew} =${same} -${retired})`;
}
