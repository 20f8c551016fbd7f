// bin/ledger verify [--office <slug>]: reads the ledger from end to end and names whatever was changed, lost or moved.
import { join } from 'node:path';
import { ensureInstalled, projectNode, refuse, requireNode, root, runToEnd } from './ready.mjs';

requireNode();
const [verb, option, slug, ...more] = process.argv.slice(2);
const isScoped = option === '--office' && slug !== undefined;
if (verb !== 'verify' || (option !== undefined && !isScoped) || more.length > 0) {
  refuse(
    'Pakai: node bin/ledger.mjs verify [--office <slug>]',
    'Use:   node bin/ledger.mjs verify [--office <slug>]',
  );
}
ensureInstalled({ dev: false });
const node = projectNode();
const { ensureBuilt } = await import('./build.mjs');
await ensureBuilt();
const words = isScoped ? [verb, slug] : [verb];
process.exit(
  await runToEnd(node, ['--enable-source-maps', join(root, 'dist', 'ledger.mjs'), ...words]),
);
