import type { Db } from '../../src/kernel/db.ts';
import { newSecret, secretHash } from '../../src/kernel/ids.ts';
import type { StaffRole } from '../../src/kernel/roles.ts';

/** Signs a person in, past the form: returns the token for the cookie. */
export async function signIn(db: Db, personId: string): Promise<string> {
  const token = newSecret(32);
  await db`insert into session (token_hash, person_id, expires_at, device)
    values (${secretHash(token)}, ${personId}, now() + interval '1 day', 'bench')`;
  return token;
}

/** Somebody new with one role at an office, signed in: returns the token for the cookie. */
export const hire = async (db: Db, office: string, role: StaffRole): Promise<string> =>
  (await employ(db, office, role)).session;

/** Somebody new with one role at an office, signed in. */
export async function employ(
  db: Db,
  office: string,
  role: StaffRole,
  passwordHash = '-',
): Promise<{ person: string; session: string }> {
  const [person] = await db<{ id: string }[]>`
    insert into person (full_name, given_name) values ('Petugas Beban', 'Petugas') returning id`;
  if (!person) throw new Error('nobody was hired');
  await db`insert into login (person_id, email, password_hash) values (${person.id}, ${`${person.id}@beban.example`}, ${passwordHash})`;
  await db`insert into membership (office_id, person_id, role) values (${office}, ${person.id}, ${role})`;
  return { person: person.id, session: await signIn(db, person.id) };
}

export async function officeId(db: Db, slug: string): Promise<string> {
  const [row] = await db<{ id: string }[]>`select id from office where slug = ${slug}`;
  if (!row) throw new Error(`no office ${slug}`);
  return row.id;
}

/** Somebody who works at every desk of the office that the page needs: a verifier. */
export async function verifierOf(db: Db, office: string): Promise<string> {
  const [row] = await db<{ person_id: string }[]>`
    select person_id from membership where office_id = ${office} and role = 'verifier' and until is null
    order by person_id limit 1`;
  if (!row) throw new Error('nobody verifies here');
  return row.person_id;
}

/** The person who handed in most at the office, with one of the dossiers. */
export async function regularOf(
  db: Db,
  office: string,
): Promise<{ personId: string; dossierId: string }> {
  const [row] = await db<{ personId: string; dossierId: string }[]>`
    select applicant_id as "personId", max(id::text)::uuid as "dossierId" from dossier
    where office_id = ${office} group by applicant_id order by count(*) desc, applicant_id limit 1`;
  if (!row) throw new Error('nobody applied here');
  return row;
}
