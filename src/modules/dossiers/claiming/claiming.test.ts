import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import type { Db } from '../../../kernel/db.ts';
import { newId } from '../../../kernel/ids.ts';
import { verifyLedger } from '../../../kernel/ledger-verify.ts';
import { openAnswers } from '../answers.ts';
import { fileAt } from '../filing/filing.fixture.ts';
import { dossierRoutes } from '../index.ts';
import { applicationViews, dossierOf } from '../reading/dossier.sql.ts';
import { NIK, openTown, type Town } from '../town.fixture.ts';

const OFFICE = '/kantor-uji';
const NO_MATCH = /Data belum cocok/;
let serial = 100;
/** A NIK that nobody else here has. */
const freshNik = () => `18719917089902${String((serial += 1)).slice(-2)}`;

describe('claiming a dossier that an officer filed', { timeout: 180_000 }, () => {
  let town: Town;
  let rina = '';
  const ends: (() => Promise<void>)[] = [];
  before(async () => {
    town = await openTown({ after: (work) => void ends.push(work) }, (house) =>
      dossierRoutes(house, []),
    );
    rina = await town.person('Rina Loket', ['counter_officer']);
  });
  after(async () => {
    for (const end of ends) await end();
  });

  /** An account: a person with a login, whose address is shown to be theirs. */
  const account = async (name: string, email = `${newId()}@warga.example`) => {
    const id = await town.person(name);
    await town.house
      .db`insert into login (person_id, email, password_hash, email_confirmed_at) values (${id}, ${email}, 'x', now())`;
    return id;
  };
  const claim = async (
    who: string,
    paper: { number: string; secret: string },
    more: Readonly<Record<string, string>> = {},
  ) => {
    const response = await town.app.request(
      `${OFFICE}/klaim`,
      {
        method: 'POST',
        headers: { cookie: `sesi=${who}` },
        body: new URLSearchParams({ nomor: paper.number, kode: paper.secret, ...more }),
      },
      { incoming: { socket: { remoteAddress: '203.0.113.9' } } },
    );
    const { status } = response;
    return {
      status,
      location: response.headers.get('location') ?? '',
      text: sentences(await response.text()),
    };
  };
  /** What stands on a page about what went wrong: short enough to be read when a test fails. */
  const sentences = (html: string) =>
    [...html.matchAll(/(?:data-field="validation"[^>]*|class="sl-error-code"[^>]*)>([^<]+)</g)]
      .map(([, words]) => words)
      .join(' | ');
  const holderOf = async (id: string) =>
    (await dossierOf(town.house.db, town.office.id, id))?.applicant_id;
  const calm = () => town.house.db`delete from rate_limit`;

  test('with number, code and the NIK it goes into the account with its papers and its numbers, and the others of that person come along', async () => {
    const nik = freshNik();
    const first = await fileAt(town, rina, { nama: 'Mbah Kromo', nik }, { 'isian.nik': nik });
    const second = await fileAt(town, rina, { nama: 'Mbah Kromo', nik }, { 'isian.nik': nik });
    const kromo = await account('Kromo Diharjo');
    const claimed = await claim(kromo, first, { nik });
    assert.equal(claimed.status, 303, claimed.text);
    assert.deepEqual([await holderOf(first.filed), await holderOf(second.filed)], [kromo, kromo]);
    const [application] = await applicationViews(town.house.db, town.office.id, [first.filed]);
    const open = await openAnswers(town.house, town.office.id, kromo, application?.answers ?? {});
    assert.equal(open['nik'], nik, 'the numbers in the answers are sealed for the new holder');
    assert.equal((await town.get(kromo, `${OFFICE}/berkas/${first.filed}`)).status, 200);
    const events = await town.house.db<{ kind: string; actor_id: string }[]>`
      select kind, actor_id from event where stream_id = ${first.filed} order by seq`;
    assert.deepEqual(
      events.map(({ kind, actor_id: by }) => [kind, by]),
      [
        ['application.submitted', rina],
        ['dossier.claimed', kromo],
      ],
    );
    // Whoever is filed for by that NIK from now on is the account.
    const third = await fileAt(town, rina, { nama: 'Mbah Kromo', nik });
    assert.equal(await holderOf(third.filed), kromo);
  });

  test('a wrong code, another’s NIK, a dossier of somebody’s account: one sentence for all, and nothing moves', async () => {
    await calm();
    const nik = freshNik();
    const paper = await fileAt(town, rina, { nama: 'Bu Marni', nik });
    const before = await holderOf(paper.filed);
    const mallory = await account('Bu Marni');
    const siti = await account('Siti');
    const hers = await town.submit(siti);
    const tries = [
      await claim(mallory, { ...paper, secret: 'ABCD-EFGH-JKMN' }, { nik }),
      await claim(mallory, paper, { nik: freshNik() }),
      await claim(mallory, paper, { telepon: '081234567890' }),
      await claim(mallory, paper),
      await claim(mallory, { number: hers.number, secret: paper.secret }, { nik: NIK }),
    ];
    for (const answer of tries) {
      assert.equal(answer.status, 422);
      assert.match(answer.text, NO_MATCH);
    }
    assert.equal(await holderOf(paper.filed), before);
  });

  test('without a NIK on record the account’s name and something that is not on the paper must fit', async () => {
    await calm();
    const said = { nama: 'Pak Slamet', telepon: '0812-3456-7890', cara: 'telepon' };
    const paper = await fileAt(town, rina, said);
    const other = await account('Slamet Riyadi');
    assert.match((await claim(other, paper, { telepon: '081234567890' })).text, NO_MATCH);
    const slamet = await account('pak  SLAMET');
    assert.match((await claim(slamet, paper, { telepon: '081299999999' })).text, NO_MATCH);
    assert.equal((await claim(slamet, paper, { telepon: '+62 812 3456 7890' })).status, 303);
    const mailed = await fileAt(town, rina, { nama: 'Bu Tini', email: 'Tini@warga.example' });
    const tini = await account('Bu Tini', 'tini@warga.example');
    assert.equal((await claim(tini, mailed)).status, 303, 'a confirmed address is proof');
  });

  test('two accounts at once: one has it; whoever sends again is led to what is theirs', async () => {
    await calm();
    const nik = freshNik();
    const paper = await fileAt(town, rina, { nama: 'Kembar', nik });
    const [one, two] = [await account('Kembar'), await account('Kembar')];
    const answers = await Promise.all([claim(one, paper, { nik }), claim(two, paper, { nik })]);
    assert.deepEqual(
      answers.map(({ status }) => status).toSorted((a, b) => a - b),
      [303, 422],
    );
    const winner = answers[0]?.status === 303 ? one : two;
    assert.equal(await holderOf(paper.filed), winner);
    assert.equal((await claim(winner, paper, { nik })).status, 303);
    const [count] = await town.house.db<{ n: number }[]>`
      select count(*)::int as n from event where stream_id = ${paper.filed} and kind = 'dossier.claimed'`;
    assert.equal(count?.n, 1);
  });

  test('guessing ends: an account after ten tries, and the NIK of one dossier after five, whoever tries', async () => {
    await calm();
    const nik = freshNik();
    const paper = await fileAt(town, rina, { nama: 'Bu Lastri', nik });
    for (let n = 0; n < 5; n += 1)
      assert.equal(
        (await claim(await account('Bu Lastri'), paper, { nik: freshNik() })).status,
        422,
      );
    const lastri = await account('Bu Lastri');
    assert.match(
      (await claim(lastri, paper, { nik })).text,
      NO_MATCH,
      'closed even to the right one',
    );
    for (let n = 0; n < 9; n += 1)
      await claim(lastri, { ...paper, secret: 'ABCD-EFGH-JKMN' }, { nik });
    const enough = await claim(lastri, paper, { nik });
    assert.equal(enough.status, 429);
    assert.match(enough.text, /terlalu banyak percobaan/);
    await calm();
  });

  test('at the counter an officer compares the card; what the claimant hears first tells nothing', async () => {
    await calm();
    const nik = freshNik();
    const paper = await fileAt(town, rina, { nama: 'Mbok Yem', nik });
    const yem = await account('Yem');
    const asked = await claim(yem, paper, { di_loket: 'ya' });
    const guessed = await claim(yem, { ...paper, secret: 'ABCD-EFGH-JKMN' }, { di_loket: 'ya' });
    assert.deepEqual([asked.status, asked.location], [guessed.status, guessed.location]);
    const behalf = `${OFFICE}/petugas/berkas/${paper.filed}/atas-nama`;
    const page = await town.get(rina, behalf);
    assert.match(page.text, /Yem ingin memasukkan berkas ini ke akunnya/);
    const klaim = /name="klaim" value="([^"]+)"/.exec(page.text)?.[1] ?? '';
    const wrong = await town.post(rina, `${behalf}/klaim`, { klaim, nik: freshNik() });
    assert.match(wrong.text, /NIK pada KTP berbeda/);
    assert.equal((await town.post(yem, `${behalf}/klaim`, { klaim, nik })).status, 404);
    assert.equal((await town.post(rina, `${behalf}/klaim`, { klaim, nik })).status, 303);
    assert.equal(await holderOf(paper.filed), yem);
    const [kept] = await town.house.db`
      select state, shown_by, settled_by from claim where dossier_id = ${paper.filed}`;
    assert.deepEqual({ ...kept }, { state: 'done', shown_by: 'card', settled_by: rina });
  });

  test('a wrong claim is undone by the head with a reason; then the code opens nothing any more', async () => {
    await calm();
    const nik = freshNik();
    const paper = await fileAt(town, rina, { nama: 'Pak Benar', nik });
    const along = await fileAt(town, rina, { nama: 'Pak Benar', nik });
    const loose = await holderOf(paper.filed);
    const thief = await account('Pencuri Kertas');
    assert.equal((await claim(thief, paper, { nik })).status, 303);
    const head = await town.person('Kepala Kantor', ['head_of_office']);
    const behalf = `${OFFICE}/petugas/berkas/${paper.filed}/atas-nama/klaim/batal`;
    assert.equal(
      (await town.post(rina, behalf, { alasan: 'salah orang, KTP berbeda' })).status,
      403,
    );
    assert.equal((await town.post(head, behalf, { alasan: 'salah' })).status, 422);
    const undone = await town.post(head, behalf, {
      alasan: 'Pemilik datang dengan KTP, bukan dia',
    });
    assert.equal(undone.status, 303, undone.text);
    assert.deepEqual([await holderOf(paper.filed), await holderOf(along.filed)], [loose, loose]);
    assert.equal((await town.get(thief, `${OFFICE}/berkas/${paper.filed}`)).status, 404);
    assert.match((await claim(thief, paper, { nik })).text, NO_MATCH);
    const again = await fileAt(town, rina, { nama: 'Pak Benar', nik });
    assert.equal(
      await holderOf(again.filed),
      loose,
      'the NIK leads to the one at the counter again',
    );
  });

  test('whoever handed it in for somebody never takes it into their own account', async () => {
    await calm();
    const nik = freshNik();
    const paper = await fileAt(town, rina, { nama: 'Bu Wati', nik });
    await town.house
      .db`insert into login (person_id, email, password_hash, email_confirmed_at) values (${rina}, 'rina@kantor.example', 'x', now())`;
    assert.match((await claim(rina, paper, { nik })).text, NO_MATCH);
  });

  test('after all of this every chain verifies', async () => {
    const { faults, streams } = await verifyLedger(town.house.db as Db, {
      vault: town.house.vault,
    });
    assert.ok(streams > 10);
    assert.deepEqual(faults, []);
  });
});
