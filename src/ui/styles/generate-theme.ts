/**
 * Writes theme.css from designsystemet.config.json with the design system's own command, and keeps only what these pages use: the
 * light scheme, one typography, and the tokens that app.css and desk.css read. Run it after a change of the styles and after a new release of the design system: `node src/ui/styles/generate-theme.ts`.
 */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { buildSync, transformSync } from 'esbuild';

/** The theme the configuration stands for, as CSS text. */
export function generateTheme(): string {
  const room = mkdtempSync(join(tmpdir(), 'theme-'));
  try {
    const config = readFileSync(new URL('designsystemet.config.json', import.meta.url));
    writeFileSync(join(room, 'designsystemet.config.json'), config);
    const command = fileURLToPath(
      new URL('../bin/designsystemet.js', import.meta.resolve('@digdir/designsystemet')),
    );
    for (const verb of ['create', 'build']) {
      execFileSync(process.execPath, [command, 'tokens', verb], { cwd: room, stdio: 'pipe' });
    }
    return prune(readFileSync(join(room, 'design-tokens-build/theme.css'), 'utf8'));
  } finally {
    rmSync(room, { recursive: true, force: true });
  }
}

/** Splits a style sheet into its outermost blocks, each with its braces. */
function blocks(css: string): string[] {
  const found: string[] = [];
  let depth = 0;
  let start = 0;
  for (let at = 0; at < css.length; at += 1) {
    if (css[at] === '{') depth += 1;
    if (css[at] !== '}') continue;
    depth -= 1;
    if (depth > 0) continue;
    found.push(css.slice(start, at + 1).trim());
    start = at + 1;
  }
  return found;
}

function prune(css: string): string {
  const unused = /color-scheme\.dark|typography\.secondary/;
  const kept = blocks(css.replace(/@charset[^;]*;/, ''))
    .filter((block) => !unused.test(block.slice(0, block.indexOf('{'))))
    .join('\n')
    // Only the light scheme exists here.
    .replace(/@media \(prefers-color-scheme: light\) \{\s*\[[^{]*\{[^}]*\}\s*\}/g, '');
  const code = withoutUnread(transformSync(kept, { loader: 'css', legalComments: 'none' }).code);
  return `/* Made by generate-theme.ts; change designsystemet.config.json instead. */\n${code}`;
}

/** Leaves out the tokens that neither the styles nor a token that stays reads. */
function withoutUnread(theme: string): string {
  const { outputFiles } = buildSync({
    entryPoints: ['app.css', 'desk.css'].map((name) =>
      fileURLToPath(new URL(name, import.meta.url)),
    ),
    external: ['./theme.css'],
    outdir: '.',
    bundle: true,
    write: false,
  });
  const styles = outputFiles.map(({ text }) => text).join('\n');
  for (let before = theme; ; before = theme) {
    const read = new Set(
      [...`${styles}${theme}`.matchAll(/var\(\s*(--[\w-]+)/g)].map((match) => match[1]),
    );
    theme = theme.replace(/^ *(--[\w-]+):[^;]*;\n/gm, (line, name: string) =>
      read.has(name) ? line : '',
    );
    if (theme === before) return transformSync(theme, { loader: 'css', minify: false }).code;
  }
}

if (import.meta.main) writeFileSync(new URL('theme.css', import.meta.url), generateTheme());
