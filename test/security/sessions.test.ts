import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { type City, OFFICE, openCity } from './city.ts';

const EMAIL = `pemohon1.${OFFICE}@contoh.example`;
const PASSWORD = 'loket-contoh-2026';

describe('sessions and cookies', () => {
  let city: City;
  const endings: (() => Promise<void>)[] = [];
  after(async () => {
    for (const end of endings) await end();
  });
  before(async () => {
    city = await openCity({ after: (work) => void endings.unshift(work) });
  });

  test('ASVS 7.2.4: a session that somebody laid into the browser is not the one that signs in', async () => {
    const victim = city.stranger();
    victim.cookies.set('sesi', 'dipasang-orang-lain');
    await victim.signIn(OFFICE, EMAIL, PASSWORD);
    const own = victim.cookies.get('sesi') ?? '';
    assert.notEqual(own, 'dipasang-orang-lain');
    assert.ok(Buffer.from(own, 'base64url').length >= 16, 'ASVS 7.2.3: at least 128 bits');
    const thief = city.stranger();
    thief.cookies.set('sesi', 'dipasang-orang-lain');
    assert.equal((await thief.get(`/${OFFICE}/dasbor`)).status, 303);
  });

  test('ASVS 7.2.4: signing in again, or registering, replaces the session; the old one is dead', async () => {
    const person = city.stranger();
    await person.signIn(OFFICE, EMAIL, PASSWORD);
    const before = person.cookies.get('sesi') ?? '';
    await person.signIn(OFFICE, EMAIL, PASSWORD);
    assert.notEqual(person.cookies.get('sesi'), before);
    const old = city.stranger();
    old.cookies.set('sesi', before);
    assert.equal((await old.get(`/${OFFICE}/dasbor`)).status, 303);
  });

  test('ASVS 7.4.1: signing out ends the session on the server', async () => {
    const person = city.stranger();
    await person.signIn(OFFICE, EMAIL, PASSWORD);
    const token = person.cookies.get('sesi') ?? '';
    assert.equal((await person.post(`/${OFFICE}/keluar`, {})).status, 303);
    assert.equal(person.cookies.has('sesi'), false);
    person.cookies.set('sesi', token);
    assert.equal((await person.get(`/${OFFICE}/dasbor`)).status, 303);
  });

  test('ASVS 7.4.1: no session’s token stands in the database', async () => {
    const person = city.stranger();
    await person.signIn(OFFICE, EMAIL, PASSWORD);
    const token = person.cookies.get('sesi') ?? '';
    const rows = await city.house.db<
      { row: string }[]
    >`select to_jsonb(s)::text as row from session s`;
    assert.ok(rows.length > 0);
    assert.ok(!rows.some(({ row }) => row.includes(token)));
  });

  test('ASVS 3.3.1, 3.4.1, 12.2.1: behind TLS every cookie is Secure, the session’s is __Host-, and HSTS is set', async (t) => {
    const house = await openCity(t, { env: { PUBLIC_URL: 'https://loket.example' } });
    const person = house.stranger();
    const origin = { origin: 'https://loket.example' };
    const reply = await person.post(
      `/${OFFICE}/masuk`,
      { email: EMAIL, kata_sandi: PASSWORD },
      origin,
    );
    assert.equal(reply.status, 303);
    await person.get(`/${OFFICE}?bahasa=en`);
    await person.post(`/${OFFICE}/keluar`, {}, origin);
    await person.get(`/${OFFICE}`);
    const session =
      person.cookieLines.find(
        (line) => line.startsWith('__Host-sesi=') && !/max-age=0/i.test(line),
      ) ?? '';
    assert.match(session, /; Path=\/(;|$)/);
    for (const flag of [/; HttpOnly/, /; Secure/, /; SameSite=(Lax|Strict)/])
      assert.match(session, flag);
    assert.doesNotMatch(session, /Domain=/i);
    assert.ok(person.cookieLines.length >= 4);
    for (const line of person.cookieLines)
      assert.match(line, /; Secure/, line.replace(/=[^;]*/, '=…'));
    assert.match(
      String(reply.headers['strict-transport-security']),
      /max-age=(3[1-9]\d{6}|[4-9]\d{7}|\d{9,})/,
    );
    const plain = house.stranger();
    plain.cookies.set('sesi', person.cookies.get('__Host-sesi') ?? 'x');
    assert.equal(
      (await plain.get(`/${OFFICE}/dasbor`)).status,
      303,
      'the name without the promise opens nothing',
    );
  });

  test('ASVS 3.3.1: every cookie that opens something is out of scripts’ reach', async () => {
    const person = city.stranger();
    await person.signIn(OFFICE, EMAIL, PASSWORD);
    for (const line of person.cookieLines.filter((cookie) => !cookie.startsWith('bahasa=')))
      assert.match(line, /; HttpOnly/, line.replace(/=[^;]*/, '=…'));
  });

  test('ASVS 1.2.2: signing in leads to pages of this office and nowhere else', async () => {
    const places = [
      'https://jahat.example/',
      '//jahat.example',
      '/\\jahat.example',
      '\\\\jahat.example',
      'javascript:alert(1)',
      '/%09/jahat.example',
      `/${OFFICE}.jahat.example`,
      `/${OFFICE}@jahat.example`,
      `//${OFFICE}/dasbor`,
      `/${OFFICE}/../disdukcapil-banjar`,
      '/demo/outbox',
      `/${OFFICE}/masuk?lanjut=//jahat.example`,
      `\t//jahat.example`,
      `/${OFFICE}/\r\nset-cookie: a=b`,
      'http:jahat.example',
      `/${OFFICE}/keluar`,
    ];
    for (const lanjut of places) {
      const person = city.stranger();
      const reply = await person.post(`/${OFFICE}/masuk`, {
        email: EMAIL,
        kata_sandi: PASSWORD,
        lanjut,
      });
      assert.equal(reply.location, `/${OFFICE}/dasbor`, lanjut);
      const again = await person.get(`/${OFFICE}/masuk?lanjut=${encodeURIComponent(lanjut)}`);
      assert.equal(again.location, `/${OFFICE}/dasbor`, lanjut);
      assert.equal(reply.headers['set-cookie']?.includes('a=b'), false);
    }
    const person = city.stranger();
    const reply = await person.post(`/${OFFICE}/masuk`, {
      email: EMAIL,
      kata_sandi: PASSWORD,
      lanjut: `/${OFFICE}/akun`,
    });
    assert.equal(
      reply.location,
      `/${OFFICE}/akun`,
      'the page that asked for signing in is found again',
    );
  });

  test('ASVS 15.3.3: fields that a form does not have change nothing', async () => {
    const person = await city.citizen('Ngatini');
    const extra = {
      role: 'administrator',
      roles: 'administrator',
      id: 'x',
      person_id: 'x',
      email_confirmed_at: '2026-01-01',
      office_id: 'x',
    };
    await person.post(`/${OFFICE}/akun`, {
      nama_depan: 'Ngatini',
      nama_belakang: '',
      bahasa: 'id',
      email: 'lain@contoh.example',
      ...extra,
    });
    const [row] = await city.house.db<{ members: number; confirmed: number; renamed: number }[]>`
      select (select count(*)::int from membership m join person p on p.id = m.person_id where p.full_name = 'Ngatini') as members,
        (select count(*)::int from login l join person p on p.id = l.person_id
          where p.full_name = 'Ngatini' and l.email_confirmed_at is not null) as confirmed,
        (select count(*)::int from login where email = 'lain@contoh.example') as renamed`;
    assert.deepEqual({ ...row }, { members: 0, confirmed: 0, renamed: 0 });
  });
});
