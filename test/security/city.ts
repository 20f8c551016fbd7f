import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { serve } from '@hono/node-server';
import { officesFolder } from '../../src/house.ts';
import { importOffices } from '../../src/modules/offices/index.ts';
import { installDemoStaff } from '../../src/modules/staff/index.ts';
import { operationsRoutes } from '../../src/operations.ts';
import { allRoutes, allTasks, doors } from '../../src/rooms.ts';
import { createApp } from '../../src/web/app.ts';
import { loadAssets } from '../../src/web/assets.ts';
import { createMeters } from '../../src/web/meters.ts';
import type { Route } from '../../src/web/route.ts';
import { Client, keyIn, type Part } from '../support/client.ts';
import { type HouseOptions, openTestHouse, type TestHouse } from '../support/house.ts';

export const OFFICE = 'kantah-bandar-lampung';
export const OTHER_OFFICE = 'disdukcapil-banjar';

/** The whole product behind a real port, with the offices of the contract and their demo people. */
export interface City {
  readonly house: TestHouse;
  readonly address: string;
  /** Every declared route, as it stands in the application. */
  readonly routes: readonly Route[];
  /** Somebody unknown. */
  stranger(): Client;
  /** A citizen with a new account of their own, signed in at the office. */
  citizen(name?: string, office?: string): Promise<Client>;
  /** The office's member with this role, signed in. */
  officer(role: string, office?: string): Promise<Client>;
  /** Does all waiting jobs: mails, inspections, reactions. */
  doJobs(): Promise<readonly string[]>;
}

interface Account {
  readonly office: string;
  readonly role: string;
  readonly email: string;
  readonly password: string;
}

/** @param more routes of the test's own, behind the same edge. */
export async function openCity(
  t: { after(work: () => Promise<void>): void },
  options: HouseOptions & { readonly more?: readonly Route[] } = {},
): Promise<City> {
  const house = await openTestHouse(t, options);
  const installed = await importOffices(house, officesFolder(), {
    ...(house.config.profile === 'demo' ? { staff: installDemoStaff(house) } : {}),
  });
  if (!installed.ok) throw new Error(installed.sentences.en);
  const meters = createMeters();
  const routes = [...operationsRoutes(house, meters), ...allRoutes(house)];
  const app = createApp(
    house,
    doors(house),
    [...routes, ...(options.more ?? [])],
    loadAssets('dist/assets'),
    meters,
  );
  const server = serve({ fetch: app.fetch, port: 0, hostname: '127.0.0.1' });
  if (!server.listening) await once(server, 'listening');
  t.after(async () => {
    if ('closeAllConnections' in server) server.closeAllConnections();
    server.close();
  });
  const address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const stranger = () => new Client(address);
  let known: Promise<readonly Account[]> | undefined;
  const tasks = allTasks(house);
  return {
    house,
    address,
    routes,
    stranger,
    async citizen(name = 'Sumarni', office = OFFICE) {
      const client = stranger();
      const reply = await client.post(`/${office}/daftar`, {
        nama_depan: name,
        nama_belakang: '',
        email: `${randomUUID()}@contoh.example`,
        kata_sandi: 'tiga burung gereja di atap',
      });
      if (reply.status !== 303) throw new Error(`registering was answered by ${reply.status}`);
      return client;
    },
    async officer(role, office = OFFICE) {
      known ??= stranger()
        .get('/demo/accounts.json')
        .then((reply) => JSON.parse(reply.text) as readonly Account[]);
      const account = (await known).find((one) => one.office === office && one.role === role);
      if (!account) throw new Error(`no ${role} in ${office}`);
      const client = stranger();
      await client.signIn(office, account.email, account.password);
      return client;
    },
    doJobs: () => house.doJobs(tasks),
  };
}

/** What an applicant types for "Peletakan Sita", the service with the fewest fields. */
export const SITA = {
  'isian.nama_instansi': 'Pengadilan Negeri',
  'isian.nomor_penetapan': '12/Pdt/2026',
  'isian.nomor_hak': '00123',
  'isian.letak': 'Jalan Contoh 1',
} as const;

/** Begins a draft; returns its path. */
export async function begin(
  client: Client,
  service: string,
  name: string,
  office = OFFICE,
): Promise<string> {
  const page = await client.get(`/${office}/permohonan/baru`);
  const begun = await client.post(`/${office}/permohonan`, {
    layanan: service,
    nama: name,
    keterangan: '',
    kunci: keyIn(page.text),
  });
  if (begun.status !== 303) throw new Error(`beginning was answered by ${begun.status}`);
  return begun.location;
}

/** A reason for every required document that the draft's page asks for. */
export const excuses = (page: string, why = 'Menyusul'): Record<string, string> =>
  Object.fromEntries(
    [...page.matchAll(/name="(alasan\.[a-z0-9_]+)"/g)].map(([, name]) => [name ?? '', why]),
  );

/** Hands in a dossier through the pages, its files checked first; returns its path `/<office>/berkas/<dossier>`. */
export async function submit(
  city: City,
  client: Client,
  options: {
    readonly service?: string;
    readonly name?: string;
    readonly note?: string;
    readonly answers?: Readonly<Record<string, string>>;
    readonly files?: readonly Part[];
    readonly why?: string;
    readonly office?: string;
  } = {},
): Promise<string> {
  const {
    service = 'SITA',
    name = 'Sumarni',
    note = '',
    answers = SITA,
    files = [],
    office = OFFICE,
  } = options;
  const draft = await begin(client, service, name, office);
  const empty = await client.get(draft);
  const typed = {
    layanan: service,
    nama: name,
    keterangan: note,
    ...answers,
    ...excuses(empty.text, options.why),
  };
  if (files.length > 0) {
    const saved = await client.upload(draft, { ...typed, tindakan: 'simpan' }, files);
    if (saved.status !== 303) throw new Error(`the files were answered by ${saved.status}`);
    await city.doJobs();
  }
  const page = await client.get(draft);
  const sent = await client.upload(
    draft,
    { ...typed, kunci: keyIn(page.text), tindakan: 'kirim' },
    [],
  );
  if (sent.status !== 303)
    throw new Error(`submitting was answered by ${sent.status}: ${sentencesIn(sent.text)}`);
  return sent.location.replace(/\/tanda-terima$/, '');
}

const sentencesIn = (page: string) =>
  [...page.matchAll(/ds-validation-message[^>]*>([^<]+)/g)].map(([, text]) => text).join(' ');
