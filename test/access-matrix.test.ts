import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import type { Hono } from 'hono';
import sharp from 'sharp';
import { transaction } from '../src/kernel/db.ts';
import { translator } from '../src/kernel/i18n.ts';
import { newId } from '../src/kernel/ids.ts';
import { createLog } from '../src/kernel/log.ts';
import { onceKey } from '../src/kernel/once.ts';
import { STAFF_ROLES, type StaffRole } from '../src/kernel/roles.ts';
import { hashPassword } from '../src/modules/accounts/index.ts';
import { leaveHalfOpen } from '../src/modules/accounts/second/entering.ts';
import { startSession } from '../src/modules/accounts/sessions.ts';
import { documentTasks, receiveFiles } from '../src/modules/documents/index.ts';
import { documentHooks, writeTarget } from '../src/modules/dossiers/document-hooks.ts';
import { beginDraft } from '../src/modules/dossiers/drafting/commands.ts';
import { submitDraft } from '../src/modules/dossiers/submission/submit.ts';
import { NIK, openTown, type Town } from '../src/modules/dossiers/town.fixture.ts';
import { forgetOffices } from '../src/modules/offices/index.ts';
import { operationsRoutes } from '../src/operations.ts';
import { allRoutes, doors } from '../src/rooms.ts';
import { themeHref } from '../src/ui/theme.ts';
import { createApp } from '../src/web/app.ts';
import { loadAssets } from '../src/web/assets.ts';
import { createMeters } from '../src/web/meters.ts';
import { person, type Route } from '../src/web/route.ts';

const OWN = 'kantor-uji';
const DOOR_SAYS_NO = translator('id')('web.forbidden.role');

/** Who stands before the door. */
interface Visitor {
  readonly name: string;
  readonly personId: string | undefined;
  /** Roles in the office of the address, and in the office above it. */
  readonly roles: readonly StaffRole[];
  readonly above: readonly StaffRole[];
  readonly isOwner: boolean;
  /** A cookie of theirs that is no session. */
  readonly cookie?: string;
}

/** What the declared access promises this visitor. */
type Promised = 'sign_in' | 'not_found' | 'forbidden' | 'served' | 'answered';

/** Things that belong to one applicant: to everybody else their addresses do not exist. */
const PERSONAL = ['dossier', 'draft', 'version', 'upload', 'document', 'appointment'];
/** Some pages want a question. */
const QUERIES: Readonly<Record<string, string>> = { 'GET /:office/kabar': '?topik=saya' };
/** Only HEAD asks there: a file on its way does not leave by this door. */
const NEVER_THERE = new Set(['GET /:office/unggah/:upload']);
/** Without a meeting there is nothing to show, move or cancel; the applicant here has none yet. */
const WANTS_A_MEETING = /\/jadwal(\.ics|\/pindah|\/batal)$/;
/** Nothing has come out of the applicant's application yet, so that there is nothing to save or to show for. */
const WANTS_A_RESULT = /\/(hasil\/:version|serah-terima\.pdf)$/;
/** No file was sent beside a message here. */
const WANTS_A_MESSAGE = /\/lampiran\/:version(\/gambar)?$/;
/** The office here is a real one: what is practised on lies in its twin. */
const WANTS_PRACTICE = /\/latihan\/berkas\/:dossier/;
/** Only somebody who is setting up a second factor has a secret to see; nobody here is. */
const WANTS_A_SET_UP = /\/pengaman\/kode\.svg$/;
/** It has done its work when one has to sign in again. */
const SIGNS_OUT = new Set(['POST /:office/akun/keluar-semua']);

