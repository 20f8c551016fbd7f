import type { Workplace } from '../../kernel/actor.ts';
import type { Query } from '../../kernel/db.ts';
import type { Lang } from '../../kernel/i18n.ts';
import { newSecret, secretHash } from '../../kernel/ids.ts';
import type { StaffRole } from '../../kernel/roles.ts';
import { deviceOf, livesUntil, TOUCH_EVERY } from './rules.ts';
import { insertSession, rolesAnywhere, sessionByHash, touchSession } from './sessions.sql.ts';

/** Who is signed in, and as what in the office of the address. */
export interface Visitor {
  readonly id: string;
  readonly name: string;
  readonly lang: Lang;
  readonly emailConfirmed: boolean;
  readonly roles: readonly StaffRole[];
  /** Roles in offices above it. */
  readonly rolesAbove: readonly StaffRole[];
  /** Their roles are withheld until they set up a second factor. */
  readonly owesFactor: boolean;
  readonly unread: number;
  readonly sessionHash: Buffer;
  readonly workplace?: Workplace | undefined;
}

/** Where a request comes from, for limits, the list of devices and the log. */
export interface Caller {
  readonly address: string;
  readonly userAgent: string;
  /** The number of the request in the log. */
  readonly reference: string;
}

const TOKEN = /^[\w-]{43}$/;

/**
 * Who holds this token: one prepared look-up. Blocked persons, ended memberships and ended sessions count from the very
 * next request. A session in use keeps living; that is written at most every five minutes.
 * @param options.unread counts the person's unread messages; 0 without it.
 * @param options.wantsFactor roles count only in a session that was opened with a code (ASVS 6.3.3). Of a person who has a
 * second factor they do so always.
 */
export async function visitorByToken(
  query: Query,
  token: string,
  office: { readonly id: string; readonly ancestors: readonly string[] } | undefined,
  options: {
    readonly now?: Date;
    readonly wantsFactor?: boolean;
    readonly unread?: (query: Query, personId: string) => Promise<number>;
  } = {},
): Promise<Visitor | undefined> {
  if (!TOKEN.test(token)) return undefined;
  const now = options.now ?? new Date();
  const sessionHash = secretHash(token);
  const row = await sessionByHash(
    query,
    sessionHash,
    office?.id ?? null,
    office?.ancestors ?? [],
    now,
  );
  if (!row) return undefined;
  if (now.getTime() - row.seenAt.getTime() >= TOUCH_EVERY)
    await touchSession(query, sessionHash, now, livesUntil(row.rolesAnywhere, row.openedAt, now));
  const { id, name, lang, emailConfirmed, withCode } = row;
  const isWithheld = !withCode && (row.hasFactor || options.wantsFactor === true);
  const roles = isWithheld ? [] : row.roles;
  const rolesAbove = isWithheld ? [] : row.rolesAbove;
  const owesFactor = isWithheld && row.roles.length + row.rolesAbove.length > 0;
  const unread = (await options.unread?.(query, id)) ?? 0;
  return {
    ...{ id, name, lang, emailConfirmed, roles, rolesAbove, owesFactor, unread, sessionHash },
    workplace: row.workplace ?? undefined,
  };
}

/**
 * Opens a session under a new token, never one that the browser brought along (ASVS 7.2.3, 7.2.4). Returns the token.
 * @param withCode the person has just shown their second factor, or comes from a session that was opened with it.
 */
export async function startSession(
  query: Query,
  personId: string,
  caller: Caller,
  now: Date,
  withCode = false,
): Promise<string> {
  const token = newSecret(32);
  const roles = await rolesAnywhere(query, personId);
  await insertSession(query, {
    hash: secretHash(token),
    personId,
    device: deviceOf(caller.userAgent),
    now,
    expiresAt: livesUntil(roles, now, now),
    withCode,
  });
  return token;
}
