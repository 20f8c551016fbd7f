import assert from 'node:assert/strict';
import { test } from 'node:test';
import { translator } from '../../../kernel/i18n.ts';
import { exampleOffice } from '../example.fixture.ts';
import { plain } from '../importing/plain.ts';
import { accountOf, readAccount } from './differences.ts';
import { placeWords } from './place-words.ts';

const office = (more: object) => plain(exampleOffice('kantor-uji', 'UJI', more));
const changes = (before: object, after: object) =>
  readAccount(accountOf(office(before), office(after)))?.changes.map(
    ({ place, before: old, after: fresh }) => `${place}: ${old} → ${fresh}`,
  );
const day = [{ from: '08.00', to: '12.00' }];
const week = { mon: day, tue: day, wed: day, thu: day, fri: day, sat: [], sun: [] };

test('what was and what is stands side by side, each day of the week and each entry of a list by itself', () => {
  assert.deepEqual(
    changes(
      { hours: { week } },
      { hours: { week: { ...week, fri: [], sat: [...day, { from: '13.00', to: '14.00' }] } } },
    ),
    ['hours.week.fri: 08.00–12.00 → ', 'hours.week.sat:  → 08.00–12.00, 13.00–14.00'],
  );
  const event = (key: string, services: string[]) => ({ key, name: { id: key }, services });
  assert.deepEqual(
    changes(
      { events: [event('lahir', ['A', 'B']), event('nikah', ['C'])] },
      { events: [event('nikah', ['C']), event('lahir', ['B', 'A'])] },
    ),
    ['events: lahir, nikah → nikah, lahir', 'events.lahir.services: A, B → B, A'],
  );
  assert.equal(accountOf(office({}), office({})), '');
});

test('an account is bounded, whatever was pasted into a form', () => {
  const long = (letter: string) => ({
    guide: Array.from({ length: 80 }, (_, n) => ({
      title: { id: `${letter}${n}` },
      text: { id: letter.repeat(4000) },
    })),
  });
  const text = accountOf(office(long('a')), office(long('b')));
  assert.ok(text.length < 60_000, `${text.length}`);
  assert.equal(readAccount(text)?.changes.length, 60);
  assert.equal(readAccount(text)?.more, 100);
  assert.equal(readAccount('Surat kuasa diminta sejak hari ini.'), undefined);
});

test('a place is named in the words of the page where it is changed', () => {
  const t = translator('id');
  assert.equal(placeWords(t, 'hours.week.fri'), 'Jam pelayanan, Jam setiap hari, Jumat');
  assert.equal(
    placeWords(t, 'letters.correction.subject.en'),
    'Surat dan blanko, Surat perbaikan, Judul, Bahasa Inggris',
  );
  assert.equal(placeWords(t, 'counters.L2.name.id'), 'Loket, L2, Nama, Bahasa Indonesia');
});
