const LETTERS = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:';

/** The text that the bytes of a code stand for; undefined when they are of a kind that we do not print. */
export function textOf(bytes: Uint8Array, version: number): string | undefined {
  let at = 0;
  const take = (bits: number): number => {
    let value = 0;
    for (let n = 0; n < bits; n += 1, at += 1)
      value = (value << 1) | (((bytes[at >> 3] ?? 0) >> (7 - (at & 7))) & 1);
    return value;
  };
  const left = () => bytes.length * 8 - at;
  const isLong = version >= 10;
  let text = '';
  while (left() >= 4) {
    const mode = take(4);
    if (mode === 0) break;
    const lengths: Readonly<Record<number, number>> = {
      1: isLong ? 12 : 10,
      2: isLong ? 11 : 9,
      4: isLong ? 16 : 8,
    };
    const bits = lengths[mode];
    if (mode === 7) {
      // Which alphabet follows: one byte of it, for all that is printed here is UTF-8.
      take(8);
      continue;
    }
    if (bits === undefined) return undefined;
    let count = take(bits);
    if (mode === 4) {
      if (left() < count * 8) return undefined;
      const part = Uint8Array.from({ length: count }, () => take(8));
      text += new TextDecoder().decode(part);
    } else if (mode === 1) {
      for (; count >= 3; count -= 3) text += String(take(10)).padStart(3, '0');
      if (count > 0) text += String(take(count === 2 ? 7 : 4)).padStart(count, '0');
    } else {
      for (; count >= 2; count -= 2) {
        const pair = take(11);
        text += `${LETTERS[Math.floor(pair / 45)] ?? ''}${LETTERS[pair % 45] ?? ''}`;
      }
      if (count === 1) text += LETTERS[take(6)] ?? '';
    }
  }
  return text === '' ? undefined : text;
}
