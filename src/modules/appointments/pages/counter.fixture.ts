import { randomBytes } from 'node:crypto';
import type { Hono } from 'hono';
import type { StaffRole } from '../../../kernel/roles.ts';
import { createApp } from '../../../web/app.ts';
import { loadAssets } from '../../../web/assets.ts';
import { createMeters } from '../../../web/meters.ts';
import { dossierRoutes } from '../../dossiers/index.ts';
import { officeBySlug, visitOffice } from '../../offices/index.ts';
import type { TestHouse } from '../meeting.fixture.ts';
import { appointmentRoutes, upcomingMeetings } from './index.ts';

/** Who comes to the counter: a person, and as what in this office. */
export interface Caller {
  readonly id: string;
  readonly roles?: readonly StaffRole[];
}

/** The real edge over the pages of the counter's desk; the session's token says who comes. */
export function openCounter(house: TestHouse): { get: Get; post: Post } {
  const app: Hono = createApp(
    house,
    {
      office: async (slug) => {
        const office = await officeBySlug(house.db, slug);
        return office && visitOffice(office);
      },
      visitor: async (token) => {
        const [id = '', roles = ''] = token.split('.');
        return {
          id,
          name: 'Pengunjung',
          lang: 'id',
          emailConfirmed: true,
          roles: roles.split('+').filter((role) => role !== '') as StaffRole[],
          rolesAbove: [],
          unread: 0,
          sessionHash: randomBytes(32),
        };
      },
    },
    [...appointmentRoutes(house), ...dossierRoutes(house, [], upcomingMeetings(house))],
    loadAssets('/nonexistent'),
    createMeters(),
  );
  const cookie = (caller: Caller) => `__Host-sesi=${caller.id}.${(caller.roles ?? []).join('+')}`;
  return {
    get: async (caller, path) =>
      app.request(path, { headers: { accept: 'text/html', cookie: cookie(caller) } }),
    post: async (caller, path, form) =>
      app.request(path, {
        method: 'POST',
        body: new URLSearchParams(form as [string, string][]).toString(),
        headers: {
          'content-type': 'application/x-www-form-urlencoded',
          'sec-fetch-site': 'same-origin',
          cookie: cookie(caller),
        },
      }),
  };
}

type Get = (caller: Caller, path: string) => Promise<Response>;
type Post = (
  caller: Caller,
  path: string,
  form: readonly (readonly [string, string])[],
) => Promise<Response>;
