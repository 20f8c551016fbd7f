import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { readConfig } from '../src/kernel/config.ts';
import { newId, secretHash } from '../src/kernel/ids.ts';
import { STAFF_ROLES } from '../src/kernel/roles.ts';
import { listOffices } from '../src/modules/offices/index.ts';
import { type Lesson, openSchool, type School } from '../src/modules/practice/school.fixture.ts';
import { operationsRoutes } from '../src/operations.ts';
import { allRoutes, allTasks } from '../src/rooms.ts';
import { createMeters } from '../src/web/meters.ts';
import type { Route } from '../src/web/route.ts';
import { textOf } from './support/files-read.ts';

const MARK = 'Zamrudpenanda';
const SECRET = 'ABCDEFGHJKMN';
/** Words by which pages are asked for somebody or something, in forms and addresses. */
const ASKING = [
  'cari',
  'q',
  'kata',
  'nomor',
  'nama',
  'alamat',
  'kunci_pencarian',
  'layanan',
  'keadaan',
  'setelah',
  'orang',
];

/** Limits count by address: requests come from somewhere. */
const SOCKET = {
  incoming: { socket: { remoteAddress: '203.0.113.9', remotePort: 4242, remoteFamily: 'IPv4' } },
};

describe('practice never appears in the real office, nor above it', { timeout: 300_000 }, () => {
  let school: School;
  let lesson: Lesson;
  let traineeId: string;
  let pictures: ReadonlyMap<string, string>;
  const ends: (() => Promise<void>)[] = [];
  const offices = ['kantor-uji', 'pusat', 'tetangga'];
  /** One person for each role, here and above, who have nothing to do with practice. */
  const people: { name: string; id: string }[] = [];

  before(async () => {
    school = await openSchool({ after: (work) => void ends.push(work) });
    for (const slug of offices)
      for (const role of STAFF_ROLES)
        people.push({
          name: `${role} of ${slug}`,
          id: await school.person(`Petugas ${role}`, [role], slug),
        });
    const citizenId = await school.person('Warga');
    people.push({ name: 'a citizen', id: citizenId });
    await school.submit(citizenId);
    traineeId = await school.trainee('Peserta');
    pictures = await countedPages();

    const lessons = await school.alone(traineeId, { seed: 41, difficulty: 'medium', dossiers: 2 });
    for (const one of lessons.slice(1)) await school.decide(traineeId, one);
    lesson = lessons[0] as Lesson;
    await school.jobs();
    const { db } = school.house;
    await db`update dossier set full_name = ${MARK}, note = ${MARK}, secret_hash = ${secretHash(SECRET)} where office_id = ${school.twin.id}`;
    await db`update person set full_name = ${MARK} where id in (select applicant_id from practice_case)`;
    await db`update document_version set name = ${`${MARK}.pdf`} where office_id = ${school.twin.id}`;
    people.push({ name: 'the trainee', id: traineeId });
  });
  after(async () => {
    for (const end of ends.toReversed()) await end();
  });

  /** The pages of figures, without what changes by itself. */
  const countedPages = async (): Promise<ReadonlyMap<string, string>> => {
    const found = new Map<string, string>();
    for (const path of [
      '/kantor-uji/petugas/ringkasan',
      '/pusat/petugas/ringkasan',
      '/kantor-uji/petugas/angka',
      '/kantor-uji/petugas',
      '/pusat',
      '/',
    ]) {
      const head = people.find(
        ({ name }) => name === `head_of_office of ${path.split('/')[1] || 'pusat'}`,
      );
      const { text } = await school.get(head?.id ?? '', path);
      found.set(
        path,
        text.replaceAll(/\d\d[.:]\d\d(?= W)|<time[^>]*>.*?<\/time>|[0-9a-f-]{36}/g, ''),
      );
    }
    return found;
  };

  test('the figures, lists and homes are the same as before anybody practised', async () => {
    const now = await countedPages();
    for (const [path, before] of pictures) assert.equal(now.get(path), before, path);
    for (const where of ['start', 'all'] as const) {
      const { offices: listed } = await listOffices(school.house.db, where, '', '');
      assert.ok(!listed.some(({ slug }) => slug.includes('latihan')));
    }
  });

  test('every page and file of the real office, of those above and beside it, read by everybody: the marked dossier is nowhere', async () => {
    const routes = [
      ...operationsRoutes(school.house, createMeters()),
      ...allRoutes(school.house),
    ].filter(({ method, path }) => method === 'GET' && !path.endsWith('/kabar'));
    const values = await practiceValues(school, lesson);
    const faults: string[] = [];
    let read = 0;
    for (const route of routes)
      for (const office of route.path.includes(':office') ? offices : ['']) {
        const visitors = readersOf(route, office, people);
        for (const visitor of visitors)
          for (const asked of route.path.includes('cari') ? [lesson.number, MARK] : [MARK]) {
            const path = `${fill(route.path, { ...values, office })}?${new URLSearchParams(ASKING.map((name) => [name, asked]))}`;
            const answer = await school.app.request(
              path,
              { headers: { cookie: `sesi=${visitor.id}`, accept: 'text/html' } },
              SOCKET,
            );
            read += 1;
            if (answer.status >= 500) faults.push(`${route.path} of ${office}: ${answer.status}`);
            const text = withoutQuestion(await textOf(answer), path, [asked, lesson.number]);
            if (text.includes(MARK) || /ZUJI-\d/.test(text) || text.includes(lesson.dossier))
              faults.push(`${route.path} of ${office} shows it to ${visitor.name}`);
          }
      }
    assert.deepEqual([...new Set(faults)], []);
    assert.ok(read > 300, `${read} pages were read`);
    // The mark is there to be found: where it belongs, the same reading finds it.
    const list = await school.get(traineeId, '/kantor-uji-latihan/petugas');
    assert.ok(list.text.includes(MARK) && list.text.includes(lesson.number));
  });

  test('whoever searches for it by a form finds nothing either', async () => {
    const forms = allRoutes(school.house).filter(
      (route: Route) =>
        route.method === 'POST' && /cari|lacak|loket|ambil|pindai|klaim|ajukan/.test(route.path),
    );
    const values = await practiceValues(school, lesson);
    const faults: string[] = [];
    for (const form of forms)
      for (const office of offices)
        for (const visitor of readersOf(form, office, people)) {
          const { path } = form;
          const answer = await school.post(visitor.id, fill(path, { ...values, office }), {
            ...Object.fromEntries(ASKING.map((name) => [name, lesson.number])),
            kode: SECRET,
            rahasia: SECRET,
            pindai: `${lesson.number} ${SECRET}`,
            berkas_lama: lesson.number,
          });
          if (
            withoutQuestion(answer.text, path, [lesson.number]).includes(MARK) ||
            answer.location.includes(lesson.dossier)
          )
            faults.push(`${path} of ${office} for ${visitor.name}`);
        }
    assert.deepEqual([...new Set(faults)], []);
  });

  test('no dossier of practice hangs in a tree along which anybody counts', async () => {
    const { db } = school.house;
    const [tree] = await db<{ n: number }[]>`
      select count(*)::int as n from office o join application a on a.office_id = o.id
      where o.practice and (o.parent_id is not null or o.ancestors <> '{}' or o.tree_root_id is not null)`;
    assert.equal(tree?.n, 0);
  });

  test('whoever has no business in the practice office finds none of its addresses, by whatever method', async () => {
    const values = { ...(await practiceValues(school, lesson)), office: 'kantor-uji-latihan' };
    const some = [
      'a citizen',
      'administrator of kantor-uji',
      'verifier of kantor-uji',
      'head_of_office of pusat',
      'verifier of tetangga',
    ];
    const strangers = people.filter(({ name }) => some.includes(name));
    assert.equal(strangers.length, some.length);
    const faults: string[] = [];
    for (const route of allRoutes(school.house).filter(({ path }) => path.startsWith('/:office'))) {
      const ask = (cookie: string) =>
        school.app.request(
          fill(route.path, values),
          { method: route.method, headers: { cookie, accept: 'text/html' } },
          SOCKET,
        );
      for (const { id, name } of strangers) {
        const { status } = await ask(`sesi=${id}`);
        if (status !== 404) faults.push(`${route.method} ${route.path} for ${name}: ${status}`);
      }
      const nobody = await ask('');
      if (nobody.headers.get('location') !== '/kantor-uji/petugas/latihan')
        faults.push(`${route.method} ${route.path} for nobody: ${nobody.status}`);
    }
    assert.deepEqual(faults, []);
  });

  test('in production too no message of practice reaches a mail server', async () => {
    const mailed: string[] = [];
    const config = readConfig({
      PROFILE: 'production',
      DATABASE_URL: 'postgres://nowhere/x',
      PUBLIC_URL: 'https://loket.contoh.go.id',
      STORAGE_URL: 'file:/tmp/nowhere',
      SMTP_URL: 'smtp://surat.contoh.go.id',
      MAIL_FROM: 'loket@contoh.go.id',
      MASTER_KEY: Buffer.alloc(32, 7).toString('base64'),
    });
    const production = {
      ...school.house,
      config,
      mail: async ({ to, text }: { to: string; text: string }) => void mailed.push(`${to} ${text}`),
    };
    const { db } = school.house;
    await db`update notification set state = 'waiting' where office_id = ${school.twin.id}`;
    const waiting = await db<
      { id: string }[]
    >`select id from notification where office_id = ${school.twin.id}`;
    assert.ok(waiting.length > 0);
    const tasks = allTasks(production);
    for (const { id } of waiting)
      await tasks['correspondence.deliver']?.({ officeId: school.twin.id, id });
    assert.deepEqual(mailed, []);
    const addresses = await db<{ address: string }[]>`
      select distinct address from notification where office_id = ${school.twin.id}`;
    assert.deepEqual(
      addresses.map(({ address }) => address),
      ['kotak-latihan@satu-loket.invalid'],
    );
  });
});

