import { randomBytes } from 'node:crypto';
import type { Hono } from 'hono';
import { openHouseAt } from '../../../test/support/house.ts';
import { connect, type Db } from '../../kernel/db.ts';
import type { House } from '../../kernel/house.ts';
import { newId } from '../../kernel/ids.ts';
import { createApp, type Doors } from '../../web/app.ts';
import { loadAssets } from '../../web/assets.ts';
import { createMeters } from '../../web/meters.ts';
import { person, type Route } from '../../web/route.ts';
import type { DocumentHooks } from './hooks.ts';
import { documentRoutes, receiveFiles } from './index.ts';

/** Where a test's house stands. */
export interface Plot {
  readonly url: string;
  readonly dataDir: string;
  readonly masterKey: Buffer;
}

export interface TestHouse extends House {
  readonly pool: Db;
}

/** A house for tests of documents: real database, real files, no jobs running. */
export async function openHouse(plot: Plot, change: Partial<House> = {}): Promise<TestHouse> {
  const house = await openHouseAt({ ...plot, masterKey: plot.masterKey.toString('base64') });
  return { ...house, pool: house.db, ...change };
}

export async function closeHouse(house: TestHouse): Promise<void> {
  await house.doorbell.stop();
  await house.pool.end({ timeout: 5 });
}

export interface Town {
  readonly officeId: string;
  readonly ani: string;
  readonly budi: string;
}

/** One office with keys and two citizens. `url` is the owner's address: the application may not make offices. */
export async function settle(house: House, url: string): Promise<Town> {
  const owner: Db = connect(url, { owner: true, max: 1 });
  const [officeId, ani, budi] = [newId(), newId(), newId()];
  await owner`insert into office (id, slug, code, kind, name, time_zone, profile)
    values (${officeId}, 'kantor-uji', 'UJI', 'local', ${owner.json({ id: 'Kantor Uji' })}, 'Asia/Jakarta', '{}')`;
  await owner`insert into person (id, full_name) values (${ani}, 'Ani'), (${budi}, 'Budi')`;
  await house.vault.makeOfficeKeys(owner, officeId);
  await owner.end();
  return { officeId, ani, budi };
}

/** Notes what the hooks were told; `draft:full` takes nothing, `draft:sent` nothing any more. */
export function tellingHooks(): DocumentHooks & { readonly told: string[] } {
  const told: string[] = [];
  return {
    told,
    async mayUpload(_tx, purpose) {
      if (purpose.target === 'draft:full') return { ok: false, reason: { key: 'form.invalid' } };
      return { ok: true };
    },
    async mayArrive(_tx, purpose) {
      if (purpose.target === 'draft:sent') return { ok: false, reason: { key: 'form.invalid' } };
      return { ok: true };
    },
    heldBytes: async () => 0,
    async attached(_tx, purpose, documentId) {
      told.push(`attached ${purpose.target} ${documentId}`);
    },
    async detached(_tx, purpose, documentId) {
      told.push(`detached ${purpose.target} ${documentId}`);
    },
    async inspected(_tx, version) {
      told.push(`inspected ${version.versionId} ${version.state}`);
    },
  };
}

/** The real edge over the routes of documents; whoever sends the cookie `sesi=<person id>` is that person. */
export function openApp(
  house: House,
  hooks: DocumentHooks,
  town: Town,
  more: { routes?: readonly Route[]; assets?: string } = {},
): Hono {
  const doors: Doors = {
    office: async (slug) =>
      slug === 'kantor-uji'
        ? {
            id: town.officeId,
            slug,
            code: 'UJI',
            ancestors: [],
            name: { id: 'Kantor Uji' },
            timeZone: 'Asia/Jakarta',
            theme: { primary: '#004488', accent: '#ddaa00' },
          }
        : undefined,
    visitor: async (token) =>
      token === town.ani || token === town.budi
        ? {
            id: token,
            name: token === town.ani ? 'Ani' : 'Budi',
            lang: 'id',
            emailConfirmed: true,
            roles: [],
            rolesAbove: [],
            unread: 0,
            sessionHash: randomBytes(32),
          }
        : undefined,
  };
  const form: Route = {
    method: 'POST',
    path: '/:office/formulir',
    access: person,
    body: 'stream',
    async handle(visit) {
      const received = await receiveFiles(house, hooks, visit, (field) =>
        field.startsWith('berkas') ? { target: `draft:${field}` } : undefined,
      );
      return visit.c.json(received, received.ok ? 200 : received.status);
    },
  };
  const routes = [...documentRoutes(house, hooks), form, ...(more.routes ?? [])];
  return createApp(house, doors, routes, loadAssets(more.assets ?? '/nowhere'), createMeters());
}
