import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { clamavScanner } from './scanner.ts';

const folder = mkdtempSync(join(tmpdir(), 'scanner-'));
after(() => rmSync(folder, { recursive: true, force: true }));

// Split, so that no scanner mistakes this file for the test file itself.
const EICAR = ['X5O!P%@AP[4\\PZX54(P^)7CC)7}$EICAR-STANDARD-', 'ANTIVIRUS-TEST-FILE!$H+H*'].join(
  '',
);
const STREAM_MAX = 1024 * 1024;

function file(content: string | Uint8Array): string {
  const path = join(folder, Math.random().toString(36).slice(2));
  writeFileSync(path, content);
  return path;
}

/** What clamd does with `zINSTREAM`: collects chunks until an empty one, then says one line that ends in a zero byte. */
function clamd(socket: Socket): void {
  let got = Buffer.alloc(0);
  socket.on('error', () => undefined);
  socket.on('data', (bytes) => {
    got = Buffer.concat([got, typeof bytes === 'string' ? Buffer.from(bytes) : bytes]);
    const command = got.indexOf(0);
    if (command < 0) return;
    if (got.toString('latin1', 0, command) !== 'zINSTREAM')
      return void socket.end('UNKNOWN COMMAND\0');
    const parts: Buffer[] = [];
    for (let at = command + 1; at + 4 <= got.length; ) {
      const length = got.readUInt32BE(at);
      if (length === 0) {
        const text = Buffer.concat(parts).toString('latin1');
        return void socket.end(
          text.includes(EICAR) ? 'stream: Eicar-Test-Signature FOUND\0' : 'stream: OK\0',
        );
      }
      if (at + 4 + length > got.length) return;
      parts.push(got.subarray(at + 4, at + 4 + length));
      if (Buffer.concat(parts).length > STREAM_MAX)
        return void socket.end('INSTREAM size limit exceeded. ERROR\0', () => socket.destroy());
      at += 4 + length;
    }
  });
}

async function serving<T>(
  answer: (socket: Socket) => void,
  use: (address: string) => Promise<T>,
  path?: string,
): Promise<T> {
  const open = new Set<Socket>();
  const server = createServer((socket) => {
    open.add(socket);
    answer(socket);
  });
  await new Promise<void>((resolve) =>
    path === undefined ? server.listen(0, '127.0.0.1', resolve) : server.listen(path, resolve),
  );
  const at = server.address();
  try {
    return await use(at !== null && typeof at === 'object' ? `127.0.0.1:${at.port}` : String(at));
  } finally {
    for (const socket of open) socket.destroy();
    server.close();
  }
}

test('without a scanner a file is unscanned, and is not said to be clean', async () => {
  assert.deepEqual(await clamavScanner(undefined)('/anything'), { state: 'unscanned' });
  assert.deepEqual(await clamavScanner('')('/anything'), { state: 'unscanned' });
});

test('a clean file is clean and the EICAR test file is named, over TCP and over a unix socket', async () => {
  for (const path of [undefined, join(folder, 'clamd.sock')])
    await serving(
      clamd,
      async (address) => {
        const scan = clamavScanner(address);
        assert.deepEqual(await scan(file('surat biasa')), { state: 'clean' });
        assert.deepEqual(await scan(file('')), { state: 'clean' });
        assert.deepEqual(await scan(file(Buffer.alloc(900_000, 1))), { state: 'clean' });
        const found = { state: 'infected', signature: 'Eicar-Test-Signature' };
        assert.deepEqual(await scan(file(EICAR)), found);
        assert.deepEqual(
          await scan(file(Buffer.concat([Buffer.alloc(65_500, 32), Buffer.from(EICAR)]))),
          found,
        );
      },
      path,
    );
});

test('a scanner that is down, silent, cut off, full or talking nonsense holds the file', async () => {
  const path = file(Buffer.alloc(20_000_000, 1));
  await assert.rejects(clamavScanner('127.0.0.1:1')(path));
  await assert.rejects(clamavScanner(join(folder, 'nobody.sock'))(path));
  const bad: Readonly<Record<string, (socket: Socket) => void>> = {
    silent: () => undefined,
    'hangs up': (socket) => socket.destroy(),
    'half an answer': (socket) => void socket.end('stream: O'),
    nonsense: (socket) => void socket.write('HTTP/1.1 200 OK\r\n\r\n\0'),
    endless: (socket) => void socket.write('x'.repeat(10_000)),
    'clean before the end': (socket) => void socket.write('stream: OK\0'),
    'clean, almost': (socket) => void socket.write('stream: OK ERROR\0'),
  };
  for (const [what, answer] of Object.entries(bad)) {
    const quiet = (socket: Socket) => {
      socket.on('error', () => undefined);
      answer(socket);
    };
    await serving(quiet, (address) =>
      assert.rejects(clamavScanner(address, { timeoutMillis: 200 })(path), /virus scanner/, what),
    );
  }
});

test('a file beyond the scanner’s own limit is held, not released', async () => {
  const large = file(Buffer.alloc(STREAM_MAX * 3, 1));
  await serving(clamd, (address) => assert.rejects(clamavScanner(address)(large)));
});

test('a file that cannot be read, and an address that is none, are told', async () => {
  await serving(clamd, (address) =>
    assert.rejects(clamavScanner(address)(join(folder, 'missing'))),
  );
  assert.throws(() => clamavScanner('nonsense'), /CLAMAV_SOCKET/);
});
