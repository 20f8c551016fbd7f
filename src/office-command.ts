import { runCommand, say } from './command-line.ts';
import type { Actor } from './kernel/actor.ts';
import { StartProblem } from './kernel/start-problem.ts';
import {
  exportOffice,
  type ImportedOffice,
  importOffices,
  makeTwin,
  officeBySlug,
} from './modules/offices/index.ts';
import { installDemoStaff } from './modules/staff/index.ts';

/** Whoever has the machine. */
const AT_THE_MACHINE: Actor = { personId: null, mandate: 'system', channel: 'command_line' };

/** `office import <folder>`, `office export <slug> <folder>` and `office practice <slug>`. */
runCommand(async (house, [verb = '', subject = '', target = '']) => {
  if (verb === 'import') {
    const staff = house.config.profile === 'demo' ? { staff: installDemoStaff(house) } : {};
    const done = await importOffices(house, subject, staff);
    if (!done.ok) throw new StartProblem(done.sentences.id, done.sentences.en);
    for (const office of done.offices) say(inWords(office));
    return;
  }
  const unknown = new StartProblem(
    `Kantor "${subject}" tidak ada.`,
    `There is no office "${subject}".`,
  );
  if (verb === 'practice') {
    const office = await officeBySlug(house.db, subject);
    const twin = office && (await makeTwin(house, office.id, AT_THE_MACHINE));
    if (!twin) throw unknown;
    say(`/${twin.slug}: ${twin.isNew ? 'dibuat / made' : 'disesuaikan / brought up to date'}`);
    return;
  }
  const folder = await exportOffice(house.db, subject, target);
  if (folder === undefined) throw unknown;
  say(folder);
});

function inWords({ slug, changed, services }: ImportedOffice): string {
  if (!changed) return `${slug}: tidak berubah / unchanged`;
  const { added, changed: anew, same, retired } = services;
  return `${slug}: dipasang / installed (layanan / services: +${added} ~${anew} =${same} -${retired})`;
}
