import { createHash, randomBytes } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { request } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { openHouse } from '../src/house.ts';
import { readConfig } from '../src/kernel/config.ts';
import { createLog } from '../src/kernel/log.ts';
import { openBlob } from '../src/modules/documents/blob/read.ts';
import { createClient } from './support/http.ts';
import { type Chapter, openChapter } from './support/report.ts';
import { type Applicant, prepareRush } from './support/submissions.ts';
import type { World } from './support/world.ts';

const MIB = 1024 * 1024;
const SIZE = 60 * MIB;
const PIECE = 5 * MIB;
const AT_ONCE = 20;

/** Twenty files of 60 MiB at once, in chunks, encrypted on the way; and one that is cut off in the middle of a chunk. */
export async function uploads(world: World): Promise<Chapter> {
  const chapter = openChapter('Uploads');
  const { url } = await world.filled(12_000);
  const house = await openHouse(readConfig({ DATA_DIR: world.dataDir }), url, createLog('silent'));
  const file = Buffer.concat([Buffer.from('%PDF-1.7\n'), randomBytes(SIZE - 9)]);
  const hash = createHash('sha256').update(file).digest('hex');
  try {
    const db = house.db;
    if (!('begin' in db)) throw new Error('no pool');
    const rush = await prepareRush(db, house.vault, AT_ONCE + 2, 1);
    const server = await world.serve(url);
    const desk = createDesk(server.address, rush.slug);

    const [first, second, ...others] = rush.applicants;
    if (!first || !second) throw new Error('nobody uploads');
    await desk.send(
      await desk.begin(first, 'pemanasan.pdf', 6 * MIB),
      first,
      file.subarray(0, 6 * MIB),
    );
    await sleep(3000);
    const idle = memoryOf(server.pid);
    let [peak, children] = [0, 0];
    const watch = setInterval(() => {
      peak = Math.max(peak, memoryOf(server.pid));
      children = Math.max(children, ...childrenOf(server.pid).map(memoryOf));
    }, 50);
    const begun = performance.now();
    await Promise.all(
      others.map(async (applicant, index) =>
        desk.send(await desk.begin(applicant, `berkas-${index}.pdf`, SIZE), applicant, file),
      ),
    );
    const seconds = (performance.now() - begun) / 1000;
    clearInterval(watch);
    chapter.figure({
      name: `server above idle, ${others.length} uploads of 60 MiB at once`,
      value: (peak - idle) / MIB,
      unit: 'MiB',
      budget: 100,
    });
    chapter.figure({ name: 'server at idle', value: idle / MIB, unit: 'MiB' });
    chapter.figure({
      name: 'largest child process meanwhile (inspection)',
      value: children / MIB,
      unit: 'MiB',
    });
    chapter.figure({
      name: 'throughput, all together',
      value: (others.length * 60) / seconds,
      unit: 'MiB/s',
    });
    await server.stop();

    // Without workers, so that nothing looks at the file before it is compared.
    const quiet = await world.serve(url, { JOBS: '0' });
    const again = createDesk(quiet.address, rush.slug);
    const alone = performance.now();
    const whole = await again.begin(first, 'satu.pdf', SIZE);
    await again.send(whole, first, file);
    chapter.figure({
      name: 'throughput, one alone',
      value: 60_000 / (performance.now() - alone),
      unit: 'MiB/s',
    });
    const path = await again.begin(second, 'putus.pdf', SIZE);
    const cutAt = 2 * PIECE + 1_234_567;
    await again.send(path, second, file.subarray(0, 2 * PIECE));
    await again.cut(
      path,
      second,
      2 * PIECE,
      file.subarray(2 * PIECE, 3 * PIECE),
      cutAt - 2 * PIECE,
    );
    const offset = await again.offset(path, second);
    await again.send(path, second, file, offset);
    const same = (await Promise.all([whole, path].map((one) => hashAtRest(one)))).filter(
      (stored) => stored === hash,
    ).length;
    chapter.figure({
      name: 'files whole by SHA-256, one of them cut in the middle of a chunk',
      value: same,
      unit: 'of 2',
      budget: 2,
      atLeast: true,
    });
    chapter.figure({
      name: 'kept of the chunk that was cut',
      value: (100 * (offset - 2 * PIECE)) / (cutAt - 2 * PIECE),
      unit: '%',
    });
    chapter.note(
      'tus 1.0 by hand, chunks of 5 MiB, one connection for each file, four workers inspecting in the same run. Memory is the resident set of the server’s process, looked at every 50 ms.',
    );
    await quiet.stop();
  } finally {
    await house.close();
  }
  return chapter.close();

  /** What is really stored, unsealed segment by segment. */
  async function hashAtRest(path: string): Promise<string> {
    const id = path.split('/').at(-1) ?? '';
    const [row] = await house.db<{ officeId: string; blobId: string }[]>`
      select v.office_id as "officeId", v.blob_id as "blobId" from upload u
      join document_version v on v.office_id = u.office_id and v.id = u.version_id where u.id = ${id}`;
    if (!row) throw new Error(`no upload ${id}`);
    const sum = createHash('sha256');
    for await (const piece of openBlob(house, row.officeId, row.blobId))
      sum.update(piece as Buffer);
    return sum.digest('hex');
  }
}

