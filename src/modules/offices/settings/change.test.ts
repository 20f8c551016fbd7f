import assert from 'node:assert/strict';
import { cpSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { exampleOffice, folderWith } from '../example.fixture.ts';
import { exportOffice } from '../exporting/export-office.ts';
import { importOffices } from '../importing/import-offices.ts';
import type { OfficeProfile } from '../office.ts';
import { countersOf, officeBySlug, reasonsOf } from '../offices.ts';
import { changeParts, type Part, partsEdition } from './change.ts';
import { counterRows } from './counters.ts';
import { daysEdition, ownDaysOff, saveDaysOff } from './days-off.ts';
import { paperEdition, saveWords } from './letters.ts';
import { retireReason, saveReason } from './reasons.ts';
import { IN_TREE, OVERTAKEN } from './saved.ts';
import { openSettings } from './settings.fixture.ts';

const HALF = [{ from: '08.00', to: '11.30' }];

type Opened = Awaited<ReturnType<typeof openSettings>>;

/** Saves parts as a form does that was opened just now. */
async function save(
  { house, office, chief }: Opened,
  wanted: Partial<Record<Part, unknown>>,
  also?: Parameters<typeof changeParts>[1]['also'],
) {
  const { id, profile } = await office();
  const parts = Object.keys(wanted) as Part[];
  return changeParts(house, {
    officeId: id,
    actor: chief,
    parts,
    edition: partsEdition(profile, parts),
    wanted,
    ...(also && { also }),
  });
}

const fridays = (profile: OfficeProfile) => ({
  ...profile.hours,
  week: { ...profile.hours.week, fri: HALF },
});

test('new hours hold at once, and the ledger says which part changed and by whom', async (t) => {
  const opened = await openSettings(t);
  const { office, house, chief, told } = opened;
  assert.deepEqual(await save(opened, { hours: fridays((await office()).profile) }), {
    ok: true,
    changed: true,
  });
  assert.deepEqual((await office()).profile.hours.week.fri, HALF);
  assert.deepEqual(await save(opened, { hours: fridays((await office()).profile) }), {
    ok: true,
    changed: false,
  });
  assert.deepEqual(await told(), [['office.changed', { parts: ['hours'] }]]);
  const [event] = await house.db`select actor_id from event where kind = 'office.changed'`;
  assert.equal(event?.['actor_id'], chief.personId);
});

test('what the importer refuses is refused here, at the same place and in the same words', async (t) => {
  const opened = await openSettings(t);
  const { profile } = await opened.office();
  const faultsOf = async (wanted: Partial<Record<Part, unknown>>) => {
    const saved = await save(opened, wanted);
    return saved.ok ? [] : Object.entries(saved.faults).map(([at, { key }]) => `${at} ${key}`);
  };
  const week = (mon: object[]) => ({ hours: { week: { ...profile.hours.week, mon } } });
  assert.deepEqual(await faultsOf(week([{ from: '12.00', to: '08.00' }])), [
    'hours.week.mon[0] offices.mistake.hours_order',
  ]);
  assert.deepEqual(await faultsOf(week([{ from: 'pagi', to: '08.00' }])), [
    'hours.week.mon[0].from offices.mistake.local_time',
  ]);
  assert.deepEqual(await faultsOf({ theme: { primary: 'merah', accent: '#ffffff' } }), [
    'theme.primary offices.mistake.colour',
  ]);
  const twice = [
    { code: 'L1', name: { id: 'Satu' } },
    { code: 'L1', name: { id: 'Dua' } },
  ];
  assert.deepEqual(await faultsOf({ counters: twice }), [
    'counters[1].code offices.mistake.duplicate',
  ]);
  assert.deepEqual(await faultsOf({ seats: { ...profile.seats, minutes: 'lama' } }), [
    'seats.minutes offices.mistake.expected_number',
  ]);
  assert.deepEqual(await faultsOf({ correctionWorkingDays: 0 }), [
    'correctionWorkingDays offices.mistake.number_too_small',
  ]);
  assert.deepEqual(await opened.told(), []);
});

test('two administrators at the same part: the second is told, at different parts both are done', async (t) => {
  const opened = await openSettings(t);
  const { house, office, chief } = opened;
  const { id, profile } = await office();
  const change = (part: Part, value: unknown) =>
    changeParts(house, {
      officeId: id,
      actor: chief,
      parts: [part],
      edition: partsEdition(profile, [part]),
      wanted: { [part]: value },
    });
  const [hours, address, again] = await Promise.all([
    change('hours', fridays(profile)),
    change('address', 'Jalan Baru 2'),
    change('address', 'Jalan Lain 3'),
  ]);
  assert.ok(hours.ok);
  assert.equal([address, again].filter(({ ok }) => ok).length, 1);
  const refused = [address, again].find(({ ok }) => !ok);
  assert.ok(refused && !refused.ok && refused.faults['']?.key === OVERTAKEN.key);
  assert.deepEqual((await office()).profile.hours.week.fri, HALF, 'nobody undid the other part');
});

test('a counter that is left out is closed, and one that comes back is the same counter', async (t) => {
  const opened = await openSettings(t);
  const { house, officeId } = opened;
  const counters = (...codes: string[]) =>
    codes.map((code) => ({ code, name: { id: `Loket ${code}` } }));
  const put = (...codes: string[]) => {
    const wanted = counters(...codes);
    return save(opened, { counters: wanted }, counterRows(officeId, wanted));
  };
  const before = await countersOf(house.db, officeId);
  assert.ok((await put('L1', 'L3')).ok);
  assert.deepEqual(
    (await countersOf(house.db, officeId)).map(({ code }) => code),
    ['L1', 'L3'],
  );
  assert.ok((await put('L1', 'L2')).ok);
  const again = await countersOf(house.db, officeId);
  assert.equal(
    again.find(({ code }) => code === 'L2')?.id,
    before.find(({ code }) => code === 'L2')?.id,
  );
});

test('what was changed in the browser goes out and comes in again byte by byte', async (t) => {
  const opened = await openSettings(t);
  const { house, office, chief, officeId } = opened;
  const { profile } = await office();
  await save(opened, { hours: fridays(profile), correctionWorkingDays: 20 });
  const counters = [{ code: 'L9', name: { id: 'Loket 9', en: 'Counter 9' } }];
  await save(opened, { counters }, counterRows(officeId, counters));
  const typed = { code: 'silau', label: { id: 'Silau' }, advice: { id: 'Ulang.', en: 'Again.' } };
  await saveReason(house, chief, officeId, { isNew: true, edition: '', typed });
  await retireReason(house, chief, officeId, 'buram', true);
  const words = {
    subject: { id: 'Perbaiki {nomor}' },
    body: { id: '{daftar}\n\nSampai {batas}.' },
  };
  const worded = await saveWords(
    house,
    chief,
    officeId,
    'correction',
    paperEdition((await office()).profile, 'correction'),
    words,
  );
  assert.ok(worded.ok, JSON.stringify(worded));
  await save(opened, { welcome: { id: 'Selamat datang di kantor.', en: 'Welcome.' } });
  const own = await ownDaysOff(house.db, officeId);
  const founded = { kind: 'office', name: 'Hari jadi', status: 'official', source: 'SK' } as const;
  const closed = new Map([...own, ['2027-04-17', founded] as const]);
  assert.ok((await saveDaysOff(house, chief, officeId, daysEdition(own), closed)).ok);
  const out = folderWith(t, {});
  const first = await exportOffice(house.db, 'kantor-uji', out);
  assert.ok(first);
  const kept = folderWith(t, {});
  cpSync(first, join(kept, 'kantor-uji'), { recursive: true });
  const events = await house.db`select count(*) from event`;
  const imported = await importOffices(house, out);
  assert.ok(imported.ok && imported.offices.every(({ changed }) => !changed));
  assert.deepEqual(await house.db`select count(*) from event`, events);
  const second = await exportOffice(house.db, 'kantor-uji', out);
  assert.ok(second);
  for (const name of ['office.json', 'reasons.json', 'calendar.csv', 'services/ROYA.json'])
    assert.equal(
      readFileSync(join(second, name), 'utf8'),
      readFileSync(join(kept, 'kantor-uji', name), 'utf8'),
    );
  const told = readFileSync(join(second, 'office.json'), 'utf8');
  for (const said of ['Perbaiki {nomor}', 'Selamat datang di kantor.', 'Loket 9'])
    assert.ok(told.includes(said), said);
});

test('a folder that changes one thing undoes no other that was changed in the browser', async (t) => {
  const opened = await openSettings(t);
  const { house, folder, office, chief, officeId } = opened;
  await save(opened, { hours: fridays((await office()).profile), address: 'Jalan Browser' });
  await retireReason(house, chief, officeId, 'buram', true);
  const path = join(folder, 'kantor-uji/office.json');
  const said = JSON.parse(readFileSync(path, 'utf8')) as object;
  writeFileSync(path, JSON.stringify({ ...said, address: 'Jalan Folder', phone: '021' }));
  const imported = await importOffices(house, folder);
  assert.ok(imported.ok && imported.offices[0]?.changed);
  const { profile } = await office();
  assert.deepEqual(profile.hours.week.fri, HALF, 'not in the folder’s news');
  assert.equal(profile.address, 'Jalan Folder', 'in the folder’s news');
  assert.equal(profile.phone, '021');
  assert.deepEqual(
    (await reasonsOf(house.db, officeId)).map(({ code }) => code),
    ['terpotong'],
  );
  writeFileSync(path, JSON.stringify(said));
  assert.ok((await importOffices(house, folder)).ok);
  assert.equal((await office()).profile.phone, undefined, 'what the folder takes away goes');
  assert.deepEqual((await office()).profile.hours.week.fri, HALF);
});

test('the offices of a tree follow their root, each told in its own ledger, and are not changed by themselves', async (t) => {
  const opened = await openSettings(t, {
    'kantor-uji/tree.csv':
      'slug,code,parent,kind,name,region,time_zone\nanak-satu,ANA,kantor-uji,local,Anak,,Asia/Jakarta\n',
    'kantor-uji/office.json': exampleOffice('kantor-uji', 'UJI'),
  });
  const { house, office, chief } = opened;
  const { profile } = await office();
  assert.ok((await save(opened, { hours: fridays(profile), address: 'Jalan Baru' })).ok);
  const child = await officeBySlug(house.db, 'anak-satu');
  assert.deepEqual(child?.profile.hours.week.fri, HALF);
  assert.equal(child?.profile.address, '');
  const rows =
    await house.db`select actor_id from event where stream_id = ${child?.id ?? ''} and kind = 'office.changed'`;
  assert.deepEqual([...rows], [{ actor_id: chief.personId }]);
  const refused = await changeParts(house, {
    officeId: child?.id ?? '',
    actor: chief,
    parts: ['address'],
    edition: '',
    wanted: { address: 'Sendiri' },
  });
  assert.ok(!refused.ok && refused.faults['']?.key === IN_TREE.key);
});
