import { createServer } from 'node:net';
import type { Browser } from 'playwright-core';
import type { Look } from '../support/browser.ts';
import { openBrowser } from '../support/browser.ts';
import { freshDatabase } from '../support/database.ts';
import { type RunningServer, startServer } from '../support/server.ts';
import { Visitor } from './visitor.ts';

/** One of the accounts that the demo brings along. */
export interface Account {
  readonly office: string;
  readonly role: string;
  readonly name: string;
  readonly email: string;
  readonly password: string;
}

/** The built house, open on a port of its own, and a browser to visit it with. */
export interface Counter {
  readonly server: RunningServer;
  readonly browser: Browser;
  readonly address: string;
  /** Its database, for what a story cannot wait for, such as another day. */
  readonly databaseUrl: string;
  /** The demo's accounts with this role in this office, by e-mail. */
  accounts(office: string, role: string): Promise<readonly Account[]>;
  /** Somebody new comes, with an empty browser. */
  visitor(look: Look): Promise<Visitor>;
  close(): Promise<void>;
}

/** Opens the counter for one file of journeys. */
export async function openCounter(): Promise<Counter> {
  const endings: (() => Promise<void>)[] = [];
  const t = { after: (work: () => Promise<void>) => void endings.unshift(work) };
  // Letters and codes carry the address, so the port must be known beforehand.
  const port = await freePort();
  const address = `http://127.0.0.1:${port}`;
  const database = await freshDatabase(t);
  const server = await startServer(t, {
    databaseUrl: database.url,
    env: { PORT: String(port), PUBLIC_URL: address, LOG_LEVEL: 'warn' },
  });
  const browser = await openBrowser(t);
  let known: Promise<readonly Account[]> | undefined;
  return {
    server,
    browser,
    address,
    databaseUrl: database.url,
    async accounts(office, role) {
      known ??= fetch(`${address}/demo/accounts.json`).then(
        (answer) => answer.json() as Promise<readonly Account[]>,
      );
      return (await known)
        .filter((account) => account.office === office && account.role === role)
        .sort((a, b) => (a.email < b.email ? -1 : 1));
    },
    visitor: (look) => Visitor.come(browser, address, look),
    async close() {
      const faults = server.output().match(/^.*"level":[56]0.*$/gm) ?? [];
      for (const end of endings) await end();
      // A story may go well and still have left a fault behind in the machine.
      if (faults.length > 0) throw new Error(`The server logged faults:\n${faults.join('\n')}`);
    },
  };
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.on('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const place = probe.address();
      const port = typeof place === 'object' && place ? place.port : 0;
      probe.close(() => resolve(port));
    });
  });
}
