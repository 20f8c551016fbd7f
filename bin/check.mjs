// npm run check: everything that needs no running house. Names narrow it: npm run check -- types walls
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { ensureInstalled, projectNode, requireNode, root } from './ready.mjs';

requireNode();
ensureInstalled({ dev: true });
const node = projectNode();
const tools = join(root, 'node_modules');

/** @type {Record<string, string[]>} */
const CHECKS = {
  types: [join(tools, 'typescript/bin/tsc'), '--noEmit'],
  lint: [join(tools, 'oxlint/bin/oxlint'), '--type-aware', '--deny-warnings'],
  format: [join(tools, '@biomejs/biome/bin/biome'), 'check', '--error-on-warnings', '.'],
  walls: [
    join(tools, 'dependency-cruiser/bin/dependency-cruiser.mjs'),
    '--config',
    '.dependency-cruiser.mjs',
    'src',
    'test',
  ],
  unused: [join(tools, 'knip/bin/knip.js'), '--no-progress', '--no-config-hints'],
  messages: ['bin/messages.mjs'],
  lock: ['bin/lock.mjs', '--check'],
};

const asked = process.argv.slice(2);
const unknown = asked.filter((name) => !(name in CHECKS));
if (unknown.length > 0) {
  console.error(
    `No such check: ${unknown.join(', ')}. There are: ${Object.keys(CHECKS).join(', ')}.`,
  );
  process.exit(1);
}

const failed = [];
for (const [name, words] of Object.entries(CHECKS)) {
  if (asked.length > 0 && !asked.includes(name)) continue;
  const { code, output, seconds } = await run(words);
  console.log(`${code === 0 ? '✔' : '✖'} ${name} (${seconds.toFixed(1)} s)`);
  if (code === 0) continue;
  failed.push(name);
  console.log(output);
}
if (failed.length > 0) {
  console.error(`✖ checks that failed: ${failed.join(', ')}`);
  process.exit(1);
}
console.log('✔ all checks passed');

/**
 * @param {string[]} words
 * @returns {Promise<{ code: number, output: string, seconds: number }>}
 */
function run(words) {
  const begun = performance.now();
  const child = spawn(node, words, { cwd: root, stdio: ['ignore', 'pipe', 'pipe'] });
  let output = '';
  child.stdout.on('data', (chunk) => (output += chunk));
  child.stderr.on('data', (chunk) => (output += chunk));
  return new Promise((resolve) => {
    child.on('close', (code) =>
      resolve({ code: code ?? 1, output, seconds: (performance.now() - begun) / 1000 }),
    );
  });
}
