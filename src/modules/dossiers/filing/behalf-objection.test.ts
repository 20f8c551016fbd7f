import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { dossierRoutes } from '../index.ts';
import { openTown, type Town } from '../town.fixture.ts';
import { fileAt } from './filing.fixture.ts';

const BASE = '/kantor-uji/petugas/berkas';
const GROUNDS = 'Sertipikat asli sudah saya tunjukkan di loket.';

describe('an objection of somebody who has no account', { timeout: 120_000 }, () => {
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

  /** Filed at the counter, and refused in the end. */
  const refused = async () => {
    const { filed } = await fileAt(town, rina);
    const [row] = await town.house.db<{ id: string; owner: string }[]>`
      update application a set outcome = 'refused', waiting_on = 'nobody', due_at = null, closed_at = ${town.house.now()}
      from dossier d where d.id = a.dossier_id and d.id = ${filed} returning a.id, d.applicant_id as owner`;
    assert.ok(row);
    const behalf = `${BASE}/${filed}/atas-nama`;
    return { filed, behalf, application: row.id, owner: row.owner };
  };

  test('is written on the office’s form and handed in with the paper they signed, on their behalf', async () => {
    const { filed, behalf, application, owner } = await refused();
    const page = await town.get(rina, behalf);
    assert.match(page.text, /Cetak formulir keberatan/);
    const path = `${behalf}/keberatan?permohonan=${application}`;
    const unsigned = await town.send(rina, path, { dasar: GROUNDS, tindakan: 'kirim' });
    assert.equal(unsigned.status, 422);
    assert.match(unsigned.text, /memerlukan surat bertanda tangan/);
    assert.match(unsigned.text, new RegExp(GROUNDS), 'what was typed is kept');

    const paper = await town.document(owner, 'keberatan.pdf');
    await town.house
      .db`insert into objection_file (office_id, application_id, document_id, place, at)
      values (${town.office.id}, ${application}, ${paper.documentId}, 1, now())`;
    const short = await town.send(rina, path, { dasar: 'salah', tindakan: 'kirim' });
    assert.equal(short.status, 422);
    const filedNow = await town.send(rina, path, {
      dasar: GROUNDS,
      lewat: 'kotak',
      tindakan: 'kirim',
    });
    assert.equal(filedNow.status, 303, filedNow.text.slice(0, 500));
    const [event] = await town.house.db<Record<string, unknown>[]>`
      select kind, actor_id, on_behalf_of, channel, data -> 'files' as files from event
      where stream_id = ${filed} order by seq desc limit 1`;
    assert.deepEqual(
      { ...event },
      {
        kind: 'objection.filed',
        actor_id: rina,
        on_behalf_of: owner,
        channel: 'drop_box',
        files: [paper.versionId],
      },
    );
    const after = await town.get(rina, behalf);
    assert.match(after.text, /Keberatan sudah tercatat/);
    const twice = await town.send(rina, path, { dasar: GROUNDS, tindakan: 'kirim' });
    assert.equal(twice.status, 422, 'once for each ending');
  });

  test('its scan is the applicant’s from the first byte, and can be taken away again', async () => {
    const { behalf, application, owner } = await refused();
    const path = `${behalf}/keberatan?permohonan=${application}`;
    const scan = new File([Buffer.from('%PDF-1.4\n%%EOF')], 'surat.pdf', {
      type: 'application/pdf',
    });
    await town.send(rina, path, { dasar: GROUNDS, tindakan: 'simpan' }, { surat: scan });
    const kept = await town.house.db<{ id: string; owner: string; by: string }[]>`
      select d.id, d.owner_id as owner, v.uploaded_by as by from objection_file f join document d on d.id = f.document_id
      join document_version v on v.document_id = d.id where f.application_id = ${application}`;
    assert.deepEqual(
      kept.map((file) => [file.owner, file.by]),
      [[owner, rina]],
    );
    const away = await town.send(rina, path, { dasar: GROUNDS, tindakan: `hapus:${kept[0]?.id}` });
    assert.match(away.text, new RegExp(GROUNDS));
    const left = await town.house
      .db`select 1 from objection_file where application_id = ${application}`;
    assert.equal(left.length, 0);
  });

  test('follows the result, which is printed for them there', async () => {
    const { filed, behalf, application, owner } = await refused();
    const { documentId, versionId } = await town.document(owner, 'hasil.pdf');
    const at = town.house.now();
    await town.house
      .db`update application set outcome = 'completed', closed_at = ${at} where id = ${application}`;
    await town.house
      .db`insert into result (office_id, application_id, dossier_id, event_seq, document_id, paper, by_id, at, closed_by,
      closed_at, closed_seq, identity) values (${town.office.id}, ${application}, ${filed}, 1, ${documentId}, false, ${rina}, ${at},
      'counter', ${at}, 1, 'ktp')`;
    const page = await town.get(rina, behalf);
    assert.match(page.text, new RegExp(`unduh/${versionId}[^>]*>[^<]*Unduh untuk dicetak`));
    assert.match(page.text, /Cetak formulir keberatan/);
  });

  test('is nobody’s to hand in for themself, nor to read for other roles', async () => {
    const { behalf, application } = await refused();
    const path = `${behalf}/keberatan`;
    const operator = await town.person('Olah Data', ['operator']);
    assert.equal((await town.get(operator, `${path}.pdf?permohonan=${application}`)).status, 403);
    const own = await town.submit(rina);
    const mine = `${BASE}/${own.id}/atas-nama/keberatan`;
    assert.equal((await town.get(rina, `${mine}.pdf`)).status, 403);
    assert.equal((await town.send(rina, mine, { dasar: GROUNDS, tindakan: 'kirim' })).status, 403);
  });
});
