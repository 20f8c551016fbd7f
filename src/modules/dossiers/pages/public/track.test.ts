import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { unseal } from '../../../../kernel/vault.ts';
import { receiptSecretPlace } from '../../submission/receipt-secret.ts';
import { openTown, type Town } from '../../town.fixture.ts';
import { trackRoutes } from './track.tsx';

describe('following a dossier by its receipt', () => {
  let town: Town;
  let number = '';
  let secret = '';
  const ends: (() => Promise<void>)[] = [];
  before(async () => {
    town = await openTown({ after: (work) => void ends.push(work) }, trackRoutes);
    const { id } = await town.submit(await town.person('Ani'));
    const [row] = await town.house.db<{ number: string; sealed_secret: Buffer }[]>`
      select number, sealed_secret from dossier where id = ${id}`;
    assert.ok(row);
    const keys = await town.house.vault.office(town.office.id);
    number = row.number;
    secret = unseal(keys.data, row.sealed_secret, receiptSecretPlace(id)).toString();
  });
  after(async () => {
    for (const end of ends) await end();
  });
  const track = async (from: string, nomor: string, kode: string) => {
    const body = new URLSearchParams({ nomor, kode });
    const env = { incoming: { socket: { remoteAddress: from } } };
    return town.app.request('/kantor-uji/lacak', { method: 'POST', body }, env);
  };

  test('a village behind one address may look as often as it likes', async () => {
    for (let look = 0; look < 40; look += 1)
      assert.equal((await track('10.0.0.1', number, secret)).status, 303);
  });

  test('ASVS 14.2.1: the code of a receipt leaves the address, whether it fits or not', async () => {
    const open = (path: string, cookie = '') =>
      town.app.request(
        `/kantor-uji/lacak${path}`,
        { headers: { cookie } },
        { incoming: { socket: { remoteAddress: '10.0.0.9' } } },
      );
    const wrong = await open(`/${number}/AAAABBBBCCCC`);
    assert.equal(wrong.status, 303);
    const clean = wrong.headers.get('location') ?? '';
    assert.equal(clean, `/kantor-uji/lacak?gagal=wrong&nomor=${number}`);
    const page = await (await open(clean.slice('/kantor-uji/lacak'.length))).text();
    assert.match(page, /tidak cocok dengan berkas mana pun/);
    assert.match(page, new RegExp(`value="${number}"`), 'the number need not be typed again');
    assert.doesNotMatch(await (await open('?gagal=entah')).text(), /ds-error-summary|tidak cocok/);
    const right = await open(`/${number}/${secret}`);
    assert.equal(right.headers.get('location'), '/kantor-uji/lacak');
    const [cookie = ''] = (right.headers.get('set-cookie') ?? '').split(';');
    assert.match(cookie, /^lacak=/);
    assert.match(await (await open('', cookie)).text(), new RegExp(number));
  });

  test('guessing at one number ends after ten tries, however the number is spelled, and its holder is not kept from it', async () => {
    const spellings = [number, number.toLowerCase(), ` ${number}`, number.replaceAll('-', ' ')];
    const answers = [];
    for (let guess = 0; guess < 11; guess += 1)
      answers.push(
        (await track('10.0.0.2', spellings[guess % spellings.length] ?? '', 'AAAABBBBCCCC')).status,
      );
    assert.deepEqual(answers, [...Array.from({ length: 10 }, () => 422), 429]);
    assert.equal((await track('10.0.0.3', number, secret)).status, 303);
  });
});
