import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, describe, test } from 'node:test';
import fc from 'fast-check';
import type { Route } from '../../src/web/route.ts';
import type { Client } from '../support/client.ts';
import { begin, type City, OFFICE, openCity, submit } from './city.ts';
import { SMALL_PNG } from './files.ts';
import { BROKEN, escape, NASTY, sourceWords } from './hostile.ts';

/** Tries for each route; a night's run may ask for more. */
const RUNS = Number(process.env['FUZZ_RUNS'] ?? 14);

const words = sourceWords();

describe('no input is answered by 5xx', () => {
  let city: City;
  let citizen: Client;
  let officers: readonly Client[];
  let ids: readonly string[];
  let values: Readonly<Record<string, string>>;
  const endings: (() => Promise<void>)[] = [];
  after(async () => {
    for (const end of endings) await end();
  });

  before(async () => {
    city = await openCity({ after: (work) => void endings.unshift(work) });
    citizen = await city.citizen();
    officers = [
      await city.officer('verifier'),
      await city.officer('head_of_office'),
      await city.officer('counter_officer'),
      await city.officer('administrator'),
    ];
    const files = [{ field: 'berkas.', name: 'bukti.png', bytes: SMALL_PNG }];
    const draft = (await begin(citizen, 'SITA', 'Sumarni')).split('/').at(-1) ?? '';
    const dossier = (await submit(city, citizen)).split('/').at(-1) ?? '';
    await citizen.upload(
      `/${OFFICE}/permohonan/${draft}`,
      { layanan: 'SITA', nama: 'Sumarni', tindakan: 'simpan' },
      files,
    );
    const [upload] = (await announce(citizen, draft)).location.split('/').slice(-1);
    await city.doJobs();
    const { db } = city.house;
    const [found] = await db<
      { version: string; document: string; application: string; service: string }[]
    >`
      select v.id as version, v.document_id as document, a.id as application, a.service_id as service
      from document_version v, application a limit 1`;
    assert.ok(found);
    await officers[0]?.post(`/${OFFICE}/petugas/berkas/${dossier}/ambil`, {
      kunci: randomUUID(),
      alasan: 'Giliran',
    });
    await officers
      .at(-1)
      ?.post(`/${OFFICE}/petugas/atur/layanan/SITA/draf`, { kunci: randomUUID() });
    values = {
      office: OFFICE,
      service: 'SITA',
      dossier,
      draft,
      version: found.version,
      document: found.document,
      upload: upload ?? '',
      page: '1',
      theme: 'tema-0123456789.css',
      number: 'BDL-2026-000001-0',
      secret: 'abcd',
      message: '1',
      attachment: '0',
    };
    ids = [dossier, draft, found.version, found.document, found.application, found.service];
  });

  const anyText = () =>
    fc.oneof(
      { weight: 4, arbitrary: fc.constantFrom(...NASTY) },
      { weight: 2, arbitrary: fc.string({ unit: 'binary', maxLength: 60 }) },
      { weight: 2, arbitrary: fc.constantFrom(...ids) },
      { weight: 3, arbitrary: fc.constantFrom(...words.values) },
    );
  const anyParam = (name: string) =>
    fc.oneof(
      { weight: 6, arbitrary: fc.constant(values[name] ?? '1') },
      { weight: 1, arbitrary: fc.constantFrom(...BROKEN) },
      { weight: 2, arbitrary: anyText().map(escape) },
    );
  const anyFields = (names: readonly string[], most: number) =>
    fc.array(
      fc.tuple(
        fc.oneof(
          { weight: 9, arbitrary: fc.constantFrom(...names) },
          { weight: 1, arbitrary: anyText() },
        ),
        anyText(),
      ),
      {
        maxLength: most,
      },
    );

  const anyRequest = (route: Route) => {
    const names = [...route.path.matchAll(/:([a-z]+)(\{.*?\}(?=$|\/))?/g)].map(
      ([, name = '']) => name,
    );
    return fc.record({
      params: fc
        .tuple(...names.map(anyParam))
        .map((found) => new Map(names.map((name, index) => [name, String(found[index])]))),
      query: anyFields(words.queries, 4),
      form: anyFields(words.fields, 12),
      hasKey: fc.boolean(),
      type: fc.constantFrom(
        'form',
        'form',
        'form',
        'multipart',
        'multipart',
        'torn',
        'json',
        'none',
        'tus',
      ),
      who: fc.nat({ max: 4 }),
      header: anyText(),
    });
  };

  test('a form that lost its boundary on the way is no fault of the house, on any route', async () => {
    for (const { method, path } of city.routes) {
      if (method !== 'POST' || /(?<!^\/):|keluar|sandi/.test(path)) continue;
      for (const client of officers) {
        const before = new Map(client.cookies);
        const reply = await client.ask(method, path.replace(':office', OFFICE), {
          headers: { 'content-type': 'multipart/form-data' },
          body: '--batas\r\n',
        });
        for (const [name, value] of before) client.cookies.set(name, value);
        assert.ok(reply.status < 500, `${path}: ${reply.status}`);
      }
    }
  });

  test('a moment that PostgreSQL does not know begins the list at its beginning', async () => {
    for (const sebelum of ['99999', '-1', '+275760-09-13T00:00:00.000Z', '2026-13-45T99:00:00Z'])
      for (const path of ['/dasbor', '/dasbor/berkas']) {
        const asked = `/${OFFICE}${path}?${new URLSearchParams({ sebelum })}`;
        assert.equal((await citizen.get(asked)).status, 200, asked);
      }
  });

  test('ASVS 2.2.2, 15.3.6, 15.3.7: random text in every route, field, query parameter and header', async (t) => {
    // What ends sessions comes last, or nobody would be left to try the rest.
    const routes = [...city.routes].sort(
      (a, b) => Number(/keluar|sandi/.test(a.path)) - Number(/keluar|sandi/.test(b.path)),
    );
    for (const route of routes)
      await t.test(`${route.method} ${route.path}`, () =>
        fc.assert(
          fc.asyncProperty(anyRequest(route), async (asked) => {
            // A counter at its end would answer in place of the page.
            if (route.access.who !== 'staff') await city.house.db`delete from rate_limit`;
            const path = route.path.replace(
              /:([a-z]+)(\{.*?\}(?=$|\/))?/g,
              (_, name: string) => asked.params.get(name) ?? '',
            );
            const query = asked.query
              .map(([name, value]) => `${escape(name)}=${escape(value)}`)
              .join('&');
            const client = [citizen, ...officers][asked.who] ?? citizen;
            const before = new Map(client.cookies);
            const reply = await client.ask(
              route.method,
              `${path}${query && `?${query}`}`,
              sendingOf(route, asked),
            );
            for (const [name, value] of before) client.cookies.set(name, value);
            assert.ok(
              reply.status < 500,
              `${reply.status} ${JSON.stringify({ path, ...asked })}\n${city.house.logged.at(-1) ?? ''}`,
            );
          }),
          { numRuns: RUNS },
        ),
      );
  });
});

