import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { type FreshDatabase, freshDatabase } from '../../../test/support/database.ts';
import { htmlFaults } from '../../../test/ui/html-rules.ts';
import {
  furnish,
  newPlot,
  openTestHouse,
  type Place,
  type TestHouse,
  wib,
} from '../appointments/meeting.fixture.ts';
import {
  type Caller,
  type Expected,
  expected,
  openFloor,
  TUESDAY,
  withPrinter,
} from './floor.fixture.ts';
import { fillBlanko } from './papers/blanko.ts';

let database: FreshDatabase;
let house: TestHouse;
let place: Place;
let floor: ReturnType<typeof openFloor>;
let officer: Caller;

before(async () => {
  database = await freshDatabase();
  house = withPrinter(openTestHouse(newPlot(database.url)));
  place = await furnish(house, 'kantor-uji');
  await furnish(house, 'lain-kantor');
  floor = openFloor(house);
  officer = { id: place.officer, roles: ['counter_officer'] };
});
after(async () => {
  await house.close();
  await database.close();
});

const at = (made: Expected) => `/kantor-uji/petugas/loket/${made.id}`;
const served = async () => {
  const made = await expected(house, place);
  house.at(wib(TUESDAY, '09.00'));
  const begun = await floor.post(officer, `${at(made)}/layani`);
  assert.equal(begun.location, at(made));
  return made;
};
const seen = async (path: string, caller = officer) => {
  const answer = await floor.get(caller, path);
  assert.equal(answer.status, 200, path);
  assert.deepEqual(await htmlFaults(answer.text), [], path);
  return answer.text;
};
const ticks = (made: Expected, ktp = 'sesuai', sertipikat = 'sesuai') =>
  [
    [`asli.${made.applicationIds[0]}.ktp`, ktp],
    [`asli.${made.applicationIds[0]}.sertipikat`, sertipikat],
  ] as const;

describe('the counter', () => {
  test('a routine hand-over is one form: ticks, signature, number, receipt', async () => {
    const made = await served();
    const form = await seen(at(made));
    assert.match(form, /KTP pemohon[\s\S]*Sertipikat/);
    const accepted = await floor.post(officer, at(made), [
      ...ticks(made),
      ['simpan', `${made.applicationIds[0]}.sertipikat`],
      ['tanda_tangan', 'ya'],
      ['tindakan', 'terima'],
    ]);
    assert.equal(accepted.location, at(made));
    const after = await seen(at(made));
    assert.match(after, /Diterima dengan nomor STTB\/KANTO\/2026\/\d{6}/);
    assert.match(after, /Disimpan di kantor[\s\S]*Sertipikat/);
    const back = await floor.post(officer, `${at(made)}/asli`, [
      ['ke', 'pemohon'],
      ['asli', `${made.applicationIds[0]}.sertipikat`],
    ]);
    assert.equal(back.status, 303);
    assert.ok(!(await seen(at(made))).includes('Disimpan di kantor'));
  });

  test('what was ticked stays when something is missing', async () => {
    const made = await served();
    const answer = await floor.post(officer, at(made), [
      ...ticks(made, 'sesuai', 'berbeda'),
      ['tanda_tangan', 'ya'],
      ['tindakan', 'terima'],
    ]);
    assert.equal(answer.status, 422);
    assert.deepEqual(await htmlFaults(answer.text), []);
    assert.match(answer.text, /berbeda atau tidak dibawa/);
    assert.match(answer.text, /value="berbeda" checked/);
    const given = await floor.post(officer, at(made), [
      ...ticks(made, 'sesuai', 'berbeda'),
      ['tindakan', 'kembalikan'],
      ['alasan', 'Bawa akta ganti nama.'],
    ]);
    assert.equal(given.status, 303);
    assert.match(await seen(at(made)), /Dikembalikan dengan nomor BP\//);
  });

  test('what is missing is said beside its field; after the end the next person can come', async () => {
    const made = await served();
    const marked = (text: string, control: RegExp) =>
      [...text.matchAll(/<(?:input|textarea)[^>]*aria-invalid="true"[^>]*>/g)].some(([tag]) =>
        control.test(tag),
      );
    const send = (fields: readonly (readonly [string, string])[]) =>
      floor.post(officer, at(made), fields);
    const unticked = await send([
      [`asli.${made.applicationIds[0]}.ktp`, 'sesuai'],
      ['tindakan', 'terima'],
    ]);
    assert.ok(marked(unticked.text, /\.sertipikat"/));
    assert.ok(!marked(unticked.text, /\.ktp"/));
    const unsigned = await send([...ticks(made), ['tindakan', 'terima']]);
    assert.ok(marked(unsigned.text, /tanda_tangan/));
    const unexplained = await send([...ticks(made, 'berbeda'), ['tindakan', 'kembalikan']]);
    assert.ok(marked(unexplained.text, /name="alasan"/));
    assert.deepEqual(await htmlFaults(unexplained.text), []);
    assert.doesNotMatch(unexplained.text, /Orang berikutnya/);
    assert.equal(
      (await send([...ticks(made), ['tanda_tangan', 'ya'], ['tindakan', 'terima']])).status,
      303,
    );
    assert.match(await seen(at(made)), /href="\/kantor-uji\/petugas\/loket"[^>]*>Orang berikutnya/);
  });

  test('prints the form and the receipt', async () => {
    const made = await served();
    for (const paper of ['blanko.pdf', 'tanda-terima.pdf'])
      assert.equal((await floor.get(officer, `${at(made)}/${paper}`)).type, 'application/pdf');
  });

  test('is shut to other offices, to other roles, and to the applicant who is an officer', async () => {
    const made = await served();
    const elsewhere = at(made).replace('kantor-uji', 'lain-kantor');
    for (const path of ['', '/blanko.pdf', '/tanda-terima.pdf', '/catatan.pdf'])
      assert.equal((await floor.get(officer, `${elsewhere}${path}`)).status, 404, path);
    assert.equal((await floor.post(officer, elsewhere, ticks(made))).status, 404);
    assert.equal(
      (await floor.get({ id: place.officer, roles: ['surveyor'] }, at(made))).status,
      403,
    );
    const self: Caller = { id: made.applicantId, roles: ['counter_officer'] };
    assert.match(await seen(at(made), self), /Ini berkas Anda sendiri/);
    for (const path of ['', '/asli', '/layani'])
      assert.equal((await floor.post(self, `${at(made)}${path}`, ticks(made))).status, 403, path);
  });
});

describe('the form’s own text', () => {
  test('gets its words, and shows a word it does not know', () => {
    assert.equal(
      fillBlanko('{nama}: {layanan}, {alamat} {constructor}', { nama: 'Siti', layanan: 'Roya' }),
      'Siti: Roya, {alamat} {constructor}',
    );
  });
});
