import assert from 'node:assert/strict';
import { copyFileSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { after, describe, test } from 'node:test';
import { cruise } from 'dependency-cruiser';
import walls from '../.dependency-cruiser.mjs';

const project = resolve(import.meta.dirname, '..');

interface Crack {
  /** The wall that must hold. */
  readonly wall: string;
  readonly right: string;
  /** File by file, what is written there. */
  readonly files: Readonly<Record<string, string>>;
}

/** A house that keeps every rule; each crack below changes or adds files. */
const SOUND: Readonly<Record<string, string>> = {
  'src/main.ts': `
    import { Hono } from 'hono';
    import '../src/modules/dossiers/index.ts';
    import './house.ts';
    export const app = new Hono();`,
  'src/house.ts': `import './channels/email.ts'; export const house = 1;`,
  'src/kernel/db.ts': `import postgres from 'postgres'; export const db = postgres;`,
  'src/kernel/ports.ts': 'export interface Mailer { send(): void }',
  'src/kernel/money.ts': 'export const rupiah = 1;',
  'src/ui/button.tsx': `import { rupiah } from '../kernel/money.ts'; import { html } from 'hono/html'; export const Button = [html, rupiah];`,
  'src/web/route.ts': `import type { Hono } from 'hono'; import '../ui/button.tsx'; export type Route = Hono;`,
  'src/islands/upload.ts': 'document.title = "";',
  'src/channels/email.ts': `import type { Mailer } from '../kernel/ports.ts'; export type Mail = Mailer;`,
  'src/modules/offices/index.ts': 'export const office = 1;',
  'src/modules/offices/offices.sql.ts': `import postgres from 'postgres'; export const rows = postgres;`,
  'src/modules/accounts/index.ts': `import { office } from '../offices/index.ts'; export const account = office;`,
  'src/modules/documents/index.ts': 'export const document = 1; export type Kind = "pdf";',
  'src/modules/dossiers/index.ts': `export { decide } from './commands.ts'; export { page } from './pages/citizen/list.tsx';`,
  'src/modules/dossiers/rules.ts': `import { rupiah } from '../../kernel/money.ts'; import type { Kind } from '../documents/index.ts'; export const rule = (k: Kind) => [k, rupiah];`,
  'src/modules/dossiers/commands.ts': `import { rule } from './rules.ts'; import { document } from '../documents/index.ts'; export const decide = [rule, document];`,
  'src/modules/dossiers/reactions.ts': `export { decide as react } from './commands.ts';`,
  'src/modules/dossiers/pages/citizen/list.tsx': `import type { Route } from '../../../../web/route.ts'; import { Button } from '../../../../ui/button.tsx'; import { decide } from '../../commands.ts'; import 'hono'; export const page = [Button, decide]; export type R = Route;`,
  'src/modules/appointments/index.ts': `import { decide } from '../dossiers/index.ts'; export const seat = decide;`,
};

const CRACKS: readonly Crack[] = [
  crack('no-cycle', 'two files never need each other', {
    'src/kernel/one.ts': `import './two.ts'; export const one = 1;`,
    'src/kernel/two.ts': `import './one.ts'; export const two = 2;`,
  }),
  crack('no-cycle', 'not even for a type', {
    'src/kernel/three.ts': `import type { Four } from './four.ts'; export type Three = Four;`,
    'src/kernel/four.ts': `export type { Three as Four } from './three.ts';`,
  }),
  crack('no-unknown-module', 'a module without a level is not imported', {
    'src/main.ts': `import './modules/somewhere/index.ts';`,
    'src/modules/somewhere/index.ts': 'export const x = 1;',
  }),
  crack('door', 'a module is entered through its index.ts', {
    'src/modules/dossiers/commands.ts': `import '../offices/offices.sql.ts';`,
  }),
  crack('door', 'pages of another module are never used', {
    'src/modules/appointments/pages/staff/day.tsx': `import '../../../dossiers/pages/citizen/list.tsx';`,
  }),
  crack('door-in-tests', 'tests enter through the door too', {
    'src/modules/dossiers/commands.test.ts': `import '../offices/offices.sql.ts';`,
  }),
  crack('door-of-main', 'main takes only what is offered to it', {
    'src/main.ts': `import './modules/dossiers/commands.ts';`,
  }),
  crack('level-of-documents', 'a lower module does not use a higher one', {
    'src/modules/documents/index.ts': `import '../dossiers/index.ts';`,
  }),
  crack('level-of-documents', 'nor its types', {
    'src/modules/documents/index.ts': `export type { decide } from '../dossiers/index.ts';`,
  }),
  crack('level-of-offices', 'the office stands lowest of all', {
    'src/modules/offices/index.ts': `import '../staff/index.ts';`,
    'src/modules/staff/index.ts': 'export const member = 1;',
  }),
  crack('level-of-appointments', 'a desk does not use a later desk', {
    'src/modules/appointments/index.ts': `import '../payments/index.ts';`,
    'src/modules/payments/index.ts': 'export const bill = 1;',
  }),
  crack('level-of-delivery', 'nor an earlier one', {
    'src/modules/delivery/index.ts': `import '../appointments/index.ts';`,
  }),
  crack('pages-on-top', 'a command does not use a page', {
    'src/modules/dossiers/commands.ts': `import './pages/citizen/list.tsx';`,
  }),
  crack('only-pages-see-the-web', 'a command does not see the web edge', {
    'src/modules/dossiers/commands.ts': `import type { Route } from '../../web/route.ts'; export type R = Route;`,
  }),
  crack('only-pages-see-hono', 'a command does not see the web framework', {
    'src/modules/dossiers/commands.ts': `import type { Context } from 'hono'; export type C = Context;`,
  }),
  crack('only-pages-see-hono', 'nor does the kernel', {
    'src/kernel/forms.ts': `import 'hono/cookie';`,
  }),
  crack('rules-are-pure', 'rules read no file', {
    'src/modules/dossiers/rules.ts': `import 'node:fs';`,
  }),
  crack('rules-are-pure', 'rules of a part of a module ask no package', {
    'src/modules/dossiers/verification/rules.ts': `import 'pino';`,
  }),
  crack('rules-know-no-io', 'rules know no database', {
    'src/modules/dossiers/rules.ts': `import type { db } from '../../kernel/db.ts'; export type D = typeof db;`,
  }),
  crack('rules-borrow-types-only', 'rules call no other module', {
    'src/modules/dossiers/rules.ts': `import { document } from '../documents/index.ts'; export const d = document;`,
  }),
  crack('no-module-knows-a-channel', 'no module knows a channel', {
    'src/modules/dossiers/reactions.ts': `import '../../channels/email.ts';`,
  }),
  crack('channels-know-the-kernel-only', 'no channel knows a module', {
    'src/channels/email.ts': `import '../modules/dossiers/index.ts';`,
  }),
  crack('kernel-at-the-bottom', 'the kernel uses nothing above it', {
    'src/kernel/money.ts': `import '../modules/offices/index.ts';`,
  }),
  crack('ui-on-the-kernel', 'components know no module', {
    'src/ui/button.tsx': `import '../modules/offices/index.ts';`,
  }),
  crack('ui-on-the-kernel', 'components know nothing of requests', {
    'src/ui/button.tsx': `import '../web/route.ts';`,
  }),
  crack('web-below-the-modules', 'the edge knows no module', {
    'src/web/route.ts': `import '../modules/accounts/index.ts';`,
  }),
  crack('islands-alone', 'no server code reaches the browser', {
    'src/islands/upload.ts': `import '../kernel/money.ts';`,
  }),
  crack('nobody-stands-on-main', 'nothing imports main', {
    'src/web/route.ts': `import '../main.ts';`,
  }),
  crack('sql-in-its-place', 'a command speaks to the database through *.sql.ts', {
    'src/modules/dossiers/commands.ts': `import postgres from 'postgres'; export const sql = postgres;`,
  }),
  crack('no-test-in-the-house', 'the house depends on no test', {
    'src/kernel/money.ts': `import './money.fixture.ts';`,
    'src/kernel/money.fixture.ts': 'export const sample = 1;',
  }),
  crack('no-development-package', 'the house needs no development package', {
    'src/kernel/money.ts': `import 'fast-check';`,
  }),
  crack('no-stray-import', 'every import leads somewhere', {
    'src/kernel/money.ts': `import './nowhere.ts';`,
  }),
  crack('no-unnamed-package', 'only packages that package.json names', {
    'src/kernel/money.ts': `import 'tslib';`,
  }),
];

describe('the walls of the house', () => {
  const folder = mkdtempSync(join(tmpdir(), 'satu-loket-walls-'));
  after(() => rmSync(folder, { recursive: true, force: true }));
  const house = () => mkdtempSync(join(folder, 'house-'));

  test('a sound house is accepted', async () => {
    assert.deepEqual(await broken(house(), {}), []);
  });

  for (const crack of CRACKS) {
    test(`${crack.right} (${crack.wall})`, async () => {
      const fallen = await broken(house(), crack.files);
      assert.ok(
        fallen.includes(crack.wall),
        `${crack.wall} did not hold; broken were: ${fallen.join(', ') || 'none'}`,
      );
    });
  }
});

function crack(wall: string, right: string, files: Crack['files']): Crack {
  return { wall, right, files };
}

/** Builds the house with these files changed and names the walls that are broken. */
async function broken(folder: string, files: Readonly<Record<string, string>>): Promise<string[]> {
  for (const [path, text] of Object.entries({ ...SOUND, ...files })) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  copyFileSync(join(project, 'package.json'), join(folder, 'package.json'));
  symlinkSync(join(project, 'node_modules'), join(folder, 'node_modules'));
  const { forbidden = [], options } = walls;
  const { output } = await cruise(
    ['src'],
    { ...options, baseDir: folder, validate: true, ruleSet: { forbidden } },
    options?.enhancedResolveOptions,
  );
  assert.ok(typeof output === 'object', 'a result to read');
  return [...new Set(output.summary.violations.map(({ rule }) => rule.name))];
}
