import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import sharp from 'sharp';
import { newId } from '../../../../kernel/ids.ts';
import { documentTasks } from '../../../documents/index.ts';
import { documentHooks } from '../../document-hooks.ts';
import { earlierDocuments } from '../../drafting/earlier.sql.ts';
import { forgetStaleProofs } from '../../steps/proof.ts';
import { openTown, type Town } from '../../town.fixture.ts';
import { dossierRoutes } from '../index.ts';
import { proofField } from './step-result.ts';

const STEP = 'pengolahan';

describe('the file that proves a step done by hand', () => {
  let town: Town;
  const ends: (() => Promise<void>)[] = [];
  let [ratna, siti, budi, fajar]: string[] = [];
  let picture: Uint8Array<ArrayBuffer>;
  let inspecting = true;

  before(async () => {
    town = await openTown({ after: (work) => void ends.push(work) }, (house) =>
      dossierRoutes(house, []),
    );
    ratna = await town.person('Ratna', ['verifier']);
    fajar = await town.person('Fajar', ['verifier']);
    siti = await town.person('Siti');
    budi = await town.person('Budi');
    picture = new Uint8Array(
      await sharp({ create: { width: 60, height: 40, channels: 3, background: '#fff' } })
        .png()
        .toBuffer(),
    );
    void inspect();
  });
  after(async () => {
    inspecting = false;
    for (const end of ends) await end();
  });

  /** The inspection's job, which has no worker here. */
  async function inspect() {
    const job = documentTasks(town.house, documentHooks(town.house))['documents.inspect'];
    while (inspecting) {
      const rows = await town.house.db<{ id: string }[]>`
        select id from document_version where state = 'checking'`.catch(() => []);
      for (const { id } of rows) await job?.({ office: town.office.id, version: id });
      await new Promise((next) => setTimeout(next, 50));
    }
  }

  const png = (name: string) => new File([picture], name, { type: 'image/png' });

  /** A dossier that stands at a step done by hand, in the hands of Ratna. */
  const atTheStep = async () => {
    const dossier = await town.submit(siti ?? '');
    const path = `/kantor-uji/petugas/berkas/${dossier.id}`;
    await town.post(ratna ?? '', `${path}/ambil`, { alasan: 'Pemohon menunggu' });
    for (const syarat of ['ktp', 'sertipikat'])
      await town.post(ratna ?? '', `${path}/penilaian`, {
        permohonan: dossier.application,
        syarat,
        putusan: 'diterima',
      });
    await town.post(ratna ?? '', `${path}/lengkap`, { permohonan: dossier.application });
    const fields = {
      permohonan: dossier.application,
      tahap: STEP,
      hasil: 'selesai',
      bukti: 'DI 208/1',
    };
    const field = proofField({ applicationId: dossier.application, step: STEP });
    return { ...dossier, path, fields, field };
  };
  const resultOf = async (application: string) =>
    (
      await town.house.db<{ document_id: string | null; version_id: string | null }[]>`
        select r.document_id, v.id as version_id from step_result r
        left join document_version v on v.document_id = r.document_id where r.application_id = ${application}`
    )[0];

  test('it is read by the applicant and the office, and by nobody else', async () => {
    const { id, application, path, fields, field } = await atTheStep();
    const form = await town.get(ratna ?? '', path);
    assert.match(form.text, /enctype="multipart\/form-data"/);
    assert.ok(form.text.includes(`name="${field}"`));
    const sent = await town.send(ratna ?? '', `${path}/hasil`, fields, {
      [field]: png('surat.png'),
    });
    assert.equal(sent.status, 303, sent.text);
    const version = (await resultOf(application))?.version_id;
    assert.ok(version);

    const mine = `/kantor-uji/berkas/${id}/bukti/${version}`;
    const page = await town.get(siti ?? '', `/kantor-uji/berkas/${id}`);
    assert.ok(page.text.includes(`href="${mine}"`) && /Lihat bukti/.test(page.text));
    const got = await town.get(siti ?? '', mine);
    assert.equal(got.status, 200);
    assert.match(got.response.headers.get('content-disposition') ?? '', /attachment.*surat\.png/);
    assert.deepEqual(new Uint8Array(await got.response.arrayBuffer()), picture);

    assert.equal((await town.get(budi ?? '', mine)).status, 404);
    // Who did not work on it says why they look.
    assert.equal((await town.get(fajar ?? '', `${path}/unduh/${version}`)).status, 404);
    await town.post(fajar ?? '', `${path}/buka`, { alasan: 'Mencocokkan surat dengan arsip' });
    const office = await town.get(fajar ?? '', `${path}/unduh/${version}`);
    assert.equal(office.status, 200);
    assert.match(
      (await town.get(fajar ?? '', `${path}?bagian=riwayat`)).text,
      new RegExp(`href="${path}/unduh/${version}"`),
    );
    assert.equal((await town.get(budi ?? '', `${path}/unduh/${version}`)).status, 404);
    // An officer who applies here does not find it among their own earlier documents.
    assert.equal(
      (await earlierDocuments(town.house.db, town.office.id, ratna ?? '', newId())).length,
      0,
    );
  });

  test('the same form sent twice records one result with one file', async () => {
    const { application, path, fields, field } = await atTheStep();
    const form = { kunci: newId(), ...fields };
    const once = () => town.send(ratna ?? '', `${path}/hasil`, form, { [field]: png('surat.png') });
    const answers = [...(await Promise.all([once(), once()])), await once()];
    assert.deepEqual(
      answers.map(({ status }) => status),
      [303, 303, 303],
    );
    const rows = await town.house
      .db`select 1 from step_result where application_id = ${application}`;
    assert.equal(rows.length, 1);
    const left = await town.house.db`
      select 1 from step_proof where application_id = ${application}`;
    assert.equal(left.length, 0);
  });

  test('a file kept after a mistake is not asked for again, and can be left out', async () => {
    const { application, path, fields, field } = await atTheStep();
    const silent = await town.send(
      ratna ?? '',
      `${path}/hasil`,
      { ...fields, hasil: 'tidak' },
      { [field]: png('berita acara.png') },
    );
    assert.equal(silent.status, 422);
    assert.match(silent.text, /Tulis penjelasan untuk pemohon/);
    assert.match(silent.text, /berita acara\.png/);
    const without = await town.send(ratna ?? '', `${path}/hasil`, {
      ...{ ...fields, tanpa_berkas: '1', catatan: 'Sudah dicatat.' },
    });
    assert.equal(without.status, 303);
    assert.equal((await resultOf(application))?.document_id, null);
  });

  test('a file that does not pass inspection is refused in words, and nothing is recorded', async () => {
    const { application, path, fields, field } = await atTheStep();
    const refused = await town.send(ratna ?? '', `${path}/hasil`, fields, {
      [field]: new File(['MZ not a picture'], 'surat.pdf'),
    });
    assert.equal(refused.status, 422);
    assert.match(refused.text, /Berkas bukti ini ditolak/);
    assert.match(refused.text, /value="DI 208\/1"/);
    assert.equal(await resultOf(application), undefined);
    const better = await town.send(ratna ?? '', `${path}/hasil`, fields, {
      [field]: png('surat.png'),
    });
    assert.equal(better.status, 303);
    assert.ok((await resultOf(application))?.document_id);
  });

  test('whoever may not record the result uploads nothing', async () => {
    const { application, path, fields, field } = await atTheStep();
    const sent = await town.send(fajar ?? '', `${path}/hasil`, fields, {
      [field]: png('surat.png'),
    });
    assert.equal(sent.status, 422);
    const rows = await town.house.db`
      select 1 from document where owner_id = ${fajar ?? ''}
      union all select 1 from step_proof where application_id = ${application}`;
    assert.equal(rows.length, 0);
  });

  test('a proof whose result is never recorded is forgotten after a week', async () => {
    const { application, path, fields, field } = await atTheStep();
    await town.send(
      ratna ?? '',
      `${path}/hasil`,
      { ...fields, bukti: '' },
      { [field]: png('surat.png') },
    );
    const count = () =>
      town.house.db`select 1 from step_proof where application_id = ${application}`;
    await forgetStaleProofs(town.house);
    assert.equal((await count()).length, 1);
    await town.house
      .db`update step_proof set at = at - interval '8 days' where application_id = ${application}`;
    await forgetStaleProofs(town.house);
    assert.equal((await count()).length, 0);
  });
});
