import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { type CalendarEntry, calendarFile } from './calendar-file.ts';

const entry: CalendarEntry = {
  appointmentId: '019a9e0a-0000-7000-8000-000000000001',
  sequence: 0,
  cancelled: false,
  startsAt: new Date('2026-11-17T01:20:00Z'),
  endsAt: new Date('2026-11-17T01:40:00Z'),
  timeZone: 'Asia/Jakarta',
  title: 'Tatap muka, berkas BDL-2026-0001',
  text: 'Bawa dokumen asli:\n- KTP; sertipikat, dan surat kuasa\n- \\asli\\ yang panjang sekali sehingga barisnya harus dilipat menurut aturan',
  place: 'Loket 1, Jalan Contoh 1, Bandar Lampung',
  url: 'https://loket.example/kantor/berkas/1/jadwal',
  organizer: { name: 'Kantor Pertanahan', email: 'loket@kantor.example' },
  applicant: { name: 'Siti "Aminah"; BEGIN:VEVENT', email: 'siti@contoh.example' },
  publicUrl: 'https://loket.example',
  stampedAt: new Date('2026-11-16T02:00:00Z'),
};

interface Component {
  readonly name: string;
  readonly lines: { name: string; parameters: string; value: string }[];
  readonly parts: Component[];
}

/** Reads a calendar as RFC 5545 says: folded lines joined, components nested, values unescaped. */
function parse(file: string): Component {
  assert.ok(file.endsWith('\r\n') && !/[^\r]\n/.test(file), 'lines end with CR LF');
  for (const line of file.split('\r\n')) assert.ok(Buffer.byteLength(line) <= 75, line);
  const root: Component = { name: '', lines: [], parts: [] };
  const open = [root];
  for (const line of file.replaceAll('\r\n ', '').trim().split('\r\n')) {
    const [, name = '', parameters = '', value = ''] =
      /^([A-Z-]+)((?:;[A-Z-]+=(?:"[^"]*"|[^";:]*))*):(.*)$/.exec(line) ?? assert.fail(line);
    const here = open.at(-1) ?? root;
    if (name === 'BEGIN') {
      const part: Component = { name: value, lines: [], parts: [] };
      here.parts.push(part);
      open.push(part);
    } else if (name === 'END') assert.equal(open.pop()?.name, value);
    else
      here.lines.push({
        name,
        parameters,
        value: value.replace(/\\([\\;,nN])/g, (_, letter: string) =>
          letter.toLowerCase() === 'n' ? '\n' : letter,
        ),
      });
  }
  assert.equal(open.length, 1);
  return root;
}

const find = (component: Component, ...names: string[]): Component =>
  names.reduce(
    (here, name) => here.parts.find((part) => part.name === name) ?? assert.fail(`no ${name}`),
    component,
  );
const line = (component: Component, name: string) =>
  component.lines.find((each) => each.name === name) ?? assert.fail(`no ${name}`);

describe('the calendar file of a meeting', () => {
  test('says when in the office’s own zone, which it brings along', () => {
    const file = parse(calendarFile(entry));
    const event = find(file, 'VCALENDAR', 'VEVENT');
    assert.deepEqual(line(event, 'DTSTART'), {
      name: 'DTSTART',
      parameters: ';TZID=Asia/Jakarta',
      value: '20261117T082000',
    });
    assert.equal(line(event, 'DTEND').value, '20261117T084000');
    assert.match(line(event, 'DTSTAMP').value, /^20261116T020000Z$/);
    const zone = find(file, 'VCALENDAR', 'VTIMEZONE');
    assert.equal(line(zone, 'TZID').value, 'Asia/Jakarta');
    assert.equal(line(find(zone, 'STANDARD'), 'TZOFFSETTO').value, '+0700');
  });

  test('in the east the same moment is written by the clock there', () => {
    const file = parse(calendarFile({ ...entry, timeZone: 'Asia/Jayapura' }));
    assert.equal(line(find(file, 'VCALENDAR', 'VEVENT'), 'DTSTART').value, '20261117T102000');
    assert.equal(line(find(file, 'VCALENDAR', 'VTIMEZONE', 'STANDARD'), 'TZNAME').value, 'WIT');
  });

  test('says where, who invites, what to bring, and rings before', () => {
    const file = parse(calendarFile(entry));
    assert.equal(line(find(file, 'VCALENDAR'), 'METHOD').value, 'REQUEST');
    const event = find(file, 'VCALENDAR', 'VEVENT');
    assert.equal(line(event, 'LOCATION').value, entry.place);
    assert.equal(line(event, 'DESCRIPTION').value, entry.text);
    assert.match(line(event, 'ORGANIZER').value, /^mailto:loket@kantor\.example$/i);
    assert.match(line(event, 'ATTENDEE').value, /^mailto:siti@contoh\.example$/i);
    assert.deepEqual(
      event.parts.map((part) => [part.name, line(part, 'TRIGGER').value]),
      [
        ['VALARM', '-P1D'],
        ['VALARM', '-PT2H'],
      ],
    );
  });

  test('a move keeps the UID and raises the sequence, a cancellation says so', () => {
    const [first, moved, gone] = [
      entry,
      { ...entry, sequence: 1 },
      { ...entry, sequence: 2, cancelled: true },
    ].map((each) => parse(calendarFile(each)));
    assert.ok(first && moved && gone);
    const uid = (file: Component) => line(find(file, 'VCALENDAR', 'VEVENT'), 'UID').value;
    assert.equal(uid(first), '019a9e0a-0000-7000-8000-000000000001@loket.example');
    assert.equal(uid(moved), uid(first));
    assert.equal(uid(gone), uid(first));
    assert.equal(line(find(moved, 'VCALENDAR', 'VEVENT'), 'SEQUENCE').value, '1');
    assert.equal(line(find(gone, 'VCALENDAR'), 'METHOD').value, 'CANCEL');
    assert.equal(line(find(gone, 'VCALENDAR', 'VEVENT'), 'STATUS').value, 'CANCELLED');
  });

  test('it does not depend on where the server stands', () => {
    const before = process.env['TZ'];
    const there = calendarFile(entry);
    process.env['TZ'] = 'America/New_York';
    assert.equal(calendarFile(entry), there);
    if (before === undefined) delete process.env['TZ'];
    else process.env['TZ'] = before;
  });
});
