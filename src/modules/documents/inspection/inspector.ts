// The child process in which hostile bytes are parsed. It holds no secret, no connection and nobody else's file.
import { wordsOfDocx } from './docx-parts.ts';
import { inspectBytes, inspectFile } from './inspect.ts';
import { bytesOf, placesIn } from './members.ts';
import type { Answer, Job } from './protocol.ts';
import { Refusal } from './verdict.ts';
import { drawPage, drawPicture } from './views.ts';
import { wordsOfText } from './words.ts';

async function work(job: Job): Promise<Answer> {
  switch (job.kind) {
    case 'inspect':
      return { kind: 'verdict', verdict: await inspectFile(job.file, job.limits) };
    case 'places':
      return { kind: 'places', places: await placesIn(job.path, job.limits) };
    case 'look': {
      const bytes = await bytesOf(job.from, job.limits);
      return { kind: 'verdict', verdict: await inspectBytes(bytes, job.name, job.limits) };
    }
    case 'words': {
      const bytes = await bytesOf(job.from, job.limits);
      const text = job.as === 'docx' ? await wordsOfDocx(bytes, job.limits) : wordsOfText(bytes);
      return { kind: 'words', text };
    }
    case 'picture': {
      const bytes = 'path' in job.from ? await bytesOf(job.from, job.limits) : job.from;
      return { kind: 'picture', bytes: await drawPicture(bytes, job.limits) };
    }
    case 'page': {
      const bytes = await bytesOf(job.from, job.limits);
      return { kind: 'picture', bytes: await drawPage(bytes, job.page, job.maxWidth) };
    }
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
