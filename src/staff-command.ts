import { runCommand, say } from './command-line.ts';
import type { Actor } from './kernel/actor.ts';
import { transaction } from './kernel/db.ts';
import { STAFF_ROLES, type StaffRole } from './kernel/roles.ts';
import { StartProblem } from './kernel/start-problem.ts';
import { personByEmail } from './modules/accounts/index.ts';
import { officeBySlug } from './modules/offices/index.ts';
import { appoint, colleagues, endMembership, resetCode } from './modules/staff/index.ts';

/** Whoever sits at the machine of the installation. */
const OPERATOR: Actor = { personId: null, mandate: 'system', channel: 'command_line' };

/**
 * `staff list <office>`, `staff appoint <office> <email> <role>` and `staff end <office> <email> <role>`: how an installation
 * gets its first officers. The person registers themself first; nobody else ever knows their password.
 * `staff reset-code <office> <email>`: for an officer whose second factor is lost, where no administrator can help.
 */
runCommand(async (house, [verb = '', slug = '', email = '', role = '']) => {
  const office = await officeBySlug(house.db, slug);
  if (!office)
    throw new StartProblem(`Kantor "${slug}" tidak ada.`, `There is no office "${slug}".`);
  if (verb === 'list') {
    for (const one of await colleagues(house.db, office.id))
      say(`${one.name}: ${one.roles.join(', ')}`);
    return;
  }
  const person = await personByEmail(house.db, email);
  if (!person)
    throw new StartProblem(
      `Belum ada akun dengan email itu. Minta orangnya mendaftar dulu di /${slug}/daftar.`,
      `No account has that e-mail. Let the person register first at /${slug}/daftar.`,
    );
  if (verb === 'reset-code') {
    const isReset = await transaction(house.db, (tx) =>
      resetCode(tx, office, person.id, OPERATOR, house.now()),
    );
    say(isReset ? 'Sudah dicatat. / Done.' : 'Tidak ada yang berubah. / Nothing changed.');
    return;
  }
  if (!person.isConfirmed)
    throw new StartProblem(
      'Alamat email itu belum dikonfirmasi. Minta orangnya membuka tautan di email konfirmasi.',
      'That e-mail address is not confirmed yet. Let the person open the link in the confirmation mail.',
    );
  if (!isStaffRole(role))
    throw new StartProblem(
      `Peran "${role}" tidak dikenal. Pilih: ${STAFF_ROLES.join(', ')}.`,
      `There is no role "${role}". Choose one of: ${STAFF_ROLES.join(', ')}.`,
    );
  const change = verb === 'appoint' ? appoint : endMembership;
  const changed = await transaction(house.db, (tx) =>
    change(tx, office.id, person.id, role, OPERATOR, house.now()),
  );
  say(changed ? 'Sudah dicatat. / Done.' : 'Tidak ada yang berubah. / Nothing changed.');
});

function isStaffRole(text: string): text is StaffRole {
  return STAFF_ROLES.some((role) => role === text);
}
