import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import sharp from 'sharp';
import { transaction } from '../../../../kernel/db.ts';
import { ring } from '../../../../kernel/doorbell.ts';
import { newId } from '../../../../kernel/ids.ts';
import { onceKey } from '../../../../kernel/once.ts';
import { person } from '../../../../web/route.ts';
import { documentTasks, receiveFiles } from '../../../documents/index.ts';
import { documentHooks, writeTarget } from '../../document-hooks.ts';
import { beginDraft } from '../../drafting/commands.ts';
import { diaryOf } from '../../reading/diary.ts';
import { dossierOf } from '../../reading/dossier.sql.ts';
import { submitDraft } from '../../submission/submit.ts';
import { NIK, openTown, type Town } from '../../town.fixture.ts';
import { staffDossierRoutes } from './index.ts';
import { sizeOfWebp } from './picture-sizes.ts';

const desk = '/kantor-uji/petugas';

describe('the floor: line, search, files, overview, doorbell', () => {
  let town: Town;
  const ends: (() => Promise<void>)[] = [];
  let ratna = '';
  let siti = '';

  before(async () => {
    town = await openTown({ after: (work) => void ends.push(work) }, (house) => [
      ...staffDossierRoutes(house, []),
      {
        method: 'POST',
        path: '/:office/unggah',
        access: person,
        body: 'stream',
        handle: async (visit) =>
          visit.c.json(
            await receiveFiles(house, documentHooks(house), visit, (field) => ({ target: field })),
          ),
      },
    ]);
    ratna = await town.person('Ratna', ['verifier']);
    siti = await town.person('Siti');
  });
  after(async () => {
    for (const end of ends) await end();
  });

  test('whoever has no desk is led to their own place after signing in', async () => {
    const auditor = await town.person('Ayu', ['auditor']);
    const assessor = await town.person('Bayu', ['assessor']);
    assert.equal((await town.get(auditor, desk)).location, `${desk}/ringkasan`);
    assert.equal((await town.get(assessor, desk)).location, '/kantor-uji/dasbor');
  });

  test('the line is by due time, then arrival, and every page of it is told once', async () => {
    const at = new Date('2026-11-16T03:00:00Z');
    const expected: string[] = [];
    for (let index = 0; index < 30; index += 1)
      expected.push(
        (await town.submit(siti, { at: new Date(at.getTime() + Math.floor(index / 3) * 60_000) }))
          .number,
      );
    const numbers = (text: string) =>
      [...text.matchAll(/berkas\/[0-9a-f-]{36}">(UJI-[\d-]+)</g)].map((found) => found[1]);
    const first = await town.get(ratna, desk);
    const next =
      /href="([^"]*setelah=[^"]*)"/.exec(first.text)?.[1]?.replaceAll('&amp;', '&') ?? '';
    const second = await town.get(ratna, next);
    const told = [...numbers(first.text), ...numbers(second.text)];
    assert.equal(numbers(first.text).length, 25);
    assert.deepEqual(new Set(told), new Set(expected));
    assert.equal(told.length, expected.length);
    // Three arrived in each minute: whatever their order among themselves, the minutes follow one another.
    const minute = (number: string | undefined) => Math.floor(expected.indexOf(number ?? '') / 3);
    assert.deepEqual(
      told.map(minute),
      expected.map((number) => minute(number)),
    );
    assert.deepEqual(numbers((await town.get(ratna, desk)).text), numbers(first.text));
    const strange = await town.get(ratna, `${desk}?setelah=1.2.x&keadaan=%27&layanan=ROYA`);
    assert.equal(numbers(strange.text).length, 25);
    assert.match(first.text, /\(30\)/);
  });

  test('overdue is said in words, and nothing waiting is said honestly', async () => {
    await town.submit(siti, { at: new Date('2026-10-01T03:00:00Z') });
    const list = await town.get(ratna, desk);
    assert.match(list.text, /data-color="danger"[^>]*>Terlambat \d+ hari kerja/);
    const cashier = await town.person('Kasir', ['cashier']);
    assert.equal((await town.post(cashier, `${desk}/ambil`)).location, desk);
    const empty = await town.get(ratna, `${desk}?keadaan=payment`);
    assert.match(empty.text, /Tidak ada permohonan dengan pilihan ini/);
  });

  test('a dossier is found by number as people type it, by name, and by identity number only outside the address', async () => {
    const dossier = await town.submit(siti, { name: 'Zubaidah binti Umar' });
    const typed = await town.post(ratna, `${desk}/cari`, {
      cari: dossier.number.toLowerCase().replaceAll('-', ' '),
    });
    assert.equal(typed.status, 303);
    assert.match((await town.get(ratna, typed.location)).text, new RegExp(dossier.number));
    assert.match(
      (await town.get(ratna, `${desk}/cari?cari=zubai`)).text,
      new RegExp(dossier.number),
    );
    assert.match(
      (await town.get(ratna, `${desk}/cari?cari=%25`)).text,
      /Tidak ada berkas yang cocok/,
    );
    const byNik = await town.post(ratna, `${desk}/cari`, { cari: NIK });
    assert.equal(byNik.status, 200);
    assert.match(byNik.text, new RegExp(dossier.number));
    assert.doesNotMatch(byNik.text, new RegExp(NIK));
    const inAddress = await town.get(ratna, `${desk}/cari?cari=${NIK}`);
    assert.doesNotMatch(inAddress.text, new RegExp(dossier.number));
    assert.equal((await town.post(ratna, `${desk}/cari`, { cari: NIK.slice(0, 14) })).status, 422);
  });

  test('whoever is found by name has been looked at, and that is kept', async () => {
    const dossier = await town.submit(await town.person('Kamsidi'), { name: 'Kamsidi Wirya' });
    const looker = await town.person('Ratmi', ['verifier']);
    await town.get(looker, '/kantor-uji/petugas/cari?cari=kamsidi');
    const noted = await town.house.db`
      select 1 from access_log where subject_id = ${dossier.id} and actor_id = ${looker} and subject_kind = 'dossier'`;
    assert.equal(noted.length, 1);
  });

  test('identity numbers are masked; showing them is noted, and not for the front desk', async () => {
    const dossier = await town.submit(siti);
    const path = `${desk}/berkas/${dossier.id}`;
    const masked = await town.get(ratna, `${path}?bagian=isian`);
    assert.match(masked.text, /187199\*{6}0002/);
    assert.doesNotMatch(masked.text, new RegExp(NIK));
    const shown = await town.post(ratna, `${path}/identitas`);
    assert.match(shown.text, new RegExp(NIK));
    const counter = await town.person('Loket', ['counter_officer']);
    assert.equal((await town.post(counter, `${path}/identitas`)).status, 403);
    assert.doesNotMatch(
      (await town.get(counter, `${path}?bagian=isian`)).text,
      /Tampilkan nomor identitas/,
    );
    const looks = await town.house.db<{ kind: string; actor: string }[]>`
      select subject_kind as kind, actor_id as actor from access_log
      where subject_id in (${dossier.id}, ${dossier.application}) order by at`;
    assert.deepEqual(
      [...looks],
      [
        { kind: 'dossier', actor: ratna },
        { kind: 'identity', actor: ratna },
      ],
    );
  });

  test('an officer without a task for a dossier reads it only with a reason, and whoever worked on it needs none', async () => {
    const dossier = await town.submit(siti, { name: 'Nama Tertutup' });
    const path = `${desk}/berkas/${dossier.id}`;
    for (const role of ['counter_officer', 'cashier', 'administrator', 'head_of_office'] as const) {
      const officer = await town.person(`Tanpa tugas ${role}`, [role]);
      const closed = await town.get(officer, path);
      assert.doesNotMatch(closed.text, /Nama Tertutup/, role);
      assert.match(closed.text, /Alasan membuka berkas/, role);
      const alasan = 'Pemohon bertanya lewat telepon';
      assert.equal((await town.post(officer, `${path}/buka`, { alasan })).status, 303, role);
      assert.match((await town.get(officer, path)).text, /Nama Tertutup/, role);
      const [look] = await town.house.db<{ reason: string }[]>`
        select reason from access_log where subject_id = ${dossier.id} and actor_id = ${officer} and subject_kind = 'opening'`;
      assert.equal(look?.reason, alasan, role);
    }
    assert.match((await town.get(ratna, path)).text, /Nama Tertutup/);
    assert.equal(
      (await town.post(ratna, `${path}/ambil`, { alasan: 'Giliran saya.' })).status,
      303,
    );
    await town.house
      .db`update application set outcome = 'withdrawn', waiting_on = 'nobody', closed_at = now(), due_at = null
      where id = ${dossier.application}`;
    await town.house
      .db`update dossier set handler_id = null, handler_until = null where id = ${dossier.id}`;
    assert.match((await town.get(ratna, path)).text, /Nama Tertutup/, 'it was hers');
    const other = await town.person('Pemeriksa lain', ['verifier']);
    assert.doesNotMatch((await town.get(other, path)).text, /Nama Tertutup/, 'it is over');
  });

  test('an office above sees counts without names, and opens a dossier only with a reason that is kept', async () => {
    const dossier = await town.submit(siti, { name: 'Nama Rahasia' });
    const path = `${desk}/berkas/${dossier.id}`;
    const head = await town.person('Kepala pusat', ['head_of_office'], 'pusat');
    assert.equal((await town.get(head, desk)).status, 404);
    const overview = await town.get(head, `${desk}/ringkasan`);
    assert.equal(overview.status, 200);
    assert.doesNotMatch(overview.text, /Nama Rahasia|Siti Aminah/);
    assert.match(
      (await town.get(head, '/pusat/petugas/ringkasan')).text,
      /kantor-uji\/petugas\/ringkasan/,
    );
    const closed = await town.get(head, path);
    assert.match(closed.text, new RegExp(dossier.number));
    assert.doesNotMatch(closed.text, /Nama Rahasia/);
    assert.equal((await town.post(head, `${path}/buka`, { alasan: 'iseng' })).status, 422);
    assert.equal(
      (await town.post(head, `${path}/buka`, { alasan: 'Pengaduan nomor 12 dari pemohon' }))
        .location,
      path,
    );
    const open = await town.get(head, path);
    assert.match(open.text, /Nama Rahasia/);
    assert.doesNotMatch(open.text, /<form method="post" action="[^"]*petugas/);
    for (const form of ['ambil', 'penilaian', 'pesan', 'identitas'])
      assert.equal(
        (await town.post(head, `${path}/${form}`, { pesan: 'x', alasan: 'karena' })).status,
        404,
        form,
      );
    const row = await dossierOf(town.house.db, town.office.id, dossier.id);
    assert.ok(row);
    const last = (await diaryOf(town.house.db, town.house, town.office.id, row)).at(-1);
    assert.deepEqual(
      [last?.kind, last?.mandate, last?.text],
      ['dossier.opened_by_overseer', 'escalated', 'Pengaduan nomor 12 dari pemohon'],
    );
    const lookedOn = await town.house.db`
      select 1 from access_log where subject_id = ${dossier.id} and actor_id = ${head} and subject_kind = 'opening'`;
    assert.equal(lookedOn.length, 1);
    const verifierAbove = await town.person('Verifikator pusat', ['verifier'], 'pusat');
    assert.equal((await town.get(verifierAbove, path)).status, 404);
  });

  test('a document is looked at as a picture of ours, kept by no cache, noted once; its original is saved', async () => {
    const who = town.acting(siti);
    const draft = await beginDraft(town.house, who, {
      serviceCodes: ['ROYA'],
      fullName: 'Siti',
      note: '',
      answers: { nik: NIK },
    });
    assert.ok(draft.ok);
    const png = await sharp({
      create: { width: 400, height: 300, channels: 3, background: '#336699' },
    })
      .png()
      .toBuffer();
    const body = new FormData();
    const target = writeTarget({
      kind: 'draft',
      draftId: draft.value,
      requirements: ['ktp', 'sertipikat'],
    });
    body.append(target, new File([new Uint8Array(png)], '<b>ktp</b>.png', { type: 'image/png' }));
    const sent = await town.app.request('/kantor-uji/unggah', {
      method: 'POST',
      body,
      headers: { cookie: `sesi=${siti}` },
    });
    const received = (await sent.json()) as { files: { outcome: { versionId: string } }[] };
    const version = received.files[0]?.outcome.versionId ?? '';
    await documentTasks(town.house, documentHooks(town.house))['documents.inspect']?.({
      office: town.office.id,
      version,
    });
    const submitted = await submitDraft(town.house, who, draft.value, onceKey(siti, newId(), {}));
    assert.equal(submitted.kind, 'done');
    const id = submitted.kind === 'done' ? submitted.dossierId : '';
    const path = `${desk}/berkas/${id}`;
    const page = await town.get(ratna, path);
    assert.match(page.text, new RegExp(`image href="${path}/gambar/${version}/1"`));
    assert.match(page.text, /belum dipindai/);
    const picture = await town.get(ratna, `${path}/gambar/${version}/1`);
    assert.equal(picture.response.headers.get('content-type'), 'image/webp');
    assert.equal(picture.response.headers.get('cache-control'), 'private, no-store');
    assert.deepEqual(sizeOfWebp(new Uint8Array(await picture.response.arrayBuffer())), {
      width: 400,
      height: 300,
    });
    assert.match((await town.get(ratna, `${path}?putar=90`)).text, /viewBox="0 0 300 400"/);
    const original = await town.get(ratna, `${path}/unduh/${version}`);
    assert.match(original.response.headers.get('content-disposition') ?? '', /^attachment/);
    assert.ok(Buffer.from(await original.response.arrayBuffer()).equals(png));
    const noted = await town.house.db`select 1 from access_log where subject_id = ${version}`;
    assert.equal(noted.length, 1);
    for (const address of [
      `${path}/gambar/${version}/2`,
      `${path}/gambar/${version}/x`,
      `${path}/gambar/${newId()}/1`,
      `${path}/unduh/x`,
    ])
      assert.equal((await town.get(ratna, address)).status, 404, address);
    const other = await town.submit(siti);
    assert.equal(
      (await town.get(ratna, `${desk}/berkas/${other.id}/gambar/${version}/1`)).status,
      404,
    );
    assert.equal((await town.get(siti, `${path}/unduh/${version}`)).status, 404);
  });

  test('the doorbell rings with ids only, for those who may see what changed', async () => {
    const dossier = await town.submit(siti);
    const other = await town.person('Orang lain');
    for (const [who, topic] of [
      [other, `berkas:${dossier.id}`],
      [other, 'kantor'],
      [siti, 'kantor'],
      [ratna, 'berkas:x'],
      [ratna, ''],
    ] as const)
      assert.equal((await town.get(who, `/kantor-uji/kabar?topik=${topic}`)).status, 404, topic);
    const answer = await town.get(siti, `/kantor-uji/kabar?topik=berkas:${dossier.id}`);
    assert.match(answer.response.headers.get('content-type') ?? '', /^text\/event-stream/);
    const reader = answer.response.body?.getReader();
    const words = new TextDecoder();
    let heard = '';
    const listening = (async () => {
      for (let part = await reader?.read(); part && !part.done; part = await reader?.read()) {
        heard += words.decode(part.value);
        if (heard.includes('ring')) return;
      }
    })();
    await sleep(50);
    await transaction(town.house.db, (tx) => ring(tx, `dossier:${dossier.id}`));
    await Promise.race([listening, sleep(3000)]);
    await reader?.cancel();
    assert.match(heard, new RegExp(`event: ring\\ndata: dossier:${dossier.id}\\n\\n`));
  });
});
