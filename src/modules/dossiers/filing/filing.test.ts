import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { newId } from '../../../kernel/ids.ts';
import { documentRoutes } from '../../documents/index.ts';
import { takeNext } from '../handling/commands.ts';
import { documentHooks, dossierRoutes } from '../index.ts';
import { NIK, openTown, type Town } from '../town.fixture.ts';
import { judge } from '../verification/commands.ts';
import { beginAt, fileAt, lastOf } from './filing.fixture.ts';
import { forgetWalkIns } from './forgetting.ts';

const BASE = '/kantor-uji/petugas';
const OTHER_NIK = '3273014507850003';

describe('filing for somebody at the counter', { timeout: 120_000 }, () => {
  let town: Town;
  let rina = '';
  let joko = '';
  const ends: (() => Promise<void>)[] = [];
  before(async () => {
    town = await openTown({ after: (work) => void ends.push(work) }, (house) => [
      ...dossierRoutes(house, []),
      ...documentRoutes(house, documentHooks(house)),
    ]);
    rina = await town.person('Rina Loket', ['counter_officer', 'verifier']);
    joko = await town.person('Joko Periksa', ['verifier']);
  });
  after(async () => {
    for (const end of ends) await end();
  });

  const applicantOf = async (dossier: string) => {
    const [row] = await town.house.db<{ id: string; name: string; channel: string }[]>`
      select p.id, p.full_name as name, d.channel from dossier d join person p on p.id = d.applicant_id where d.id = ${dossier}`;
    assert.ok(row);
    return row;
  };

  test('the dossier is the citizen’s, and the ledger says who filed it, for whom, by which right and way', async () => {
    const { filed } = await fileAt(town, rina, { cara: 'telepon' });
    const applicant = await applicantOf(filed);
    assert.equal(applicant.name, 'Mbah Kromo');
    assert.equal(applicant.channel, 'phone');
    const events = await town.house.db<Record<string, unknown>[]>`
      select kind, actor_id, on_behalf_of, mandate, channel, data ->> 'identity' as identity from event
      where stream_id = ${filed} order by seq`;
    assert.deepEqual(
      events.map((event) => ({ ...event })),
      [
        {
          kind: 'application.submitted',
          actor_id: rina,
          on_behalf_of: applicant.id,
          mandate: 'staff',
          channel: 'phone',
          identity: 'not_checked',
        },
      ],
    );
    const recorded = await town.house.db`
      select kind, on_behalf_of = stream_id as "theirs" from event where stream_id = ${applicant.id}`;
    assert.deepEqual({ ...recorded[0] }, { kind: 'person.recorded', theirs: true });
  });

  test('the same form sent twice begins one draft, and one dossier', async () => {
    const form = { nama: 'Sekali Saja', cara: 'loket', layanan: 'ROYA', kunci: newId() };
    const [one, two] = [
      await town.post(rina, `${BASE}/ajukan`, form),
      await town.post(rina, `${BASE}/ajukan`, form),
    ];
    assert.equal(one.status, 303);
    assert.equal(two.location, one.location);
    const sent = {
      kunci: newId(),
      tindakan: 'kirim',
      nama: 'Sekali Saja',
      'isian.nik': NIK,
      'alasan.ktp': 'x',
      'alasan.sertipikat': 'x',
    };
    const [first, again] = await Promise.all([
      town.send(rina, one.location, sent),
      town.send(rina, one.location, sent),
    ]);
    assert.equal(first.status, 303, first.text);
    assert.equal(again.location, first.location);
    const [count] = await town.house.db<{ n: number }[]>`
      select count(*)::int as n from dossier where full_name = 'Sekali Saja'`;
    assert.equal(count?.n, 1);
  });

  test('a missing name is asked for as the citizen’s, not as the officer’s own', async () => {
    const nameless = await beginAt(town, rina, { nama: ' ' });
    assert.equal(nameless.status, 422);
    assert.match(nameless.text, /Tulis nama lengkap warga/);
  });

  test('an officer does not file for themself, and nobody outside the counter files at all', async () => {
    const themself = await beginAt(town, rina, { nama: 'RINA  loket.' });
    assert.equal(themself.status, 422);
    assert.match(themself.text, /Petugas tidak mengajukan untuk diri sendiri/);
    const stranger = await town.person('Orang Luar');
    assert.equal((await beginAt(town, stranger)).status, 404);
    const operator = await town.person('Olah Data', ['operator']);
    assert.equal((await beginAt(town, operator)).status, 403);
  });

  test('whoever comes again is found by NIK; a name or a telephone number finds nobody', async () => {
    const first = await fileAt(town, rina, { nama: 'Sumini', nik: NIK, telepon: '081234567890' });
    const sumini = (await applicantOf(first.filed)).id;
    const again = await fileAt(town, joko, { nama: 'Sumini', nik: NIK });
    assert.equal((await applicantOf(again.filed)).id, sumini);
    const namesake = await fileAt(town, rina, { nama: 'Sumini', telepon: '081234567890' });
    assert.notEqual((await applicantOf(namesake.filed)).id, sumini);
    const byPhone = await beginAt(town, rina, { nama: 'Orang Lain', nik: NIK, cara: 'telepon' });
    assert.equal(byPhone.status, 422);
    assert.doesNotMatch(byPhone.text, /Sumini/, 'whose NIK it is stays unsaid');
    const [rest] = await town.house.db<{ nik: boolean; phone: boolean; mask: string }[]>`
      select strpos(encode(sealed_nik, 'escape'), ${NIK}) > 0 as nik,
        strpos(encode(sealed_phone, 'escape'), '812345') > 0 as phone, nik_mask as mask
      from walk_in where person_id = ${sumini}`;
    assert.deepEqual({ ...rest }, { nik: false, phone: false, mask: '187199******0002' });
  });

  test('an earlier dossier leads to its applicant only with the card, and with the right name', async () => {
    const siti = await town.person('Siti Aminah');
    const earlier = await town.submit(siti);
    const by = (said: Record<string, string>) =>
      beginAt(town, rina, { nama: 'Siti Aminah', berkas_lama: earlier.number, ...said });
    assert.equal((await by({ cara: 'telepon' })).status, 422);
    assert.equal((await by({ nama: 'Siti Palsu' })).status, 422);
    const begun = await by({});
    assert.equal(begun.status, 303, begun.text);
    const [draft] = await town.house.db<{ owner_id: string }[]>`
      select owner_id from draft where id = ${lastOf(begun)}`;
    assert.equal(draft?.owner_id, siti);
  });

  test('a draft of a citizen is never an officer’s to open, nor one of the counter another office’s', async () => {
    const ani = await town.person('Ani');
    const own = await town.post(ani, '/kantor-uji/permohonan', { layanan: 'ROYA', nama: 'Ani' });
    assert.equal((await town.get(rina, `${BASE}/ajukan/${lastOf(own)}`)).status, 404);
    const begun = await beginAt(town, rina);
    const neighbour = await town.person('Tetangga', ['counter_officer'], 'tetangga');
    assert.equal(
      (await town.get(neighbour, `/tetangga/petugas/ajukan/${lastOf(begun)}`)).status,
      404,
    );
    assert.equal((await town.get(joko, begun.location)).status, 200);
  });

  test('whoever filed it does not check it, in line or out of it; a colleague does', async () => {
    await town.house
      .db`update application set outcome = 'withdrawn', waiting_on = 'nobody' where outcome is null`;
    const { filed } = await fileAt(town, rina);
    const office = { ...town.office };
    const acting = (id: string, roles: ['verifier'] | ['counter_officer', 'verifier']) => ({
      actor: { personId: id, mandate: 'staff', channel: 'web' } as const,
      office,
      roles,
    });
    const hers = acting(rina, ['counter_officer', 'verifier']);
    assert.equal(await takeNext(town.house, hers), undefined);
    const taken = await town.post(rina, `${BASE}/berkas/${filed}/ambil`, { alasan: 'ingin cepat' });
    assert.match(taken.text, /Petugas lain yang memeriksanya/);
    await town.house.db`
      update dossier set handler_id = ${rina}, handler_until = now() + interval '1 hour' where id = ${filed}`;
    const [application] = await town.house.db<{ id: string }[]>`
      select id from application where dossier_id = ${filed}`;
    const verdict = {
      applicationId: application?.id ?? '',
      requirement: 'ktp',
      verdict: 'missing',
    } as const;
    const judged = await judge(town.house, hers, filed, verdict);
    assert.equal(!judged.ok && judged.reason.key, 'dossiers.guard.brought');
    const alone = { ...office, profile: { ...office.profile, fourEyes: false } };
    assert.ok((await judge(town.house, { ...hers, office: alone }, filed, verdict)).ok);
    await town.house
      .db`update dossier set handler_id = null, handler_until = null where id = ${filed}`;
    assert.equal(await takeNext(town.house, acting(joko, ['verifier'])), filed);
  });

  test('whoever was written down for nothing is forgotten with the draft', async () => {
    const said = { nama: 'Tidak Jadi', nik: '3273014507850009', telepon: '081355556666' };
    const begun = await beginAt(town, rina, { ...said, email: 'tidak.jadi@warga.example' });
    const thrown = await town.send(rina, begun.location, { tindakan: 'buang', nama: 'Tidak Jadi' });
    assert.equal(thrown.location, `${BASE}/ajukan`);
    const known = () => town.house.db<{ n: number }[]>`
      select count(*)::int as n from walk_in w join person p on p.id = w.person_id
      left join person_address a on a.person_id = p.id
      where p.full_name = 'Tidak Jadi' and w.nik_blind is not null and a.email is not null`;
    assert.equal((await known())[0]?.n, 1);
    const later = new Date(Date.now() + 91 * 86_400_000);
    await forgetWalkIns({ ...town.house, now: () => later });
    assert.equal((await known())[0]?.n, 0);
    const [kept] = await town.house.db<{ n: number }[]>`
      select count(*)::int as n from walk_in where nik_blind is not null`;
    assert.ok((kept?.n ?? 0) > 0, 'whoever has a dossier is not forgotten');
  });

  test('a scan that an officer brings is the citizen’s, with the officer as who brought it', async () => {
    const begun = await beginAt(town, rina, { nama: 'Pak Darto', nik: OTHER_NIK });
    const file = new File([new Uint8Array([0x25, 0x50, 0x44, 0x46])], 'semua.pdf');
    const form = { tindakan: 'simpan', nama: 'Pak Darto' };
    const kept = await town.send(rina, begun.location, form, { 'berkas.*': file });
    assert.equal(kept.status, 303, kept.text);
    const [document] = await town.house.db<Record<string, unknown>[]>`
      select p.full_name as owner, v.uploaded_by, f.requirements
      from draft_document f
      join document d on d.id = f.document_id join person p on p.id = d.owner_id
      join document_version v on v.document_id = d.id
      where f.draft_id = ${lastOf(begun)}`;
    assert.deepEqual(
      { ...document },
      { owner: 'Pak Darto', uploaded_by: rina, requirements: ['ktp', 'sertipikat'] },
    );
  });

  test('a file on its way for somebody is only an officer’s to send, and leaves nothing behind when given up', async () => {
    const draft = lastOf(await beginAt(town, rina, { nama: 'Bu Unggah' }));
    const announce = (who: string, target: string) => {
      const words = { filename: 'ktp.pdf', untuk: target, sidik: 'uji' };
      const metadata = Object.entries(words).map(
        ([name, word]) => `${name} ${Buffer.from(word).toString('base64')}`,
      );
      const headers = {
        cookie: `sesi=${who}`,
        'tus-resumable': '1.0.0',
        'upload-length': '10',
        'upload-metadata': metadata.join(','),
      };
      return town.app.request('/kantor-uji/unggah', { method: 'POST', headers });
    };
    const target = `wakil:draft:${draft}:ktp`;
    const stranger = await town.person('Orang Lewat');
    const operator = await town.person('Olah Berkas', ['operator']);
    const ani = await town.person('Ani Mandiri');
    const own = await town.post(ani, '/kantor-uji/permohonan', { layanan: 'ROYA', nama: 'Ani' });
    assert.equal((await announce(stranger, target)).status, 422);
    assert.equal((await announce(operator, target)).status, 422);
    assert.equal((await announce(rina, `wakil:draft:${lastOf(own)}:ktp`)).status, 422);
    const begun = await announce(rina, target);
    assert.equal(begun.status, 201);
    const files = () => town.house.db<{ n: number }[]>`
      select count(*)::int as n from draft_document where draft_id = ${draft}`;
    assert.equal((await files())[0]?.n, 1);
    const gone = await town.app.request(begun.headers.get('location') ?? '', {
      method: 'DELETE',
      headers: { cookie: `sesi=${rina}`, 'tus-resumable': '1.0.0' },
    });
    assert.equal(gone.status, 204);
    assert.equal((await files())[0]?.n, 0);
  });
});
