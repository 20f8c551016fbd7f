import { randomBytes } from 'node:crypto';
import { instantAt } from '../../kernel/clocks/index.ts';
import { readConfig } from '../../kernel/config.ts';
import { connect, transaction } from '../../kernel/db.ts';
import type { House } from '../../kernel/house.ts';
import { newId } from '../../kernel/ids.ts';
import { createLog } from '../../kernel/log.ts';
import type { Mail } from '../../kernel/ports.ts';
import type { StaffRole } from '../../kernel/roles.ts';
import { openVault, seal } from '../../kernel/vault.ts';
import type { Acting } from '../dossiers/index.ts';
import {
  type Office,
  officeBySlug,
  type SeatRules,
  type ServiceDefinition,
} from '../offices/index.ts';

/** Where a house of tests stands; a second process opens it from the same words. */
export interface Plot {
  readonly url: string;
  /** 32 bytes in base64. */
  readonly masterKey: string;
}

export const newPlot = (url: string): Plot => ({
  url,
  masterKey: randomBytes(32).toString('base64'),
});

export interface TestHouse extends House {
  readonly mails: Mail[];
  /** Sets the house's clock. */
  at(moment: Date): void;
  close(): Promise<void>;
}

/** Monday 16 November 2026, 09.00 WIB: no holiday far and wide. */
export const MONDAY = instantAt('2026-11-16', 540, 'Asia/Jakarta');

/** A house with a real database and no jobs running. It stands still at {@link MONDAY}. */
export function openTestHouse(plot: Plot, connections = 6): TestHouse {
  const db = connect(plot.url, { max: connections });
  const mails: Mail[] = [];
  let now = MONDAY;
  const nowhere = () => {
    throw new Error('not in this house');
  };
  return {
    config: readConfig({ DATA_DIR: '/nonexistent', PUBLIC_URL: 'https://loket.example' }),
    db,
    vault: openVault(db, Buffer.from(plot.masterKey, 'base64')),
    log: createLog('silent'),
    doorbell: { listen: () => () => {}, stop: async () => {} },
    storage: { append: nowhere, truncate: nowhere, read: nowhere, size: nowhere, remove: nowhere },
    scan: async () => ({ state: 'unscanned' }),
    mail: async (mail) => void mails.push(mail),
    typeset: { pdf: nowhere, svg: nowhere },
    now: () => now,
    mails,
    at: (moment) => {
      now = moment;
    },
    close: () => db.end({ timeout: 5 }),
  };
}

const day = [
  { from: '08.00', to: '12.00' },
  { from: '13.00', to: '16.00' },
];
const friday = [
  { from: '08.00', to: '11.30' },
  { from: '13.00', to: '16.30' },
];

export const RULES: SeatRules = {
  minutes: 20,
  leadWorkingDays: 1,
  horizonDays: 30,
  holdHours: 24,
  moves: 2,
  noticeHours: 24,
};

const SERVICE: ServiceDefinition = {
  code: 'ROYA',
  name: { id: 'Roya', en: 'Mortgage release' },
  summary: { id: 'Menghapus catatan hak tanggungan.' },
  alsoKnownAs: [],
  historical: false,
  requirements: [
    {
      key: 'ktp',
      name: { id: 'KTP pemohon', en: 'Identity card' },
      required: true,
      original: true,
      local: false,
    },
    {
      key: 'sertipikat',
      name: { id: 'Sertipikat', en: 'Land certificate' },
      required: true,
      original: true,
      local: false,
    },
    { key: 'foto', name: { id: 'Foto' }, required: false, original: false, local: false },
  ],
  fields: [],
  time: { unit: 'working_days', amount: 5 },
  fee: { kind: 'free' },
  product: { id: 'Catatan roya' },
  route: [
    { key: 'verifikasi', kind: 'verification', name: { id: 'Pemeriksaan berkas' } },
    { key: 'tatap_muka', kind: 'meeting', name: { id: 'Tatap muka' }, returnTo: 'verifikasi' },
    { key: 'pengolahan', kind: 'processing', name: { id: 'Pengolahan' } },
  ],
  legalBasis: [],
  source: 'contoh',
};

export interface Place {
  readonly office: Office;
  readonly counters: readonly string[];
  readonly serviceId: string;
  readonly officer: string;
}

