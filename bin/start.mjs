// npm start: everything from a fresh clone to an open counter.
import { join } from 'node:path';
import { ensureInstalled, projectNode, requireNode, root, runToEnd } from './ready.mjs';

requireNode();
ensureInstalled({ dev: false });
const node = projectNode();
const { ensureBuilt } = await import('./build.mjs');
await ensureBuilt();
// The channel tells the server when this process is killed outright, so that it does not stay behind unseen.
const stdio = /** @type {const} */ (['inherit', 'inherit', 'inherit', 'ipc']);
const code = await runToEnd(node, ['--enable-source-maps', join(root, 'dist', 'server.mjs')], {
  stdio: [...stdio],
});
process.exit(code);
