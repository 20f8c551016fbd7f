import assert from 'node:assert/strict';
import { allRoutes, allTasks } from '../../rooms.ts';
import { openTown, type Town } from '../dossiers/town.fixture.ts';
import { forgetOffices, type Office, officeBySlug } from '../offices/index.ts';
import type { Difficulty, FaultKind } from './rules.ts';

interface Ending {
  after(work: () => Promise<void>): void;
}

/** A dossier somebody has to train on, with its answer key. */
export interface Lesson {
  readonly dossier: string;
  readonly application: string;
  readonly number: string;
  readonly name: string;
  /** All requirements with what is planted under them. */
  readonly faults: ReadonlyMap<string, FaultKind | undefined>;
}

/** An office with a practice office, behind all routes of the house. */
export interface School extends Town {
  readonly twin: Office;
  readonly administratorId: string;
  /** Somebody of the real office who has entered the practice office. */
  trainee(name: string, roles?: Parameters<Town['person']>[1]): Promise<string>;
  /** Somebody trains alone on dossiers of this seed, which are dealt at once. */
  alone(
    personId: string,
    how?: { seed?: number; difficulty?: Difficulty; dossiers?: number },
  ): Promise<Lesson[]>;
  /** Does what waits to be dealt. */
  dealAll(): Promise<void>;
  lessonsOf(personId: string): Promise<Lesson[]>;
  /** Judges everything rightly but what `wrongly` says otherwise, and decides. */
  decide(
    personId: string,
    lesson: Lesson,
    wrongly?: Readonly<Record<string, 'diterima' | 'kurang' | 'tidak_ada'>>,
  ): Promise<void>;
  /** Everything that waits in the background, done. */
  jobs(): Promise<void>;
}

const REASONS = [
  'blurred',
  'cut_off',
  'wrong_document',
  'expired',
  'missing_pages',
  'not_signed',
  'name_differs',
  'data_differs',
];
const REASON: Partial<Record<FaultKind, string>> = {
  unreadable: 'blurred',
  cut_off: 'cut_off',
  wrong_document: 'wrong_document',
  expired: 'expired',
  missing_page: 'missing_pages',
  not_signed: 'not_signed',
  name_differs: 'name_differs',
  date_wrong: 'data_differs',
};

export async function openSchool(t: Ending): Promise<School> {
  const town = await openTown(t, allRoutes);
  const { house, office } = town;
  for (const code of REASONS)
    await house.db`insert into deficiency_reason (office_id, code, label, advice)
      values (${office.id}, ${code}, ${house.db.json({ id: code })}, ${house.db.json({ id: 'Perbaiki.' })}) on conflict do nothing`;
  // What the importer fills in for an office that says nothing of it.
  await house.db`update office set profile = profile || '{"guide": [], "counters": []}'`;
  forgetOffices();
  const administratorId = await town.person('Adi Pengelola', ['administrator']);
  const made = await town.post(administratorId, '/kantor-uji/petugas/latihan/kantor');
  assert.equal(made.location, '/kantor-uji/petugas/latihan');
  forgetOffices();
  const twin = await officeBySlug(house.db, 'kantor-uji-latihan');
  assert.ok(twin);
  const tasks = allTasks(house);
  const queued = (names: readonly string[]) => house.db<
    { id: string; task: string; payload: unknown }[]
  >`
    select j.id::text, t.identifier as task, j.payload from graphile_worker._private_jobs j
    join graphile_worker._private_tasks t on t.id = j.task_id
    where t.identifier = any(${[...names]}::text[]) order by j.id`;
  const work = async (names: readonly string[]) => {
    for (let some = await queued(names); some.length > 0; some = await queued(names))
      for (const job of some) {
        await tasks[job.task]?.(job.payload);
        await house.db`delete from graphile_worker._private_jobs where id = ${job.id}`;
      }
  };

  const school: School = {
    ...town,
    twin,
    administratorId,
    async trainee(name, roles = ['verifier']) {
      const id = await town.person(name, roles);
      const entered = await town.post(id, '/kantor-uji/petugas/latihan/masuk');
      assert.equal(entered.location, '/kantor-uji-latihan/petugas/latihan');
      return id;
    },
    async alone(personId, { seed = 7, difficulty = 'easy', dossiers = 1 } = {}) {
      const asked = await town.post(personId, '/kantor-uji-latihan/petugas/latihan/sendiri', {
        tingkat: difficulty,
        jumlah: String(dossiers),
        undian: String(seed),
      });
      assert.equal(asked.status, 303, asked.text.slice(0, 2000));
      await school.dealAll();
      return (await school.lessonsOf(personId)).slice(0, dossiers);
    },
    dealAll: () => work(['practice.deal']),
    async lessonsOf(personId) {
      const rows = await house.db<
        {
          dossier: string;
          application: string;
          number: string;
          name: string;
          requirements: string[];
          faults: Record<string, FaultKind> | null;
        }[]
      >`
        select e.dossier_id as dossier, e.application_id as application, d.number, d.full_name as name,
          array(select requirement from practice_document p where p.case_id = e.case_id) as requirements,
          (select jsonb_object_agg(requirement, kind) from practice_fault f where f.case_id = e.case_id) as faults
        from practice_exercise e join dossier d on d.id = e.dossier_id join practice_session s on s.id = e.session_id
        where e.person_id = ${personId} order by s.opened_at desc, e.position`;
      return rows.map(({ requirements, faults, ...lesson }) => ({
        ...lesson,
        faults: new Map(
          [...new Set([...requirements, ...Object.keys(faults ?? {})])].map((key) => [
            key,
            faults?.[key],
          ]),
        ),
      }));
    },
    async decide(personId, lesson, wrongly = {}) {
      const path = `/kantor-uji-latihan/petugas/berkas/${lesson.dossier}`;
      let isFaulty = false;
      for (const [syarat, fault] of lesson.faults) {
        const putusan =
          wrongly[syarat] ??
          (fault === undefined ? 'diterima' : fault === 'absent' ? 'tidak_ada' : 'kurang');
        isFaulty ||= putusan !== 'diterima';
        const judged = await town.post(personId, `${path}/penilaian`, {
          permohonan: lesson.application,
          syarat,
          putusan,
          alasan: putusan === 'kurang' ? ((fault && REASON[fault]) ?? 'blurred') : '',
        });
        assert.equal(judged.status, 303, judged.text.slice(0, 3000));
      }
      const decided = await town.post(personId, `${path}/${isFaulty ? 'surat' : 'lengkap'}`, {
        permohonan: lesson.application,
      });
      assert.equal(decided.status, 303, decided.text.slice(0, 3000));
    },
    jobs: () => work(['react', 'correspondence.deliver']),
  };
  return school;
}
