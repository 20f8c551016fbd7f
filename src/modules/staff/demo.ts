import type { Actor } from '../../kernel/actor.ts';
import type { Query, Tx } from '../../kernel/db.ts';
import type { House } from '../../kernel/house.ts';
import type { Role, StaffRole } from '../../kernel/roles.ts';
import { ensureDemoLogin, hashPassword } from '../accounts/index.ts';
import { demoApplicants, demoStaff, officeSlugs, slugOf } from './demo.sql.ts';
import { appoint } from './membership.ts';

/** The one password of all demo accounts. They exist in the demo profile alone, which answers this machine only. */
export const DEMO_PASSWORD = 'loket-contoh-2026';

/** One row of `GET /demo/accounts.json`. */
export interface DemoAccount {
  readonly office: string;
  readonly role: Role;
  readonly name: string;
  readonly email: string;
  readonly password: string;
}

const INSTALLER: Actor = { personId: null, mandate: 'system', channel: 'command_line' };

/** People with one name and with several, as they come to a counter. */
const APPLICANTS = [
  ['Siti Aminah', 'Suparman'],
  ['Ni Made Lestari', 'Sukarno'],
  ['Dewi Anggraini', 'Mulyadi'],
  ['Maria Goretti Simbolon', 'Wagiman'],
  ['Nurhayati Daeng', 'Ponirin'],
] as const;

/** Installs an office's demo people: its staff with their roles, and two applicants. Does nothing twice, nothing in production. */
export function installDemoStaff(house: Pick<House, 'config' | 'now'>) {
  return async (
    tx: Tx,
    officeId: string,
    staff: readonly {
      readonly name: string;
      readonly email: string;
      readonly roles: readonly StaffRole[];
    }[],
  ): Promise<void> => {
    if (house.config.profile !== 'demo') return;
    // argon2 is slow on purpose; one hash serves every account that shares the one password.
    passwordHash ??= hashPassword(DEMO_PASSWORD);
    const shared = { passwordHash: await passwordHash, at: house.now() };
    for (const { name, email, roles } of staff) {
      const personId = await ensureDemoLogin(tx, { ...shared, name, email });
      for (const role of roles) await appoint(tx, officeId, personId, role, INSTALLER, shared.at);
    }
    const slug = await slugOf(tx, officeId);
    for (const applicant of applicantsOf(slug))
      await ensureDemoLogin(tx, { ...shared, ...applicant });
  };
}

let passwordHash: Promise<string> | undefined;

/** All demo accounts with their password, one row for each role. Accounts that people made themselves are not among them. */
export async function demoAccounts(query: Query): Promise<DemoAccount[]> {
  const staff = await demoStaff(query);
  const wanted = (await officeSlugs(query)).flatMap((slug) =>
    applicantsOf(slug).map(({ email }) => ({ office: slug, email })),
  );
  const applicants = await demoApplicants(
    query,
    wanted.map(({ email }) => email),
  );
  const rows = wanted.flatMap(({ office, email }) =>
    applicants
      .filter((row) => row.email === email)
      .map((row) => ({ office, role: 'applicant' as const, name: row.name, email })),
  );
  return [...staff, ...rows].map((row) => ({ ...row, password: DEMO_PASSWORD }));
}

/** `.example` belongs to nobody (RFC 2606): no mail to these people can ever arrive anywhere. */
function applicantsOf(slug: string): { name: string; email: string }[] {
  const at =
    [...slug].reduce((sum, letter) => sum + (letter.codePointAt(0) ?? 0), 0) % APPLICANTS.length;
  return (APPLICANTS[at] ?? APPLICANTS[0]).map((name, index) => ({
    name,
    email: `pemohon${index + 1}.${slug}@contoh.example`,
  }));
}
