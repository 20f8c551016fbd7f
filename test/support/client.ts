import { request } from 'node:http';

/** An answer as it came over the wire, uncompressed and unfollowed. */
export interface Reply {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly bytes: Buffer;
  readonly text: string;
  readonly location: string;
}

export interface Sending {
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: Uint8Array | string;
  /** Breaks the connection when this many bytes of the body have gone out. */
  readonly cutAfter?: number;
}

/** Fields of a form; several texts of one name come in order. */
export type Fields = Readonly<Record<string, string | readonly string[]>>;

export interface Part {
  readonly field: string;
  readonly name: string;
  readonly bytes: Uint8Array;
}

/**
 * A browser as far as the wire is concerned: it keeps cookies, says that it is on our own site, and nothing else. What is
 * asked for goes out as it stands, so that tests can ask for what no browser would.
 */
export class Client {
  readonly cookies = new Map<string, string>();
  /** The attributes with which each cookie was last set. */
  readonly cookieLines: string[] = [];
  /** Such as http://127.0.0.1:40123; a server that came back has another. */
  address: string;

  constructor(address: string) {
    this.address = address;
  }

  get(path: string, headers: Readonly<Record<string, string>> = {}): Promise<Reply> {
    return this.ask('GET', path, { headers });
  }

  post(
    path: string,
    fields: Fields,
    headers: Readonly<Record<string, string>> = {},
  ): Promise<Reply> {
    return this.ask('POST', path, {
      body: encode(fields),
      headers: { 'content-type': 'application/x-www-form-urlencoded', ...headers },
    });
  }

  /** A multipart form, as a page without scripts sends files. */
  upload(path: string, fields: Fields, parts: readonly Part[]): Promise<Reply> {
    const boundary = `batas${Math.random().toString(36).slice(2)}`;
    const pieces: Uint8Array[] = [];
    const say = (text: string) => pieces.push(Buffer.from(text));
    for (const [name, value] of Object.entries(fields))
      for (const text of [value].flat())
        say(`--${boundary}\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${text}\r\n`);
    for (const { field, name, bytes } of parts) {
      say(
        `--${boundary}\r\nContent-Disposition: form-data; name="${field}"; filename="${name.replaceAll('"', '%22')}"\r\n`,
      );
      say('Content-Type: application/octet-stream\r\n\r\n');
      pieces.push(bytes);
      say('\r\n');
    }
    say(`--${boundary}--\r\n`);
    return this.ask('POST', path, {
      body: Buffer.concat(pieces),
      headers: { 'content-type': `multipart/form-data; boundary=${boundary}` },
    });
  }

  ask(method: string, path: string, sending: Sending = {}): Promise<Reply> {
    const { hostname, port } = new URL(this.address);
    const body = typeof sending.body === 'string' ? Buffer.from(sending.body) : sending.body;
    const cookie = [...this.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const headers = {
      accept: 'text/html',
      ...(cookie === '' ? {} : { cookie }),
      ...(method === 'GET' || method === 'HEAD' ? {} : { 'sec-fetch-site': 'same-origin' }),
      ...(body ? { 'content-length': String(body.length) } : {}),
      ...sending.headers,
    };
    return new Promise((resolve, reject) => {
      const req = request({ hostname, port, method, path, headers, agent: false }, (res) => {
        const pieces: Buffer[] = [];
        // A doorbell never ends by itself: that it answers is all that is asked.
        const isEndless = res.headers['content-type']?.startsWith('text/event-stream') ?? false;
        if (isEndless) setTimeout(() => res.destroy(), 20);
        res.on('data', (piece: Buffer) => pieces.push(piece));
        res.on('error', reject);
        res.on('close', () => {
          if (!res.complete && !isEndless) return reject(new Error('the answer broke off'));
          this.#keep(res.headers['set-cookie'] ?? []);
          const bytes = Buffer.concat(pieces);
          const { statusCode: status = 0, headers: got } = res;
          resolve({
            status,
            headers: got,
            bytes,
            text: bytes.toString(),
            location: got.location ?? '',
          });
        });
      });
      req.on('error', reject);
      if (sending.cutAfter === undefined) return void req.end(body);
      req.write(body?.subarray(0, sending.cutAfter), () => setTimeout(() => req.destroy(), 100));
    });
  }

  /** Signs in by the page; throws when the door stays shut. */
  async signIn(office: string, email: string, password: string): Promise<void> {
    const reply = await this.post(`/${office}/masuk`, { email, kata_sandi: password });
    if (reply.status !== 303)
      throw new Error(`${email} was not let in at ${office}: ${reply.status}`);
  }

  #keep(lines: readonly string[]): void {
    for (const line of lines) {
      const [pair = ''] = line.split(';');
      const at = pair.indexOf('=');
      const [name, value] = [pair.slice(0, at), pair.slice(at + 1)];
      this.cookieLines.push(line);
      if (/max-age=0/i.test(line)) this.cookies.delete(name);
      else this.cookies.set(name, value);
    }
  }
}

function encode(fields: Fields): string {
  const params = new URLSearchParams();
  for (const [name, value] of Object.entries(fields))
    for (const text of [value].flat()) params.append(name, text);
  return params.toString();
}

/** The minted key in a page's form. */
export function keyIn(page: string): string {
  const key = /name="kunci" value="([^"]+)"/.exec(page)?.[1];
  if (key === undefined) throw new Error('the page has no form with a key');
  return key;
}
