import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { openSchool, type School } from './school.fixture.ts';

const HALL = '/kantor-uji-latihan/petugas/latihan';

describe('practising in the twin of an office', { timeout: 240_000 }, () => {
  let school: School;
  const ends: (() => Promise<void>)[] = [];
  before(async () => {
    school = await openSchool({ after: (work) => void ends.push(work) });
  });
  after(async () => {
    for (const end of ends.toReversed()) await end();
  });

  test('made-up dossiers come in by the ordinary commands, with documents that can be looked at, and say LATIHAN on every page', async () => {
    const rina = await school.trainee('Rina');
    const [lesson] = await school.alone(rina, { seed: 11 });
    assert.ok(lesson);
    assert.match(lesson.number, /^ZUJI-/);
    const page = await school.get(rina, `/kantor-uji-latihan/petugas/berkas/${lesson.dossier}`);
    assert.equal(page.status, 200);
    assert.match(page.text, /sl-practice/);
    assert.match(page.text, /Berkas latihan/);
    const picture = /src="?([^" ]+\/gambar\/[^" ]+)"|href="([^"]+\/gambar\/[^"]+)"/.exec(page.text);
    assert.ok(picture, 'a document is shown');
    const shown = await school.get(rina, (picture[1] ?? picture[2] ?? '').replaceAll('&amp;', '&'));
    assert.equal(shown.status, 200);
    const [person] = await school.house.db<
      { nik: string }[]
    >`select answers ->> 'nik' as nik from practice_case limit 1`;
    assert.match(person?.nik ?? '', /^\d{4}99\d{10}$/);
    assert.match((await school.get(rina, HALL)).text, /Kerjakan/);
  });

  test('nobody is told while they work; after the decision each requirement says what was planted, judged and expected', async () => {
    const budi = await school.trainee('Budi');
    const lesson = await faulty(school, budi);
    const [syarat] = [...lesson.faults].find(([, fault]) => fault !== undefined) ?? [''];
    assert.match(
      (await school.get(budi, `${HALL}/berkas/${lesson.dossier}`)).text,
      /belum diputuskan/,
    );
    await school.post(budi, `${HALL}/berkas/${lesson.dossier}/kerjakan`);
    await school.decide(budi, lesson, { [syarat]: 'diterima' });
    const missed = await school.get(budi, `${HALL}/berkas/${lesson.dossier}`);
    assert.match(missed.text, /Terlewat/);
    assert.match(missed.text, /Anda menemukan 0 dari 1 kekurangan/);
    assert.match(missed.text, /Waktu Anda/);
    const [again] = await tried(school, budi, lesson.dossier);
    assert.deepEqual([...(again?.faults ?? [])], [...lesson.faults], 'the same faults');
    assert.ok(again && again.dossier !== lesson.dossier);
    await school.decide(budi, again);
    assert.match(
      (await school.get(budi, `${HALL}/berkas/${again.dossier}`)).text,
      /semua kekurangan Anda temukan/,
    );
  });

  test('a document that was in order and sent back is told kindly, too', async () => {
    const sari = await school.trainee('Sari');
    const lesson = await faulty(school, sari);
    const [right] = [...lesson.faults].find(([, fault]) => fault === undefined) ?? [''];
    await school.decide(sari, lesson, { [right]: 'kurang' });
    assert.match(
      (await school.get(sari, `${HALL}/berkas/${lesson.dossier}`)).text,
      /Sebenarnya benar/,
    );
  });

  test('a colleague gets nothing of it: neither the feedback nor the dossier out of the line', async () => {
    const [ayu, eko] = [await school.trainee('Ayu'), await school.trainee('Eko')];
    const [lesson] = await school.alone(ayu, { seed: 21 });
    assert.ok(lesson);
    assert.equal((await school.get(eko, `${HALL}/berkas/${lesson.dossier}`)).status, 404);
    assert.equal((await school.post(eko, `${HALL}/berkas/${lesson.dossier}/kerjakan`)).status, 404);
    const taken = await school.post(eko, '/kantor-uji-latihan/petugas/ambil');
    assert.doesNotMatch(taken.location, new RegExp(lesson.dossier));
    const judged = await school.post(
      eko,
      `/kantor-uji-latihan/petugas/berkas/${lesson.dossier}/penilaian`,
      {
        permohonan: lesson.application,
        syarat: [...lesson.faults.keys()][0] ?? '',
        putusan: 'diterima',
      },
    );
    assert.notEqual(judged.status, 303);
  });

  test('for citizens and strangers the practice office does not exist; nobody registers there', async () => {
    const siti = await school.person('Siti');
    const neighbour = await school.person('Tetangga', ['verifier'], 'tetangga');
    const above = await school.person('Pusat', ['head_of_office'], 'pusat');
    for (const path of [
      '',
      '/layanan',
      '/daftar',
      '/masuk',
      '/petugas',
      '/petugas/latihan',
      '/petugas/ringkasan',
      '/tidak-ada',
    ])
      for (const who of [siti, neighbour, above]) {
        const answer = await school.get(who, `/kantor-uji-latihan${path}`);
        assert.equal(answer.status, 404, path);
        assert.doesNotMatch(answer.text, /LATIHAN/);
      }
    const nobody = await school.app.request('/kantor-uji-latihan/daftar');
    assert.equal(nobody.headers.get('location'), '/kantor-uji/petugas/latihan');
    const colleague = await school.trainee('Rekan');
    assert.equal(
      (await school.post(colleague, '/kantor-uji-latihan/daftar', { email: 'a@b.id' })).status,
      404,
    );
    assert.equal(
      (await school.get(colleague, '/kantor-uji-latihan/akun')).location,
      '/kantor-uji/akun',
    );
    assert.equal((await school.get(colleague, '/kantor-uji-latihan')).location, HALL);
    assert.equal((await school.get(colleague, '/kantor-uji-latihan/petugas/orang')).status, 403);
  });

  test('who leaves the real office leaves the practice office', async () => {
    const tono = await school.trainee('Tono');
    assert.equal((await school.get(tono, HALL)).status, 200);
    await school.post(school.administratorId, '/kantor-uji/petugas/orang/tangguhkan', {
      orang: tono,
    });
    await school.jobs();
    assert.equal((await school.get(tono, HALL)).status, 404);
  });

  test('the messages of a decision lie in the practice outbox', async () => {
    const wati = await school.trainee('Wati');
    const lesson = await faulty(school, wati);
    await school.decide(wati, lesson);
    await school.jobs();
    const outbox = await school.get(wati, `${HALL}/pesan`);
    assert.match(outbox.text, new RegExp(lesson.number));
    const other = await school.trainee('Lain');
    assert.doesNotMatch((await school.get(other, `${HALL}/pesan`)).text, new RegExp(lesson.number));
  });
});

/** A dossier with a fault: some easy ones have none. */
async function faulty(school: School, personId: string) {
  for (const seed of [31, 32, 33, 34, 35]) {
    const [lesson] = await school.alone(personId, { seed });
    if (lesson && [...lesson.faults.values()].some((fault) => fault !== undefined)) return lesson;
  }
  throw new Error('no seed plants anything');
}

async function tried(school: School, personId: string, dossier: string) {
  assert.equal((await school.post(personId, `${HALL}/berkas/${dossier}/ulangi`)).status, 303);
  await school.dealAll();
  return school.lessonsOf(personId);
}
