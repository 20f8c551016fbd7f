import type { Db } from '../../src/kernel/db.ts';
import type { Scene } from './office.ts';
import type { Visited } from './surfer.ts';

/** Which acts leave which event behind. */
const EVENTS: Readonly<Record<string, readonly string[]>> = {
  'application.submitted': ['submit', 'submit for a citizen'],
  'dossier.taken': ['take the next', 'take out of turn', 'called to the counter'],
  'dossier.released': ['lay down'],
  'requirement.judged': ['verdict'],
  'verification.completed': ['verification completed'],
  'correction.requested': ['letter of what is missing'],
  'correction.answered': ['letter answered'],
  'message.sent': ['message from the office', 'message from the applicant'],
  'step.done': ['step recorded', 'hand-over'],
  'result.ready': ['result ready'],
  'result.handed_over': ['result handed over'],
  'meeting.offered': ['seats offered'],
  'meeting.fixed': ['time chosen'],
  'visitor.checked_in': ['check in'],
  'counter.accepted': ['hand-over'],
  'original.returned': ['originals given back'],
  'service.published': ['service published'],
};

/** What was acknowledged of one kind of act, and what there is of it. */
export interface Account {
  readonly what: string;
  readonly acknowledged: number;
  readonly stored: number;
  /** Sent without an answer: nobody was told whether it was done. */
  readonly unknown: number;
  /** How many more or fewer there are than were acknowledged. */
  readonly off: number;
}

const account = (what: string, acknowledged: number, stored: number, unknown = 0): Account => ({
  ...{ what, acknowledged, stored, unknown },
  off: Math.max(0, acknowledged - stored, stored - acknowledged - unknown),
});

/** Holds what the crowd was told against what the database has of it. `since`: before the crowd began. */
export async function settle(
  db: Db,
  scene: Scene,
  visits: readonly Visited[],
  since: Date,
): Promise<Account[]> {
  const persons = [...scene.officers, ...scene.citizens].map(({ person }) => person);
  const rows = await db<{ kind: string; count: number }[]>`
    select kind, count(distinct (stream_id, at))::int as count from event
    where office_id = ${scene.officeId} and at >= ${since} and actor_id = any(${persons}::uuid[]) group by kind`;
  const stored = new Map(rows.map(({ kind, count }) => [kind, count]));
  const writes = visits.filter(({ kind }) => kind === 'write');
  const told = (names: readonly string[], isSo: (visited: Visited) => boolean) =>
    writes.filter((visited) => names.includes(visited.name) && isSo(visited)).length;
  const accounts = Object.entries(EVENTS).map(([kind, names]) =>
    account(
      `${kind}: ${names.join(', ')}`,
      told(names, isDone),
      stored.get(kind) ?? 0,
      told(names, ({ status }) => status === 599),
    ),
  );
  const [dossiers] = await db<{ count: number }[]>`
    select count(*)::int as count from dossier
    where office_id = ${scene.officeId} and submitted_at >= ${since} and applicant_id = any(${persons}::uuid[])`;
  const lostForms = told(['submit'], ({ status }) => status === 599);
  accounts.push(
    account('dossiers: submit', told(['submit'], isDone), dossiers?.count ?? 0, lostForms),
  );
  const [files] = await db<{ count: number }[]>`
    select count(*)::int as count from upload
    where office_id = ${scene.officeId} and owner_id = any(${persons}::uuid[]) and version_id is not null
      and created_at >= ${since}`;
  accounts.push(
    account(
      'whole files: upload',
      told(['file arrived'], ({ status }) => status === 204),
      files?.count ?? 0,
      told(['file arrived'], ({ status }) => status === 599),
    ),
  );
  accounts.push(await notes(db, scene));
  return accounts;
}

/** A taking that found nothing leads back to the list and was no act. */
const isDone = ({ name, status, led }: Visited) =>
  status === 303 && (name !== 'take the next' || led.includes('/berkas/'));

/** Every form that was kept has the note that was kept last, in the draft or in the dossier it became. */
async function notes(db: Db, scene: Scene): Promise<Account> {
  const saved = scene.citizens.flatMap((one) => [...one.saved]);
  const [row] = await db<{ count: number }[]>`
    select count(*)::int as count
    from unnest(${saved.map(([draft]) => draft)}::uuid[], ${saved.map(([, note]) => note)}::text[]) as s (draft, note)
    join draft d on d.office_id = ${scene.officeId} and d.id = s.draft
    left join dossier o on o.office_id = d.office_id and o.id = d.dossier_id
    where s.note = coalesce(o.note, d.note)`;
  return account('notes in forms: save the form', saved.length, row?.count ?? 0);
}
