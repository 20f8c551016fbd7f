import assert from 'node:assert/strict';
import { test } from 'node:test';
import { safeHref, withParam } from './href.ts';

test('addresses people may follow are kept as they are', () => {
  for (const href of [
    '/kantah-bandar-lampung/dasbor?halaman=2',
    '?urut=nomor',
    '#isi',
    'https://www.lapor.go.id/',
    'mailto:loket@example.go.id',
    'tel:+62721123456',
    '/cari?q=a:b',
  ]) {
    assert.equal(safeHref(href), href);
  }
});

test('addresses that would run code are not', () => {
  for (const href of [
    'javascript:alert(1)',
    ' JavaScript:alert(1)',
    'java\nscript:alert(1)',
    'data:text/html,x',
    'vbscript:x',
  ]) {
    assert.equal(safeHref(href), '#');
  }
});

test('changing one parameter keeps the others', () => {
  assert.equal(withParam('/a/b?halaman=2&bahasa=id', 'bahasa', 'en'), '/a/b?halaman=2&bahasa=en');
  assert.equal(withParam('/a/b', 'bahasa', 'en'), '/a/b?bahasa=en');
});
