import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { newId } from '../../kernel/ids.ts';
import { practiceTasks } from './index.ts';
import { openSchool, type School } from './school.fixture.ts';

const HALL = '/kantor-uji-latihan/petugas/latihan';

describe('a trainer with a class that works from home', { timeout: 240_000 }, () => {
  let school: School;
  let trainer: string;
  let page: string;
  let code: string;
  const ends: (() => Promise<void>)[] = [];
  before(async () => {
    school = await openSchool({ after: (work) => void ends.push(work) });
    trainer = await school.trainee('Pak Pelatih', ['assessor']);
  });
  after(async () => {
    for (const end of ends.toReversed()) await end();
  });

  test('a trainer opens a class and gets a code; nobody else can', async () => {
    const officer = await school.trainee('Bukan Pelatih');
    const form = { nama: 'Kelas pagi', tingkat: 'medium', jumlah: '1', menit: '60', undian: '5' };
    assert.equal((await school.get(officer, `${HALL}/kelas/baru`)).status, 403);
    assert.equal((await school.post(officer, `${HALL}/kelas/baru`, form)).status, 403);
    const refused = await school.post(trainer, `${HALL}/kelas/baru`, {
      ...form,
      menit: '5',
      nama: '',
    });
    assert.equal(refused.status, 422);
    assert.match(refused.text, /dari 10 sampai 480/);
    const opened = await school.post(trainer, `${HALL}/kelas/baru`, form);
    assert.equal(opened.status, 303, opened.text.slice(0, 2000));
    page = opened.location;
    // Sent twice, it is one class.
    const again = { ...form, nama: 'Kelas kembar', kunci: newId() };
    const [once, twice] = [
      await school.post(trainer, `${HALL}/kelas/baru`, again),
      await school.post(trainer, `${HALL}/kelas/baru`, again),
    ];
    assert.equal(once.location, twice.location);
    assert.equal(
      (await school.post(trainer, `${HALL}/kelas/baru`, { ...again, jumlah: '2' })).status,
      422,
    );
    const { text } = await school.get(trainer, page);
    code = /kode=([A-Z]{5})/.exec(text)?.[1] ?? '';
    assert.match(code, /^[A-Z]{5}$/);
    assert.match(text, /\/kantor-uji\/petugas\/latihan\?kode=/);
  });

  test('whoever comes in by the code gets their own copies of the same dossiers', async () => {
    const wrong = await school.trainee('Salah Ketik');
    assert.equal((await school.post(wrong, `${HALL}/ikut`, { kode: 'AAAAA' })).status, 422);
    const trainees = [];
    for (const name of ['Ani', 'Bima']) {
      const id = await school.trainee(name);
      assert.equal(
        (await school.post(id, `${HALL}/ikut`, { kode: code.toLowerCase() })).status,
        303,
      );
      trainees.push(id);
    }
    await school.dealAll();
    const [[ani], [bima]] = [
      await school.lessonsOf(trainees[0] ?? ''),
      await school.lessonsOf(trainees[1] ?? ''),
    ];
    assert.ok(ani && bima);
    assert.notEqual(ani.dossier, bima.dossier);
    assert.equal(ani.name, bima.name);
    assert.deepEqual([...ani.faults], [...bima.faults]);

    // Coming twice changes nothing, and somebody late gets the same.
    await school.post(trainees[0] ?? '', `${HALL}/ikut`, { kode: code });
    const late = await school.trainee('Terlambat');
    await school.post(late, `${HALL}/ikut`, { kode: code });
    await school.dealAll();
    assert.equal((await school.lessonsOf(trainees[0] ?? '')).length, 1);
    assert.deepEqual([...((await school.lessonsOf(late))[0]?.faults ?? [])], [...ani.faults]);

    const [missedOne] = [...bima.faults].find(([, fault]) => fault !== undefined) ?? [''];
    await school.decide(trainees[0] ?? '', ani);
    await school.decide(trainees[1] ?? '', bima, { [missedOne]: 'diterima' });
  });

  test('the trainer sees who found and missed what, on the page and as files; colleagues and other trainers do not', async () => {
    const { text } = await school.get(trainer, page);
    for (const name of ['Ani', 'Bima', 'Terlambat']) assert.match(text, new RegExp(name));
    assert.match(text, /1 dari 2/, 'missed by one of two');
    const piece = await school.get(trainer, `${page}/potongan`);
    assert.equal(piece.status, 200);
    const csv = await school.get(trainer, `${page}/hasil.csv`);
    const table = await csv.response.text();
    assert.match(csv.response.headers.get('content-type') ?? '', /text\/csv/);
    assert.match(table, /"Bima","1\/1"/);
    assert.match(table, /"Terlewat"/);
    assert.match(table, /"Berkas","Persyaratan"/, 'what was missed is named, not only its kind');
    const xlsx = await school.get(trainer, `${page}/hasil.xlsx`);
    assert.equal(
      Buffer.from(await xlsx.response.arrayBuffer())
        .subarray(0, 2)
        .toString(),
      'PK',
    );

    const other = await school.trainee('Pelatih Lain', ['assessor']);
    const head = await school.trainee('Kepala', ['head_of_office']);
    const officer = await school.trainee('Petugas');
    const stranger = await school.person('Pusat', ['head_of_office'], 'pusat');
    for (const way of ['', '/potongan', '/hasil.csv', '/hasil.xlsx']) {
      assert.equal((await school.get(other, page + way)).status, 403, way);
      assert.equal((await school.get(officer, page + way)).status, 403, way);
      assert.equal((await school.get(head, page + way)).status, 200, way);
      assert.equal((await school.get(stranger, page + way)).status, 404, way);
    }
  });

  test('a class that was ended lets nobody in any more, and after a year its results are gone', async () => {
    assert.equal((await school.post(trainer, `${page}/akhiri`)).status, 303);
    const late = await school.trainee('Sangat Terlambat');
    assert.equal((await school.post(late, `${HALL}/ikut`, { kode: code })).status, 422);
    assert.equal((await school.get(trainer, page)).status, 200);
    const [held] = await school.house.db<
      { n: number }[]
    >`select count(*)::int as n from practice_case`;
    assert.ok((held?.n ?? 0) > 0);
    await school.house.db`update practice_session set opened_at = opened_at - interval '366 days'`;
    await school.house.db`update practice_case set made_at = made_at - interval '366 days'`;
    await practiceTasks(school.house)['practice:forget']?.({});
    assert.equal((await school.get(trainer, page)).status, 404);
    const left = await school.house
      .db`select 1 from practice_case union all select 1 from practice_exercise`;
    assert.equal(left.length, 0);
    // The dossiers have a time of their own, from the day they were handed in.
    const [paper] = await school.house.db<{ n: number }[]>`
      select count(*)::int as n from evidence e join document_version v on v.document_id = e.document_id
      where e.office_id = ${school.twin.id} and v.blob_id is not null`;
    assert.ok((paper?.n ?? 0) > 0);
  });

  test('a real office has no class, no hall and no feedback of its own: the addresses lead to its door', async () => {
    const officer = await school.person('Petugas Nyata', ['assessor']);
    for (const way of ['/potongan', '/pesan', '/kelas/baru'])
      assert.equal(
        (await school.get(officer, `/kantor-uji/petugas/latihan${way}`)).location,
        '/kantor-uji/petugas/latihan',
      );
    assert.equal(
      (
        await school.post(officer, '/kantor-uji/petugas/latihan/sendiri', {
          tingkat: 'easy',
          jumlah: '1',
        })
      ).location,
      '/kantor-uji/petugas/latihan',
    );
    assert.equal((await school.post(officer, '/kantor-uji/petugas/latihan/kantor')).status, 403);
  });
});
