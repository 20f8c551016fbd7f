import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { translator } from '../../../kernel/i18n.ts';
import { newId } from '../../../kernel/ids.ts';
import { dossierRoutes } from '../../dossiers/index.ts';
import { openTown, type Town } from '../../dossiers/town.fixture.ts';
import { auditCsv } from './csv.ts';
import { findEvents } from './events.sql.ts';
import { DOSSIER_KINDS, LOOK_KINDS, OFFICE_KINDS } from './kinds.ts';
import { findLooks } from './looks.sql.ts';
import { auditRoutes } from './pages/index.ts';
import { kindWords, lookWords } from './pages/words.ts';
import { type Place, placeText, type Question, readPlace } from './question.ts';

const AUDIT = '/kantor-uji/petugas/audit';
const FROM = new Date('2020-01-01T00:00:00Z');
const TO = new Date('2100-01-01T00:00:00Z');

describe('the audit', () => {
  let town: Town;
  let chief: string;
  let verifier: string;
  let dossier: { id: string; number: string };
  const closing: (() => Promise<void>)[] = [];
  before(async () => {
    town = await openTown({ after: (work) => void closing.push(work) }, (house) => [
      ...dossierRoutes(house, []),
      ...auditRoutes(house),
    ]);
    chief = await town.person('Kepala', ['head_of_office']);
    verifier = await town.person('Melati', ['verifier']);
    dossier = await town.submit(await town.person('Pemohon'), { name: 'Siti Rahasia' });
    await town.post(verifier, `/kantor-uji/petugas/berkas/${dossier.id}/ambil`, {
      alasan: 'untuk uji coba',
    });
  });
  after(async () => {
    for (const work of closing) await work();
  });
  const ask = (more: Partial<Question> = {}): Question => ({
    officeId: town.office.id,
    from: FROM,
    to: TO,
    ...more,
  });

  test('finds events by actor, kind and dossier number, and names no applicant', async () => {
    const all = await town.get(chief, AUDIT);
    assert.equal(all.status, 200);
    assert.ok(all.text.includes(dossier.number) && all.text.includes('Melati'));
    assert.equal(all.text.includes('Siti Rahasia'), false);
    const kindsOf = async (more: Partial<Question>) =>
      (await findEvents(town.house.db, ask(more), undefined, 50)).rows.map(({ kind }) => kind);
    assert.deepEqual(await kindsOf({ actorId: verifier }), ['dossier.taken']);
    assert.deepEqual(await kindsOf({ kind: 'dossier.taken' }), ['dossier.taken']);
    assert.deepEqual((await kindsOf({ dossierId: dossier.id })).toSorted(), [
      'application.submitted',
      'dossier.taken',
    ]);
    const wrong = await town.get(chief, `${AUDIT}?berkas=UJI-26-000999-1`);
    assert.equal(wrong.status, 422);
    assert.match(wrong.text, /Tidak ada berkas/);
  });

  test('is for those who answer for this very office', async () => {
    for (const path of ['', '.csv', '/pembacaan', '/pembacaan.csv', '/tanpa-tugas']) {
      assert.equal((await town.get(verifier, AUDIT + path)).status, 403, path);
      const beside = await town.person('Tetangga', ['auditor'], 'tetangga');
      const above = await town.person('Pusat', ['auditor'], 'pusat');
      assert.equal((await town.get(beside, AUDIT + path)).status, 404, path);
      assert.equal((await town.get(above, AUDIT + path)).status, 404, path);
    }
  });

  test('holds the lines of this very office: nothing of the neighbour, nor of the office above, in no list and no download', async () => {
    const { db } = town.house;
    for (const slug of ['tetangga', 'pusat']) {
      // Appointed there, which is an event of that office, and looking at a list there.
      const stranger = await town.person(`Orang ${slug}`, ['auditor', 'verifier'], slug);
      assert.equal((await town.get(stranger, `/${slug}/petugas`)).status, 200);
      const own = await town.get(stranger, `/${slug}/petugas/audit`);
      assert.match(own.text, new RegExp(`Orang ${slug}`));
      assert.equal(own.text.includes(dossier.number), false);
    }
    for (const path of ['', '/pembacaan', '/tanpa-tugas'])
      assert.doesNotMatch(
        (await town.get(chief, AUDIT + path)).text,
        /Orang (tetangga|pusat)/,
        path,
      );
    for (const path of ['.csv', '/pembacaan.csv']) {
      const table = await (await town.get(chief, AUDIT + path)).response.text();
      assert.match(table, /Kepala|Melati/, path);
      assert.doesNotMatch(table, /Orang (tetangga|pusat)/, path);
    }
    const elsewhere = await db<{ id: string }[]>`select id from office where slug = 'tetangga'`;
    const found = await findEvents(
      db,
      ask({ officeId: elsewhere[0]?.id ?? '', dossierId: dossier.id }),
      undefined,
      50,
    );
    assert.deepEqual(found.rows, [], 'a dossier is found in its own office alone');
  });

  test('is itself kept: who searched, for what, and who took it along; the work list too', async () => {
    const auditor = await town.person('Auditor', ['auditor']);
    await town.get(auditor, `${AUDIT}?orang=${verifier}&dari=2026-01-01&sampai=2026-01-31`);
    await town.get(auditor, `${AUDIT}/pembacaan.csv`);
    await town.get(verifier, '/kantor-uji/petugas');
    const rows = await town.house.db<{ kind: string; reason: string | null }[]>`
      select subject_kind as kind, reason from access_log where actor_id = ${auditor} order by at, id`;
    assert.deepEqual(
      rows.map(({ kind }) => kind),
      ['audit', 'audit_export'],
    );
    assert.match(rows[0]?.reason ?? '', /daftar: kejadian, dari: 2026-01-01, .*orang: /);
    const list = await town.house.db`
      select 1 from access_log where actor_id = ${verifier} and subject_kind = 'work_list'`;
    assert.equal(list.length, 1);
    assert.match((await town.get(chief, `${AUDIT}/pembacaan?jenis=audit`)).text, /Auditor/);
  });

  test('lists for the head what was read without a task, with the reason; not what was worked on', async () => {
    const auditor = await town.person('Pengawas', ['auditor']);
    const idle = await town.person('Penasaran', ['verifier']);
    const path = `/kantor-uji/petugas/berkas/${dossier.id}`;
    assert.equal(
      (await town.post(auditor, `${path}/buka`, { alasan: 'Aduan nomor 17.' })).status,
      303,
    );
    await town.get(auditor, path);
    await town.get(idle, path);
    await town.get(verifier, path);
    const { text } = await town.get(chief, `${AUDIT}/tanpa-tugas`);
    const table = text.slice(text.indexOf('<tbody'), text.indexOf('</tbody'));
    assert.match(table, /Aduan nomor 17\./);
    assert.match(table, /Penasaran/);
    assert.equal(table.match(/Pengawas/g)?.length, 1, 'what the reason opened is one line');
    assert.equal(table.includes('Melati'), false);
  });

  test('leafs by place: page by page gives every line once, in order, whatever comes in meanwhile', async () => {
    const { db } = town.house;
    const reader = newId();
    // Many in one moment, so that the order needs more than the time.
    await db`insert into access_log (office_id, at, actor_id, subject_kind, subject_id)
      select ${town.office.id}, timestamptz '2026-03-01 00:00:00.123456Z' - (n / 7) * interval '1 microsecond', ${reader}, 'document', ${newId()}
      from generate_series(1, 130) n`;
    const seen: string[] = [];
    let place: Place | undefined;
    for (let page = 0; page < 20; page += 1) {
      const found = await findLooks(db, ask({ actorId: reader }), place, 17);
      seen.push(...found.rows.map(({ place: { id } }) => id));
      place = found.reached && readPlace(placeText(found.reached));
      if (!place) break;
      await db`insert into access_log (office_id, actor_id, subject_kind, subject_id)
        values (${town.office.id}, ${reader}, 'document', ${newId()})`;
    }
    assert.equal(seen.length, 130);
    assert.equal(new Set(seen).size, 130);
  });

  test('a rare kind is looked for piece by piece, and the search says where it stopped', async () => {
    const { db } = town.house;
    const reader = newId();
    const subject = newId();
    await db`insert into access_log (office_id, at, actor_id, subject_kind, subject_id)
      select ${town.office.id}, timestamptz '2027-01-01 00:00Z' + n * interval '1 second', ${reader}, 'document', ${subject}
      from generate_series(1, 4050) n`;
    await db`insert into access_log (office_id, at, actor_id, subject_kind, subject_id)
      values (${town.office.id}, '2026-12-31 00:00Z', ${reader}, 'identity', ${subject})`;
    const rare = ask({ actorId: reader, kind: 'identity' });
    const first = await findLooks(db, rare, undefined, 50);
    assert.equal(first.rows.length, 0);
    assert.ok(first.reached);
    const second = await findLooks(db, rare, first.reached, 50);
    assert.deepEqual(
      second.rows.map(({ kind }) => kind),
      ['identity'],
    );
    assert.equal(second.reached, undefined);
  });
});

test('a table taken along reckons nothing on the reader’s machine', () => {
  assert.equal(
    auditCsv(['siapa'], [['=HYPERLINK("http://jahat")'], ['@jahat'], ['Ani, S.H.']]),
    '\uFEFFsiapa\r\n"\'=HYPERLINK(""http://jahat"")"\r\n\'@jahat\r\n"Ani, S.H."\r\n',
  );
});

test('every kind that can be chosen has words in both languages', () => {
  for (const lang of ['id', 'en'] as const) {
    const t = translator(lang);
    for (const kind of [...OFFICE_KINDS, ...DOSSIER_KINDS])
      assert.notEqual(kindWords(t, kind), kind, kind);
    for (const kind of LOOK_KINDS) assert.notEqual(lookWords(t, kind), kind, kind);
  }
});
