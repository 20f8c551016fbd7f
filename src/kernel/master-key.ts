import { randomBytes } from 'node:crypto';
import { mkdir, open, readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';

/** Where {@link demoMasterKey} keeps it. */
export const demoMasterKeyPath = (dataDir: string) => join(dataDir, 'keys', 'master.key');

/**
 * The demo's master key: made at the first start and kept below the data folder, readable by its owner alone. Production
 * gives its own through the environment and this is never called.
 */
export async function demoMasterKey(dataDir: string): Promise<Buffer> {
  const path = demoMasterKeyPath(dataDir);
  await mkdir(dirname(path), { recursive: true, mode: 0o700 });
  try {
    const file = await open(path, 'wx', 0o600);
    try {
      await file.writeFile(randomBytes(32).toString('base64'));
      await file.datasync();
    } finally {
      await file.close();
    }
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
  }
  const key = Buffer.from(await readFile(path, 'utf8'), 'base64');
  if (key.length !== 32) throw new Error(`${path} does not hold a key of 32 bytes`);
  return key;
}
