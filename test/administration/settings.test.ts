import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { newId } from '../../src/kernel/ids.ts';
import { openTown, type Town } from '../../src/modules/dossiers/town.fixture.ts';
import { forgetOffices, officeBySlug } from '../../src/modules/offices/index.ts';
import { allRoutes, allTasks } from '../../src/rooms.ts';

const OFFICE = 'kantor-uji';
const at = (path: string) => `/${OFFICE}/petugas/atur${path}`;

/** The value of a field of a page. */
function valueOf(page: string, name: string): string {
  const field = new RegExp(`<input[^>]*name="${name.replace(/[[\].]/g, '\\$&')}"[^>]*>`).exec(
    page,
  )?.[0];
  return /value="([^"]*)"/.exec(field ?? '')?.[1] ?? '';
}

/** Everything a page's biggest form would send as it stands. */
function formOf(page: string, action: string): Record<string, string> {
  const start = page.indexOf(`action="${action}"`);
  const form = page.slice(start, page.indexOf('</form>', start));
  const unescape = (text: string) =>
    text
      .replaceAll('&quot;', '"')
      .replaceAll('&#39;', "'")
      .replaceAll('&lt;', '<')
      .replaceAll('&gt;', '>')
      .replaceAll('&amp;', '&');
  const fields: Record<string, string> = {};
  for (const [tag] of form.matchAll(/<input[^>]*>/g)) {
    const name = /name="([^"]*)"/.exec(tag)?.[1];
    if (/type="(?:radio|checkbox)"/.test(tag) && !/checked/.test(tag)) continue;
    if (name !== undefined) fields[name] = unescape(/value="([^"]*)"/.exec(tag)?.[1] ?? '');
  }
  for (const [, name, text] of form.matchAll(
    /<textarea[^>]*name="([^"]*)"[^>]*>([^<]*)<\/textarea>/g,
  ))
    fields[name ?? ''] = unescape(text ?? '');
  return fields;
}

