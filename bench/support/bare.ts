// A process that does nothing but send the statements of a submission: what the database alone could do.
// Started by submit.ts, which tells it by message what to measure.
import { randomBytes } from 'node:crypto';
import { connect, type Db } from '../../src/kernel/db.ts';
import { newId, secretHash } from '../../src/kernel/ids.ts';
import { chain, GENESIS } from '../../src/kernel/ledger.ts';
import { onceKey, replayed } from '../../src/kernel/once.ts';
import { sessionByHash } from '../../src/modules/accounts/sessions.sql.ts';
import { filesOfDraft, placesTaken } from '../../src/modules/dossiers/drafting/draft-files.sql.ts';
import { draftOf, updateDraft } from '../../src/modules/dossiers/drafting/drafts.sql.ts';
import { unreadOf } from '../../src/modules/dossiers/messages/unread.sql.ts';
import { createSerials } from '../../src/modules/dossiers/submission/serials.ts';
import {
  insertSubmission,
  type Submission,
} from '../../src/modules/dossiers/submission/submit.sql.ts';
import { perSecond } from './http.ts';
import type { Rush } from './submissions.ts';

/** How many submissions are made ready at a time: what is decided beforehand is not measured. */
type Ready = Omit<Submission, 'savedAt' | 'draftId' | 'ownerId'>;

const [url = '', serialYear = '2099'] = process.argv.slice(2);
const db: Db = connect(url, { max: 12 });
const nextSerial = createSerials();
let rush: Rush | undefined;
let turn = 0;

process.on('message', (message: { rush: Rush } | { lanes: number; seconds: number }) => {
  if ('rush' in message) {
    rush = message.rush;
    process.send?.({ ready: true });
    return;
  }
  void measure(message.lanes, message.seconds).then((rate) => process.send?.(rate));
});
process.on('disconnect', () => process.exit(0));

async function measure(lanes: number, seconds: number) {
  if (!rush) throw new Error('no rush');
  const { officeId, service, applicants } = rush;
  const ready = Array.from({ length: Math.ceil(seconds * 2500) }, () =>
    makeReady(officeId, service),
  );
  let done = 0;
  const rate = await perSecond(lanes, seconds, async () => {
    const applicant = applicants[turn++ % applicants.length];
    const draftId = applicant?.drafts.pop();
    const made = ready.pop();
    if (!applicant || !draftId || !made) throw new Error('too few drafts were prepared');
    await sendAll(applicant, draftId, made);
    done += 1;
    return true;
  });
  return { rate, done, left: applicants.map(({ drafts }) => drafts.length) };
}

/** In the order in which the request sends them, together what it sends together. */
async function sendAll(
  applicant: Rush['applicants'][number],
  draftId: string,
  made: Ready,
): Promise<void> {
  const { officeId } = made;
  const ownerId = applicant.personId;
  await sessionByHash(db, secretHash(applicant.token), officeId, [], new Date());
  await unreadOf(db, ownerId);
  const first = await draftOf(db, officeId, ownerId, draftId);
  if (!first) throw new Error('no draft');
  await updateDraft(db, officeId, ownerId, draftId, {
    ...{ fullName: first.full_name, note: first.note },
    ...{ answers: first.answers, missing: first.missing, slots: Object.keys(first.missing) },
  });
  await filesOfDraft(db, officeId, draftId);
  const once = onceKey(ownerId, newId(), { draftId });
  const [, draft] = await Promise.all([
    replayed(db, once),
    draftOf(db, officeId, ownerId, draftId),
  ]);
  await Promise.all([filesOfDraft(db, officeId, draftId), placesTaken(db, officeId, draftId)]);
  await nextSerial(db, officeId, Number(serialYear));
  if (!draft) throw new Error('no draft');
  const { answers, missing, saved_at: savedAt } = draft;
  const applications = made.applications.map((each) => ({ ...each, answers, missing }));
  const submission = { ...made, applications, once, draftId, ownerId, savedAt };
  if (!(await insertSubmission(db, submission))) throw new Error('the draft was not claimed');
}

function makeReady(officeId: string, service: Rush['service']): Ready {
  const [dossierId, applicationId, at] = [newId(), newId(), new Date()];
  const number = `BARE-${dossierId}`;
  const [step] = service.definition.route;
  const personId = newId();
  const data = {
    ...{ application: applicationId, number, service: service.code, version: service.version },
    ...{
      step: step?.key ?? '',
      due: at.toISOString(),
      files: [],
      missing: ['ktp_pemohon', 'surat_kuasa'],
    },
  };
  const text = 'x'.repeat(700);
  const actor = { personId, mandate: 'self', channel: 'web' } as const;
  const { rows, texts } = chain(
    { kind: 'dossier', id: dossierId, officeId },
    ...([
      GENESIS,
      actor,
      at,
      [{ kind: 'application.submitted', data, text }],
      randomBytes(32),
    ] as const),
  );
  return {
    ...{
      officeId,
      dossierId,
      number,
      fullName: 'Siti Aminah',
      note: '',
      channel: 'web',
      at,
    },
    once: onceKey(personId, newId(), {}),
    ...{ secretHash: randomBytes(32), sealedSecret: randomBytes(41), wrappedKey: randomBytes(61) },
    applications: [
      {
        id: applicationId,
        serviceId: service.id,
        serviceVersion: service.version,
        ...{ answers: {}, missing: {}, step: step?.key ?? '', stepKind: step?.kind ?? '' },
        dueAt: at,
        slots: [],
        identities: [{ field: 'nik', blind: randomBytes(32) }],
      },
    ],
    ...{ events: rows, texts },
  };
}
