import assert from 'node:assert/strict';
import { test } from 'node:test';
import { formatWhen, When } from './dates.tsx';
import { fragment } from './html.ts';

const at = new Date('2026-11-21T02:30:00Z');

test('a moment is said in the office’s own time, with its zone', () => {
  assert.equal(formatWhen(at, 'Asia/Jakarta', 'id'), 'Sabtu, 21 November 2026 pukul 09.30 WIB');
  assert.equal(formatWhen(at, 'Asia/Makassar', 'id'), 'Sabtu, 21 November 2026 pukul 10.30 WITA');
  assert.equal(formatWhen(at, 'Asia/Jayapura', 'id'), 'Sabtu, 21 November 2026 pukul 11.30 WIT');
  assert.equal(formatWhen(at, 'Asia/Jakarta', 'en'), 'Saturday, 21 November 2026 at 09:30 WIB');
});

test('a moment can be said shorter', () => {
  assert.equal(formatWhen(at, 'Asia/Jakarta', 'id', 'date'), 'Sabtu, 21 November 2026');
  assert.equal(formatWhen(at, 'Asia/Jakarta', 'id', 'short'), '21 Nov 2026, 09.30 WIB');
  assert.equal(formatWhen(at, 'Asia/Jakarta', 'id', 'day'), '21 Nov 2026');
  assert.equal(formatWhen(at, 'Asia/Jakarta', 'id', 'time'), '09.30 WIB');
});

test('midnight belongs to the day that begins', () => {
  const midnight = new Date('2026-11-20T17:00:00Z');
  assert.equal(formatWhen(midnight, 'Asia/Jakarta', 'id', 'short'), '21 Nov 2026, 00.00 WIB');
});

test('machines read the same moment', async () => {
  assert.equal(
    await fragment(<When at={at} tz="Asia/Jakarta" lang="id" style="day" />),
    '<time datetime="2026-11-21T02:30:00.000Z">21 Nov 2026</time>',
  );
});