/** An office with counters, one service and an officer. */
export async function furnish(
  house: House,
  slug: string,
  options: { counters?: number; rules?: Partial<SeatRules> } = {},
): Promise<Place> {
  const { db } = house;
  const [id, serviceId, officer] = [newId(), newId(), newId()];
  const profile = {
    welcome: { id: 'Selamat datang' },
    address: 'Jalan Contoh 1, Bandar Lampung',
    email: 'loket@kantor.example',
    serviceLabel: { id: 'Layanan' },
    theme: { primary: '#0f1e3d', accent: '#c8922a' },
    hours: { week: { mon: day, tue: day, wed: day, thu: day, fri: friday, sat: [], sun: [] } },
    seats: { ...RULES, ...options.rules },
    counters: [],
    correctionWorkingDays: 14,
    guide: [],
    source: 'contoh',
  };
  const code = slug
    .replace(/[^a-z]/g, '')
    .slice(0, 5)
    .toUpperCase();
  await db`insert into office (id, slug, code, kind, name, time_zone, profile)
    values (${id}, ${slug}, ${code}, 'local', ${db.json({ id: 'Kantor Contoh', en: 'Example Office' })}, 'Asia/Jakarta', ${db.json(profile)})`;
  await house.vault.makeOfficeKeys(db, id);
  const counters = Array.from({ length: options.counters ?? 2 }, () => newId());
  for (const [index, counter] of counters.entries())
    await db`insert into counter (office_id, id, code, name)
      values (${id}, ${counter}, ${`L${index + 1}`}, ${db.json({ id: `Loket ${index + 1}`, en: `Counter ${index + 1}` })})`;
  await transaction(db, async (tx) => {
    await tx`insert into service (office_id, id, code, current_version) values (${id}, ${serviceId}, 'ROYA', 1)`;
    await tx`insert into service_version (office_id, service_id, version, definition) values (${id}, ${serviceId}, 1, ${tx.json(SERVICE)})`;
  });
  await db`insert into person (id, full_name) values (${officer}, 'Melati Anggraeni')`;
  const office = await officeBySlug(db, slug);
  if (!office) throw new Error('no office');
  return { office, counters, serviceId, officer };
}

export interface VerifiedDossier {
  readonly id: string;
  readonly applicantId: string;
  readonly applicationIds: readonly string[];
}

let serial = 0;

/** Dossiers whose applications were verified and wait for the office to give a seat. */
export async function verifiedDossiers(
  house: House,
  place: Place,
  count: number,
  applicationsEach = 1,
): Promise<VerifiedDossier[]> {
  const { db } = house;
  const officeId = place.office.id;
  const { data } = await house.vault.office(officeId);
  const submitted = new Date(MONDAY.getTime() - 3 * 86_400_000);
  const dossiers = Array.from({ length: count }, () => ({
    id: newId(),
    applicantId: newId(),
    applicationIds: Array.from({ length: applicationsEach }, () => newId()),
  }));
  const ids = dossiers.map(({ id }) => id);
  const persons = dossiers.map(({ applicantId }) => applicantId);
  await db`insert into person (id, full_name) select p, 'Siti Aminah' from unnest(${persons}::uuid[]) as p`;
  await db`insert into login (person_id, email, password_hash) select p, p || '@contoh.example', '' from unnest(${persons}::uuid[]) as p`;
  await db`
    insert into dossier (office_id, id, number, applicant_id, full_name, channel, submitted_at, secret_hash, sealed_secret, wrapped_key,
      head_seq, head_hash)
    select ${officeId}, d, n, p, 'Siti Aminah', 'web', ${submitted}, decode('00', 'hex'), decode('00', 'hex'), decode(k, 'hex'), 0, decode('', 'hex')
    from unnest(${ids}::uuid[], ${persons}::uuid[], ${ids.map(() => `${place.office.code}-${++serial}-${process.pid}`)}::text[],
      ${ids.map((id) => seal(data, randomBytes(32), `dossier:${id}`).toString('hex'))}::text[]) as x (d, p, n, k)`;
  const applications = dossiers.flatMap((dossier) =>
    dossier.applicationIds.map((id) => ({ id, dossier: dossier.id })),
  );
  const applicationIds = applications.map(({ id }) => id);
  await db`
    insert into application (office_id, id, dossier_id, service_id, service_version, step, step_kind, waiting_on, submitted_at, promised_at, due_at)
    select ${officeId}, a, d, ${place.serviceId}, 1, 'tatap_muka', 'meeting', 'office', ${submitted}, ${submitted}, ${submitted}
    from unnest(${applicationIds}::uuid[], ${applications.map(({ dossier }) => dossier)}::uuid[]) as x (a, d)`;
  await db`
    insert into clock_segment (office_id, application_id, number, kind, reason, started_at)
    select ${officeId}, a, 1, 'running', 'application.submitted', ${submitted} from unnest(${applicationIds}::uuid[]) as a`;
  return dossiers;
}

/** An officer of the place at work. */
export const asOfficer = (
  place: Place,
  personId = place.officer,
  roles: readonly StaffRole[] = ['counter_officer'],
): Acting => ({
  actor: { personId, mandate: 'staff', channel: 'web' },
  office: place.office,
  roles,
});

/** The applicant of a dossier, for themself. */
export const asApplicant = (place: Place, personId: string): Acting => ({
  actor: { personId, mandate: 'self', channel: 'web' },
  office: place.office,
  roles: ['applicant'],
});

/** A moment of an office in WIB: `wib('2026-11-17', '08.20')`. */
export function wib(date: string, time: string): Date {
  const [hours, minutes] = time.split('.').map(Number);
  return instantAt(date, (hours ?? 0) * 60 + (minutes ?? 0), 'Asia/Jakarta');
}
