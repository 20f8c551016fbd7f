import type { Tx } from '../../../kernel/db.ts';
import { type House, within } from '../../../kernel/house.ts';
import { type Reason, reason } from '../../../kernel/i18n.ts';
import { createLimiter } from '../../../kernel/limits.ts';
import type { DocumentHooks, Owner } from '../hooks.ts';
import { BYTES_PER_DAY, FILES_PER_DAY, MAX_HELD } from '../rules.ts';
import { unfinishedBytes } from './upload.sql.ts';

const DAY = 86_400;
const MiB = 1024 * 1024;

/**
 * Counts a file of this size against what one person may send in a day and keep without handing it in; the reason why there
 * is no room, or undefined. Counted in the caller's transaction, before anything else is locked: what is refused or undone was
 * never counted. Sizes in bytes.
 */
export async function roomFor(
  tx: Tx,
  house: House,
  hooks: DocumentHooks,
  owner: Owner,
  size: number,
): Promise<Reason | undefined> {
  if (!hooks.heldBytes) return undefined;
  const files = createLimiter(within(house, tx), 'files_day', {
    points: FILES_PER_DAY,
    duration: DAY,
  });
  const wait = await files.take(owner.ownerId);
  if (wait) return tooMany('documents.limit.files', FILES_PER_DAY, wait);
  return roomForBytes(tx, house, hooks, owner, size);
}

/** As {@link roomFor}, for the bytes alone: a file out of a form has a size only when it is whole. */
export async function roomForBytes(
  tx: Tx,
  house: House,
  hooks: DocumentHooks,
  owner: Owner,
  size: number,
): Promise<Reason | undefined> {
  if (!hooks.heldBytes) return undefined;
  const bytes = createLimiter(within(house, tx), 'megabytes_day', {
    points: BYTES_PER_DAY / MiB,
    duration: DAY,
  });
  const wait = await bytes.take(owner.ownerId, Math.ceil(size / MiB));
  if (wait) return tooMany('documents.limit.bytes', BYTES_PER_DAY / MiB / 1024, wait);
  const held = (await hooks.heldBytes(tx, owner)) + (await unfinishedBytes(tx, owner));
  return held + size > MAX_HELD
    ? reason('documents.limit.held', { max: MAX_HELD / MiB / 1024 })
    : undefined;
}

const tooMany = (
  key: 'documents.limit.files' | 'documents.limit.bytes',
  max: number,
  wait: number,
): Reason => reason(key, { max, hours: Math.ceil(wait / 3600) });
