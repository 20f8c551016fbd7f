// What every command of this folder needs first: the locked packages installed, and the project's own Node.
// Plain JavaScript for Node 20, with nothing but Node's own modules.
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { constants } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The project's folder. */
export const root = dirname(dirname(fileURLToPath(import.meta.url)));

const WANTED = 26;

/**
 * Prints sentences and ends the command.
 * @param {string[]} sentences
 * @returns {never}
 */
export function refuse(...sentences) {
  for (const sentence of sentences) console.error(sentence);
  process.exit(1);
}

/** Ends the command when the Node that began it is too old even to begin. */
export function requireNode() {
  const major = Number(process.versions.node.split('.')[0]);
  if (major >= 20) return;
  refuse(
    `Node.js ${process.versions.node} terlalu lama. Pasang Node.js 20 atau yang lebih baru dari https://nodejs.org, lalu jalankan lagi.`,
    `Node.js ${process.versions.node} is too old. Install Node.js 20 or newer from https://nodejs.org, then run this again.`,
  );
}

/**
 * Installs the packages of the lock file when what is installed differs from it.
 * @param {{ dev: boolean }} options whether the packages for development are needed too
 */
export function ensureInstalled({ dev }) {
  if (isInstalled(dev)) return;
  console.log('Memasang paket yang diperlukan, sekali saja… / Installing the packages, once only…');
  const begun = Date.now();
  const words = [
    'ci',
    '--no-audit',
    '--no-fund',
    '--loglevel=error',
    ...(dev ? ['--include=dev'] : []),
  ];
  const npm = process.env.npm_execpath ?? '';
  const [command, first] = /npm-cli\.c?js$/.test(npm) ? [process.execPath, [npm]] : ['npm', []];
  const done = spawnSync(command, [...first, ...words], { cwd: root, stdio: 'inherit' });
  if (done.status !== 0 || !isInstalled(dev)) {
    refuse(
      'Pemasangan paket gagal. Periksa sambungan internet dan ruang penyimpanan (1 GB), lalu jalankan lagi.',
      'Installing the packages failed. Check the internet connection and free disk space (1 GB), then run this again.',
    );
  }
  console.log(
    `Paket terpasang. / Packages installed. (${Math.round((Date.now() - begun) / 1000)} s)`,
  );
}

/** The project's own Node, or the system's where that is new enough. */
export function projectNode() {
  const platform = process.platform === 'win32' ? 'win' : process.platform;
  const own = join(root, 'node_modules', `node-${platform}-${process.arch}`, 'bin', 'node');
  if (existsSync(own)) return own;
  if (Number(process.versions.node.split('.')[0]) >= WANTED) return process.execPath;
  return refuse(
    `Untuk sistem ini (${process.platform} ${process.arch}) tidak ada Node.js bawaan. Pasang Node.js ${WANTED} dari https://nodejs.org, lalu jalankan lagi.`,
    `There is no bundled Node.js for this system (${process.platform} ${process.arch}). Install Node.js ${WANTED} from https://nodejs.org, then run this again.`,
  );
}

/**
 * Runs a program to its end, hands signals on to it, and returns its exit code.
 * @param {string} command
 * @param {string[]} words
 * @param {import('node:child_process').SpawnOptions} [options]
 * @returns {Promise<number>}
 */
export function runToEnd(command, words, options = {}) {
  // A group of its own: Ctrl+C reaches it once, through here, and not a second time from the terminal.
  const child = spawn(command, words, {
    cwd: root,
    stdio: 'inherit',
    detached: process.platform !== 'win32',
    ...options,
  });
  /** @type {Map<string, number>} */
  const last = new Map();
  for (const name of /** @type {NodeJS.Signals[]} */ (['SIGINT', 'SIGTERM', 'SIGHUP'])) {
    process.on(name, () => {
      // npm hands on what the terminal has sent already.
      const now = Date.now();
      if (now - (last.get(name) ?? 0) < 1000) return;
      last.set(name, now);
      child.kill(name);
    });
  }
  return new Promise((resolve) => {
    child.on('error', (error) => {
      console.error(`${command}: ${error.message}`);
      resolve(1);
    });
    child.on('exit', (code, signal) =>
      resolve(code ?? 128 + (signal ? constants.signals[signal] : 0)),
    );
  });
}

/** @param {boolean} dev */
function isInstalled(dev) {
  const wanted = packages('package-lock.json');
  // npm writes this one last, when everything else is in place.
  const present = packages('node_modules/.package-lock.json');
  if (!wanted || !present) return false;
  const differs = Object.entries(present).some(
    ([path, { version }]) => wanted[path]?.version !== version,
  );
  const lacks = Object.entries(wanted).some(
    ([path, entry]) => path !== '' && !entry.optional && (dev || !entry.dev) && !present[path],
  );
  return !differs && !lacks;
}

/**
 * @param {string} path
 * @returns {Record<string, { version: string, optional?: boolean, dev?: boolean }> | undefined}
 */
function packages(path) {
  try {
    return JSON.parse(readFileSync(join(root, path), 'utf8')).packages;
  } catch {
    return undefined;
  }
}
