import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { describe, type TestContext, test } from 'node:test';
import { htmlFaults } from '../../../../../test/ui/html-rules.ts';
import type { Mail } from '../../../../kernel/ports.ts';
import { createApp } from '../../../../web/app.ts';
import { loadAssets } from '../../../../web/assets.ts';
import { createMeters } from '../../../../web/meters.ts';
import { demoOutboxRoutes } from '../../index.ts';
import { piecesOf } from '../../outbox-text.ts';
import { openPostOffice } from '../../post-office.fixture.ts';

const MAIL: Mail = {
  id: '',
  to: 'siti@contoh.id',
  subject: 'Berkas Anda',
  text: 'Isi.',
  attachments: [],
};

/** The demo's pages over a sandbox that has sent these mails, the last one newest. */
async function demo(t: TestContext, mails: readonly Partial<Mail>[]) {
  const { house } = await openPostOffice(t);
  const doors = { office: async () => undefined, visitor: async () => undefined };
  const app = createApp(
    house,
    doors,
    demoOutboxRoutes(house),
    loadAssets('/nowhere'),
    createMeters(),
  );
  const ids: string[] = [];
  for (const mail of mails) {
    const id = randomUUID();
    ids.push(id);
    await house.mail({ ...MAIL, ...mail, id });
  }
  const get = (path: string) => app.request(path, { headers: { accept: 'text/html' } });
  const page = async (path: string) => {
    const answer = await get(path);
    return { status: answer.status, text: (await answer.text()).replaceAll('<wbr/>', '') };
  };
  return { house, ids, get, page };
}

describe('the outbox of the demo', () => {
  test('lists what was sent, newest first', async (t) => {
    const { page } = await demo(t, [{ subject: 'Pertama' }, { subject: 'Kedua' }, { subject: '' }]);
    const { status, text } = await page('/demo/outbox');
    assert.equal(status, 200);
    assert.ok(text.indexOf('(tanpa perihal)') < text.indexOf('Kedua'));
    assert.ok(text.indexOf('Kedua') < text.indexOf('Pertama'));
    assert.deepEqual(await htmlFaults(text), []);
  });

  test('finds the mails of one address, taking no sign for another', async (t) => {
    const { page } = await demo(t, [
      { to: 'siti@contoh.id' },
      { to: 'a_b@contoh.id' },
      { to: 'axb@contoh.id' },
    ]);
    const found = async (query: string) =>
      (await page(`/demo/outbox?alamat=${query}`)).text.match(/\w+@contoh\.id(?=<)/g);
    assert.deepEqual(await found('SITI'), ['siti@contoh.id']);
    assert.deepEqual(await found('a_b'), ['a_b@contoh.id']);
    const none = await page(`/demo/outbox?alamat=${encodeURIComponent('%"><script>')}`);
    assert.match(none.text, /Tidak ada email untuk alamat ini/);
    assert.doesNotMatch(none.text, /<script>/);
    assert.deepEqual(await htmlFaults(none.text), []);
    assert.equal((await page('/demo/outbox?alamat=%00&sebelum=x')).status, 200);
  });

  test('leads to older ones, each shown once', async (t) => {
    const mails = Array.from({ length: 120 }, (_, n) => ({ subject: `Surat ${n}` }));
    const { page } = await demo(t, mails);
    const seen: string[] = [];
    let path: string | undefined = '/demo/outbox';
    while (path) {
      const { text }: { text: string } = await page(path);
      seen.push(...[...text.matchAll(/>(Surat \d+)</g)].map(([, subject = '']) => subject));
      const [, links = ''] = text.split('class="sl-pagination"');
      path = /href="(\/demo\/outbox\?[^"]*)"/.exec(links)?.[1]?.replaceAll('&amp;', '&');
    }
    assert.deepEqual(seen, mails.map(({ subject }) => subject).reverse());
  });

  test('is empty at first, and says what fills it', async (t) => {
    const { text } = await (await demo(t, [])).page('/demo/outbox');
    assert.match(text, /Belum ada email/);
    assert.deepEqual(await htmlFaults(text), []);
  });

  test('shows a message with its links, and its words as words', async (t) => {
    const text =
      'Buka http://127.0.0.1:3000/kantor/berkas/1?a=1&b=2.\n<script>alert(1)</script>\n\njavascript:alert(2)';
    const { page, ids } = await demo(t, [{ subject: '<b>Perihal</b>', text }]);
    const shown = await page(`/demo/outbox/${ids[0]}`);
    assert.match(
      shown.text,
      /<a [^>]*href="http:\/\/127\.0\.0\.1:3000\/kantor\/berkas\/1\?a=1&amp;b=2"/,
    );
    assert.match(shown.text, /&lt;script&gt;alert\(1\)/);
    assert.doesNotMatch(shown.text, /<script>|href="javascript|<b>/);
    assert.deepEqual(await htmlFaults(shown.text), []);
  });

  test('hands out attachments as files, never as pages of ours', async (t) => {
    const attachments = [
      {
        name: 'jadwal "tatap muka"\r\n.ics',
        mediaType: 'text/calendar; method=REQUEST',
        content: 'BEGIN:VCALENDAR',
      },
      { name: 'a.html', mediaType: 'text/html', content: '<script>alert(1)</script>' },
    ];
    const { get, page, ids } = await demo(t, [{ attachments }]);
    assert.deepEqual(await htmlFaults((await page(`/demo/outbox/${ids[0]}`)).text), []);
    const file = await get(`/demo/outbox/${ids[0]}/lampiran/1`);
    assert.equal(await file.text(), 'BEGIN:VCALENDAR');
    assert.equal(file.headers.get('content-type'), 'text/calendar; charset=utf-8');
    assert.equal(
      file.headers.get('content-disposition'),
      "attachment; filename*=UTF-8''jadwal%20%22tatap%20muka%22%0D%0A.ics",
    );
    const html = await get(`/demo/outbox/${ids[0]}/lampiran/2`);
    assert.match(html.headers.get('content-disposition') ?? '', /^attachment/);
    assert.match(html.headers.get('content-security-policy') ?? '', /sandbox/);
    assert.equal(html.headers.get('x-content-type-options'), 'nosniff');
  });

  test('knows no other message', async (t) => {
    const { get, ids } = await demo(t, [{}]);
    for (const path of [
      randomUUID(),
      'x',
      `${ids[0]}/lampiran/1`,
      `${ids[0]}/lampiran/0`,
      `${ids[0]}/lampiran/length`,
    ])
      assert.equal((await get(`/demo/outbox/${path}`)).status, 404);
  });

  test('does not exist in production', async (t) => {
    const { house } = await demo(t, []);
    assert.deepEqual(
      demoOutboxRoutes({ ...house, config: { ...house.config, profile: 'production' } }),
      [],
    );
  });
});

test('an address ends before the sentence does', () => {
  const links = (line: string) =>
    piecesOf(line)
      .filter(({ isLink }) => isLink)
      .map(({ text }) => text);
  assert.deepEqual(links('(lihat https://a.id/x?y=1#z), atau http://b.id/.'), [
    'https://a.id/x?y=1#z',
    'http://b.id/',
  ]);
  assert.deepEqual(links('tanpa alamat; ftp://a.id javascript:http'), []);
});
