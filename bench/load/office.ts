import type { Db } from '../../src/kernel/db.ts';
import type { StaffRole } from '../../src/kernel/roles.ts';
import { hire, officeId, signIn } from '../support/people.ts';

export const SLUG = 'kantah-bandar-lampung';

/** Whom and what the crowd meets in the largest office. */
export interface Scene {
  readonly slug: string;
  readonly officeId: string;
  /** Sessions of officers who verify, receive at the counter, and lead. */
  readonly verifiers: readonly string[];
  readonly receivers: readonly string[];
  readonly heads: readonly string[];
  readonly citizens: readonly {
    readonly person: string;
    readonly session: string;
    readonly dossier: string;
  }[];
  readonly services: readonly string[];
  readonly numbers: readonly string[];
  readonly names: readonly string[];
}

/** Signs as many people in as the spike needs. Applicants are those of the office, with one of their dossiers each. */
export async function openScene(
  db: Db,
  many: { officers: number; citizens: number },
): Promise<Scene> {
  const office = await officeId(db, SLUG);
  const receivers = Math.ceil(many.officers / 6);
  const heads = Math.ceil(many.officers / 15);
  const staff = async (role: StaffRole, count: number) => {
    const sessions: string[] = [];
    for (let turn = 0; turn < count; turn++) sessions.push(await hire(db, office, role));
    return sessions;
  };
  const applicants = await db<{ person: string; dossier: string }[]>`
    select applicant_id as person, max(id::text)::uuid as dossier
    from (select applicant_id, id from dossier where office_id = ${office} order by submitted_at desc limit 20000) newest
    group by applicant_id order by applicant_id limit ${many.citizens}`;
  const citizens: Scene['citizens'][number][] = [];
  for (const { person, dossier } of applicants)
    citizens.push({ person, session: await signIn(db, person), dossier });
  const services = await db<{ code: string }[]>`
    select s.code from service s
    join service_version v on v.office_id = s.office_id and v.service_id = s.id and v.version = s.current_version
    where s.office_id = ${office} and not v.definition ? 'elsewhere'`;
  const dossiers = await db<{ number: string; full_name: string }[]>`
    select number, full_name from dossier where office_id = ${office} order by submitted_at desc limit 2000`;
  return {
    ...{ slug: SLUG, officeId: office, citizens },
    verifiers: await staff('verifier', many.officers - receivers - heads),
    receivers: await staff('counter_officer', receivers),
    heads: await staff('head_of_office', heads),
    services: services.map(({ code }) => code),
    numbers: dossiers.map(({ number }) => number),
    names: dossiers.map(({ full_name: name }) => name.slice(0, 6)),
  };
}
