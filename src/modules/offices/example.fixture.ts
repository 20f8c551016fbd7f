import { randomBytes } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { freshDatabase } from '../../../test/support/database.ts';
import { connect, type Db } from '../../kernel/db.ts';
import { openVault, type Vault } from '../../kernel/vault.ts';
import type { ServiceDefinition } from './definition.ts';
import { serviceSchema } from './definition.ts';
import { forgetOffices } from './remembered.ts';

const OPEN = [
  { from: '08.00', to: '12.00' },
  { from: '13.00', to: '16.00' },
];

/** An office that says only what it must. */
export const exampleOffice = (slug: string, code: string, more: object = {}) => ({
  slug,
  code,
  name: { id: `Kantor ${slug}` },
  kind: 'local',
  timeZone: 'Asia/Jakarta',
  welcome: { id: 'Selamat datang.' },
  address: 'Jalan Contoh 1',
  serviceLabel: { id: 'Layanan' },
  theme: { primary: '#0f1e3d', accent: '#c8922a' },
  hours: { week: { mon: OPEN, tue: OPEN, wed: OPEN, thu: OPEN, fri: OPEN, sat: [], sun: [] } },
  source: 'contoh',
  ...more,
});

/** A service that says only what it must. */
export const exampleService = (code: string, more: object = {}) => ({
  code,
  name: { id: `Layanan ${code}` },
  summary: { id: 'Untuk contoh.' },
  requirements: [{ key: 'ktp', name: { id: 'KTP' }, required: true }],
  time: { unit: 'working_days', amount: 5 },
  fee: { kind: 'free' },
  product: { id: 'Surat' },
  route: [{ key: 'verifikasi', kind: 'verification', name: { id: 'Pemeriksaan' } }],
  source: 'contoh',
  ...more,
});

/** The same, understood. */
export const definitionOf = (more: object): ServiceDefinition =>
  serviceSchema.parse(exampleService('CTH', more));

interface Ending {
  after(work: () => void | Promise<void>): void;
}

/** A folder with these files; objects are written as JSON. */
export function folderWith(t: Ending, files: Readonly<Record<string, object | string>>): string {
  const folder = mkdtempSync(join(tmpdir(), 'offices-'));
  t.after(() => rmSync(folder, { recursive: true, force: true }));
  putFiles(folder, files);
  return folder;
}

export function putFiles(folder: string, files: Readonly<Record<string, object | string>>): void {
  for (const [name, content] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(
      join(folder, name),
      typeof content === 'string' ? content : JSON.stringify(content, null, 2),
    );
  }
}

/** A house with nothing in it but its database and vault. */
export async function emptyHouse(t: Ending): Promise<{ db: Db; vault: Vault; now: () => Date }> {
  const { url, close } = await freshDatabase();
  const db = connect(url, { max: 4 });
  t.after(async () => {
    forgetOffices();
    await db.end({ timeout: 1 });
    await close();
  });
  return { db, vault: openVault(db, randomBytes(32)), now: () => new Date('2026-11-20T03:00:00Z') };
}