describe('who may call what: every route × every visitor', { timeout: 300_000 }, () => {
  let town: Town;
  let app: Hono;
  let routes: Route[];
  let visitors: readonly Visitor[];
  let values: Readonly<Record<string, string>>;
  const ends: (() => Promise<void>)[] = [];

  before(async () => {
    town = await openTown({ after: (work) => void ends.push(work) }, (house) => [
      seedingRoute(house),
    ]);
    // A failure that a visitor would only see as a reference number is told here.
    const house = { ...town.house, log: createLog('error') };
    routes = [...operationsRoutes(house, createMeters()), ...allRoutes(house)];
    app = createApp(house, doors(house), routes, loadAssets('/nowhere'), createMeters());
    visitors = await settleVisitors(town);
    // What the importer fills in for an office that says nothing of it.
    await house.db`update office set profile = profile || '{"guide": [], "counters": []}'`;
    forgetOffices();
    const seeded = await seed(town, visitors.find(({ isOwner }) => isOwner)?.personId ?? '');
    const colleague = visitors.find(({ name }) => name === 'own office as verifier');
    values = { ...seeded, person: colleague?.personId ?? '', letter: 'correction' };
  });
  after(async () => {
    for (const end of ends) await end();
  });

  const send = async (route: Route, visitor: Visitor): Promise<Response> => {
    const token = visitor.personId && (await session(visitor.personId));
    const path = fill(route.path, {
      ...values,
      ...(route.path.includes(':upload') ? { upload: await anUpload() } : {}),
    });
    const isForm = route.method === 'POST' && route.body !== 'stream';
    return app.request(
      `${path}${QUERIES[nameOf(route)] ?? ''}`,
      {
        method: route.method,
        headers: {
          accept: 'text/html',
          'tus-resumable': '1.0.0',
          ...(isForm ? { 'content-type': 'application/x-www-form-urlencoded' } : {}),
          ...(route.method === 'PATCH'
            ? { 'content-type': 'application/offset+octet-stream', 'upload-offset': '0' }
            : {}),
          ...(token ? { cookie: `sesi=${token}` } : {}),
          ...(visitor.cookie === undefined ? {} : { cookie: visitor.cookie }),
        },
        ...(isForm
          ? { body: `kunci=${newId()}&permohonan=${values['application']}&syarat=ktp` }
          : {}),
        ...(route.method === 'PATCH' ? { body: 'x' } : {}),
      },
      {
        incoming: {
          socket: { remoteAddress: '203.0.113.9', remotePort: 4242, remoteFamily: 'IPv4' },
        },
      },
    );
  };

  /** An upload of the applicant's that has begun; the same one until it is given up. */
  const anUpload = async (): Promise<string> => {
    const words = { filename: 'ktp.pdf', untuk: `draft:${values['draft']}:ktp`, sidik: 'uji' };
    const metadata = Object.entries(words).map(
      ([name, word]) => `${name} ${Buffer.from(word).toString('base64')}`,
    );
    const headers = {
      'tus-resumable': '1.0.0',
      'upload-length': '10',
      'upload-metadata': metadata.join(','),
    };
    const ani = visitors.find(({ isOwner }) => isOwner)?.personId ?? '';
    const begun = await app.request(`/${OWN}/unggah`, {
      method: 'POST',
      headers: { ...headers, cookie: `sesi=${await session(ani)}` },
    });
    assert.equal(begun.status, 201, await begun.text());
    return begun.headers.get('location')?.split('/').at(-1) ?? '';
  };
  const session = (personId: string) =>
    startSession(
      town.house.db,
      personId,
      { address: '203.0.113.9', userAgent: 'uji', reference: 'UJI' },
      town.house.now(),
    );

  test('every route says who may call it, and every parameter has a meaning', () => {
    for (const route of routes) {
      assert.ok(route.access?.who, `${nameOf(route)} does not say who may call it`);
      if (route.access.who === 'staff' || route.access.who === 'overseer')
        assert.ok(route.access.roles.length > 0, `${nameOf(route)} is for nobody`);
      for (const name of parametersOf(route.path))
        assert.ok(
          Object.hasOwn(values, name) || name === 'upload',
          `${nameOf(route)}: the parameter :${name} has no meaning yet; give it a value in this test, the same for all routes`,
        );
    }
    const names = routes.map(nameOf);
    assert.deepEqual(names, [...new Set(names)], 'each address has one route');
  });

  test('reading: each visitor gets what was declared, safely wrapped, and nothing is changed by it', async () => {
    await anUpload();
    const before = await fingerprints(town);
    const faults = await walk(routes.filter(({ method }) => method === 'GET' || method === 'HEAD'));
    assert.deepEqual(faults, []);
    const now = await fingerprints(town);
    for (const [table, rows] of before)
      assert.equal(now.get(table), rows, `a GET changed table ${table}`);
  });

  test('acting: each visitor gets what was declared, whatever they send', async () => {
    const acts = routes.filter(({ method }) => method !== 'GET' && method !== 'HEAD');
    // What ends the application comes last, so that the others find it open.
    const ends = (route: Route) => Number(route.path.endsWith('/cabut'));
    assert.deepEqual(await walk(acts.toSorted((one, other) => ends(one) - ends(other))), []);
  });

  const walk = async (some: readonly Route[]): Promise<string[]> => {
    const faults: string[] = [];
    for (const route of some) {
      const isForStaff = route.access.who === 'staff' || route.access.who === 'overseer';
      for (const visitor of visitors.filter(
        ({ name }) => isForStaff || !name.includes(' as ') || name.endsWith('verifier'),
      )) {
        const response = await send(route, visitor);
        const about = `${nameOf(route)} for ${visitor.name}: ${response.status}`;
        const promised = promise(route, visitor);
        if (!(await keeps(route, response, promised)))
          faults.push(`${about}, promised: ${promised}`);
        faults.push(...unsafe(route, response).map((what) => `${about}: ${what}`));
        if (!response.bodyUsed) await response.body?.cancel();
      }
    }
    return faults;
  };
});

