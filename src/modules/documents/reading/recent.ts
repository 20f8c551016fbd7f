/**
 * Keeps what was made lately, up to `most` bytes, the longest unused going first. What several ask for at once is made
 * once; a failure is not kept.
 */
export function recent(
  most: number,
): (name: string, make: () => Promise<Buffer>) => Promise<Buffer> {
  const kept = new Map<string, Buffer>();
  const making = new Map<string, Promise<Buffer>>();
  let bytes = 0;

  const keep = (name: string, made: Buffer) => {
    kept.set(name, made);
    bytes += made.length;
    for (const [oldest, old] of kept) {
      if (bytes <= most) return;
      kept.delete(oldest);
      bytes -= old.length;
    }
  };

  return async (name, make) => {
    const found = kept.get(name);
    if (found) {
      kept.delete(name);
      kept.set(name, found);
      return found;
    }
    const already = making.get(name);
    if (already) return already;
    const promise = make();
    making.set(name, promise);
    try {
      const made = await promise;
      keep(name, made);
      return made;
    } finally {
      making.delete(name);
    }
  };
}
