/** What the server knows of this person's uploads for a purpose (`GET …/unggah?untuk=…`). */
export interface Listed {
  readonly url: string;
  readonly target: string;
  readonly name: string;
  readonly size: number;
  readonly offset: number;
  readonly fingerprint: string;
  readonly state: 'unfinished' | 'checking' | 'ready' | 'refused' | 'held';
  readonly sentence: string | null;
}

/** Undefined when the server cannot be asked now. */
async function listUploads(
  endpoint: string,
  target: string,
): Promise<readonly Listed[] | undefined> {
  return (await ask(endpoint, target))?.filter((upload) => upload.target === target);
}

async function ask(endpoint: string, target: string): Promise<readonly Listed[] | undefined> {
  try {
    const answer = await fetch(`${endpoint}?untuk=${encodeURIComponent(target)}`, {
      headers: { accept: 'application/json' },
    });
    if (!answer.ok || answer.redirected) return undefined;
    const { uploads } = (await answer.json()) as { uploads: readonly Listed[] };
    return uploads;
  } catch {
    return undefined;
  }
}

const asked = new Map<string, Promise<readonly Listed[] | undefined>>();

/**
 * As {@link listUploads}, asked once for all fields of a page that is about the same thing: purposes are written from the
 * whole to the part (`draft:<id>:<requirement>`).
 */
export async function listAtStart(endpoint: string, target: string): Promise<readonly Listed[]> {
  const whole = target.split(':').slice(0, 2).join(':');
  const key = `${endpoint} ${whole}`;
  const all = asked.get(key) ?? ask(endpoint, whole);
  asked.set(key, all);
  return ((await all) ?? []).filter((upload) => upload.target === target);
}

/** The path alone: an upload is known by it, however the address was written. */
const pathOf = (url: string): string => new URL(url, location.href).pathname;

/** Asks again and again until the inspection of this upload has spoken, less and less often. */
export async function untilInspected(
  endpoint: string,
  target: string,
  url: string,
  told: (found: Listed) => void,
): Promise<void> {
  for (let pause = 800; ; pause = Math.min(pause * 1.5, 15_000)) {
    await new Promise((resolve) => setTimeout(resolve, pause));
    const all = await listUploads(endpoint, target);
    const found = all?.find((upload) => pathOf(upload.url) === pathOf(url));
    if (all && !found) return;
    if (found) told(found);
    if (found && found.state !== 'checking' && found.state !== 'held') return;
  }
}
