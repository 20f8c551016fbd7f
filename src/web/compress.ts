import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import type { MiddlewareHandler } from 'hono';

const br = promisify(brotliCompress);
const gz = promisify(gzip);
/** Below this many bytes compressing costs more than it saves. */
const WORTH_IT = 700;

/** Compresses pages: on a slow network the bytes are what people wait for. Streams and files pass untouched. */
export const compress: MiddlewareHandler = async (c, next) => {
  await next();
  const type = c.res.headers.get('content-type') ?? '';
  if (
    !/^(text\/html|application\/json|text\/css|text\/calendar|application\/problem\+json)/.test(
      type,
    )
  )
    return;
  if (c.res.headers.has('content-encoding') || c.req.method === 'HEAD') return;
  const accepts = c.req.header('accept-encoding') ?? '';
  const encoding = /\bbr\b/.test(accepts) ? 'br' : /\bgzip\b/.test(accepts) ? 'gzip' : undefined;
  if (!encoding) return;
  const plain = Buffer.from(await c.res.arrayBuffer());
  const old = c.res;
  let body = plain;
  const headers = new Headers(old.headers);
  if (plain.length >= WORTH_IT) {
    body =
      encoding === 'br'
        ? await br(plain, { params: { [constants.BROTLI_PARAM_QUALITY]: 5 } })
        : await gz(plain, { level: 5 });
    headers.set('content-encoding', encoding);
    headers.delete('content-length');
  }
  headers.append('vary', 'Accept-Encoding');
  c.res = undefined;
  c.res = new Response(new Uint8Array(body), { status: old.status, headers });
};
