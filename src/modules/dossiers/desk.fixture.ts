import { randomBytes } from 'node:crypto';
import { freshDatabase } from '../../../test/support/database.ts';
import type { Actor } from '../../kernel/actor.ts';
import { instantAt } from '../../kernel/clocks/index.ts';
import { readConfig } from '../../kernel/config.ts';
import { connect, type Db, transaction } from '../../kernel/db.ts';
import type { House } from '../../kernel/house.ts';
import { newId } from '../../kernel/ids.ts';
import { createLog } from '../../kernel/log.ts';
import { onceKey } from '../../kernel/once.ts';
import type { Role } from '../../kernel/roles.ts';
import { openVault } from '../../kernel/vault.ts';
import { type Office, officeBySlug, type ServiceDefinition } from '../offices/index.ts';
import type { PlainAnswers } from './answers.ts';
import { beginDraft, saveDraft } from './drafting/commands.ts';
import type { Acting } from './hold.ts';
import { submitDraft } from './submission/submit.ts';

/** Monday 16 November 2026, 09.00 WIB: no holiday far and wide. */
const MONDAY = instantAt('2026-11-16', 540, 'Asia/Jakarta');

const day = [
  { from: '08.00', to: '12.00' },
  { from: '13.00', to: '16.00' },
];
const PROFILE = {
  welcome: { id: 'Selamat datang' },
  address: 'Jalan Contoh 1',
  serviceLabel: { id: 'Layanan' },
  theme: { primary: '#0f1e3d', accent: '#c8922a' },
  hours: { week: { mon: day, tue: day, wed: day, thu: day, fri: day, sat: [], sun: [] } },
  seats: {
    minutes: 20,
    leadWorkingDays: 1,
    horizonDays: 30,
    holdHours: 24,
    moves: 2,
    noticeHours: 24,
  },
  counters: [],
  correctionWorkingDays: 14,
  guide: [],
  source: 'contoh',
};

/** One office's desks over a real database, with somebody for each part. */
export interface Desk {
  readonly house: House;
  readonly owner: Db;
  readonly office: Office;
  readonly applicantId: string;
  readonly strangerId: string;
  /** Works at every desk. */
  readonly officerId: string;
  readonly colleagueId: string;
  /** Moves the house's clock, in milliseconds. */
  pass(milliseconds: number): void;
  /** Another office of the same house. */
  other(): Promise<Office>;
  citizen(personId?: string): Acting & { ownerId: string };
  staff(roles: readonly Role[], personId?: string, office?: Office): Acting;
  /** Offers a service; the office's lists are read anew. */
  offer(definition: ServiceDefinition): Promise<void>;
  /** Hands in one application for it, every requirement excused; returns the dossier and its application. */
  handIn(
    definition: ServiceDefinition,
    answers?: PlainAnswers,
    channel?: Actor['channel'],
  ): Promise<{ dossierId: string; applicationId: string }>;
}

export async function openDesk(t: { after(work: () => Promise<void>): void }): Promise<Desk> {
  const { url, close } = await freshDatabase();
  const [db, owner] = [connect(url, { max: 8 }), connect(url, { owner: true, max: 1 })];
  t.after(async () => {
    await Promise.all([db.end({ timeout: 1 }), owner.end({ timeout: 1 })]);
    await close();
  });
  let ahead = 0;
  const nowhere = () => {
    throw new Error('not in this house');
  };
  const house: House = {
    config: readConfig({ DATA_DIR: '/nonexistent' }),
    db,
    vault: openVault(db, randomBytes(32)),
    log: createLog('silent'),
    doorbell: { listen: () => () => {}, stop: async () => {} },
    storage: { append: nowhere, truncate: nowhere, read: nowhere, size: nowhere, remove: nowhere },
    scan: async () => ({ state: 'unscanned' }),
    mail: async () => {},
    typeset: { pdf: nowhere, svg: nowhere },
    now: () => new Date(MONDAY.getTime() + ahead),
  };
  const [applicantId, strangerId, officerId, colleagueId] = [newId(), newId(), newId(), newId()];
  await db`insert into person (id, full_name) values (${applicantId}, 'Ani'), (${strangerId}, 'Budi'),
    (${officerId}, 'Melati'), (${colleagueId}, 'Rahmat')`;
  const office = await found(house, 'kantor-uji', 'UJI');
  const citizen = (personId = applicantId): Acting & { ownerId: string } => ({
    actor: { personId, mandate: 'self', channel: 'web' },
    office,
    roles: ['applicant'],
    ownerId: personId,
  });
  const offered = new Set<string>();
  const desk: Desk = {
    house,
    owner,
    office,
    applicantId,
    strangerId,
    officerId,
    colleagueId,
    pass: (milliseconds) => {
      ahead += milliseconds;
    },
    other: () => found(house, 'kantor-lain', 'LAIN'),
    citizen,
    staff: (roles, personId = officerId, at = office) => ({
      actor: { personId, mandate: 'staff', channel: 'web' },
      office: at,
      roles,
    }),
    async offer(definition) {
      if (offered.has(definition.code)) return;
      offered.add(definition.code);
      const id = newId();
      await transaction(db, async (tx) => {
        await tx`insert into service (office_id, id, code, current_version) values (${office.id}, ${id}, ${definition.code}, 1)`;
        await tx`insert into service_version (office_id, service_id, version, definition)
          values (${office.id}, ${id}, 1, ${tx.json(JSON.parse(JSON.stringify(definition)))})`;
      });
      const { forgetOffices } = await import('../offices/index.ts');
      forgetOffices();
    },
    async handIn(definition, answers = {}, channel = 'web') {
      await desk.offer(definition);
      const who = citizen();
      const sender = { ...who, actor: { ...who.actor, channel } };
      const content = { serviceCodes: [definition.code], fullName: 'Ani', note: '' };
      const draft = await beginDraft(house, who, { ...content, answers });
      if (!draft.ok) throw new Error(draft.reason.key);
      const missing = Object.fromEntries(
        definition.requirements.map(({ key }) => [key, 'Menyusul']),
      );
      await saveDraft(house, who, draft.value, { ...content, answers, missing });
      const sent = await submitDraft(house, sender, draft.value, onceKey(applicantId, newId(), {}));
      if (sent.kind !== 'done') throw new Error(JSON.stringify(sent));
      const [row] = await db<
        { id: string }[]
      >`select id from application where dossier_id = ${sent.dossierId}`;
      if (!row) throw new Error('no application');
      return { dossierId: sent.dossierId, applicationId: row.id };
    },
  };
  return desk;
}

async function found(house: House, slug: string, code: string): Promise<Office> {
  const id = newId();
  const { db } = house;
  await db`insert into office (id, slug, code, kind, name, time_zone, profile)
    values (${id}, ${slug}, ${code}, 'local', ${db.json({ id: 'Kantor Uji' })}, 'Asia/Jakarta', ${db.json(PROFILE)})`;
  await house.vault.makeOfficeKeys(db, id);
  await db`insert into deficiency_reason (office_id, code, label, advice)
    values (${id}, 'kabur', ${db.json({ id: 'Kabur' })}, ${db.json({ id: 'Foto ulang' })})`;
  const office = await officeBySlug(db, slug);
  if (!office) throw new Error(`no office ${slug}`);
  return office;
}
