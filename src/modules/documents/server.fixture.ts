import { serve } from '@hono/node-server';
import { openApp, openHouse, tellingHooks } from './house.fixture.ts';

// A server process of its own, to be killed. Prints its port, then only serves.
const { DATABASE_URL = '', DATA_DIR = '', MASTER_KEY = '', TOWN = '{}' } = process.env;
const house = await openHouse({
  url: DATABASE_URL,
  dataDir: DATA_DIR,
  masterKey: Buffer.from(MASTER_KEY, 'base64'),
});
const app = openApp(house, tellingHooks(), JSON.parse(TOWN));
serve({ fetch: app.fetch, port: 0, hostname: '127.0.0.1' }, ({ port }) =>
  process.stdout.write(`${port}\n`),
);
