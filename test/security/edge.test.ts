import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, describe, test } from 'node:test';
import { connect } from '../../src/kernel/db.ts';
import { anyone, type Route } from '../../src/web/route.ts';
import type { Client, Reply } from '../support/client.ts';
import { type City, OFFICE, openCity, submit } from './city.ts';
import { SMALL_PNG } from './files.ts';

const THROWING: Route = {
  method: 'GET',
  path: '/:office/rusak',
  access: anyone,
  handle() {
    throw new Error('relation "dossier" of /srv/satu-loket is broken');
  },
};

/** A page whose database is gone: nobody listens on port 1. */
const DISCONNECTED: Route = {
  method: 'GET',
  path: '/:office/terputus',
  access: anyone,
  async handle(visit) {
    const gone = connect('postgres://nobody@127.0.0.1:1/nothing', { max: 1 });
    try {
      await gone`select 1`;
    } finally {
      await gone.end();
    }
    return visit.redirect('/');
  },
};

/** Tables that may change while somebody only looks: who looked, how often, and when they were last seen. */
const NOTES_OF_LOOKING = new Set(['access_log', 'rate_limit', 'session', 'job_worker']);

describe('the edge of the house', () => {
  let city: City;
  let citizen: Client;
  let officer: Client;
  let values: Readonly<Record<string, string>>;
  const endings: (() => Promise<void>)[] = [];
  after(async () => {
    for (const end of endings) await end();
  });
  before(async () => {
    city = await openCity(
      { after: (work) => void endings.unshift(work) },
      {
        more: [THROWING, DISCONNECTED],
      },
    );
    citizen = await city.citizen();
    officer = await city.officer('verifier');
    const path = await submit(city, citizen, {
      files: [{ field: 'berkas.surat_permohonan', name: 'bukti.png', bytes: SMALL_PNG }],
    });
    await city.doJobs();
    const [version] = await city.house.db<{ id: string }[]>`select id from document_version`;
    values = {
      office: OFFICE,
      service: 'SITA',
      dossier: path.split('/').at(-1) ?? '',
      version: version?.id ?? '',
      page: '1',
      theme: 'tema-0123456789.css',
      draft: randomUUID(),
      upload: randomUUID(),
    };
  });

  const pathOf = (route: Route) =>
    route.path.replace(
      /:([a-z]+)(\{.*?\}(?=$|\/))?/g,
      (_, name: string) => values[name] ?? randomUUID(),
    );

  test('ASVS 3.5.1: what another site sends changes nothing, on every unsafe route', async () => {
    const strangers: Readonly<Record<string, string>>[] = [
      { 'sec-fetch-site': 'cross-site' },
      { 'sec-fetch-site': 'same-site' },
      { 'sec-fetch-site': 'same-origin', origin: 'https://jahat.example' },
      { 'sec-fetch-site': 'none', origin: 'null' },
      { 'sec-fetch-site': 'same-origin', referer: 'https://jahat.example/formulir' },
      { 'sec-fetch-site': 'same-origin', origin: `${city.address}.jahat.example` },
    ];
    const before = await contents(city);
    for (const route of city.routes.filter(({ method }) => !['GET', 'OPTIONS'].includes(method)))
      for (const headers of strangers)
        for (const client of [citizen, officer]) {
          const reply = await client.ask(route.method, pathOf(route), {
            headers: { 'content-type': 'application/x-www-form-urlencoded', ...headers },
            body: `kunci=${randomUUID()}`,
          });
          assert.equal(
            reply.status,
            403,
            `${route.method} ${route.path} ${JSON.stringify(headers)}`,
          );
        }
    assert.deepEqual(await contents(city), before);
  });

  test('ASVS 3.5.3: looking changes nothing, on every GET route', async () => {
    const before = await contents(city);
    for (const client of [citizen, officer])
      for (const route of city.routes.filter(({ method }) => method === 'GET')) {
        await client.get(pathOf(route));
        await client.get(`${pathOf(route)}?tindakan=kirim&hapus=1&kunci=${randomUUID()}`);
        assert.deepEqual(await contents(city), before, route.path);
      }
  });

  test('ASVS 3.4.3, 3.4.4, 3.4.5, 3.4.6, 4.1.1, 14.3.2: every answer carries the safe headers, errors and downloads too', async () => {
    const replies: [string, Reply][] = [];
    for (const client of [citizen, officer, city.stranger()])
      for (const route of city.routes.filter(({ path }) => !path.includes('keluar'))) {
        replies.push([route.path, await client.ask(route.method, pathOf(route))]);
        if (route.method === 'GET')
          replies.push([`HEAD ${route.path}`, await client.ask('HEAD', pathOf(route))]);
      }
    for (const path of [
      '/',
      '/tidak-ada',
      `/${OFFICE}/rusak`,
      '/kantor-lain',
      '/aset/tidak-ada.css',
      `/${OFFICE}/../..`,
      '/%',
    ])
      replies.push([path, await citizen.get(path)]);
    replies.push(['413', await citizen.post(`/${OFFICE}/masuk`, { email: 'a'.repeat(300_000) })]);
    replies.push([
      '403',
      await citizen.post(`/${OFFICE}/akun`, {}, { origin: 'https://jahat.example' }),
    ]);
    replies.push(['405', await citizen.ask('PUT', `/${OFFICE}/masuk`)]);
    const seen = new Set(replies.map(([, { status }]) => status));
    for (const status of [200, 303, 403, 404, 413, 422, 500])
      assert.ok(seen.has(status), `no answer was ${status}`);
    for (const [what, { headers, status, bytes }] of replies) {
      const where = `${what} ${status}`;
      const policy = String(headers['content-security-policy'] ?? '');
      assert.match(policy, /default-src 'none'/, where);
      assert.doesNotMatch(policy, /unsafe-(inline|eval)|\*|https?:/, where);
      if (!policy.includes('sandbox'))
        assert.match(policy, /frame-ancestors 'none'.*base-uri 'none'/, where);
      assert.equal(headers['x-content-type-options'], 'nosniff', where);
      assert.match(String(headers['referrer-policy']), /^(no-referrer|same-origin)$/, where);
      assert.equal(headers['access-control-allow-origin'], undefined, where);
      if (!what.includes('tema-'))
        assert.match(String(headers['cache-control']), /no-store|immutable/, where);
      if (bytes.length === 0) continue;
      const type = String(headers['content-type'] ?? '');
      assert.notEqual(type, '', where);
      if (/^text\/(html|plain|css|calendar)/.test(type))
        assert.match(type, /charset=utf-8/i, where);
    }
  });

  test('ASVS 13.4.2: a fault shows a reference number and nothing of the machine', async () => {
    const reply = await citizen.get(`/${OFFICE}/rusak`);
    assert.equal(reply.status, 500);
    assert.doesNotMatch(reply.text, /at .*\.tsx?:|Error:|node_modules|relation|\/srv\/|postgres/i);
    const reference = /<code[^>]*>([0-9A-F]{10})<\/code>/.exec(reply.text)?.[1];
    assert.ok(reference, 'the page names the fault');
    assert.ok(
      city.house.logged.some((line) => line.includes(reference) && line.includes('is broken')),
    );
  });

  test('a database that is gone for a moment is said so, with the time to come back and a number', async () => {
    const reply = await citizen.get(`/${OFFICE}/terputus`);
    assert.equal(reply.status, 503);
    assert.equal(reply.headers['retry-after'], '5');
    assert.match(reply.text, /Yang sudah kami konfirmasi tidak hilang/);
    assert.match(reply.text, /<code[^>]*>[0-9A-F]{10}<\/code>/);
    assert.doesNotMatch(reply.text, /ECONNREFUSED|127\.0\.0\.1/);
  });

  test('ASVS 13.4.2: neither sources nor maps nor data are handed out', async () => {
    for (const path of [
      '/aset/manifest.json',
      '/aset/app.js.map',
      '/aset/..%2f..%2fpackage.json',
      '/aset/%2e%2e%2fserver.mjs.map',
      '/server.mjs',
      '/server.mjs.map',
      '/dist/server.mjs',
      '/package.json',
      '/.git/config',
      '/.env',
      '/data/keys/master.key',
      '/aset/',
      '/aset/....//....//etc/passwd',
      `/${OFFICE}/aset/..%2f..%2fpackage.json`,
    ])
      assert.equal((await citizen.get(path)).status, 404, path);
  });

  test('ASVS 5.3.2: a path in place of a key finds nothing', async () => {
    const dossier = `/${OFFICE}/petugas/berkas/${values['dossier'] ?? ''}`;
    const paths = [
      '..%2f..%2f..%2fetc%2fpasswd',
      '%2e%2e%2f%2e%2e',
      '..',
      '....//',
      'C:%5cwindows',
      '%00',
      '-1',
      '1e3',
      '0x1',
      '%201',
      '1.5',
      '',
    ];
    for (const bad of paths) {
      for (const path of [
        `${dossier}/unduh/${bad}`,
        `${dossier}/gambar/${bad}/1`,
        `/${OFFICE}/dokumen/${bad}`,
        `/${OFFICE}/unggah/${bad}x`,
        `/${OFFICE}/permohonan/${bad}/dokumen`,
      ]) {
        const reply = await officer.get(path);
        assert.equal(reply.status, 404, path);
        assert.doesNotMatch(reply.text, /root:|\[boot/);
      }
      if (bad === '') continue;
      const page = await officer.get(`${dossier}/gambar/${values['version'] ?? ''}/${bad}`);
      assert.ok(
        page.status === 404 || (page.status === 200 && Number(decodeURI(bad)) === 1),
        `page ${bad} ${page.status}`,
      );
    }
  });
});

/** A sum over all rows of every table that only a command may change. */
async function contents(city: City): Promise<Readonly<Record<string, string>>> {
  const { db } = city.house;
  const tables = await db<{ name: string }[]>`
    select tablename as name from pg_tables where schemaname = 'public' and tablename <> 'schema_version' order by 1`;
  const sums = tables
    .filter(({ name }) => !NOTES_OF_LOOKING.has(name))
    .map(
      ({ name }) =>
        `select '${name}' as name, count(*) || ' ' || coalesce(sum(hashtextextended(t::text, 0)), 0) as sum from "${name}" t`,
    );
  const rows = await db.unsafe<{ name: string; sum: string }[]>(sums.join(' union all '));
  return Object.fromEntries(rows.map(({ name, sum }) => [name, sum]));
}
