// Completes package-lock.json with the packages of platforms that the registry in use did not offer.
//
// npm leaves an optional package out of the lock file when the registry does not carry it (some mirrors hold
// only the platforms they serve). `npm ci` then refuses the lock file everywhere, also where that package is not
// wanted. Each missing one is written with its platform, so that npm knows to skip it. Run after `npm install`;
// with --check it only tells.
import { readFileSync, writeFileSync } from 'node:fs';

const path = new URL('../package-lock.json', import.meta.url);
const lock = JSON.parse(readFileSync(path, 'utf8'));

/** @type {[RegExp, string][]} */
const SYSTEMS = [
  [/darwin/, 'darwin'],
  [/win32|windows|win-/, 'win32'],
  [/android/, 'android'],
  [/freebsd/, 'freebsd'],
  [/openharmony/, 'openharmony'],
  [/linux/, 'linux'],
];
/** @type {[RegExp, string][]} */
const PROCESSORS = [
  [/arm64|aarch64/, 'arm64'],
  [/x64|x86_64/, 'x64'],
  [/ia32/, 'ia32'],
  [/ppc64/, 'ppc64'],
  [/riscv64/, 'riscv64'],
  [/s390x/, 's390x'],
  [/arm/, 'arm'],
];

/** @type {(table: [RegExp, string][], name: string) => string[]} */
const match = (table, name) =>
  table
    .filter(([pattern]) => pattern.test(name))
    .slice(0, 1)
    .map(([, value]) => value);

const added = [];
for (const [parent, entry] of Object.entries(lock.packages)) {
  for (const [name, version] of Object.entries(entry.optionalDependencies ?? {})) {
    const key = `node_modules/${name}`;
    if (lock.packages[key] || lock.packages[`${parent}/${key}`]) continue;
    const short = name.replace(/^@[^/]+\//, '');
    const os = match(SYSTEMS, short);
    const cpu = match(PROCESSORS, short);
    if (!/^\d/.test(version) || os.length === 0) continue;
    const libc = /musl/.test(short)
      ? ['musl']
      : /gnu/.test(short) && os[0] === 'linux'
        ? ['glibc']
        : undefined;
    lock.packages[key] = {
      version,
      ...(cpu.length > 0 ? { cpu } : {}),
      ...(entry.dev ? { dev: true } : {}),
      ...(libc ? { libc } : {}),
      optional: true,
      os,
    };
    added.push(`${name}@${version}`);
  }
}

if (added.length === 0) {
  console.log('package-lock.json: semua platform tercatat. / Every platform is listed.');
} else if (process.argv.includes('--check')) {
  console.error(
    `package-lock.json lacks ${added.length} packages of other platforms: run "node bin/lock.mjs".`,
  );
  process.exitCode = 1;
} else {
  lock.packages = Object.fromEntries(
    Object.entries(lock.packages).sort(([a], [b]) => a.localeCompare(b, 'en')),
  );
  writeFileSync(path, `${JSON.stringify(lock, null, 2)}\n`);
  console.log(`package-lock.json: ${added.length} packages of other platforms added.`);
}