describe('an administrator runs the office in the browser', { timeout: 120_000 }, () => {
  let town: Town;
  let chief: string;
  const closing: (() => Promise<void>)[] = [];
  before(async () => {
    town = await openTown({ after: (work) => void closing.push(work) }, (house) =>
      allRoutes(house),
    );
    const { db } = town.house;
    await db`update office set profile = profile || ${db.json({
      guide: [],
      counters: [{ code: 'L1', name: { id: 'Loket 1' } }],
    })}`;
    forgetOffices();
    chief = await town.person('Ratna', ['administrator']);
  });
  after(async () => {
    for (const work of closing) await work();
  });
  const office = async () => {
    forgetOffices();
    const found = await officeBySlug(town.house.db, OFFICE);
    assert.ok(found);
    return found;
  };
  /** Sends a page's form as it stands, with some fields changed. */
  const change = async (path: string, more: Record<string, string>) =>
    town.post(chief, at(path), {
      ...formOf((await town.get(chief, at(path))).text, at(path)),
      ...more,
    });

  test('every page opens for them, and saved as it stands changes nothing', async () => {
    for (const path of [
      '',
      '/alasan',
      '/peristiwa',
      '/jam',
      '/libur',
      '/libur/impor',
      '/loket',
      '/aturan',
      '/tampilan',
      '/teks',
      '/surat',
      '/surat/correction',
      '/surat/blanko',
    ])
      assert.equal((await town.get(chief, at(path))).status, 200, path);
    const before = JSON.stringify((await office()).profile);
    for (const path of [
      '/jam',
      '/loket',
      '/aturan',
      '/tampilan',
      '/teks',
      '/surat/correction',
      '/surat/blanko',
    ])
      assert.equal((await change(path, {})).status, 303, path);
    assert.equal(JSON.stringify((await office()).profile), before);
    const told = await town.house
      .db`select 1 from event where stream_id = ${town.office.id} and kind = 'office.changed'`;
    assert.equal(told.length, 0);
  });

  test('every change is read in the audit in words: who, what stood there before, and what stands there now', async () => {
    await change('/jam', { 'hours.week.tue[0].from': '09.00' });
    await town.post(chief, at('/alasan'), {
      baru: 'ya',
      code: 'silau',
      'label.id': 'Foto silau',
      'advice.id': 'Matikan lampu kilat.',
    });
    const read = async (kind: string) =>
      (await town.get(chief, `/${OFFICE}/petugas/audit?jenis=${kind}`)).text.replaceAll(
        /<[^>]*>/g,
        '',
      );
    assert.match(
      await read('office.changed'),
      /Jam pelayanan, Jam setiap hari, Selasa: 08\.00–12\.00, 13\.00–16\.00 → 09\.00–12\.00, 13\.00–16\.00/,
    );
    assert.match(await read('office.changed'), /Ratna/);
    assert.match(
      await read('office.reasons_changed'),
      /Alasan kekurangan, silau, Alasan, Bahasa Indonesia: \(kosong\) → Foto silau/,
    );
    const table = await town.get(chief, `/${OFFICE}/petugas/audit.csv?jenis=office.changed`);
    assert.match(await table.response.text(), /Selasa: 08\.00.*→ 09\.00/);
    const role = await read('staff.appointed');
    assert.match(role, /peran: Administrator/);
    assert.doesNotMatch(role, /role:|administrator/);
    await change('/jam', { 'hours.week.tue[0].from': '08.00' });
  });

  test('what happens in people’s lives is added, moved and taken out after being asked once more; the applicant sees it at once', async () => {
    const editionIn = (page: string, form: string) =>
      formOf(page, at(`/peristiwa${form}`))['edisi'] ?? '';
    const page = async (more = '') => (await town.get(chief, at(`/peristiwa${more}`))).text;
    const add = async (name: string, services: Record<string, string>) =>
      town.post(chief, at('/peristiwa'), {
        edisi: editionIn(await page(), ''),
        'name.id': name,
        source: 'contoh',
        ...services,
      });
    const wrong = await add('Kredit lunas', { 'services[0]': 'ROYA', 'services[1]': 'HILANG' });
    assert.equal(wrong.status, 422);
    assert.match(wrong.text, /Layanan (&quot;|")HILANG(&quot;|") tidak ada di kantor ini/);
    assert.match(wrong.text, /value="Kredit lunas"/);
    assert.equal((await add('Kredit lunas', { 'services[0]': 'ROYA' })).status, 303);
    assert.equal((await add('Pindah bank', { 'services[0]': 'ROYA' })).status, 303);
    const ani = await town.person('Ani');
    const begin = async () =>
      (await town.get(ani, `/${OFFICE}/permohonan/baru`)).text.match(/Kredit lunas|Pindah bank/g);
    assert.deepEqual(await begin(), ['Kredit lunas', 'Pindah bank']);
    const moved = await town.post(chief, at('/peristiwa/urutan'), {
      edisi: editionIn(await page(), '/urutan'),
      pindah: 'naik:pindah_bank',
    });
    assert.equal(moved.status, 303);
    assert.deepEqual(await begin(), ['Pindah bank', 'Kredit lunas']);
    const asked = await page('?hapus=pindah_bank');
    assert.match(asked, /Hapus “Pindah bank”\?/);
    assert.deepEqual(await begin(), ['Pindah bank', 'Kredit lunas'], 'a question changes nothing');
    const gone = await town.post(chief, at('/peristiwa/hapus'), {
      edisi: editionIn(asked, '/hapus'),
      peristiwa: 'pindah_bank',
    });
    assert.equal(gone.status, 303);
    assert.deepEqual(await begin(), ['Kredit lunas']);
    assert.equal((await town.get(chief, at('/peristiwa?ubah=hantu'))).status, 404);
  });

  test('a mistake comes back beside its field with what was typed; nothing is saved', async () => {
    const hours = await change('/jam', {
      'hours.week.mon[0].from': '12.00',
      'hours.week.mon[0].to': '8:00',
    });
    assert.equal(hours.status, 422);
    assert.match(hours.text, /Jam 12\.00–08\.00 terbalik/);
    assert.equal(valueOf(hours.text, 'hours.week.mon[0].from'), '12.00');
    const seats = await change('/loket', { 'seats.minutes': 'lama', correctionWorkingDays: '500' });
    assert.equal(seats.status, 422);
    assert.equal(valueOf(seats.text, 'seats.minutes'), 'lama');
    assert.match(seats.text, /Isi dengan angka paling besar 120/);
    const rules = await change('/aturan', {
      'deadlines.warnDaysBefore': '7, seminggu',
      'deadlines.extensions': '9',
    });
    assert.equal(rules.status, 422);
    assert.match(rules.text, /Isi dengan angka paling besar 5/);
    assert.equal(valueOf(rules.text, 'deadlines.warnDaysBefore'), '7, seminggu');
    const look = await change('/tampilan', { 'theme.primary': 'biru' });
    assert.match(look.text, /Tulis warna seperti/);
    const letter = await change('/surat/correction', {
      'letters.correction.body.id': '{daftar} {batas} {nik}',
    });
    assert.equal(letter.status, 422);
    assert.match(letter.text, /Tempat isian nik tidak ada/);
  });

  test('what is looked at first is not saved', async () => {
    const before = JSON.stringify((await office()).profile);
    const letter = await change('/surat/correction', {
      'letters.correction.subject.id': 'Mohon perbaiki {nomor}',
      langkah: 'lihat',
    });
    assert.equal(letter.status, 200);
    assert.match(letter.text, /<strong>Mohon perbaiki CTH-26-000123-\d<\/strong>/);
    const look = await change('/tampilan', { 'theme.primary': '#ffdd00', langkah: 'lihat' });
    assert.match(look.text, /terlalu terang/);
    assert.match(look.text, /contoh\.css\?utama=%23ffdd00/);
    const texts = await change('/teks', { 'welcome.id': 'Selamat pagi.', langkah: 'lihat' });
    assert.match(texts.text, /Selamat pagi\./);
    assert.equal(JSON.stringify((await office()).profile), before);
  });

  test('a change that leaves a meeting outside shows it first, and then the meeting still stands and stays listed', async () => {
    const { db } = town.house;
    const dossier = await town.submit(await town.person('Pemohon'), { name: 'Siti Rahasia' });
    const [counter] = await db<{ id: string }[]>`
      insert into counter (office_id, code, name) values (${town.office.id}, 'L1', '{"id": "Loket 1"}') returning id`;
    const monday = new Date(Date.now() + ((8 - new Date().getUTCDay()) % 7 || 7) * 86_400_000);
    monday.setUTCHours(1, 0, 0, 0);
    await db`
      insert into appointment (office_id, id, dossier_id, counter_id, starts_at, ends_at, state, made_by)
      values (${town.office.id}, ${newId()}, ${dossier.id}, ${counter?.id ?? ''}, ${monday},
        ${new Date(monday.getTime() + 1_200_000)}, 'booked', ${chief})`;
    const later = { 'hours.week.mon[0].from': '09.00' };
    const asked = await change('/jam', later);
    assert.equal(asked.status, 422);
    assert.match(asked.text, /1 janji jatuh di luar jam buka/);
    assert.ok(asked.text.includes(dossier.number));
    assert.equal(asked.text.includes('Siti Rahasia'), false);
    assert.equal((await office()).profile.hours.week.mon[0]?.from, '08.00');
    const seen = valueOf(asked.text, 'tahu');
    assert.equal((await change('/jam', { ...later, tahu: 'bukan-ini' })).status, 422);
    assert.equal((await change('/jam', { ...later, tahu: seen })).status, 303);
    assert.equal((await office()).profile.hours.week.mon[0]?.from, '09.00');
    const [meeting] = await db`select state from appointment where dossier_id = ${dossier.id}`;
    assert.equal(meeting?.['state'], 'booked');
    assert.ok((await town.get(chief, at('/jam'))).text.includes(dossier.number));
    assert.equal((await change('/jam', { 'hours.week.mon[0].from': '08.00' })).status, 303);
    const holiday = monday.toISOString().slice(0, 10);
    const off = { from: holiday, to: '', name: 'Hari jadi', source: 'SK 1' };
    const warned = await change('/libur', off);
    assert.equal(warned.status, 422);
    assert.ok(warned.text.includes(dossier.number));
    assert.equal(
      (await change('/libur', { ...off, tahu: valueOf(warned.text, 'tahu') })).status,
      303,
    );
  });

  test('a decree is imported after its mistakes are mended and its effect was seen', async () => {
    const path = '/libur/impor';
    const head = 'date,kind,name,status,source\n';
    const good = '2027-01-01,L,Tahun Baru,official,SKB\n';
    const wrong = await town.post(chief, at(path), {
      isi: `${head}${good}2027-02-30,L,Salah,official,SKB`,
    });
    assert.equal(wrong.status, 422);
    assert.match(wrong.text, /Baris 3, kolom tanggal:/);
    const looked = await town.post(chief, at(path), { isi: head + good });
    assert.equal(looked.status, 200);
    assert.match(looked.text, /Simpan 1 perubahan/);
    const days = () =>
      town.house
        .db`select 1 from day_off where office_id = ${town.office.id} and day = '2027-01-01'`;
    assert.equal((await days()).length, 0);
    const form = { isi: head + good, langkah: 'simpan', tahu: '', edisi: 'lama' };
    assert.equal(
      (await town.post(chief, at(path), form)).status,
      200,
      'the table is shown again: something changed',
    );
    const edisi = valueOf(looked.text, 'edisi');
    assert.equal((await town.post(chief, at(path), { ...form, edisi })).status, 303);
    assert.equal((await days()).length, 1);
    const again = await town.post(chief, at(path), { isi: head + good });
    assert.match(again.text, /Tidak ada yang perlu disimpan lagi/);
    assert.doesNotMatch(again.text, /value="simpan"/);
    const file = new File([`${head}2027-05-01,L,Buruh,official,SKB\n`], 'skb.csv');
    const sent = await town.send(chief, at(path), { isi: '' }, { berkas: file });
    assert.match(sent.text, /Buruh/);
    const binary = new File([new Uint8Array([0xff, 0xfe, 0x00, 0x80])], 'skb.xls');
    assert.equal((await town.send(chief, at(path), { isi: '' }, { berkas: binary })).status, 422);
  });

  test('the office’s own words go out with the next letter, and the reader of English gets the house’s', async () => {
    const saved = await change('/surat/submitted', {
      'letters.submitted.subject.id': 'Kami terima {nomor}',
      'letters.submitted.subject.en': '',
      'letters.submitted.body.id': 'Berkas {nomor} untuk {layanan} ada di {kantor}.',
      'letters.submitted.body.en': '',
    });
    assert.equal(saved.status, 303, saved.text);
    const { db } = town.house;
    const told = async (lang: string) => {
      const person = await town.person(`Pembaca ${lang}`);
      await db`update person set lang = ${lang} where id = ${person}`;
      await db`insert into login (person_id, email, password_hash) values (${person}, ${`${person}@contoh.example`}, 'x')`;
      const dossier = await town.submit(person, { name: 'Ani' });
      const [event] = await db<{ seq: string }[]>`
        select seq from event where stream_id = ${dossier.id} and kind = 'application.submitted'`;
      await allTasks(town.house)['react']?.({ stream: dossier.id, seq: Number(event?.seq) });
      const [mail] = await db<{ subject: string }[]>`
        select subject from notification where person_id = ${person}`;
      return mail?.subject.replace(dossier.number, 'NOMOR');
    };
    assert.equal(await told('id'), 'Kami terima NOMOR');
    assert.match((await told('en')) ?? '', /NOMOR/);
    assert.notEqual(await told('en'), 'Kami terima NOMOR');
  });

  test('deadlines of the office take the place of the usual ones', async () => {
    const deadlines = {
      'deadlines.warnDaysBefore': '5',
      'deadlines.extensions': '0',
    };
    assert.equal((await change('/aturan', deadlines)).status, 303);
    const { profile } = await office();
    assert.deepEqual(profile.deadlines?.warnDaysBefore, [5]);
    assert.equal(profile.deadlines?.extensions, 0);
  });

  test('an announcement stands on the office’s home until its last day', async () => {
    const put = (until: string) =>
      change('/teks', {
        'announcement.text.id': 'Loket pindah gedung.',
        'announcement.until': until,
      });
    assert.equal((await put('2099-12-31')).status, 303);
    forgetOffices();
    assert.match((await town.get(chief, `/${OFFICE}`)).text, /Loket pindah gedung/);
    assert.equal((await put('2020-01-01')).status, 303);
    forgetOffices();
    assert.equal((await town.get(chief, `/${OFFICE}`)).text.includes('Loket pindah gedung'), false);
  });

  test('who comes early or late, and whoever was not served, follow rules of the office; saving others loses none', async () => {
    const seats = async () => (await office()).profile.seats;
    assert.equal(
      (
        await change('/loket', {
          ...{ 'seats.minutes': '20', 'seats.leadWorkingDays': '1', 'seats.horizonDays': '30' },
          ...{ 'seats.holdHours': '24', 'seats.moves': '2', 'seats.noticeHours': '24' },
          'seats.earlyMinutes': '30',
          'seats.onTheSpot': 'tidak',
          'seats.unserved': 'next_seat',
        })
      ).status,
      303,
    );
    const { earlyMinutes, onTheSpot, unserved } = (await seats()) ?? {};
    assert.deepEqual([earlyMinutes, onTheSpot, unserved], [30, false, 'next_seat']);
    assert.equal((await change('/loket', { 'seats.moves': '3' })).status, 303);
    const kept = await seats();
    assert.deepEqual(
      [kept?.earlyMinutes, kept?.onTheSpot, kept?.unserved, kept?.moves],
      [30, false, 'next_seat', 3],
    );
    const again = {
      'seats.earlyMinutes': '',
      'seats.onTheSpot': 'ya',
      'seats.unserved': 'new_time',
    };
    assert.equal((await change('/loket', again)).status, 303);
    const back = await seats();
    assert.deepEqual(
      [back?.earlyMinutes, back?.onTheSpot, back?.unserved],
      [undefined, undefined, undefined],
    );
  });
});
