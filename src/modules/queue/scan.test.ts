import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { formatDossierNumber } from '../../kernel/dossier-number.ts';
import { readScan } from './scan.ts';

const number = formatDossierNumber({ officeCode: 'BDL', year: 2026, serial: 123 });

describe('the one field of the floor', () => {
  test('a scanned code names office, number and secret', () => {
    const read = {
      kind: 'code',
      slug: 'kantah-uji',
      number,
      secret: 'ABCD2345EFGH',
    };
    for (const typed of [
      `https://loket.example/kantah-uji/lacak/${number}/ABCD2345EFGH`,
      ` http://127.0.0.1:3000/kantah-uji/lacak/${number}/ABCD2345EFGH/ `,
      `/kantah-uji/lacak/${number}/ABCD2345EFGH`,
    ])
      assert.deepEqual(readScan(typed), read, typed);
  });

  test('a number is read as people type it; a mistyped one is no name', () => {
    for (const typed of [number, number.toLowerCase(), number.replaceAll('-', ' ')])
      assert.deepEqual(readScan(typed), { kind: 'number', number, officeCode: 'BDL' }, typed);
    const wrong = `${number.slice(0, -1)}${(Number(number.at(-1)) + 1) % 10}`;
    assert.deepEqual(readScan(wrong), { kind: 'mistyped' });
    assert.deepEqual(readScan(`https://x.example/kantah-uji/lacak/${wrong}/ABCD2345EFGH`), {
      kind: 'mistyped',
    });
  });

  test('everything else is a name, but never an identity number', () => {
    assert.deepEqual(readScan(' Siti Aminah '), { kind: 'name', name: 'Siti Aminah' });
    assert.deepEqual(readScan('Al'), { kind: 'name', name: 'Al' });
    assert.deepEqual(readScan('1871 9917 0899 0002'), { kind: 'identity' });
    assert.deepEqual(readScan('   '), { kind: 'nothing' });
  });

  test('what stands in the codes of others is told apart from a name', () => {
    for (const typed of [
      'https://toko.example/produk/8991234',
      'WIFI:T:WPA;S:Warung;P:rahasia;;',
      '00020101021126720020ID.CO.CONTOHBANK.WWW0118936',
      '8991234',
      'BEGIN:VCARD',
      'siti@warga.example',
      `https://loket.example/kantah-uji/izin/${number}`,
    ])
      assert.notEqual(readScan(typed).kind, 'name', typed);
    for (const typed of ["Nur'aini", 'H. Slamet, S.H.', 'I Gusti Ngurah', '王'])
      assert.equal(readScan(typed).kind, 'name', typed);
  });
});
