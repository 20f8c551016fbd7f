import { hash, verify } from '@node-rs/argon2';

/** argon2id (the library's default) with 19 MiB, two passes, one lane: OWASP's recommendation, about 10 ms here. */
const COST = { memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const;

// What looks the same on two keyboards is the same password.
const same = (password: string) => password.normalize('NFKC');

export function hashPassword(password: string): Promise<string> {
  return hash(same(password), COST);
}

/**
 * Whether the password opens the login. Without a login the same work is done on a hash nobody has the password of, so
 * that the time of the answer does not tell who has an account.
 */
export async function isPassword(password: string, stored: string | undefined): Promise<boolean> {
  decoy ??= hashPassword(crypto.randomUUID());
  const matches = await verify(stored ?? (await decoy), same(password));
  return matches && stored !== undefined;
}

let decoy: Promise<string> | undefined;