const nameOf = (route: Pick<Route, 'method' | 'path'>) => `${route.method} ${route.path}`;

/** What the declaration means for this visitor, by the words of design §4 ("Seeing"). */
function promise(route: Route, visitor: Visitor): Promised {
  const { access } = route;
  if (access.who === 'anyone' || access.who === 'secret' || access.who === 'operations')
    return 'answered';
  if (!visitor.personId) return 'sign_in';
  if (NEVER_THERE.has(nameOf(route))) return 'not_found';
  if (access.who === 'person') {
    const isPersonal =
      route.method !== 'OPTIONS' &&
      parametersOf(route.path).some((name) => PERSONAL.includes(name));
    return isPersonal && !visitor.isOwner ? 'not_found' : 'served';
  }
  const fromAbove =
    access.who === 'overseer' && visitor.above.some((role) => access.above.includes(role));
  if (visitor.roles.length === 0 && !fromAbove) return 'not_found';
  if (!fromAbove && !visitor.roles.some((role) => access.roles.includes(role))) return 'forbidden';
  // Whoever has no task for the dossier sees no document before opening it with a reason: it waits for those who verify.
  const isClosed = access.who === 'overseer' && parametersOf(route.path).includes('version');
  return isClosed && !visitor.roles.includes('verifier') ? 'not_found' : 'served';
}

async function keeps(route: Route, response: Response, promised: Promised): Promise<boolean> {
  const { status } = response;
  const toSignIn =
    status === 303 && (response.headers.get('location') ?? '').startsWith(`/${OWN}/masuk`);
  switch (promised) {
    case 'sign_in':
      return toSignIn;
    case 'not_found':
      return status === 404;
    case 'forbidden':
      return status === 403;
    case 'served':
      if (status === 404)
        return [
          WANTS_A_MEETING,
          WANTS_PRACTICE,
          WANTS_A_SET_UP,
          WANTS_A_RESULT,
          WANTS_A_MESSAGE,
        ].some((one) => one.test(route.path));
      // The door let them in; what they may do there is the rulebook's to say, with its own reason.
      if (status === 403)
        return route.method !== 'GET' && !(await response.text()).includes(DOOR_SAYS_NO);
      return status < 500 && status !== 401 && toSignIn === SIGNS_OUT.has(nameOf(route));
    case 'answered':
      return status < 500 && status !== 401 && status !== 403;
  }
}

