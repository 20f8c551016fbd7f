import { execFileSync, spawnSync } from 'node:child_process';
import {
  chmodSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { brotliDecompressSync } from 'node:zlib';

/** A browser program and the surroundings it needs. */
export interface Chromium {
  readonly program: string;
  readonly env: Readonly<Record<string, string>>;
}

/**
 * Chromium as the development packages bring it, unpacked once; on other systems the installed one, or the one
 * that the variable CHROMIUM names.
 */
export function findChromium(): Chromium {
  const named = process.env['CHROMIUM'];
  if (named) return { program: named, env: {} };
  if (process.platform === 'linux' && process.arch === 'x64') return unpacked();
  for (const name of ['chromium', 'chromium-browser', 'google-chrome']) {
    const found = spawnSync('which', [name], { encoding: 'utf8' }).stdout?.trim();
    if (found) return { program: found, env: {} };
  }
  throw new Error('No Chromium found: install it, or name one in the variable CHROMIUM.');
}

function unpacked(): Chromium {
  const entry = require.resolve('@sparticuz/chromium');
  const source = join(dirname(dirname(entry)), 'bin');
  const version: unknown = JSON.parse(
    readFileSync(join(source, '../package.json'), 'utf8'),
  ).version;
  const folder = join(tmpdir(), `satu-loket-chromium-${String(version)}-${process.getuid?.()}`);
  if (!existsSync(folder)) unpack(source, folder);
  if (lstatSync(folder).uid !== process.getuid?.())
    throw new Error(`${folder} belongs to somebody else.`);
  return {
    program: join(folder, 'chromium'),
    env: { LD_LIBRARY_PATH: join(folder, 'lib'), FONTCONFIG_FILE: join(folder, 'fonts.conf') },
  };
}

function unpack(source: string, folder: string): void {
  const draft = `${folder}.${process.pid}`;
  mkdirSync(draft, { mode: 0o700 });
  const open = (name: string) => brotliDecompressSync(readFileSync(join(source, name)));
  writeFileSync(join(draft, 'chromium'), open('chromium.br'));
  chmodSync(join(draft, 'chromium'), 0o755);
  // The libraries that a system without a desktop lacks.
  for (const archive of ['al2023.tar.br', 'fonts.tar.br']) {
    execFileSync('tar', ['-x', '-C', draft], { input: open(archive) });
  }
  writeFileSync(join(draft, 'fonts.conf'), fonts(folder));
  try {
    renameSync(draft, folder);
  } catch (error) {
    // Another test file was quicker.
    rmSync(draft, { recursive: true });
    if (!existsSync(folder)) throw error;
  }
}

/** Text renders alike on every machine, with or without fonts of its own. */
function fonts(folder: string): string {
  const inter = dirname(require.resolve('@expo-google-fonts/inter/package.json'));
  const prefer = (family: string) =>
    `<alias binding="same"><family>${family}</family><prefer><family>Inter</family><family>Open Sans</family></prefer></alias>`;
  return `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "urn:fontconfig:fonts.dtd">
<fontconfig>
  <dir>${inter}</dir>
  <dir>${join(folder, 'fonts')}</dir>
  <dir>/usr/share/fonts</dir>
  <cachedir>${join(folder, 'cache')}</cachedir>
  ${['sans-serif', 'system-ui', 'serif'].map(prefer).join('\n  ')}
</fontconfig>
`;
}

const require = createRequire(import.meta.url);
