import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { brotliCompressSync } from 'node:zlib';
import type { Hono } from 'hono';
import { freshDatabase } from '../../../../test/support/database.ts';
import { htmlFaults } from '../../../../test/ui/html-rules.ts';
import { readConfig } from '../../../kernel/config.ts';
import { connect } from '../../../kernel/db.ts';
import type { House } from '../../../kernel/house.ts';
import { createLog } from '../../../kernel/log.ts';
import { openVault } from '../../../kernel/vault.ts';
import { createApp } from '../../../web/app.ts';
import { loadAssets } from '../../../web/assets.ts';
import { createMeters } from '../../../web/meters.ts';
import type { VisitPerson } from '../../../web/visit.ts';
import { forgetOffices, importOffices, officeBySlug, visitOffice } from '../../offices/index.ts';
import { portalRoutes } from './index.ts';

/** A further page may weigh this much over the wire (design §6). */
const FURTHER_PAGE = 12 * 1024;
const BDL = '/kantah-bandar-lampung';

let app: Hono;
let visitor: VisitPerson | undefined;
const ends: (() => Promise<unknown>)[] = [];

before(async () => {
  const { url, close } = await freshDatabase();
  const db = connect(url, { max: 4 });
  ends.push(() => db.end({ timeout: 1 }), close);
  const unused = async () => assert.fail('not part of the public pages');
  const house: House = {
    config: readConfig({ DATA_DIR: '/nonexistent' }),
    db,
    vault: openVault(db, randomBytes(32)),
    log: createLog('silent'),
    doorbell: { listen: () => () => {}, stop: async () => {} },
    storage: {
      append: unused,
      truncate: unused,
      read: () => assert.fail(),
      size: unused,
      remove: unused,
    },
    scan: unused,
    mail: unused,
    typeset: { pdf: unused, svg: unused },
    // A Friday, 09.00 WIB.
    now: () => new Date('2026-11-20T02:00:00Z'),
  };
  const installed = await importOffices(house, join(import.meta.dirname, '../../../../offices'));
  assert.ok(installed.ok, installed.ok ? '' : installed.sentences.en);
  const office = async (slug: string) => {
    const found = await officeBySlug(db, slug);
    return found && visitOffice(found);
  };
  app = createApp(
    house,
    { office, visitor: async () => visitor },
    portalRoutes(house),
    loadAssets('/nonexistent'),
    createMeters(),
  );
});

after(async () => {
  forgetOffices();
  for (const end of ends) await end();
});

async function read(path: string, headers: Record<string, string> = {}) {
  const response = await app.request(path, { headers });
  return { status: response.status, html: await response.text(), headers: response.headers };
}

const linkTo = (html: string, href: string) => {
  const at = html.indexOf(`href="${href}"`);
  return at === -1 ? undefined : html.slice(html.indexOf('>', at) + 1, html.indexOf('</a>', at));
};

test('every public page is valid and light', async () => {
  const services = [
    'kantah-bandar-lampung/layanan/UKUR',
    'kantah-bandar-lampung/layanan/HT-EL',
    'bppt-bandung/layanan/HO',
  ];
  const offices = [
    'kantah-bandar-lampung',
    'disdukcapil-banjar',
    'bppt-bandung',
    'ptsp-jakarta-utara',
  ];
  const pages = [
    '',
    'atr-bpn',
    'atr-bpn?cari=metro',
    'kanwil-lampung',
    'kanwil-lampung/panduan',
    'atr-bpn/panduan',
    'atr-bpn/layanan',
    'kanwil-lampung/layanan',
    'kantah-jakarta-utara',
    '?cari=kota',
    '?cari=tidakada',
    ...services,
  ];
  for (const path of [
    ...pages,
    ...offices.flatMap((slug) => [slug, `${slug}/layanan`, `${slug}/panduan`]),
  ])
    for (const lang of ['id', 'en']) {
      const { status, html } = await read(`/${path}`, { cookie: `bahasa=${lang}` });
      assert.equal(status, 200, path);
      assert.deepEqual(await htmlFaults(html), [], `/${path} ${lang}`);
      const weight = brotliCompressSync(html).length;
      assert.ok(weight <= FURTHER_PAGE, `/${path} weighs ${weight}`);
    }
});

test('whoever comes first is led to DAFTAR and MASUK', async () => {
  const { html } = await read(BDL);
  assert.equal(linkTo(html.slice(html.indexOf('<main')), `${BDL}/daftar`), 'DAFTAR');
  assert.equal(linkTo(html.slice(html.indexOf('<main')), `${BDL}/masuk`), 'MASUK');
});

test('whoever is signed in is led to the dashboard instead', async () => {
  visitor = {
    id: '019a0000-0000-7000-8000-000000000001',
    name: 'Siti',
    lang: 'id',
    emailConfirmed: true,
    roles: [],
    rolesAbove: [],
    unread: 0,
    sessionHash: Buffer.alloc(32),
  };
  const { html } = await read(BDL, { cookie: 'sesi=x' });
  visitor = undefined;
  const main = html.slice(html.indexOf('<main'));
  assert.ok(linkTo(main, `${BDL}/dasbor`));
  assert.equal(linkTo(main, `${BDL}/daftar`), undefined);
});

test('the hours of today are said in the office’s own time', async () => {
  const { html } = await read(BDL);
  assert.match(html, /Hari ini buka 08\.00–11\.30, 13\.00–16\.30 WIB\./);
});

