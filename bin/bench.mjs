// npm run bench: measures what the design promises. Names narrow it: npm run bench -- submit uploads
import { ensureInstalled, projectNode, requireNode, runToEnd } from './ready.mjs';

requireNode();
ensureInstalled({ dev: true });
const node = projectNode();
const { ensureBuilt } = await import('./build.mjs');
await ensureBuilt();
process.exit(
  await runToEnd(node, [
    '--import',
    './bin/tsx-hooks.mjs',
    'bench/run.ts',
    ...process.argv.slice(2),
  ]),
);
