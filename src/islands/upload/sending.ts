import { type DetailedError, Upload } from 'tus-js-client';
import { enterLane } from './lanes.ts';

const MiB = 1024 * 1024;
/** A chunk should take between these, in milliseconds: short enough to lose little, long enough to be worth a request. */
const QUICK = 2_000;
const SLOW = 12_000;
/** Without any progress for so long the connection is taken for dead, whatever the browser says. */
const STALLED = 30_000;
const TRY_AGAIN = 10_000;

export interface Sending {
  /** Where the server keeps it; undefined before it answered. */
  url(): string | undefined;
  pause(): void;
  resume(): void;
  /** Gives up for good, here and on the server. */
  remove(): Promise<void>;
}

export interface Reports {
  queued(): void;
  /** Its turn has come. */
  running(): void;
  /** Bytes. */
  progress(sent: number): void;
  /** Cut off; goes on by itself. */
  cut(): void;
  arrived(url: string): void;
  /** `sentence` is the server's, empty when it had none; `status` 0 when it never answered. */
  refused(sentence: string, status: number): void;
}

/** Sends one file, resuming at `url` when the server has a part of it. Begins at once, or when a lane is free. */
export function sendFile(
  file: File,
  to: { endpoint: string; url: string | undefined; metadata: Record<string, string> },
  reports: Reports,
): Sending {
  let state: 'queued' | 'running' | 'cut' | 'paused' | 'over' = 'queued';
  let leave = () => {};
  let timer = 0;
  let begun = 0;
  let heard = 0;

  const upload = new Upload(file, {
    endpoint: to.endpoint,
    uploadUrl: to.url ?? null,
    metadata: to.metadata,
    chunkSize: MiB,
    retryDelays: [0, 1000, 3000, 5000],
    storeFingerprintForResuming: false,
    onShouldRetry: (error) => mayHeal(error),
    onProgress: (sent) => {
      heard = Date.now();
      if (state === 'running') reports.progress(sent);
    },
    onChunkComplete: () => {
      const took = Date.now() - begun;
      begun = Date.now();
      const size = upload.options.chunkSize ?? MiB;
      if (took < QUICK) upload.options.chunkSize = Math.min(5 * MiB, size * 2);
      if (took > SLOW) upload.options.chunkSize = Math.max(MiB, size / 2);
    },
    onSuccess: () => {
      end();
      reports.arrived(upload.url ?? '');
    },
    onError: (error) => {
      const response = 'originalResponse' in error ? error.originalResponse : null;
      if ('originalResponse' in error && mayHeal(error)) return cut();
      end();
      reports.refused(response?.getBody() ?? '', response?.getStatus() ?? 0);
    },
  });

  const end = () => {
    state = 'over';
    stop();
  };
  const stop = () => {
    clearTimeout(timer);
    window.removeEventListener('online', again);
    leave();
  };
  const run = () => {
    state = 'running';
    begun = heard = Date.now();
    reports.running();
    upload.start();
    watch();
  };
  const queue = () => {
    state = 'queued';
    reports.queued();
    leave = enterLane(run);
  };
  const again = () => {
    if (state !== 'cut') return;
    stop();
    queue();
  };
  const cut = () => {
    if (state !== 'running') return;
    state = 'cut';
    stop();
    reports.cut();
    window.addEventListener('online', again);
    timer = window.setTimeout(again, TRY_AGAIN);
  };
  /** A connection may die without a word, above all on the move. */
  const watch = () => {
    timer = window.setTimeout(() => {
      if (state !== 'running') return;
      if (Date.now() - heard < STALLED) return watch();
      void upload.abort().then(cut);
    }, STALLED / 6);
  };

  queueMicrotask(queue);
  return {
    url: () => upload.url ?? undefined,
    pause() {
      if (state === 'over') return;
      state = 'paused';
      stop();
      void upload.abort();
    },
    resume() {
      if (state === 'paused' || state === 'cut') {
        stop();
        queue();
      }
    },
    async remove() {
      end();
      await upload.abort();
      const url = upload.url ?? to.url;
      if (url) await Upload.terminate(url, { retryDelays: [0, 1000, 3000] });
    },
  };
}

/** Whether trying again can help: no answer, the server's own trouble, or two requests that met. */
function mayHeal(error: DetailedError): boolean {
  const status = error.originalResponse?.getStatus() ?? 0;
  return status === 0 || status >= 500 || status === 409 || status === 423 || status === 429;
}
