// bin/office import <folder> | export <slug> [folder] | practice <slug>: an office comes and goes as a folder of data, and gets
// its practice office.
import { join, resolve } from 'node:path';
import { ensureInstalled, projectNode, refuse, requireNode, root, runToEnd } from './ready.mjs';

requireNode();
const [verb, subject, target = 'offices'] = process.argv.slice(2);
if (!['import', 'export', 'practice'].includes(verb ?? '') || subject === undefined) {
  refuse(
    'Pakai: node bin/office.mjs import <folder>  |  export <slug> [folder]  |  practice <slug>',
    'Use:   node bin/office.mjs import <folder>  |  export <slug> [folder]  |  practice <slug>',
  );
}
ensureInstalled({ dev: false });
const node = projectNode();
const { ensureBuilt } = await import('./build.mjs');
await ensureBuilt();
// The command runs in the project's folder; what was typed is meant from here.
const words =
  verb === 'import'
    ? ['import', resolve(subject)]
    : verb === 'export'
      ? ['export', subject, resolve(target)]
      : ['practice', subject];
process.exit(
  await runToEnd(node, ['--enable-source-maps', join(root, 'dist', 'office.mjs'), ...words]),
);
