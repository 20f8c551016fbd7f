// npm test: everything from a fresh clone to a tested house. Names of files or folders narrow it: npm test -- src/kernel
import { spawn } from 'node:child_process';
import { existsSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { ensureInstalled, projectNode, requireNode, root, runToEnd } from './ready.mjs';

requireNode();
ensureInstalled({ dev: true });
const node = projectNode();
const { ensureBuilt } = await import('./build.mjs');
if (existsSync(join(root, 'src', 'main.ts'))) await ensureBuilt();

const words = process.argv.slice(2);
const options = words.filter((word) => word.startsWith('--'));
const places = words.filter((word) => !word.startsWith('--'));
const files = (places.length > 0 ? places : ['src', 'test']).flatMap((place) => {
  const isFolder = statSync(join(root, place), { throwIfNoEntry: false })?.isDirectory();
  return isFolder
    ? [`${place.replace(/\/$/, '')}/**/*.test.ts`, `${place.replace(/\/$/, '')}/**/*.test.tsx`]
    : [place];
});

// Keeps the database that all test files share from the first to the last; it ends when this process does.
const database = spawn(node, ['test/support/hold-database.ts'], {
  cwd: root,
  stdio: ['pipe', 'inherit', 'inherit'],
});
const code = await runToEnd(node, [
  '--import',
  './bin/tsx-hooks.mjs',
  '--test',
  // Two at a time are faster than one, four are not.
  '--test-concurrency=2',
  ...options,
  ...files,
]);
database.stdin.end();
await new Promise((resolve) =>
  database.exitCode === null ? database.on('exit', resolve) : resolve(undefined),
);
process.exit(code);
