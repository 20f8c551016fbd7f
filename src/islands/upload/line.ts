import type { Field } from './field.ts';
import type { Act, Row } from './row.ts';
import { sendFile } from './sending.ts';
import { untilInspected } from './server.ts';
import { fill } from './words.ts';

/** A file chosen by the person, known again by its fingerprint. */
export interface Chosen {
  readonly file: File;
  readonly fingerprint: string;
}

/** Sends a file and tells its line how it goes, until the inspection has spoken. `url`: what an earlier visit began. */
export function sendInLine(field: Field, row: Row, chosen: Chosen, url?: string): void {
  const { words, active } = field;
  const { file } = chosen;
  const percent = (sent: number) => Math.floor((100 * sent) / file.size);
  let last = 0;

  const remove: Act = {
    words: words.remove,
    act: () => {
      active.delete(row);
      field.drop(row);
      sending.remove().catch(() => {});
    },
  };
  const resume: Act = { words: words.resume, act: () => sending.resume() };
  const pause: Act = {
    words: words.pause,
    act: () => {
      sending.pause();
      active.delete(row);
      row.say(fill(words.paused, { percent: percent(last) }));
      row.acts(resume, remove);
    },
  };

  const sending = sendFile(
    file,
    { endpoint: field.endpoint, url, metadata: metadata(field, chosen) },
    {
      queued() {
        active.add(row);
        row.bar(last, file.size);
        row.say(words.queued);
        row.acts(pause, remove);
      },
      running() {
        row.acts(pause, remove);
      },
      progress(sent) {
        last = sent;
        row.bar(sent, file.size);
        row.say(fill(words.sending, { percent: percent(sent) }));
      },
      cut() {
        row.say(words.cut);
        row.acts({ ...resume, words: words.retry }, remove);
      },
      arrived(at) {
        active.delete(row);
        void awaitInspection(field, row, file.name, at);
      },
      refused(sentence, status) {
        active.delete(row);
        const why = status >= 200 && status < 300 ? words.signed_out : sentence || words.failed;
        row.bar(undefined, file.size);
        row.say(why, 'danger');
        // What the server no longer has is sent anew from the start.
        const from = status === 404 || status === 410 ? undefined : (sending.url() ?? url);
        const again = { words: words.retry, act: () => sendInLine(field, row, chosen, from) };
        row.acts(again, remove);
        field.announce(`${file.name}: ${why}`);
      },
    },
  );
}

async function awaitInspection(field: Field, row: Row, name: string, url: string): Promise<void> {
  const { words } = field;
  row.bar(undefined, 1);
  row.acts();
  row.say(words.checking);
  field.announce(fill(words.arrived, { name }));
  field.arrived();
  if (field.isListed) return field.drop(row);
  await untilInspected(field.endpoint, field.target, url, ({ state, sentence }) => {
    if (state === 'held') row.say(words.held);
    if (state === 'ready') row.say(words.ready);
    if (state !== 'refused') return;
    const why = sentence ?? words.failed;
    row.say(why, 'danger');
    row.acts({ words: words.remove, act: () => field.drop(row) });
    field.announce(`${name}: ${why}`);
  });
}

function metadata(field: Field, { file, fingerprint }: Chosen): Record<string, string> {
  const told = { filename: file.name, untuk: field.target, sidik: fingerprint };
  return field.replaces ? { ...told, dokumen: field.replaces } : told;
}
