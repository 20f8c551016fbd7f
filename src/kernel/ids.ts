import { createHash, randomBytes, randomUUIDv7 } from 'node:crypto';

/** A new key: UUIDv7 sorts by creation time, so indexes grow at one end. */
export function newId(): string {
  return randomUUIDv7();
}

/** Whether a text from outside has the shape of a key, of any UUID version. */
export function isUuid(text: string): boolean {
  return /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i.test(text);
}

/** A secret for links, sessions and receipts: base64url of that many random bytes, 16 by default. */
export function newSecret(bytes = 16): string {
  return randomBytes(bytes).toString('base64url');
}

/** The only form in which a secret is stored: its SHA-256, 32 bytes. Enough, for secrets are random. */
export function secretHash(secret: string): Buffer {
  return createHash('sha256').update(secret).digest();
}
