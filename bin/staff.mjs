// bin/staff list <office> | appoint <office> <email> <role> | end <office> <email> <role> | reset-code <office> <email>:
// who works where, as what, and a new second factor for whoever lost theirs.
import { join } from 'node:path';
import { ensureInstalled, projectNode, refuse, requireNode, root, runToEnd } from './ready.mjs';

requireNode();
const [verb, office, ...rest] = process.argv.slice(2);
const isComplete =
  (verb === 'list' && office !== undefined) ||
  (verb === 'reset-code' && office !== undefined && rest.length === 1) ||
  ((verb === 'appoint' || verb === 'end') && office !== undefined && rest.length === 2);
if (!isComplete) {
  refuse(
    'Pakai: bin/staff list <kantor>   |   bin/staff appoint <kantor> <email> <peran>   |   bin/staff end <kantor> <email> <peran>   |   bin/staff reset-code <kantor> <email>',
    'Use:   bin/staff list <office>   |   bin/staff appoint <office> <email> <role>    |   bin/staff end <office> <email> <role>    |   bin/staff reset-code <office> <email>',
  );
}
ensureInstalled({ dev: false });
const node = projectNode();
const { ensureBuilt } = await import('./build.mjs');
await ensureBuilt();
process.exit(
  await runToEnd(node, [
    '--enable-source-maps',
    join(root, 'dist', 'staff.mjs'),
    verb ?? '',
    office ?? '',
    ...rest,
  ]),
);
