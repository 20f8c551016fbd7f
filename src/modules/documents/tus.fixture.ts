import { request } from 'node:http';

/** The tus protocol by hand, so that tests can cut it where they like. */
export interface Browser {
  readonly base: string;
  readonly person: string;
}

export interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly body: string;
}

const meta = (told: Readonly<Record<string, string>>) =>
  Object.entries(told)
    .map(([name, value]) => `${name} ${Buffer.from(value).toString('base64')}`)
    .join(',');

/** One request; `cutAfter` destroys the connection when that many bytes of the body have gone out. */
export function ask(
  browser: Browser,
  method: string,
  path: string,
  options: { headers?: Record<string, string>; body?: Uint8Array; cutAfter?: number } = {},
): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const headers = {
      cookie: `sesi=${browser.person}`,
      'tus-resumable': '1.0.0',
      ...options.headers,
    };
    const length = options.body ? { 'content-length': String(options.body.length) } : {};
    const req = request(
      `${browser.base}${path}`,
      { method, headers: { ...length, ...headers } },
      (res) => {
        const parts: Buffer[] = [];
        res.on('data', (part: Buffer) => parts.push(part));
        res.on('error', reject);
        res.on('end', () =>
          resolve({
            status: res.statusCode ?? 0,
            headers: res.headers,
            body: Buffer.concat(parts).toString(),
          }),
        );
      },
    );
    req.on('error', reject);
    if (options.cutAfter === undefined) return void req.end(options.body);
    req.write(options.body?.subarray(0, options.cutAfter), () =>
      setTimeout(() => req.destroy(), 150),
    );
  });
}

export const announce = (
  browser: Browser,
  size: number,
  told: Readonly<Record<string, string>> = {},
): Promise<Answer> =>
  ask(browser, 'POST', '/kantor-uji/unggah', {
    headers: {
      'upload-length': String(size),
      'upload-metadata': meta({ filename: 'KTP Ani.jpg', untuk: 'draft:1:ktp', ...told }),
    },
  });

export const send = (
  browser: Browser,
  path: string,
  offset: number,
  body: Uint8Array,
  cutAfter?: number,
): Promise<Answer> =>
  ask(browser, 'PATCH', path, {
    headers: { 'upload-offset': String(offset), 'content-type': 'application/offset+octet-stream' },
    body,
    ...(cutAfter === undefined ? {} : { cutAfter }),
  });

/** How far an upload has come; -1 when it does not exist for this person. */
export async function offsetOf(browser: Browser, path: string): Promise<number> {
  const head = await ask(browser, 'HEAD', path);
  return head.status === 200 ? Number(head.headers['upload-offset']) : -1;
}
