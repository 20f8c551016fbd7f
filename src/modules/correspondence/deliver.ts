import { z } from 'zod';
import type { House } from '../../kernel/house.ts';
import type { Tasks } from '../../kernel/jobs.ts';
import { Undeliverable } from '../../kernel/ports.ts';
import { officeById } from '../offices/index.ts';
import { type Attempt, beginAttempt, markProblem, markSent } from './notification.sql.ts';
import { placeOf, sealedPart } from './notify.ts';
import { afterFailure } from './rules.ts';

const job = z.object({ officeId: z.uuid(), id: z.uuid() });

/**
 * The module's jobs. `correspondence.deliver` sends one notification and is tried again with growing pauses. Sent means
 * that the mail server took it. When the server took it and the machine died before that was noted, the next try
 * sends it again with the same Message-ID: a repeat is possible, a loss is not, and the receiver can tell them as one.
 */
export function correspondenceTasks(house: House): Tasks {
  return {
    'correspondence.deliver': async (payload) => {
      const { officeId, id } = job.parse(payload);
      const attempt = await beginAttempt(house.db, officeId, id);
      if (attempt) await deliver(house, officeId, id, attempt);
    },
  };
}

async function deliver(
  house: House,
  officeId: string,
  id: string,
  attempt: Attempt,
): Promise<void> {
  // What a practice office sends stays in its own outbox, whatever the profile and whatever the address.
  const office = await officeById(house.db, officeId);
  if (office?.practice !== false) return markSent(house.db, officeId, id, house.now());
  try {
    const part = await house.vault.openText(officeId, attempt.sealed, placeOf(id));
    const { body, attachments } = sealedPart.parse(JSON.parse(part));
    await house.mail({
      id,
      to: attempt.address,
      subject: attempt.subject,
      text: body,
      attachments,
    });
  } catch (error) {
    await failed(house, officeId, id, attempt, error);
    return;
  }
  await markSent(house.db, officeId, id, house.now());
}

async function failed(
  house: House,
  officeId: string,
  id: string,
  attempt: Attempt,
  error: unknown,
): Promise<void> {
  const problem = problemOf(error);
  const next = afterFailure(attempt.tries, error instanceof Undeliverable);
  await markProblem(house.db, officeId, id, next === 'again' ? 'waiting' : 'failed', problem);
  if (next === 'again') throw new Error(`notification ${id} not sent: ${problem}`);
  house.log.warn(
    { officeId, notification: id, problem, tries: attempt.tries },
    'notification given up',
  );
}

/** A cause fit for the database and the log: a short code of ours; anything that could carry an address is left out. */
function problemOf(error: unknown): string {
  if (!(error instanceof Error)) return 'unknown';
  return /^[A-Za-z0-9 ._-]{1,80}$/.test(error.message) ? error.message : error.name;
}