/** Who is let in here, at most four colleagues and two from above, and everybody who needs no role. */
function readersOf<Reader extends { readonly name: string }>(
  { access }: Route,
  office: string,
  people: readonly Reader[],
): readonly Reader[] {
  const plain = people.filter(({ name }) => !name.includes(' of '));
  if (access.who !== 'staff' && access.who !== 'overseer') return plain;
  const named = (roles: readonly string[], slug: string) =>
    people.filter(({ name }) => roles.some((role) => name === `${role} of ${slug}`));
  const weighty = ['administrator', 'head_of_office', 'auditor', 'verifier'];
  const first = [...access.roles].sort((a, b) => weighty.indexOf(b) - weighty.indexOf(a));
  return [
    ...plain,
    ...named(first.slice(0, 4), office),
    ...(access.who === 'overseer' && office === 'kantor-uji'
      ? named(access.above.slice(0, 2), 'pusat')
      : []),
  ];
}

/** What an address may name, all of it from the practice office. */
async function practiceValues(school: School, lesson: Lesson): Promise<Record<string, string>> {
  const { db } = school.house;
  const [file] = await db<{ document: string; version: string }[]>`
    select v.document_id as document, v.id as version from document_version v where v.office_id = ${school.twin.id} limit 1`;
  const [session] = await db<{ id: string }[]>`select id from practice_session limit 1`;
  return {
    dossier: lesson.dossier,
    application: lesson.application,
    number: lesson.number,
    secret: SECRET,
    document: file?.document ?? '',
    version: file?.version ?? '',
    session: session?.id ?? '',
    page: '1',
    service: 'ROYA',
    figure: 'masuk',
    attachment: '1',
    theme: 'tema-0000000000.css',
  };
}

function fill(path: string, values: Readonly<Record<string, string>>): string {
  return path.replace(/:([a-zA-Z]+)(\{.*\})?/g, (_, name: string) =>
    encodeURIComponent(values[name] ?? newId()),
  );
}

/** A page may repeat what it was asked for, and its own address; what it was not told it must not know. */
function withoutQuestion(text: string, path: string, asked: readonly string[]): string {
  const address = decodeURIComponent(path);
  const told = [...asked.filter((word) => address.includes(word)), ...(address.match(UUID) ?? [])];
  return told.reduce((left, word) => left.replaceAll(word, ''), text);
}

const UUID = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f-]{22}/g;
