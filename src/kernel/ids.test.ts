import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isUuid, newId, newSecret, secretHash } from './ids.ts';

test('keys are UUIDs that sort by the time they were made', () => {
  const first = newId();
  const before = Number.parseInt(first.replace('-', '').slice(0, 12), 16);
  assert.ok(isUuid(first));
  assert.equal(first[14], '7');
  assert.ok(Math.abs(Date.now() - before) < 1000);
  assert.equal(new Set(Array.from({ length: 10_000 }, newId)).size, 10_000);
});

test('what only looks like a key is none', () => {
  assert.ok(isUuid('01A200FA-D217-75FA-991E-E6AF4935DE18'));
  for (const wrong of [
    '',
    'berkas',
    '01a200fad21775fa991ee6af4935de18',
    `${newId()}0`,
    ` ${newId()}`,
  ]) {
    assert.ok(!isUuid(wrong));
  }
});

test('a secret is long, safe in a link, and never the same', () => {
  assert.match(newSecret(), /^[\w-]{22}$/);
  assert.match(newSecret(32), /^[\w-]{43}$/);
  assert.notEqual(newSecret(), newSecret());
});

test('a secret is found again by its SHA-256 (FIPS 180-4, "abc")', () => {
  const hash = 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad';
  assert.equal(secretHash('abc').toString('hex'), hash);
});
