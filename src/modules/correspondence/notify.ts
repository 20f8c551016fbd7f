import { z } from 'zod';
import type { Tx } from '../../kernel/db.ts';
import type { House } from '../../kernel/house.ts';
import { type Lang, type Translate, translator } from '../../kernel/i18n.ts';
import { newId } from '../../kernel/ids.ts';
import { addJob } from '../../kernel/jobs.ts';
import { type Contact, contact } from '../accounts/index.ts';
import { officeById } from '../offices/index.ts';
import { insertNotification } from './notification.sql.ts';
import { MOST_TRIES, PRACTICE_ADDRESS, plainText, subjectLine } from './rules.ts';

const attachment = z.object({ name: z.string(), mediaType: z.string(), content: z.string() });

/** What is sealed of a notification. */
export const sealedPart = z.object({ body: z.string(), attachments: z.array(attachment) });

/** A text file that goes with a message, such as a calendar entry. */
export type Attachment = Readonly<z.infer<typeof attachment>>;

/** What a person reads, in their language. Plain text; addresses in it (https://…) become links for the reader. */
export interface Told {
  readonly subject: string;
  readonly body: string;
  readonly attachments?: readonly Attachment[];
}

/** Whom to tell, and the name of the thing told: nothing is told twice under one `dedupe` in an office. */
export interface Recipient {
  readonly officeId: string;
  readonly personId: string;
  /** For instance `deficiency_letter:<id>`. */
  readonly dedupe: string;
}

/**
 * `queued`: it goes out when the transaction commits. `already`: told before, nothing is done. `no_address`: the person
 * has no e-mail; that is on record, and the office has to tell them in another way.
 */
export type NotifyResult = 'queued' | 'already' | 'no_address';

/**
 * Tells a person something by e-mail, in the caller's transaction: it is sent if, and only if, the command commits.
 * The subject stands readable in the database: no identity numbers in it. Throws for an unknown person.
 */
export async function notify(tx: Tx, house: House, told: Recipient & Told): Promise<NotifyResult> {
  return queue(tx, house, told, await reach(tx, told.personId), told);
}

/** As {@link notify}; `compose` is asked for the words in the person's own language. */
export async function sendLocalised(
  tx: Tx,
  house: House,
  recipient: Recipient & { readonly compose: (t: Translate, lang: Lang) => Told },
): Promise<NotifyResult> {
  const person = await reach(tx, recipient.personId);
  return queue(
    tx,
    house,
    recipient,
    person,
    recipient.compose(translator(person.lang), person.lang),
  );
}

async function reach(tx: Tx, personId: string): Promise<Contact> {
  const person = await contact(tx, personId);
  if (!person) throw new Error(`nobody to tell: person ${personId}`);
  return person;
}

async function queue(
  tx: Tx,
  house: House,
  to: Recipient,
  person: Contact,
  told: Told,
): Promise<NotifyResult> {
  const id = newId();
  // In a practice office everybody has the same address, and it is nobody's: no real one is ever stored there.
  const isPractice = (await officeById(tx, to.officeId))?.practice === true;
  const address = isPractice ? PRACTICE_ADDRESS : (person.email ?? null);
  const isNew = await insertNotification(tx, {
    officeId: to.officeId,
    id,
    personId: to.personId,
    dedupe: to.dedupe,
    address,
    lang: person.lang,
    subject: subjectLine(told.subject),
    sealed: await sealPart(house, to.officeId, id, told),
    at: house.now(),
  });
  if (!isNew) return 'already';
  if (address === null) return 'no_address';
  // No queue name: deliveries run side by side, so one that hangs or fails holds up no other.
  await addJob(
    tx,
    'correspondence.deliver',
    { officeId: to.officeId, id },
    { maxAttempts: MOST_TRIES },
  );
  return 'queued';
}

function sealPart(house: House, officeId: string, id: string, told: Told): Promise<Buffer> {
  const part: z.infer<typeof sealedPart> = {
    body: plainText(told.body),
    attachments: [...(told.attachments ?? [])],
  };
  return house.vault.sealText(officeId, JSON.stringify(part), placeOf(id));
}

/** Where the sealed part belongs; it opens nowhere else. */
export const placeOf = (id: string) => `notification:${id}`;
