import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, describe, test } from 'node:test';
import type { Route } from '../../src/web/route.ts';
import type { Client } from '../support/client.ts';
import { begin, type City, OFFICE, OTHER_OFFICE, openCity, submit } from './city.ts';
import { SMALL_PNG } from './files.ts';

const TUS = { 'tus-resumable': '1.0.0' };

describe('what belongs to others does not exist', () => {
  let city: City;
  let owner: Client;
  let ids: Readonly<Record<string, string>>;
  const endings: (() => Promise<void>)[] = [];
  after(async () => {
    for (const end of endings) await end();
  });
  before(async () => {
    city = await openCity({ after: (work) => void endings.unshift(work) });
    owner = await city.citizen('Wagiyem');
    const files = [
      { field: 'berkas.surat_permohonan', name: 'rahasia-wagiyem.png', bytes: SMALL_PNG },
    ];
    const path = await submit(city, owner, {
      name: 'Wagiyem Rahasia',
      note: 'catatan-wagiyem',
      files,
    });
    const draft = await begin(owner, 'SITA', 'Wagiyem Rahasia');
    const untuk = Buffer.from(`draft:${draft.split('/').at(-1) ?? ''}:`).toString('base64');
    const upload = await owner.ask('POST', `/${OFFICE}/unggah`, {
      headers: {
        ...TUS,
        'upload-length': '1000',
        'upload-metadata': `filename YS5wbmc=,untuk ${untuk}`,
      },
    });
    const [version] = await city.house.db<{ id: string }[]>`select id from document_version`;
    ids = {
      dossier: path.split('/').at(-1) ?? '',
      draft: draft.split('/').at(-1) ?? '',
      upload: upload.location.split('/').at(-1) ?? '',
      version: version?.id ?? '',
      page: '1',
    };
    for (const [name, id] of Object.entries(ids)) assert.notEqual(id, '', name);
  });

  const NAMES = ['dossier', 'draft', 'upload', 'version'];
  const pointed = (who: Route['access']['who'][]) =>
    city.routes.filter(
      ({ path, access }) =>
        who.includes(access.who) && NAMES.some((name) => path.includes(`:${name}`)),
    );
  const pathOf = (route: Route, office: string) =>
    route.path.replace(/:([a-z]+)/g, (_, name: string) =>
      name === 'office' ? office : (ids[name] ?? randomUUID()),
    );

  async function findsNothing(client: Client, route: Route, office: string): Promise<void> {
    const path = pathOf(route, office);
    const key = `kunci=${randomUUID()}&tindakan=kirim&alasan=ingin+tahu`;
    const isForm = route.method === 'POST';
    const reply = await client.ask(route.method, path, {
      headers: isForm
        ? { 'content-type': 'application/x-www-form-urlencoded' }
        : { ...TUS, 'upload-offset': '0', 'content-type': 'application/offset+octet-stream' },
      ...(isForm ? { body: key } : route.method === 'PATCH' ? { body: 'x' } : {}),
    });
    if (route.method === 'OPTIONS') return;
    assert.equal(reply.status, 404, `${route.method} ${path}`);
    assert.doesNotMatch(reply.text, /wagiyem/i, `${route.method} ${path}`);
  }

  test('ASVS 8.2.2: another citizen finds neither dossier, receipt, PDF, file, draft, upload nor messages', async () => {
    const other = await city.citizen('Ponirah');
    const routes = pointed(['person']);
    assert.ok(routes.length >= 15);
    for (const route of routes) await findsNothing(other, route, OFFICE);
    for (const page of ['/dasbor', '/dasbor/berkas', '/permohonan/baru', '/akun', '/unggah?untuk='])
      assert.doesNotMatch((await other.get(`/${OFFICE}${page}`)).text, /wagiyem/i, page);
    const doorbell = await other.get(`/${OFFICE}/kabar?topik=berkas:${ids['dossier'] ?? ''}`);
    assert.equal(doorbell.status, 404, 'nobody listens at another one’s door');
    assert.equal((await other.get(`/${OFFICE}/kabar?topik=kantor`)).status, 404);
  });

  test('ASVS 8.2.2: another citizen cannot use another one’s document, draft or upload in a form of their own', async () => {
    const other = await city.citizen('Ponirah');
    const draft = await begin(other, 'SITA', 'Ponirah');
    const [document] = await city.house.db<
      { id: string }[]
    >`select document_id as id from document_version`;
    const id = document?.id ?? '';
    for (const fields of [
      { tindakan: `pakai:${id}`, [`pakai_untuk.${id}`]: 'surat_permohonan' },
      { tindakan: 'simpan', [`ikat_ada.${id}`]: '1', [`ikat.${id}`]: 'surat_permohonan' },
      { tindakan: `hapus:${id}` },
    ])
      await other.upload(
        draft,
        { layanan: 'SITA', nama: 'Ponirah', kunci: randomUUID(), ...fields },
        [],
      );
    assert.doesNotMatch((await other.get(draft)).text, /wagiyem/i);
    const untuk = Buffer.from(`draft:${ids['draft'] ?? ''}:`).toString('base64');
    const dokumen = Buffer.from(id).toString('base64');
    for (const metadata of [
      `filename YS5wbmc=,untuk ${untuk}`,
      `filename YS5wbmc=,untuk ${untuk},dokumen ${dokumen}`,
    ]) {
      const headers = { ...TUS, 'upload-length': '10', 'upload-metadata': metadata };
      assert.equal((await other.ask('POST', `/${OFFICE}/unggah`, { headers })).status, 422);
    }
    const [kept] = await city.house.db<
      { removed: boolean }[]
    >`select removed_at is not null as removed from document where id = ${id}`;
    assert.equal(kept?.removed, false);
  });

  test('ASVS 8.4.1: an officer of another office finds nothing here, and nothing of here at home', async () => {
    for (const role of ['verifier', 'head_of_office', 'administrator']) {
      const officer = await city.officer(role, OTHER_OFFICE);
      for (const route of pointed(['person', 'staff', 'overseer']))
        for (const office of [OFFICE, OTHER_OFFICE]) {
          const isRefusedByRole = office === OTHER_OFFICE && route.access.who !== 'person';
          if (
            isRefusedByRole &&
            'roles' in route.access &&
            !route.access.roles.some((one) => one === role)
          )
            continue;
          await findsNothing(officer, route, office);
        }
      for (const route of city.routes.filter(
        ({ access, method }) =>
          method === 'GET' && (access.who === 'staff' || access.who === 'overseer'),
      ))
        assert.equal((await officer.get(pathOf(route, OFFICE))).status, 404, route.path);
      const found = await officer.get(`/${OTHER_OFFICE}/petugas/cari?cari=Wagiyem`);
      assert.doesNotMatch(found.text, /Wagiyem Rahasia/);
      assert.doesNotMatch((await officer.get(`/${OTHER_OFFICE}/petugas`)).text, /Wagiyem/);
    }
  });

  test('ASVS 8.2.1: to a citizen the office’s inner pages do not exist', async () => {
    const other = await city.citizen('Ponirah');
    for (const route of city.routes.filter(
      ({ access }) => access.who === 'staff' || access.who === 'overseer',
    ))
      await findsNothing(other, route, OFFICE);
  });

  test('ASVS 8.2.1: nobody gets in without signing in', async () => {
    for (const route of city.routes.filter(({ access }) =>
      ['person', 'staff', 'overseer'].includes(access.who),
    )) {
      const reply = await city.stranger().ask(route.method, pathOf(route, OFFICE));
      assert.equal(reply.status, 303, route.path);
      assert.match(reply.location, new RegExp(`^/${OFFICE}/masuk`));
    }
  });

  test('ASVS 2.4.1, 6.3.1: guessing a receipt’s code ends after ten tries, and number and code leave no other trace', async () => {
    const [dossier] = await city.house.db<{ number: string }[]>`select number from dossier`;
    const nomor = dossier?.number ?? '';
    const right =
      /[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}/.exec(
        (await owner.get(`/${OFFICE}/berkas/${ids['dossier'] ?? ''}/tanda-terima`)).text,
      )?.[0] ?? '';
    await city.house.db`delete from rate_limit`;
    for (let tried = 0; tried < 10; tried += 1) {
      const wrong = await city
        .stranger()
        .post(`/${OFFICE}/lacak`, { nomor, kode: `AAAA-BBBB-CC${tried}C` });
      const unknown = await city
        .stranger()
        .post(`/${OFFICE}/lacak`, { nomor: `${nomor}X`, kode: `AAAA-BBBB-CC${tried}C` });
      assert.equal(wrong.status, 422);
      assert.equal(unknown.status, 422);
      assert.equal(
        sentenceIn(wrong.text),
        sentenceIn(unknown.text),
        'a wrong code and an unknown number sound the same',
      );
    }
    assert.equal(
      (await city.stranger().post(`/${OFFICE}/lacak`, { nomor, kode: right })).status,
      429,
    );
    const shut = await city.stranger().get(`/${OFFICE}/lacak/${nomor}/${right}`);
    assert.match(shut.location, /gagal=wait/, 'the other door is shut too');
    assert.equal(
      shut.location.includes(right),
      false,
      'and the code leaves the address all the same',
    );
    await city.house.db`delete from rate_limit`;
    const holder = city.stranger();
    const opened = await holder.get(`/${OFFICE}/lacak/${nomor}/${right}`);
    assert.equal(opened.location, `/${OFFICE}/lacak`, 'the secret leaves the address');
    const page = await holder.get(opened.location);
    assert.equal(page.status, 200);
    assert.doesNotMatch(page.text, /wagiyem/i, 'and the page names nobody');
    assert.equal((await holder.get(`/${OTHER_OFFICE}/lacak`)).text.includes(nomor), false);
  });
});

const sentenceIn = (page: string) => /ds-validation-message[^>]*>([^<]+)/.exec(page)?.[1];
