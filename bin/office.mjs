// bin/office import <folder> | export <slug> [folder]: an office comes and goes as a folder of data.
import { join, resolve } from 'node:path';
import { ensureInstalled, projectNode, refuse, requireNode, root, runToEnd } from './ready.mjs';

requireNode();
const [verb, subject, target = 'offices'] = process.argv.slice(2);
if ((verb !== 'import' && verb !== 'export') || subject === undefined) {
  refuse(
    'Pakai: node bin/office.mjs import <folder>   atau   node bin/office.mjs export <slug> [folder]',
    'Use:   node bin/office.mjs import <folder>   or     node bin/office.mjs export <slug> [folder]',
  );
}
ensureInstalled({ dev: false });
const node = projectNode();
const { ensureBuilt } = await import('./build.mjs');
await ensureBuilt();
// The command runs in the project's folder; what was typed is meant from here.
const words = verb === 'import' ? [verb, resolve(subject)] : [verb, subject, resolve(target)];
process.exit(
  await runToEnd(node, ['--enable-source-maps', join(root, 'dist', 'office.mjs'), ...words]),
);
