import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Hono } from 'hono';
import { freshDatabase } from '../../../test/support/database.ts';
import { fileStorage } from '../../channels/storage-file.ts';
import { HOUSE } from '../../kernel/actor.ts';
import { readConfig } from '../../kernel/config.ts';
import { connect, transaction } from '../../kernel/db.ts';
import { openDoorbell } from '../../kernel/doorbell.ts';
import type { House } from '../../kernel/house.ts';
import { newId } from '../../kernel/ids.ts';
import { createLog } from '../../kernel/log.ts';
import { onceKey } from '../../kernel/once.ts';
import type { StaffRole } from '../../kernel/roles.ts';
import { createTypesetter } from '../../kernel/typeset.ts';
import { openVault } from '../../kernel/vault.ts';
import { createApp } from '../../web/app.ts';
import { loadAssets } from '../../web/assets.ts';
import { createMeters } from '../../web/meters.ts';
import type { Route } from '../../web/route.ts';
import { definitionOf, exampleOffice } from '../offices/example.fixture.ts';
import { type Office, officeBySlug, visitOffice } from '../offices/index.ts';
import { appoint, rolesOf } from '../staff/index.ts';
import type { PlainAnswers } from './answers.ts';
import { attachToDraft, beginDraft } from './drafting/commands.ts';
import type { Acting } from './hold.ts';
import { submitDraft } from './submission/submit.ts';

const SERVICE = definitionOf({
  code: 'ROYA',
  name: { id: 'Roya', en: 'Mortgage release' },
  fields: [{ key: 'nik', kind: 'nik', label: { id: 'NIK pemohon' }, required: true }],
  requirements: [
    { key: 'ktp', name: { id: 'KTP' }, required: true },
    { key: 'sertipikat', name: { id: 'Sertipikat' }, required: true },
  ],
  route: [
    { key: 'verifikasi', kind: 'verification', name: { id: 'Pemeriksaan berkas' } },
    {
      key: 'pengolahan',
      kind: 'processing',
      name: { id: 'Pengolahan' },
      returnTo: 'verifikasi',
      proof: { id: 'Nomor catatan buku tanah.' },
    },
  ],
});

export const NIK = '1871991708990002';

interface Ending {
  after(work: () => Promise<void>): void;
}

/** Who asks: by name, with what they carry. */
export interface Answer {
  readonly status: number;
  readonly location: string;
  readonly text: string;
  readonly response: Response;
}

/** An office with its people, one above and one beside it, behind the real edge; the cookie names the person. */
export interface Town {
  readonly house: House;
  readonly office: Office;
  readonly app: Hono;
  /** Makes a person, with roles in the office at `slug` (the town's own when not said). */
  person(name: string, roles?: readonly StaffRole[], slug?: string): Promise<string>;
  get(personId: string, path: string): Promise<Answer>;
  /** Sends a form; a fresh key is minted unless it has one. */
  post(personId: string, path: string, form?: Readonly<Record<string, string>>): Promise<Answer>;
  /** Sends a form that may carry files, as a browser does: every text field before them. */
  send(
    personId: string,
    path: string,
    form: Readonly<Record<string, string>>,
    files?: Readonly<Record<string, File>>,
  ): Promise<Answer>;
  /** Hands in a dossier with a document for each requirement (or an excuse); the id of dossier and application. */
  submit(
    applicantId: string,
    more?: Submission,
  ): Promise<{ id: string; application: string; number: string }>;
  acting(personId: string): Acting & { ownerId: string };
  /** A document that passed inspection; its bytes are not there. */
  document(ownerId: string, name?: string): Promise<{ documentId: string; versionId: string }>;
}

interface Submission {
  readonly name?: string;
  readonly note?: string;
  readonly fileName?: string;
  readonly at?: Date;
}