interface Asked {
  readonly form: readonly (readonly [string, string])[];
  readonly hasKey: boolean;
  readonly type: string;
  readonly header: string;
}

function sendingOf(route: Route, asked: Asked): { headers: Record<string, string>; body?: string } {
  const header = asked.header.replace(/[^\t\x20-\x7e\x80-\xff]/g, '');
  if (route.method === 'GET')
    return { headers: { 'accept-language': header, 'x-forwarded-for': header, range: header } };
  const pairs = asked.hasKey ? [...asked.form, ['kunci', randomUUID()] as const] : asked.form;
  const encoded = pairs.map(([name, value]) => `${escape(name)}=${escape(value)}`).join('&');
  const parts = pairs
    .map(
      ([name, value]) =>
        `--batas\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`,
    )
    .join('');
  const multipart = { 'content-type': 'multipart/form-data; boundary=batas' };
  switch (asked.type) {
    case 'form':
      return { headers: { 'content-type': 'application/x-www-form-urlencoded' }, body: encoded };
    case 'multipart':
      return { headers: multipart, body: `${parts}--batas--\r\n` };
    case 'torn':
      return {
        headers: header.length % 2 ? multipart : { 'content-type': 'multipart/form-data' },
        body: parts.slice(0, parts.length / 2),
      };
    case 'json':
      return {
        headers: { 'content-type': 'application/json' },
        body: `{"__proto__":${JSON.stringify(encoded)}`,
      };
    case 'tus':
      return {
        headers: {
          'tus-resumable': '1.0.0',
          'upload-length': header.length % 3 ? '10' : header,
          'upload-offset': header.length % 2 ? '0' : header,
          'upload-metadata': `filename ${Buffer.from(asked.header).toString('base64')},untuk ${header}`,
          'content-type': 'application/offset+octet-stream',
        },
        body: 'x'.repeat(header.length % 12),
      };
    default:
      return { headers: {}, body: encoded };
  }
}

function announce(client: Client, draft: string) {
  const untuk = Buffer.from(`draft:${draft}:`).toString('base64');
  return client.ask('POST', `/${OFFICE}/unggah`, {
    headers: {
      'tus-resumable': '1.0.0',
      'upload-length': '1000',
      'upload-metadata': `filename YS5wbmc=,untuk ${untuk}`,
    },
  });
}
