import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { brotliCompressSync } from 'node:zlib';
import { buildSync, transformSync } from 'esbuild';
import { themeCss } from '../theme.ts';
import { generateTheme } from './generate-theme.ts';

function bundle(sheet = 'app.css'): string {
  const { outputFiles } = buildSync({
    entryPoints: [fileURLToPath(new URL(sheet, import.meta.url))],
    bundle: true,
    minify: true,
    write: false,
  });
  return outputFiles[0]?.text ?? '';
}

test('all style sheets of a page weigh 14 KB at most over the wire', () => {
  const theme = themeCss({ primary: '#0f1e3d', accent: '#c9a227' });
  const bytes = brotliCompressSync(bundle()).length + brotliCompressSync(theme).length;
  assert.ok(bytes <= 14 * 1024, `${bytes} bytes`);
});

test('officers’ pages load 8 KB more at most', () => {
  const bytes = brotliCompressSync(bundle('desk.css')).length;
  assert.ok(bytes <= 8 * 1024, `${bytes} bytes`);
});

test('the styles bring their own pictures and need no other address', () => {
  assert.doesNotMatch(bundle(), /url\(["']?(?!["']?data:image\/svg)/);
  assert.doesNotMatch(bundle(), /@font-face/);
});

test('the layers stand in order, the office’s page styles last', () => {
  assert.ok(bundle().startsWith('@layer ds.theme,ds.base,ds.components,app;'));
});

test('the checked-in theme is what its configuration gives', () => {
  const bare = (css: string) => transformSync(css, { loader: 'css', minify: true }).code;
  const kept = readFileSync(new URL('theme.css', import.meta.url), 'utf8');
  assert.equal(bare(kept), bare(generateTheme()), 'run: node src/ui/styles/generate-theme.ts');
});