/** OWASP ASVS 5.0: 3.4.3, 3.4.4, 4.1.1, 14.3.2. */
function unsafe(route: Route, { headers, status }: Response): string[] {
  const policy = headers.get('content-security-policy') ?? '';
  const type = headers.get('content-type');
  const isPublic = ['anyone', 'operations', 'secret'].includes(route.access.who);
  const caching = headers.get('cache-control') ?? '';
  const faults = [
    !/default-src 'none'/.test(policy) && 'no content security policy that begins with nothing',
    /unsafe-/.test(policy) && `policy allows ${policy}`,
    headers.get('x-content-type-options') !== 'nosniff' && 'the type may be guessed',
    !isPublic && !/no-store/.test(caching) && `kept by caches: ${caching}`,
    type?.startsWith('text/') &&
      type !== 'text/event-stream' &&
      !/charset=utf-8/i.test(type) &&
      `no character set: ${type}`,
    type === null && status === 200 && route.method === 'GET' && 'no content type',
  ];
  return faults.filter((fault) => typeof fault === 'string');
}

/** The names of a pattern's parameters. */
function parametersOf(path: string): string[] {
  return [...path.matchAll(/:([a-zA-Z]+)/g)].map(([, name]) => name ?? '');
}

/** Puts values in the place of parameters, their patterns (`:theme{…}`) included. */
function fill(path: string, values: Readonly<Record<string, string>>): string {
  return path
    .split('/')
    .map((part) =>
      part.replace(/^:([a-zA-Z]+)(\{.*\})?/, (_, name: string) =>
        encodeURIComponent(values[name] ?? 'tanpa-nilai'),
      ),
    )
    .join('/');
}

/** Nobody, two applicants, and one person for each role in the office, in the one beside it and in the one above. */
async function settleVisitors(town: Town): Promise<Visitor[]> {
  const plain = { roles: [], above: [], isOwner: false } as const;
  const visitors: Visitor[] = [
    { ...plain, name: 'nobody', personId: undefined },
    { ...plain, name: 'the applicant', personId: await town.person('Ani'), isOwner: true },
    { ...plain, name: 'another applicant', personId: await town.person('Budi') },
  ];
  for (const role of STAFF_ROLES) {
    const own = await town.person(`Petugas ${role}`, [role]);
    const beside = await town.person(`Tetangga ${role}`, [role], 'tetangga');
    const above = await town.person(`Pusat ${role}`, [role], 'pusat');
    visitors.push(
      { ...plain, name: `own office as ${role}`, personId: own, roles: [role] },
      { ...plain, name: `another office as ${role}`, personId: beside },
      { ...plain, name: `the office above as ${role}`, personId: above, above: [role] },
    );
  }
  const password = await hashPassword('sandi-untuk-uji-akses');
  for (const { personId } of visitors)
    if (personId)
      await town.house.db`insert into login (person_id, email, password_hash, email_confirmed_at)
        values (${personId}, ${`${personId}@contoh.example`}, ${password}, now())`;
  // Their password was right and the code is still owed: to every route they are nobody, whatever they hold out.
  const owing = await town.person('Setengah masuk', ['administrator']);
  const pending = await transaction(town.house.db, (tx) =>
    leaveHalfOpen(tx, owing, town.house.now()),
  );
  const cookie = `masuk_kode=${pending}; sesi=${pending}`;
  visitors.push({ ...plain, name: 'half signed in', personId: undefined, cookie });
  return visitors;
}

/** Takes a form's files, so that a real picture lies in the applicant's dossier. */
function seedingRoute(house: Town['house']): Route {
  return {
    method: 'POST',
    path: '/:office/unggah',
    access: person,
    body: 'stream',
    handle: async (visit) =>
      visit.c.json(
        await receiveFiles(house, documentHooks(house), visit, (field) => ({ target: field })),
      ),
  };
}