/** The tus protocol by hand. */
function createDesk(address: string, slug: string) {
  const ask = createClient(address, 64);
  const tus = { 'tus-resumable': '1.0.0' };
  const patch = (offset: number) => ({
    ...tus,
    'upload-offset': String(offset),
    'content-type': 'application/offset+octet-stream',
  });
  return {
    async begin({ token, drafts }: Applicant, name: string, size: number): Promise<string> {
      const target = `draft:${drafts[0]}:`;
      const told = { filename: name, untuk: target };
      const metadata = Object.entries(told).map(
        ([key, value]) => `${key} ${Buffer.from(value).toString('base64')}`,
      );
      const headers = {
        ...tus,
        'upload-length': String(size),
        'upload-metadata': metadata.join(','),
      };
      const answer = await ask(`/${slug}/unggah`, { method: 'POST', session: token, headers });
      if (answer.status !== 201) throw new Error(`not begun: ${answer.status} ${answer.body}`);
      return String(answer.headers['location']);
    },
    async send(path: string, { token }: Applicant, file: Buffer, from = 0): Promise<void> {
      for (let offset = from; offset < file.length; offset += PIECE) {
        const body = file.subarray(offset, offset + PIECE);
        const answer = await ask(path, {
          method: 'PATCH',
          session: token,
          headers: patch(offset),
          body,
        });
        if (answer.status !== 204)
          throw new Error(`not taken at ${offset}: ${answer.status} ${answer.body}`);
      }
    },
    /** Pulls the plug after `bytes` of the piece. */
    async cut(
      path: string,
      { token }: Applicant,
      offset: number,
      piece: Buffer,
      bytes: number,
    ): Promise<void> {
      const sent = request(`${address}${path}`, {
        ...{
          method: 'PATCH',
          headers: {
            ...patch(offset),
            'content-length': String(piece.length),
            cookie: `sesi=${token}`,
          },
        },
      });
      sent.on('error', () => {});
      await new Promise((resolve) => sent.write(piece.subarray(0, bytes), resolve));
      await sleep(300);
      sent.destroy();
      await sleep(300);
    },
    async offset(path: string, { token }: Applicant): Promise<number> {
      const answer = await ask(path, { method: 'HEAD', session: token, headers: tus });
      return Number(answer.headers['upload-offset']);
    },
  };
}

/** Resident bytes of a process; 0 when it is gone. */
function memoryOf(pid: number): number {
  try {
    return (
      Number(/VmRSS:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0) * 1024
    );
  } catch {
    return 0;
  }
}

function childrenOf(pid: number): number[] {
  try {
    return readdirSync(`/proc/${pid}/task`).flatMap((task) =>
      readFileSync(`/proc/${pid}/task/${task}/children`, 'utf8')
        .split(' ')
        .filter(Boolean)
        .map(Number),
    );
  } catch {
    return [];
  }
}
