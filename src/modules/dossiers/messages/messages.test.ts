import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import sharp from 'sharp';
import { createLimiter } from '../../../kernel/limits.ts';
import { closeInspection, documentRoutes, documentTasks } from '../../documents/index.ts';
import { documentHooks } from '../document-hooks.ts';
import { dossierRoutes } from '../pages/index.ts';
import { openTown, type Town } from '../town.fixture.ts';
import { forgetStaleMessageFiles } from './files.ts';
import { unreadOf } from './unread.sql.ts';

const OFFICE = '/kantor-uji';

describe('messages inside a dossier and the files beside them', () => {
  let town: Town;
  const ends: (() => Promise<void>)[] = [];
  let [ratna, fajar, siti, budi] = ['', '', '', ''];
  let dossier = '';
  let picture: Buffer;

  before(async () => {
    town = await openTown({ after: (work) => void ends.push(work) }, (house) => [
      ...dossierRoutes(house, []),
      ...documentRoutes(house, documentHooks(house)),
    ]);
    ratna = await town.person('Ratna', ['verifier']);
    fajar = await town.person('Fajar', ['verifier']);
    siti = await town.person('Siti');
    budi = await town.person('Budi');
    dossier = (await town.submit(siti)).id;
    picture = await sharp({ create: { width: 40, height: 40, channels: 3, background: 'red' } })
      .jpeg()
      .toBuffer();
    working = setInterval(() => void inspectAll(), 100);
  });
  after(async () => {
    clearInterval(working);
    await closeInspection();
    for (const end of ends) await end();
  });

  let working: NodeJS.Timeout;
  /** There is no job runner in this house: what waits is inspected here. */
  const inspectAll = async () => {
    const waiting = await town.house.db<{ office_id: string; id: string }[]>`
      select office_id, id from document_version where state = 'checking' and blob_id is not null`;
    const inspect = documentTasks(town.house, documentHooks(town.house))['documents.inspect'];
    for (const { office_id: office, id: version } of waiting) await inspect?.({ office, version });
  };
  const citizen = () => `${OFFICE}/berkas/${dossier}`;
  const desk = () => `${OFFICE}/petugas/berkas/${dossier}`;
  const photo = (name = 'Foto.jpg') => new File([new Uint8Array(picture)], name);
  const write = (text: string, file?: File) =>
    town.send(siti, `${citizen()}/pesan`, { pesan_baru: text }, file ? { lampiran: file } : {});
  const links = (page: string) =>
    [...page.matchAll(/\/lampiran\/([0-9a-f-]{36})/g)].map(([, id]) => id);

  test('words and a file go from the applicant to the officer, who looks at it in the viewer', async () => {
    assert.equal((await write('Ini foto tambahan.', photo())).status, 303);
    const hers = await town.get(siti, citizen());
    const [version = ''] = links(hers.text);
    assert.notEqual(version, '');
    assert.equal((await town.get(siti, `${citizen()}/lampiran/${version}`)).status, 200);
    const small = `${citizen()}/lampiran/${version}/gambar`;
    assert.match(hers.text, new RegExp(`<img[^>]*${small}`), 'she sees which it is');
    const seen = await town.get(siti, small);
    assert.equal(seen.response.headers.get('content-type'), 'image/webp');
    assert.equal((await town.get(budi, small)).status, 404, 'nobody else does');
    const page = await town.get(ratna, `${desk()}?bagian=pesan&lampiran=${version}`);
    assert.match(page.text, /Ini foto tambahan/);
    assert.match(page.text, new RegExp(`gambar/${version}/1`));
    const drawn = await town.get(ratna, `${desk()}/gambar/${version}/1`);
    assert.equal(drawn.response.headers.get('content-type'), 'image/webp');
    assert.equal((await town.get(ratna, `${desk()}/unduh/${version}`)).status, 200);
  });

  test('and back: the applicant saves what the officer sends; nobody else finds it', async () => {
    const sent = await town.send(
      ratna,
      `${desk()}/pesan`,
      { pesan: 'Contoh surat terlampir.' },
      { lampiran: photo('Contoh.jpg') },
    );
    assert.equal(sent.status, 303);
    const version = links((await town.get(siti, citizen())).text).at(-1) ?? '';
    const saved = await town.get(siti, `${citizen()}/lampiran/${version}`);
    assert.equal(saved.status, 200);
    assert.match(saved.response.headers.get('content-disposition') ?? '', /^attachment/);
    assert.equal((await town.get(budi, `${citizen()}/lampiran/${version}`)).status, 404);
    const other = (await town.submit(budi)).id;
    assert.equal(
      (await town.get(budi, `${OFFICE}/berkas/${other}/lampiran/${version}`)).status,
      404,
      'nor through a dossier of their own',
    );
    assert.equal(
      (await town.get(fajar, `${OFFICE}/petugas/berkas/${other}/unduh/${version}`)).status,
      404,
    );
    const reused = await town.house.db`select 1 from message_file where side = 'office'`;
    assert.equal(reused.length, 1);
  });

  test('what was not sent yet is its writer’s alone, and goes when it is taken away', async () => {
    const kept = await town.send(
      siti,
      `${citizen()}/pesan`,
      { pesan_baru: 'Belum selesai', tindakan: 'simpan', kunci: 'tidak-ada' },
      { lampiran: photo('Rahasia.jpg') },
    );
    assert.equal(kept.status, 422);
    assert.match(kept.text, /Belum selesai/, 'what was typed is still there');
    assert.match(kept.text, /Rahasia\.jpg/);
    const [row] = await town.house.db<{ document_id: string; version: string }[]>`
      select f.document_id, v.id as version from message_file f
      join document_version v on v.document_id = f.document_id where f.message_id is null`;
    assert.ok(row);
    assert.doesNotMatch((await town.get(ratna, `${desk()}?bagian=pesan`)).text, /Rahasia\.jpg/);
    assert.equal((await town.get(ratna, `${desk()}/unduh/${row.version}`)).status, 404);
    const foreign = await town.send(budi, `${citizen()}/pesan`, {
      tindakan: `hapus:${row.document_id}`,
    });
    assert.equal(foreign.status, 404);
    const gone = await town.send(siti, `${citizen()}/pesan`, {
      pesan_baru: 'Belum selesai',
      tindakan: `hapus:${row.document_id}`,
    });
    assert.equal(gone.status, 200);
    assert.match(gone.text, /Belum selesai/);
    assert.doesNotMatch(gone.text, /Rahasia\.jpg/);
  });

  test('five files at most go with one message, and one that is refused holds it up in words', async () => {
    const form = new FormData();
    for (let n = 1; n <= 6; n += 1) form.append('lampiran', photo(`Foto ${n}.jpg`));
    const answer = await town.app.request(`${citizen()}/pesan`, {
      method: 'POST',
      body: form,
      headers: { cookie: `sesi=${siti}` },
    });
    assert.equal(answer.status, 422);
    assert.match(await answer.text(), /paling banyak 5 lampiran/);
    assert.equal((await write('')).status, 303, 'files may go without words');
    const false_ = new File(['bukan gambar'], 'palsu.jpg');
    const refused = await write('Lihat ini', false_);
    assert.equal(refused.status, 422);
    assert.match(refused.text, /palsu\.jpg tidak dapat dilampirkan/);
    assert.equal((await write('')).status, 422, 'nothing to send');
  });

  test('files of a message nobody sent go after a week', async () => {
    await town.house
      .db`update message_file set at = now() - interval '8 days' where message_id is null`;
    await forgetStaleMessageFiles(town.house);
    const left = await town.house.db`select 1 from message_file where message_id is null`;
    assert.equal(left.length, 0);
    assert.equal((await write('Sekarang tanpa lampiran')).status, 303);
  });

  test('ASVS 3.5.3: looking changes nothing; a press, or the script, marks as read, up to what was shown', async () => {
    const fresh = (await town.submit(siti)).id;
    const path = `${OFFICE}/berkas/${fresh}`;
    await town.post(ratna, `${OFFICE}/petugas/berkas/${fresh}/pesan`, { pesan: 'Satu' });
    const before = await unreadOf(town.house.db, siti);
    const page = await town.get(siti, path);
    assert.equal(await unreadOf(town.house.db, siti), before, 'GET changes nothing');
    const shown = /name="sampai" value="([^"]+)"/.exec(page.text)?.[1] ?? '';
    await town.post(ratna, `${OFFICE}/petugas/berkas/${fresh}/pesan`, { pesan: 'Dua' });
    assert.equal((await town.post(budi, `${path}/pesan/dibaca`, { sampai: shown })).status, 404);
    assert.equal((await town.post(siti, `${path}/pesan/dibaca`, { sampai: shown })).status, 303);
    assert.equal(await unreadOf(town.house.db, siti), before, 'the second came after the page');
    await town.send(siti, `${path}/pesan`, { pesan_baru: 'Terima kasih' });
    assert.equal(await unreadOf(town.house.db, siti), before - 1, 'whoever answers has read');
    const counted = await town.house.db<{ n: number }[]>`
      select count(*)::int as n from message m join dossier d on d.id = m.thread_id
      where d.applicant_id = ${siti} and m.side = 'office' and m.read_at is null`;
    assert.equal(counted[0]?.n, await unreadOf(town.house.db, siti));
  });

  test('ASVS 2.4.1: messages, drafts and withdrawals of one person are limited, and what was typed is kept', async () => {
    const limiter = createLimiter(town.house, 'messages_day', { points: 60, duration: 86_400 });
    await limiter.take(siti, 60);
    const many = await write('Pesan yang keenam puluh satu');
    assert.equal(many.status, 429);
    assert.match(many.text, /Pesan yang keenam puluh satu/);
    assert.match(many.text, /jumlah terbanyak dalam sehari/);
    await limiter.reset(siti);
    const drafts = createLimiter(town.house, 'drafts_day', { points: 100, duration: 86_400 });
    await drafts.take(siti, 100);
    const begun = await town.post(siti, `${OFFICE}/permohonan`, {
      layanan: 'ROYA',
      nama: 'Siti',
      keterangan: 'Tolong dipercepat',
    });
    assert.equal(begun.status, 429);
    assert.match(begun.text, /Tolong dipercepat/);
    await drafts.reset(siti);
    const withdrawals = createLimiter(town.house, 'withdrawals_day', {
      points: 30,
      duration: 86_400,
    });
    await withdrawals.take(siti, 30);
    assert.equal((await town.post(siti, `${citizen()}/cabut`, { alasan: 'batal' })).status, 429);
    await withdrawals.reset(siti);
  });
});
