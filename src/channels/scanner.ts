import { createReadStream } from 'node:fs';
import { connect, type Socket } from 'node:net';

/** What the virus scanner says of one file; `signature` names what it found. */
export interface ScanResult {
  readonly state: 'clean' | 'infected' | 'unscanned';
  readonly signature?: string;
}

/**
 * Scans the plain file at `path`. Rejects when a scanner is configured but does not answer properly: the file is then
 * held and scanned again later, never released unscanned (ASVS 5.4.3).
 */
export type Scanner = (path: string) => Promise<ScanResult>;

export interface ScannerOptions {
  /** Milliseconds for one file, sending and scanning together, after which the scanner counts as down. */
  readonly timeoutMillis?: number;
}

/** Well below any StreamMaxLength, large enough for few headers. */
const CHUNK = 64 * 1024;
/** An answer is one short line; more is no answer of ClamAV. */
const LONGEST_ANSWER = 4_096;

/**
 * ClamAV by its INSTREAM command; `address` is `host:port` or the path of a unix socket (CLAMAV_SOCKET). Without an
 * address every file is `unscanned`, and is shown so. clamd's StreamMaxLength must be at least 60 MB.
 */
export function clamavScanner(address: string | undefined, options: ScannerOptions = {}): Scanner {
  if (address === undefined || address === '') return () => Promise.resolve({ state: 'unscanned' });
  const open = opener(address);
  return async (path) => readAnswer(await instream(open(), path, options.timeoutMillis ?? 120_000));
}

function opener(address: string): () => Socket {
  if (address.startsWith('/')) return () => connect({ path: address });
  const [, host, port] = /^\[?([^\]]+?)\]?:(\d{1,5})$/.exec(address) ?? [];
  if (host === undefined)
    throw new Error('CLAMAV_SOCKET must be host:port or the path of a unix socket');
  return () => connect({ host, port: Number(port) });
}

/** Sends the file in length-prefixed chunks, ends it with a zero length, and returns the one line that comes back. */
function instream(socket: Socket, path: string, timeoutMillis: number): Promise<string> {
  return new Promise((resolve, reject) => {
    let answer = '';
    let sent = false;
    const file = createReadStream(path, { highWaterMark: CHUNK });
    const settle = (end: () => void) => {
      clearTimeout(deadline);
      file.destroy();
      socket.destroy();
      end();
    };
    const fail = (why: string) => settle(() => reject(new Error(`virus scanner: ${why}`)));
    // A scanner that trickles is as good as one that is silent.
    const deadline = setTimeout(() => fail('no answer in time'), timeoutMillis);
    socket.on('error', (error) => (answer.includes('\0') ? undefined : fail(error.message)));
    socket.on('close', () => fail('hung up without an answer'));
    socket.on('data', (bytes) => {
      answer += bytes.toString('latin1');
      // "OK" about half a file says nothing about the other half; any other answer may come early.
      if (answer.startsWith('stream: OK') && !sent) fail('answered before the end of the file');
      else if (answer.includes('\0')) settle(() => resolve(answer.slice(0, answer.indexOf('\0'))));
      else if (answer.length > LONGEST_ANSWER) fail('not an answer of ClamAV');
    });
    file.on('error', (error) => fail(error.message));
    file.on('data', (chunk) => {
      const length = Buffer.alloc(4);
      length.writeUInt32BE(chunk.length);
      socket.write(length);
      if (socket.write(chunk)) return;
      file.pause();
      socket.once('drain', () => file.resume());
    });
    file.on('end', () => {
      sent = true;
      socket.write(Buffer.alloc(4));
    });
    socket.write('zINSTREAM\0');
  });
}

function readAnswer(answer: string): ScanResult {
  if (answer === 'stream: OK') return { state: 'clean' };
  const signature = /^stream: (.{1,200}) FOUND$/.exec(answer)?.[1];
  if (signature !== undefined) return { state: 'infected', signature };
  throw new Error(`virus scanner: ${answer.replace(/[^\x20-\x7e]/g, '?').slice(0, 200)}`);
}