/** One applicant's things, by the parameters that name them. */
async function seed(town: Town, ani: string): Promise<Record<string, string>> {
  const { house, office } = town;
  const who = town.acting(ani);
  const begin = async () => {
    const draft = await beginDraft(house, who, {
      serviceCodes: ['ROYA'],
      fullName: 'Ani',
      note: '',
      answers: { nik: NIK },
    });
    assert.ok(draft.ok);
    return draft.value;
  };
  const sent = await begin();
  const png = await sharp({ create: { width: 40, height: 30, channels: 3, background: '#336699' } })
    .png()
    .toBuffer();
  const body = new FormData();
  const target = writeTarget({ kind: 'draft', draftId: sent, requirements: ['ktp', 'sertipikat'] });
  body.append(target, new File([new Uint8Array(png)], 'ktp.png', { type: 'image/png' }));
  const taken = await town.app.request(`/${OWN}/unggah`, {
    method: 'POST',
    body,
    headers: { cookie: `sesi=${ani}` },
  });
  const received = (await taken.json()) as {
    files: { outcome: { versionId: string; documentId: string } }[];
  };
  const outcome = received.files[0]?.outcome;
  assert.ok(outcome);
  await documentTasks(house, documentHooks(house))['documents.inspect']?.({
    office: office.id,
    version: outcome.versionId,
  });
  const submitted = await submitDraft(house, who, sent, onceKey(ani, newId(), {}));
  assert.equal(submitted.kind, 'done');
  const dossier = submitted.kind === 'done' ? submitted.dossierId : '';
  const [row] = await house.db<{ number: string; application: string }[]>`
    select d.number, a.id as application from dossier d join application a on a.dossier_id = d.id where d.id = ${dossier}`;
  // The service is being changed, so that the pages of its draft have something to show.
  await house.db`
    insert into service_draft (office_id, code, based_on, definition, begun_at, begun_by, changed_at, changed_by)
    select s.office_id, s.code, 1, v.definition, now(), ${ani}, now(), ${ani}
    from service s join service_version v on v.office_id = s.office_id and v.service_id = s.id
    where s.office_id = ${office.id}`;
  // What an officer recorded outside the system, with the paper that proves it.
  await house.db`
    insert into step_result (office_id, application_id, step, result, reference, document_id, by_id)
    values (${office.id}, ${row?.application ?? ''}, 'pengolahan', 'done', 'DI 208', ${outcome.documentId}, ${ani})`;
  const draft = await begin();
  // The counter began it for her, so that its officers have it too.
  await house.db`
    insert into filing (office_id, draft_id, begun_by, begun_at, channel, identity)
    values (${office.id}, ${draft}, ${ani}, now(), 'phone', 'not_checked')`;
  return {
    office: OWN,
    dossier,
    draft,
    document: outcome.documentId,
    version: outcome.versionId,
    page: '1',
    service: 'ROYA',
    application: row?.application ?? '',
    number: row?.number ?? '',
    secret: 'ABCDEFGHJKMN',
    message: newId(),
    session: newId(),
    attachment: '1',
    figure: 'masuk',
    theme: themeHref(OWN, office.profile.theme).split('/').at(-1) ?? '',
  };
}

/** What each table holds. Sessions, limits and the access log are written by looking, and are meant to be. */
async function fingerprints(town: Town): Promise<Map<string, string>> {
  const { db } = town.house;
  const tables = await db<{ name: string }[]>`
    select tablename as name from pg_tables where schemaname = 'public' order by 1`;
  const found = new Map<string, string>();
  for (const { name } of tables) {
    if (['session', 'rate_limit', 'access_log', 'schema_version'].includes(name)) continue;
    const [row] = await db<{ hash: string }[]>`
      select md5(coalesce(string_agg(t::text, '|' order by t::text), '')) as hash from ${db(name)} t`;
    found.set(name, row?.hash ?? '');
  }
  return found;
}
