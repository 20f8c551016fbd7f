import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, describe, test } from 'node:test';
import type { Client } from '../support/client.ts';
import { type City, OFFICE, openCity } from './city.ts';

describe('what a request claims about itself', () => {
  let city: City;
  let citizen: Client;
  const endings: (() => Promise<void>)[] = [];
  after(async () => {
    for (const end of endings) await end();
  });
  before(async () => {
    city = await openCity({ after: (work) => void endings.unshift(work) });
    citizen = await city.citizen();
  });

  test('ASVS 4.1.3: an invented X-Forwarded-For does not make a new visitor', async () => {
    await city.house.db`delete from rate_limit`;
    const statuses: number[] = [];
    for (let tried = 0; tried < 32; tried += 1) {
      const headers = {
        'x-forwarded-for': `198.51.100.${tried}`,
        'x-real-ip': `198.51.100.${tried}`,
        forwarded: `for=198.51.100.${tried}`,
      };
      statuses.push(
        (
          await city
            .stranger()
            .post(`/${OFFICE}/lacak`, { nomor: `X-${tried}`, kode: 'a' }, headers)
        ).status,
      );
    }
    assert.deepEqual([statuses[0], statuses[31]], [422, 429]);
  });

  test('ASVS 4.1.3: behind one trusted proxy its own entry counts and whatever stands before it does not', async (t) => {
    const behind = await openCity(t, { env: { TRUSTED_PROXIES: '1' } });
    const tryIt = async (forwarded: string) =>
      (
        await behind
          .stranger()
          .post(
            `/${OFFICE}/lacak`,
            { nomor: randomUUID(), kode: 'a' },
            { 'x-forwarded-for': forwarded },
          )
      ).status;
    assert.equal(await tryIt('198.51.100.1'), 422);
    for (let tried = 0; tried < 30; tried += 1) await tryIt(`192.0.2.${tried}, 198.51.100.1`);
    assert.equal(await tryIt('192.0.2.99, 198.51.100.1'), 429);
    assert.equal(
      await tryIt('198.51.100.1, 198.51.100.2'),
      422,
      'another visitor of the proxy is another visitor',
    );
  });

  test('ASVS 4.1.3: letters carry the address of the house, not the one that a request claims', async () => {
    const email = 'pemohon1.kantah-bandar-lampung@contoh.example';
    const headers = { host: 'jahat.example', 'x-forwarded-host': 'jahat.example' };
    assert.equal(
      (await city.stranger().post(`/${OFFICE}/lupa-sandi`, { email }, headers)).status < 400,
      true,
    );
    await city.doJobs();
    const mails = await city.house.db<
      { body: string }[]
    >`select body from sandbox_message where address = ${email}`;
    assert.ok(mails.length > 0);
    for (const { body } of mails) assert.doesNotMatch(body, /jahat/);
  });

  test('ASVS 15.3.7: of a name that comes twice the last one counts, everywhere the same', async () => {
    const reply = await city.stranger().post(`/${OFFICE}/masuk`, {
      email: ['pemohon1.kantah-bandar-lampung@contoh.example', 'orang-lain@contoh.example'],
      kata_sandi: ['loket-contoh-2026', 'salah'],
    });
    assert.equal(reply.status, 422);
    assert.match(reply.text, /value="orang-lain@contoh\.example"/);
  });

  test('ASVS 15.3.6: names out of the prototype are names like any other', async () => {
    const fields = {
      __proto__: 'a',
      '__proto__[isAdmin]': 'b',
      'constructor[prototype][isAdmin]': 'c',
      constructor: 'd',
      toString: 'e',
    };
    for (const path of ['/masuk', '/daftar', '/lacak', '/lupa-sandi'])
      assert.ok((await city.stranger().post(`/${OFFICE}${path}`, fields)).status < 500);
    assert.equal(
      (await citizen.post(`/${OFFICE}/akun`, { ...fields, nama_depan: 'Sumarni' })).status < 500,
      true,
    );
    assert.equal(Object.hasOwn(Object.prototype, 'isAdmin'), false);
  });
});
