import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Context } from 'hono';

export interface Assets {
  /** The address of a built file by its plain name ("app.css"), hash included. */
  url(name: string): string;
  /** Serves a built file, compressed ahead of time, for ever: its name changes with its content. */
  serve(c: Context): Response;
}

const TYPES: Readonly<Record<string, string>> = {
  css: 'text/css; charset=utf-8',
  js: 'text/javascript; charset=utf-8',
  svg: 'image/svg+xml',
  webp: 'image/webp',
  png: 'image/png',
};

/** Reads what the build left in `folder` (manifest.json and files with .br and .gz beside them) into memory. */
export function loadAssets(folder: string): Assets {
  const manifestPath = join(folder, 'manifest.json');
  const manifest: Readonly<Record<string, string>> = existsSync(manifestPath)
    ? (JSON.parse(readFileSync(manifestPath, 'utf8')) as Record<string, string>)
    : {};
  const files = new Map<
    string,
    { plain: Buffer; br: Buffer | undefined; gz: Buffer | undefined; type: string }
  >();
  const optional = (path: string) => (existsSync(path) ? readFileSync(path) : undefined);
  for (const file of Object.values(manifest)) {
    const path = join(folder, file);
    files.set(file, {
      plain: readFileSync(path),
      br: optional(`${path}.br`),
      gz: optional(`${path}.gz`),
      type: TYPES[file.split('.').at(-1) ?? ''] ?? 'application/octet-stream',
    });
  }
  return {
    url: (name) => `/aset/${manifest[name] ?? name}`,
    serve(c) {
      const file = files.get(c.req.param('file') ?? '');
      if (!file) return c.text('404', 404);
      const accepts = c.req.header('accept-encoding') ?? '';
      const [body, encoding] =
        /\bbr\b/.test(accepts) && file.br
          ? [file.br, 'br']
          : /\bgzip\b/.test(accepts) && file.gz
            ? [file.gz, 'gzip']
            : [file.plain, undefined];
      return new Response(new Uint8Array(body), {
        headers: {
          'content-type': file.type,
          'cache-control': 'public, max-age=31536000, immutable',
          vary: 'Accept-Encoding',
          ...(encoding ? { 'content-encoding': encoding } : {}),
        },
      });
    },
  };
}
