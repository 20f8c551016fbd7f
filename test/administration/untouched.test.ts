import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { test } from 'node:test';
import { AT, type Desk, openDesk } from './desk.fixture.ts';

const OFFICES = join(import.meta.dirname, '../../offices');

/** The shipped services that use most of what a service may say: formulas, conditions, choices, several of each. */
const SERVICES = [
  'kantah-bandar-lampung/PIS',
  'kantah-bandar-lampung/PH-WR',
  'kantah-bandar-lampung/HT-EL',
  'disdukcapil-banjar/AKTA-LAHIR',
  'bppt-bandung/IMB-NRT',
  'ptsp-jakarta-utara/SIPI-BARU',
];

const plain = (text: string) =>
  text
    .replaceAll('&quot;', '"')
    .replaceAll('&#39;', "'")
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&');
const attribute = (tag: string, name: string) => {
  const found = new RegExp(`\\s${name}="([^"]*)"`).exec(tag);
  return found ? plain(found[1] ?? '') : undefined;
};

/** What a browser would send for a form that nobody touched. */
function untouched(page: string, id: string): [string, string][] {
  const start = page.search(new RegExp(`<form[^>]*id="${id}"`));
  assert.notEqual(start, -1, `no form ${id}`);
  const form = page.slice(start, page.indexOf('</form>', start));
  const sent: [string, string][] = [];
  const controls = /<input[^>]*>|<textarea[^>]*>[^]*?<\/textarea>|<select[^>]*>[^]*?<\/select>/g;
  for (const [control] of form.matchAll(controls)) {
    const tag = /^<[^>]*>/.exec(control)?.[0] ?? '';
    const name = attribute(tag, 'name');
    if (name === undefined) continue;
    if (tag.startsWith('<textarea')) {
      sent.push([name, plain(control.slice(tag.length, -'</textarea>'.length).replace(/^\n/, ''))]);
    } else if (tag.startsWith('<select')) {
      const options = [...control.matchAll(/<option[^>]*>/g)].map(([option]) => option);
      const chosen = options.find((option) => /\sselected/.test(option)) ?? options[0] ?? '';
      sent.push([name, attribute(chosen, 'value') ?? '']);
    } else if (!/type="(?:checkbox|radio)"/.test(tag) || /\schecked/.test(tag)) {
      sent.push([name, attribute(tag, 'value') ?? '']);
    }
  }
  return sent;
}

async function sendBack(desk: Desk, path: string, id: string): Promise<void> {
  const body = new URLSearchParams(untouched(await desk.see(path), id));
  body.set('tindakan', 'simpan');
  const answer = await desk.town.app.request(path.split('?')[0] ?? '', {
    method: 'POST',
    body,
    headers: { cookie: `sesi=${desk.administrator}` },
  });
  assert.equal(answer.status, 303, `${path}: ${answer.status}`);
}

test('every form of the editor, sent back untouched, leaves the service as it was', async (t) => {
  const desk = await openDesk(t);
  const { db } = desk.town.house;
  const file = (service: string) =>
    readFileSync(join(OFFICES, service.replace('/', '/services/') + '.json'), 'utf8');
  for (const service of SERVICES) {
    const code = service.split('/')[1] ?? '';
    const text = file(service);
    const chosen = new File([text], `${code}.json`, { type: 'application/json' });
    const loaded = await desk.town.send(desk.administrator, `${AT}/unggah`, {}, { berkas: chosen });
    assert.equal(loaded.location, `${AT}/${code}/terbitkan`);
    const draft = async () => {
      const [row] = await db<{ definition: Record<string, { key: string }[]> }[]>`
        select definition from service_draft where code = ${code} and office_id = ${desk.town.office.id}`;
      assert.ok(row);
      return row.definition;
    };
    const before = await draft();
    for (const part of ['pokok', 'biaya']) await sendBack(desk, `${AT}/${code}/${part}`, 'bagian');
    for (const [part, list] of [
      ['persyaratan', 'requirements'],
      ['isian', 'fields'],
      ['alur', 'route'],
    ] as const)
      for (const { key } of before[list] ?? [])
        await sendBack(desk, `${AT}/${code}/${part}?ubah=${key}`, 'butir');
    assert.deepEqual(await draft(), before, service);
    const published = await desk.send(`${AT}/${code}/terbitkan`, { versi: '', catatan: 'Dimuat.' });
    assert.equal(published.status, 303, published.text);
    const again = await desk.town.get(desk.administrator, `${AT}/${code}/unduh`);
    const out: unknown = JSON.parse(await again.response.text());
    assert.deepEqual(out, JSON.parse(text), `${service} goes out as it came in`);
  }
});

test('every shipped service comes into the editor as a file, and could be published', async (t) => {
  const desk = await openDesk(t);
  const files = readdirSync(OFFICES, { recursive: true, encoding: 'utf8' }).filter((name) =>
    /\/services\/[^/]+\.json$/.test(name),
  );
  assert.ok(files.length > 50);
  for (const name of files) {
    const text = readFileSync(join(OFFICES, name), 'utf8');
    const code = basename(name, '.json');
    const berkas = new File([text], `${code}.json`);
    const loaded = await desk.town.send(desk.administrator, `${AT}/unggah`, {}, { berkas });
    assert.equal(loaded.status, 303, name);
    assert.match(await desk.see(`${AT}/${code}/terbitkan`), /dapat diterbitkan/, name);
    await desk.town.post(desk.administrator, `${AT}/${code}/draf/buang`);
  }
});
