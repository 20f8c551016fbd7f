import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { HOUSE } from '../../kernel/actor.ts';
import { transaction } from '../../kernel/db.ts';
import { newId } from '../../kernel/ids.ts';
import { reactTask } from '../../kernel/reactions.ts';
import { forgetOffices, openOfficeDiary, reasonsOf, servicesOf } from '../offices/index.ts';
import { practiceReactions, practiceTasks } from './index.ts';
import { openSchool, type School } from './school.fixture.ts';

const HALL = '/kantor-uji-latihan/petugas/latihan';

describe('the practice office follows its office', { timeout: 240_000 }, () => {
  let school: School;
  const ends: (() => Promise<void>)[] = [];
  before(async () => {
    school = await openSchool({ after: (work) => void ends.push(work) });
  });
  after(async () => {
    for (const end of ends.toReversed()) await end();
  });

  /** The real office publishes another edition of its service, and what that sets off is done. */
  const publish = async (more: object) => {
    const { house, office } = school;
    const [service] = await servicesOf(house.db, office.id);
    assert.ok(service);
    const version = service.version + 1;
    const definition = JSON.stringify({ ...service.definition, ...more });
    const seq = await transaction(house.db, async (tx) => {
      await tx`insert into service_version (office_id, service_id, version, definition)
        values (${office.id}, ${service.id}, ${version}, ${definition}::text::jsonb)`;
      await tx`update service set current_version = ${version} where office_id = ${office.id} and id = ${service.id}`;
      const write = await openOfficeDiary(tx, office.id, HOUSE, house.now());
      await write({
        kind: 'service.published',
        data: { service: service.id, code: service.code, version },
      });
      const [head] = await tx<{ seq: number }[]>`
        select max(seq)::int as seq from event where stream_id = ${office.id} and kind = 'service.published'`;
      return head?.seq ?? 0;
    });
    await reactTask(house, practiceReactions)({ stream: office.id, seq });
    const jobs = await house.db<{ payload: unknown }[]>`
      select j.payload from graphile_worker._private_jobs j join graphile_worker._private_tasks t on t.id = j.task_id
      where t.identifier = 'practice.follow'`;
    for (const { payload } of jobs) await practiceTasks(house)['practice.follow']?.(payload);
    forgetOffices();
    return jobs.length;
  };

  test('what the real office publishes is practised on; a class under way goes on, and who comes late gets the new edition', async () => {
    const { house, twin } = school;
    const trainer = await school.trainee('Pelatih', ['assessor']);
    const opened = await school.post(trainer, `${HALL}/kelas/baru`, {
      nama: 'Kelas',
      tingkat: 'easy',
      jumlah: '1',
      menit: '60',
      undian: '5',
      kunci: newId(),
    });
    const code =
      /kode=([A-Z]{5})/.exec((await school.get(trainer, opened.location)).text)?.[1] ?? '';
    const join = async (name: string) => {
      const id = await school.trainee(name);
      assert.equal((await school.post(id, `${HALL}/ikut`, { kode: code })).status, 303);
      await school.dealAll();
      const [lesson] = await school.lessonsOf(id);
      assert.ok(lesson, `${name} got nothing`);
      return { id, lesson };
    };
    const early = await join('Awal');

    const [before] = await servicesOf(house.db, twin.id);
    const jobs = await publish({
      requirements: [
        ...(before?.definition.requirements ?? []),
        { key: 'surat_baru', name: { id: 'Surat baru' }, required: true },
      ],
    });
    assert.equal(jobs, 1);
    const [now] = await servicesOf(house.db, twin.id);
    assert.equal(now?.version, (before?.version ?? 0) + 1);

    const late = await join('Terlambat');
    assert.ok(late.lesson.faults.has('surat_baru'), 'the new requirement is asked for');
    assert.ok(!early.lesson.faults.has('surat_baru'));
    await school.decide(early.id, early.lesson);
    await school.decide(late.id, late.lesson);
    assert.equal((await school.get(trainer, opened.location)).status, 200);
  });

  test('an office without a practice office, and the practice office itself, set nothing off', async () => {
    const { house, twin } = school;
    await house.db`delete from graphile_worker._private_jobs`;
    const other = await house.db<{ id: string }[]>`select id from office where slug = 'tetangga'`;
    for (const id of [twin.id, other[0]?.id ?? '']) {
      await transaction(house.db, async (tx) => {
        const write = await openOfficeDiary(tx, id, HOUSE, house.now());
        await write({ kind: 'office.changed', data: { parts: ['hours'] } });
      });
      const [event] = await house.db<{ seq: number }[]>`
        select max(seq)::int as seq from event where stream_id = ${id} and kind = 'office.changed'`;
      await reactTask(house, practiceReactions)({ stream: id, seq: event?.seq });
    }
    const jobs = await house.db`select 1 from graphile_worker._private_jobs j
      join graphile_worker._private_tasks t on t.id = j.task_id where t.identifier = 'practice.follow'`;
    assert.equal(jobs.length, 0);
    assert.ok((await reasonsOf(house.db, twin.id)).length > 0);
  });

  test('the answers that an officer and their office keep are there in practice, to be used and not to be changed', async () => {
    const { office } = school;
    const rina = await school.trainee('Rina');
    const page = `/${office.slug}/petugas/jawaban`;
    const keep = (who: string, at: string, judul: string, milik: string) =>
      school.post(who, at, { jawaban: newId(), judul, isi: `Isi ${judul}`, milik });
    await keep(rina, page, 'Foto ulang', 'saya');
    await keep(school.administratorId, page, 'Jam layanan', 'kantor');
    const there = '/kantor-uji-latihan/petugas/jawaban';
    await keep(rina, there, 'Coba saja', 'saya');
    const { text } = await school.get(rina, there);
    for (const title of ['Foto ulang', 'Jam layanan', 'Coba saja'])
      assert.match(text, new RegExp(title));
    assert.match(text, /value="Coba saja"/, 'what was written in practice is changed there');
    assert.doesNotMatch(text, /value="Foto ulang"/, 'what was written at work is not');
    const other = await school.trainee('Eko');
    assert.doesNotMatch((await school.get(other, there)).text, /Foto ulang|Coba saja/);
    assert.doesNotMatch(
      (await school.get(rina, page)).text,
      /Coba saja/,
      'practice stays in practice',
    );
    const [lesson] = await school.alone(rina, { seed: 31 });
    const desk = await school.get(rina, `/kantor-uji-latihan/petugas/berkas/${lesson?.dossier}`);
    assert.match(desk.text, /Foto ulang/);
  });
});