export async function openTown(
  t: Ending,
  routesOf: (house: House) => readonly Route[],
): Promise<Town> {
  const database = await freshDatabase();
  const dataDir = mkdtempSync(join(tmpdir(), 'town-'));
  const clock: { at: Date | undefined } = { at: undefined };
  const db = connect(database.url);
  const log = createLog('silent');
  const house: House = {
    config: readConfig({ DATA_DIR: dataDir }),
    db,
    vault: openVault(db, randomBytes(32)),
    log,
    doorbell: await openDoorbell(db, log),
    storage: fileStorage(join(dataDir, 'files')),
    scan: async () => ({ state: 'unscanned' }),
    mail: async () => {},
    typeset: createTypesetter(),
    now: () => clock.at ?? new Date(),
  };
  t.after(async () => {
    await house.doorbell.stop();
    await db.end({ timeout: 5 });
    await database.close();
    rmSync(dataDir, { recursive: true, force: true });
  });
  const owner = connect(database.url, { owner: true, max: 1 });
  const offices = new Map<string, string>();
  for (const [slug, code, parent] of [
    ['pusat', 'PST', undefined],
    ['kantor-uji', 'UJI', 'pusat'],
    ['tetangga', 'TTG', 'pusat'],
  ] as const) {
    const id = newId();
    const {
      code: _c,
      name,
      slug: _s,
      ...profile
    } = { ...exampleOffice(slug, code), correctionWorkingDays: 14 };
    const above = parent ? (offices.get(parent) ?? '') : null;
    await owner`insert into office (id, slug, code, kind, name, time_zone, profile, parent_id, ancestors)
      values (${id}, ${slug}, ${code}, 'local', ${owner.json(name)}, 'Asia/Jakarta', ${owner.json(profile)}, ${above},
        ${above ? [above] : []}::uuid[])`;
    await house.vault.makeOfficeKeys(owner, id);
    offices.set(slug, id);
    await owner`insert into deficiency_reason (office_id, code, label, advice) values (${id}, 'blurred',
      ${owner.json({ id: 'Foto buram' })}, ${owner.json({ id: 'Foto ulang di tempat terang.' })})`;
    await owner.begin(async (tx) => {
      const service = newId();
      await tx`insert into service (office_id, id, code, current_version) values (${id}, ${service}, 'ROYA', 1)`;
      await tx`insert into service_version (office_id, service_id, version, definition)
        values (${id}, ${service}, 1, ${tx.json(JSON.parse(JSON.stringify(SERVICE)))})`;
    });
  }
  await owner.end();
  const found = await officeBySlug(house.db, 'kantor-uji');
  if (!found) throw new Error('no office');
  const office = found;

  const app = createApp(
    house,
    {
      office: async (slug) => {
        const at = await officeBySlug(house.db, slug);
        return at && visitOffice(at);
      },
      async visitor(id, at) {
        const [who] = await db<
          { name: string }[]
        >`select full_name as name from person where id::text = ${id}`;
        if (!who) return undefined;
        const above = await Promise.all((at?.ancestors ?? []).map((each) => rolesOf(db, each, id)));
        return {
          id,
          name: who.name,
          lang: 'id',
          emailConfirmed: true,
          roles: at ? await rolesOf(db, at.id, id) : [],
          rolesAbove: above.flat(),
          unread: 0,
          sessionHash: randomBytes(32),
        };
      },
    },
    routesOf(house),
    loadAssets('/nowhere'),
    createMeters(),
  );
  const answer = async (response: Response): Promise<Answer> => ({
    status: response.status,
    location: response.headers.get('location') ?? '',
    text: /html/.test(response.headers.get('content-type') ?? '') ? await response.text() : '',
    response,
  });

  const town: Town = {
    house,
    office,
    app,
    async person(name, roles = [], slug = 'kantor-uji') {
      const id = newId();
      await house.db`insert into person (id, full_name) values (${id}, ${name})`;
      for (const role of roles)
        await transaction(house.db, (tx) => appoint(tx, offices.get(slug) ?? '', id, role, HOUSE));
      return id;
    },
    async get(personId, path) {
      return answer(
        await app.request(path, { headers: { cookie: `sesi=${personId}`, accept: 'text/html' } }),
      );
    },
    async post(personId, path, form = {}) {
      const body = new URLSearchParams({ kunci: newId(), ...form });
      return answer(
        await app.request(path, { method: 'POST', body, headers: { cookie: `sesi=${personId}` } }),
      );
    },
    async send(personId, path, form, files = {}) {
      const body = new FormData();
      for (const [name, value] of Object.entries({ kunci: newId(), ...form, ...files }))
        body.append(name, value);
      return answer(
        await app.request(path, { method: 'POST', body, headers: { cookie: `sesi=${personId}` } }),
      );
    },
    acting: (personId) => ({
      actor: { personId, mandate: 'self', channel: 'web' },
      office,
      roles: ['applicant'],
      ownerId: personId,
    }),
    async document(ownerId, name = 'ktp.pdf') {
      const [documentId, versionId] = [newId(), newId()];
      await house.db`insert into document (office_id, id, owner_id) values (${office.id}, ${documentId}, ${ownerId})`;
      await house.db`insert into document_version (office_id, id, document_id, number, name, size, state, type, pages, uploaded_at, uploaded_by)
        values (${office.id}, ${versionId}, ${documentId}, 1, ${name}, 1000, 'ready', 'pdf', 2, ${house.now()}, ${ownerId})`;
      return { documentId, versionId };
    },
    async submit(applicantId, more = {}) {
      clock.at = more.at;
      const who = town.acting(applicantId);
      const answers: PlainAnswers = { nik: NIK };
      const draft = await beginDraft(house, who, {
        serviceCodes: ['ROYA'],
        fullName: more.name ?? 'Siti Aminah',
        note: more.note ?? '',
        answers,
      });
      if (!draft.ok) throw new Error(draft.reason.key);
      for (const requirement of ['ktp', 'sertipikat']) {
        const { documentId } = await town.document(
          applicantId,
          more.fileName ?? `${requirement}.pdf`,
        );
        await transaction(house.db, (tx) =>
          attachToDraft(tx, who, draft.value, documentId, [requirement]),
        );
      }
      const sent = await submitDraft(house, who, draft.value, onceKey(applicantId, newId(), {}));
      if (sent.kind !== 'done') throw new Error(JSON.stringify(sent));
      clock.at = undefined;
      const [row] = await house.db<{ application: string; number: string }[]>`
        select a.id as application, d.number from application a join dossier d on d.office_id = a.office_id and d.id = a.dossier_id
        where a.office_id = ${office.id} and a.dossier_id = ${sent.dossierId}`;
      if (!row) throw new Error('nothing submitted');
      return { id: sent.dossierId, ...row };
    },
  };
  return town;
}
