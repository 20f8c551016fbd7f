import type { Hono } from 'hono';
import { openTestHouse } from '../../../test/support/house.ts';
import { type Config, readConfig } from '../../kernel/config.ts';
import type { House } from '../../kernel/house.ts';
import { newId } from '../../kernel/ids.ts';
import type { Mail } from '../../kernel/ports.ts';
import { createApp } from '../../web/app.ts';
import { loadAssets } from '../../web/assets.ts';
import { createMeters } from '../../web/meters.ts';
import { anyone, person, type Route, staff } from '../../web/route.ts';
import type { VisitOffice } from '../../web/visit.ts';
import { accountTasks, visitorByToken, wantsFactor } from './index.ts';
import { accountRoutes } from './pages/index.ts';

/** One counter with a real database, whose mails and log can be read. */
export interface TestCounter {
  readonly house: House;
  readonly app: Hono;
  readonly office: VisitOffice;
  readonly mails: Mail[];
  readonly logged: Record<string, unknown>[];
  /** Moves the house's clock. */
  pass(milliseconds: number): void;
  /** Does the mails that were asked for, one by one. */
  sendMails(): Promise<void>;
  browser(address?: string): Browser;
}

export const SLUG = 'kantor-contoh';

/** Opens a counter with these routes beside those of accounts; ends with the suite. */
export async function openTestCounter(
  t: { after(work: () => Promise<void>): void },
  options: { routes?: (house: House) => Route[]; config?: Config } = {},
): Promise<TestCounter> {
  const mails: Mail[] = [];
  const house = await openTestHouse(t, {
    config: options.config ?? readConfig({ DATA_DIR: '/nonexistent', PORT: '3999' }),
    mail: () => async (mail) => void mails.push(mail),
  });
  const { db } = house;
  const office = await openOffice(house, SLUG, 'CTH');
  const desks: Route[] = [
    {
      method: 'GET',
      path: '/:office/dasbor',
      access: person,
      handle: (visit) => visit.text(`dasbor ${visit.person.name}`),
    },
    {
      method: 'GET',
      path: '/:office/petugas',
      access: staff('verifier'),
      handle: (visit) => visit.text('petugas'),
    },
    { method: 'GET', path: '/:office', access: anyone, handle: (visit) => visit.text('beranda') },
  ];
  const app = createApp(
    house,
    {
      office: async (slug) => (slug === SLUG ? office : undefined),
      visitor: (token, at) =>
        visitorByToken(db, token, at, {
          now: house.now(),
          wantsFactor: wantsFactor(house.config),
        }),
    },
    [...accountRoutes(house), ...(options.routes?.(house) ?? []), ...desks],
    loadAssets('/nonexistent'),
    createMeters(),
  );
  const tasks = accountTasks(house);
  return {
    house,
    app,
    office,
    mails,
    get logged() {
      return house.logged.map((line) => JSON.parse(line) as Record<string, unknown>);
    },
    pass: house.pass,
    async sendMails() {
      for (const job of await queued(house)) await tasks[job.task]?.(job.payload);
    },
    browser: (address = '203.0.113.7') => new Browser(app, address),
  };
}

/** Puts an office into the database, without anything that the importer would bring. */
export async function openOffice(
  house: House,
  slug: string,
  code: string,
  parent?: VisitOffice,
): Promise<VisitOffice> {
  const id = newId();
  const ancestors = parent ? [...parent.ancestors, parent.id] : [];
  await house.db`insert into office (id, slug, code, parent_id, ancestors, kind, name, time_zone, profile)
    values (${id}, ${slug}, ${code}, ${parent?.id ?? null}, ${ancestors}::uuid[], 'local',
      ${house.db.json({ id: 'Kantor Contoh' })}, 'Asia/Jakarta', '{}')`;
  return {
    id,
    slug,
    code,
    ancestors,
    name: { id: 'Kantor Contoh' },
    timeZone: 'Asia/Jakarta',
    theme: { primary: '#0b5cad', accent: '#f2a900' },
  };
}

/** Takes the waiting mail jobs out of the queue, the oldest first. */
async function queued(house: House): Promise<{ task: string; payload: unknown }[]> {
  const jobs = await house.db<{ id: number; task: string; payload: unknown }[]>`
    select j.id, t.identifier as task, j.payload
    from graphile_worker._private_jobs j join graphile_worker._private_tasks t on t.id = j.task_id
    where t.identifier = 'accounts.mail' order by j.id`;
  for (const { id } of jobs)
    await house.db`delete from graphile_worker._private_jobs where id = ${id}`;
  return jobs;
}

/** A browser as far as the door is concerned: it keeps cookies and says where it is. */
export class Browser {
  readonly cookies = new Map<string, string>();
  readonly #app: Hono;
  readonly #address: string;

  constructor(app: Hono, address: string) {
    this.#app = app;
    this.#address = address;
  }

  get(path: string): Promise<Response> {
    return this.#send(path, { method: 'GET' });
  }

  post(
    path: string,
    form: Record<string, string> | string,
    headers: Record<string, string> = {},
  ): Promise<Response> {
    const body = typeof form === 'string' ? form : new URLSearchParams(form).toString();
    const type = {
      'content-type': 'application/x-www-form-urlencoded',
      'sec-fetch-site': 'same-origin',
    };
    return this.#send(path, { method: 'POST', body, headers: { ...type, ...headers } });
  }

  async #send(
    path: string,
    init: RequestInit & { headers?: Record<string, string> },
  ): Promise<Response> {
    const cookie = [...this.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const headers = {
      accept: 'text/html',
      'user-agent': 'Mozilla/5.0 (Linux; Android 14) Chrome/130.0',
      cookie,
      ...init.headers,
    };
    const incoming = {
      socket: { remoteAddress: this.#address, remotePort: 4242, remoteFamily: 'IPv4' },
    };
    const response = await this.#app.request(path, { ...init, headers }, { incoming });
    for (const line of response.headers.getSetCookie()) {
      const [pair = ''] = line.split(';');
      const at = pair.indexOf('=');
      const [name, value] = [pair.slice(0, at), pair.slice(at + 1)];
      if (/max-age=0/i.test(line)) this.cookies.delete(name);
      else this.cookies.set(name, value);
    }
    return response;
  }
}
