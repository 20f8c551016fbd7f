import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import type { Db } from '../../kernel/db.ts';
import { newId } from '../../kernel/ids.ts';
import { sealLedger } from '../../kernel/ledger-seal.ts';
import { verifyLedger } from '../../kernel/ledger-verify.ts';
import { practiceTasks } from './index.ts';
import { openSchool, type School } from './school.fixture.ts';

const DAY = 86_400_000;

describe('what was practised on ends', { timeout: 240_000 }, () => {
  let school: School;
  const ends: (() => Promise<void>)[] = [];
  before(async () => {
    school = await openSchool({ after: (work) => void ends.push(work) });
  });
  after(async () => {
    for (const end of ends.toReversed()) await end();
  });

  const countIn = async (table: string, column: string, id: string) => {
    const { db } = school.house;
    const [row] = await db<{ n: number }[]>`
      select count(*)::int as n from ${db(table)} where ${db(column)} = ${id}`;
    return row?.n ?? 0;
  };

  test('after the office’s days results, papers, words and applications are gone; the chain still verifies and nothing real is touched', async () => {
    const { house } = school;
    const rina = await school.trainee('Rina');
    const [lesson] = await school.alone(rina, { seed: 31 });
    assert.ok(lesson);
    await school.decide(rina, lesson, {});
    await school.post(rina, `/kantor-uji-latihan/petugas/berkas/${lesson.dossier}/pesan`, {
      isi: 'Mohon datang.',
    });
    await school.jobs();
    const citizen = await school.person('Warga');
    const real = await school.submit(citizen);
    await sealLedger(house);
    const later = new Date(house.now().getTime() + 366 * DAY);
    const tasks = (now: Date) => practiceTasks({ ...house, now: () => now });

    await tasks(new Date(house.now().getTime() + 300 * DAY))['practice:forget']?.({});
    assert.equal(
      await countIn('application', 'dossier_id', lesson.dossier),
      1,
      'not before its time',
    );
    await tasks(later)['practice:forget']?.({});
    assert.equal(await countIn('application', 'dossier_id', lesson.dossier), 0);
    assert.equal(await countIn('practice_exercise', 'dossier_id', lesson.dossier), 0);
    assert.equal(await countIn('message', 'thread_id', lesson.dossier), 0);
    assert.equal(await countIn('event_text', 'stream_id', lesson.dossier), 0);
    assert.equal(await countIn('access_log', 'subject_id', lesson.dossier), 0);
    assert.ok(
      (await countIn('event', 'stream_id', lesson.dossier)) > 2,
      'what was done stays told',
    );
    const [stump] =
      await house.db`select full_name, note, length(wrapped_key) as key from dossier where id = ${lesson.dossier}`;
    assert.deepEqual({ ...stump }, { full_name: '', note: '', key: 0 });
    const left =
      await house.db`select 1 from document where office_id = ${school.twin.id} and removed_at is null`;
    assert.equal(left.length, 0, 'no paper is left');
    assert.equal(await countIn('application', 'dossier_id', real.id), 1);
    assert.equal((await verifyLedger(house.db as Db, { vault: house.vault })).faulty, 0);

    for (const path of ['', '/cetak', '/hasil'])
      assert.ok(
        (await school.get(rina, `/kantor-uji-latihan/petugas/berkas/${lesson.dossier}${path}`))
          .status < 500,
        'who comes by an old link is told that there is nothing',
      );
    const found = await school.get(rina, `/kantor-uji-latihan/petugas/cari?q=${lesson.number}`);
    assert.ok(found.status < 500);
    await tasks(later)['practice:forget']?.({});
  });

  test('only a dossier of a practice office can end so', async () => {
    const citizen = await school.person('Warga lain');
    const real = await school.submit(citizen);
    const { db } = school.house;
    for (const office of [school.office.id, school.twin.id, newId()])
      await assert.rejects(
        db`select forget_practised(${office}, ${real.id})`,
        /no dossier of a practice office/,
      );
    assert.equal(await countIn('application', 'dossier_id', real.id), 1);
  });

  test('no table that hangs on a dossier or an application is forgotten', async () => {
    const { db } = school.house;
    const [body] = await db<{ text: string }[]>`
      select pg_get_functiondef('forget_practised(uuid, uuid)'::regprocedure) as text`;
    const hanging = await db<{ name: string }[]>`
      select distinct conrelid::regclass::text as name from pg_constraint
      where contype = 'f' and confrelid in ('dossier'::regclass, 'application'::regclass) order by 1`;
    assert.ok(hanging.length > 15);
    for (const { name } of hanging)
      if (name !== 'practice_exercise')
        assert.ok(
          body?.text.includes(`delete from ${name} `),
          `${name} would keep a practised dossier from ending`,
        );
  });
});
