import type { Query, Tx } from '../../kernel/db.ts';
import type { SecretPurpose } from './rules.ts';

/** Stores the hash of a mailed secret; a retry of the mail prolongs one that is not used yet. */
export async function mintSecret(
  query: Query,
  secret: {
    hash: Buffer;
    purpose: SecretPurpose;
    personId: string;
    email: string;
    expiresAt: Date;
  },
): Promise<void> {
  await query`insert into mailed_secret (secret_hash, purpose, person_id, email, expires_at)
    values (${secret.hash}, ${secret.purpose}, ${secret.personId}, ${secret.email}, ${secret.expiresAt})
    on conflict (secret_hash) do update set expires_at = excluded.expires_at where mailed_secret.used_at is null`;
}

export interface Redeemed {
  readonly personId: string;
  readonly email: string;
}

/** Whether a secret would open its door now; for pages, which change nothing. */
export async function secretOpens(
  query: Query,
  hash: Buffer,
  purpose: SecretPurpose,
  now: Date,
): Promise<boolean> {
  const rows = await query`select 1 from mailed_secret s join login l on l.person_id = s.person_id
    where s.secret_hash = ${hash} and s.purpose = ${purpose} and s.used_at is null and s.expires_at > ${now}
      and l.blocked_at is null and l.email = s.email`;
  return rows.length > 0;
}

/**
 * Uses a secret up: of two at the same moment one gets it (the row's lock decides). All other secrets of that purpose go
 * with it. Undefined when it is used, too old, or of an address that the person no longer has.
 */
export async function redeem(
  tx: Tx,
  hash: Buffer,
  purpose: SecretPurpose,
  now: Date,
): Promise<Redeemed | undefined> {
  // One lock for all secrets of a person, in the order that signing in takes it too.
  await tx`select 1 from login l join mailed_secret s on s.person_id = l.person_id
    where s.secret_hash = ${hash} for update of l`;
  const [row] = await tx<Redeemed[]>`
    update mailed_secret s set used_at = ${now} from login l
    where s.secret_hash = ${hash} and s.purpose = ${purpose} and s.used_at is null and s.expires_at > ${now}
      and l.person_id = s.person_id and l.blocked_at is null and l.email = s.email
    returning s.person_id as "personId", s.email`;
  if (row)
    await tx`update mailed_secret set used_at = ${now}
      where person_id = ${row.personId} and purpose = ${purpose} and used_at is null`;
  return row;
}
