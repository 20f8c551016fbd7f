// The child process in which hostile bytes are parsed. It holds no secret, no connection and nobody else's file.
import { inspectFile } from './inspect.ts';
import type { Answer, Job } from './protocol.ts';
import { Refusal } from './verdict.ts';
import { drawPage, drawPicture } from './views.ts';

async function work(job: Job): Promise<Answer> {
  switch (job.kind) {
    case 'inspect':
      return { kind: 'verdict', verdict: await inspectFile(job.file, job.limits) };
    case 'picture':
      return { kind: 'picture', bytes: await drawPicture(job.from, job.limits) };
    case 'page':
      return { kind: 'picture', bytes: await drawPage(job.path, job.page, job.maxWidth) };
  }
}

async function answer(job: Job): Promise<Answer> {
  try {
    return await work(job);
  } catch (error) {
    if (error instanceof Refusal) return { kind: 'refused', verdict: error.verdict };
    return { kind: 'failed', message: error instanceof Error ? error.message : 'unknown' };
  }
}

const send = (what: Answer) => process.send?.(what);

process.on('message', (job: Job) => {
  void answer(job).then(send);
});
process.on('disconnect', () => process.exit(0));
send({ kind: 'ready' });