test('a service shows what must be published of it (PermenPANRB 15/2014)', async () => {
  const { html } = await read(`${BDL}/layanan/PH-JB`);
  for (const part of ['persyaratan', 'prosedur', 'waktu', 'biaya', 'hasil', 'pengaduan'])
    assert.ok(html.includes(`id="${part}"`), part);
  assert.ok(linkTo(html, `${BDL}/permohonan/baru?layanan=PH-JB`));
  assert.match(html, /5 hari kerja/);
  assert.match(html, /Rp125\.000\.000[^]*Rp175\.000/);
  assert.match(html, /Sumber: <span lang="id">Perkaban 1\/2010/);
});

test('a service that is filed elsewhere leads there and takes nothing here', async () => {
  const { html } = await read(`${BDL}/layanan/HT-EL`);
  assert.ok(linkTo(html, 'https://mitra.atrbpn.go.id'));
  assert.ok(!html.includes('permohonan/baru'));
});

test('people find a service by the word they use, and are told when there is none', async () => {
  assert.match((await read(`${BDL}/layanan?cari=sertifikat`)).html, /Pengecekan sertipikat/);
  const { html } = await read(`${BDL}/layanan?cari=${encodeURIComponent('<b>paspor</b>')}`);
  assert.match(html, /Belum ada layanan yang cocok/);
  assert.ok(!html.includes('<b>paspor'));
});

test('the guide says plainly who is not served', async () => {
  const { html } = await read(`${BDL}/panduan`);
  assert.match(html, /tanpa jadwal tatap muka tidak dilayani/);
  assert.equal(html.match(/<ol class="sl-steps">[^]*?<\/ol>/)?.[0].match(/<li>/g)?.length, 6);
});

test('the civil registry says that everything is free', async () => {
  assert.match((await read('/disdukcapil-banjar')).html, /Gratis, tanpa perantara/);
  assert.doesNotMatch((await read(BDL)).html, /Gratis, tanpa perantara/);
});

test('the way from the ministry leads down to every office', async () => {
  const top = (await read('/atr-bpn')).html;
  assert.ok(linkTo(top, '/kanwil-lampung'));
  assert.ok(linkTo((await read('/kanwil-lampung')).html, BDL));
  assert.ok(linkTo((await read('/atr-bpn?cari=bandar+lampung')).html, BDL));
  assert.ok(linkTo((await read('/?cari=jakarta+utara')).html, '/ptsp-jakarta-utara'));
});

test('a long list goes on page by page until its end, and no office is missed', async () => {
  const seen = new Set<string>();
  let path: string | undefined = '/?cari=kantor+pertanahan';
  while (path !== undefined) {
    const { html }: { html: string } = await read(path);
    const main: string = html.slice(html.indexOf('<main'), html.indexOf('</main'));
    for (const [, slug = ''] of main.matchAll(/<a href="\/([a-z][a-z0-9-]+)">/g)) {
      assert.ok(!seen.has(slug), slug);
      seen.add(slug);
    }
    path = /href="([^"]*setelah=[a-z][^"]*)"/.exec(main)?.[1]?.replaceAll('&amp;', '&');
  }
  assert.equal(seen.size, 514);
});

test('what is not there is not there', async () => {
  for (const path of ['/tidak-ada', `${BDL}/layanan/TIDAK-ADA`, '/tidak-ada/layanan'])
    assert.equal((await read(path)).status, 404, path);
});

test('text without English is marked as Indonesian', async () => {
  const { html } = await read(`${BDL}/layanan/PH-JB`, { cookie: 'bahasa=en' });
  assert.match(html, /<html lang="en">/);
  assert.match(html, /Source: <span lang="id">/);
});

test('an office’s colours may be kept for ever, until they change', async () => {
  const { html } = await read(BDL);
  const href = /href="([^"]*\/tema-[^"]*)"/.exec(html)?.[1] ?? '';
  const { headers, html: css } = await read(href);
  assert.match(headers.get('content-type') ?? '', /text\/css/);
  assert.match(headers.get('cache-control') ?? '', /immutable/);
  assert.match(css, /--ds-color-primary-base-default/);
  assert.doesNotMatch(
    (await read(`${BDL}/tema-0123456789.css`)).headers.get('cache-control') ?? '',
    /immutable/,
  );
});

test('an office without services leads on from its guide and its list of services', async () => {
  const ministry = (await read('/atr-bpn/panduan')).html;
  assert.match(ministry, /Kirim pesan WhatsApp ke 0811-1068-0000/);
  assert.ok(linkTo(ministry, '/atr-bpn'));
  const province = (await read('/kanwil-lampung/panduan')).html;
  assert.match(province, /Kirim pesan WhatsApp ke 0811-1068-0000/);
  assert.ok(linkTo(province, '/atr-bpn/panduan'), 'says whose guide it is');
  assert.ok(linkTo(province, BDL), 'the offices below, first those that take applications');
  for (const path of ['/kanwil-lampung/layanan', '/atr-bpn/layanan']) {
    const { html } = await read(path);
    assert.match(html, /Kantor ini belum menerima permohonan di sini/);
    assert.ok(linkTo(html, 'https://wa.me/6281110680000'));
    assert.doesNotMatch(html, /name="cari"/);
  }
  assert.ok(linkTo((await read('/kanwil-lampung/layanan')).html, BDL));
  const leaf = (await read('/kantah-metro/layanan')).html;
  assert.ok(linkTo(leaf, '/kanwil-lampung'));
});
