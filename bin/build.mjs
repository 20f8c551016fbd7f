// npm run build: the server as one file, the islands and the styles for the browser, compressed ahead of time.
import { createHash } from 'node:crypto';
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { basename, extname, join, relative } from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import { DRIVER, mendDriver } from './driver.mjs';
import { GUIDE_PICTURES, guidePicture, sourceOf } from './pictures.mjs';
import { root } from './ready.mjs';

const dist = join(root, 'dist');
const SERVER = {
  server: 'src/main.ts',
  office: 'src/office-command.ts',
  staff: 'src/staff-command.ts',
  ledger: 'src/ledger-command.ts',
  inspector: 'src/modules/documents/inspection/inspector.ts',
};
/** The sheet of every page, and the one that officers' pages load besides. */
const STYLES = ['app.css', 'desk.css'];
/** What else the result depends on, beside src/. */
const INPUTS = [
  'package-lock.json',
  'bin/build.mjs',
  'bin/driver.mjs',
  'bin/pictures.mjs',
  ...GUIDE_PICTURES.map((name) => relative(root, sourceOf(name))),
  'tsconfig.json',
  'messages/id.json',
  'messages/en.json',
];

/** Builds unless what stands in dist/ was made from these very sources. */
export async function ensureBuilt() {
  const sources = fingerprint();
  const stamp = join(dist, 'sources');
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === sources) return;
  await build(sources);
}

/** @param {string} sources fingerprint of what it is built from */
async function build(sources = fingerprint()) {
  const begun = Date.now();
  const draft = join(root, `dist.new-${process.pid}`);
  rmSync(draft, { recursive: true, force: true });
  mkdirSync(join(draft, 'assets'), { recursive: true });
  try {
    const assets = await Promise.all([
      server(draft),
      ...islands(draft),
      ...styles(draft),
      ...GUIDE_PICTURES.map((name) => picture(draft, name)),
    ]);
    const manifest = Object.fromEntries(assets.flat().sort(([a], [b]) => (a < b ? -1 : 1)));
    writeFileSync(join(draft, 'assets', 'manifest.json'), `${JSON.stringify(manifest, null, 2)}\n`);
    writeFileSync(join(draft, 'sources'), sources);
    replace(draft);
  } finally {
    rmSync(draft, { recursive: true, force: true });
  }
  console.log(`Aplikasi dirakit. / Built. (${((Date.now() - begun) / 1000).toFixed(1)} s)`);
}

/**
 * Takes the database driver into the bundle, mended; all other packages stay outside.
 * @type {import('esbuild').Plugin}
 */
const mendedDriver = {
  name: 'mended-driver',
  setup(build) {
    const source = join(root, 'node_modules', 'postgres', 'src', 'index.js');
    build.onResolve({ filter: /^postgres$/ }, () => ({ path: source }));
    build.onLoad({ filter: DRIVER }, ({ path }) => ({
      contents: mendDriver(readFileSync(path, 'utf8')),
    }));
  },
};

/**
 * @param {string} draft
 * @returns {Promise<[string, string][]>}
 */
async function server(draft) {
  const { build } = await import('esbuild');
  await build({
    absWorkingDir: root,
    entryPoints: Object.fromEntries(
      Object.entries(SERVER).filter(([, path]) => existsSync(join(root, path))),
    ),
    outdir: draft,
    outExtension: { '.js': '.mjs' },
    bundle: true,
    platform: 'node',
    target: 'node26',
    format: 'esm',
    packages: 'external',
    plugins: [mendedDriver],
    jsx: 'automatic',
    jsxImportSource: 'hono/jsx',
    sourcemap: 'linked',
    logLevel: 'warning',
  });
  return [];
}

/**
 * One file for each custom element: they improve pages one by one and share no code.
 * @param {string} draft
 */
function islands(draft) {
  const folder = join(root, 'src', 'islands');
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .filter((name) => /\.tsx?$/.test(name) && !/\.(test|fixture|d)\.tsx?$/.test(name))
    .map((name) =>
      browserFile(draft, join('src', 'islands', name), `${basename(name, extname(name))}.js`),
    );
}

/** @param {string} draft */
function styles(draft) {
  return STYLES.map((name) => browserFile(draft, join('src', 'ui', 'styles', name), name));
}

/**
 * A picture of the officers' guide; it is compressed already.
 * @param {string} draft
 * @param {string} name
 * @returns {Promise<[string, string][]>}
 */
async function picture(draft, name) {
  const bytes = await guidePicture(name);
  const hash = createHash('sha256').update(bytes).digest('hex').slice(0, 10);
  const file = `${name}-${hash}.webp`;
  writeFileSync(join(draft, 'assets', file), bytes);
  return [[`${name}.webp`, file]];
}

/**
 * @param {string} draft
 * @param {string} entry
 * @param {string} name the plain name by which pages ask for it
 * @returns {Promise<[string, string][]>}
 */
async function browserFile(draft, entry, name) {
  const { build } = await import('esbuild');
  const { outputFiles } = await build({
    absWorkingDir: root,
    entryPoints: [entry],
    outfile: join(draft, 'assets', name),
    write: false,
    bundle: true,
    minify: true,
    platform: 'browser',
    target: ['chrome90', 'firefox90', 'safari15'],
    format: 'esm',
    jsx: 'automatic',
    jsxImportSource: 'hono/jsx/dom',
    // Fonts and pictures beside the style sheet travel inside it, so that there is one request.
    loader: { '.svg': 'dataurl', '.woff2': 'dataurl' },
    legalComments: 'none',
    logLevel: 'warning',
  });
  const bytes = Buffer.from(outputFiles[0]?.contents ?? []);
  const hash = createHash('sha256').update(bytes).digest('hex').slice(0, 10);
  const file = `${basename(name, extname(name))}-${hash}${extname(name)}`;
  const path = join(draft, 'assets', file);
  const [br, gz] = await Promise.all([
    promisify(brotliCompress)(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } }),
    promisify(gzip)(bytes, { level: 9 }),
  ]);
  writeFileSync(path, bytes);
  writeFileSync(`${path}.br`, br);
  writeFileSync(`${path}.gz`, gz);
  return [[name, file]];
}

/**
 * Puts the finished draft in the place of the former result.
 * @param {string} draft
 */
function replace(draft) {
  const former = `${dist}.old-${process.pid}`;
  if (existsSync(dist)) renameSync(dist, former);
  renameSync(draft, dist);
  rmSync(former, { recursive: true, force: true });
}

/** A hash of everything the result depends on. */
function fingerprint() {
  const hash = createHash('sha256');
  const folder = join(root, 'src');
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => !/\.test\.tsx?$/.test(name) && statSync(join(folder, name)).isFile())
    .map((name) => join('src', name));
  for (const file of [...files, ...INPUTS].sort()) {
    hash
      .update(`${file}\0`)
      .update(readFileSync(join(root, file)))
      .update('\0');
  }
  return hash.digest('hex');
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  await (process.argv.includes('--if-needed') ? ensureBuilt() : build());
}
