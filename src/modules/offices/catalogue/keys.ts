/** The longest key, in characters; see `key` in definition.ts. */
const LONGEST = 48;

/**
 * A key for a new entry, made from its name: "Surat kuasa (bermeterai)" becomes `surat_kuasa_bermeterai`. It begins with a
 * letter, and where it is taken a number follows.
 */
export function keyFrom(name: string, taken: readonly string[]): string {
  const plain = name
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '_')
    .replace(/^[0-9_]+|_+$/g, '');
  const base = (plain || 'butir').slice(0, LONGEST - 4).replace(/_+$/, '');
  for (let n = 1; ; n += 1) {
    const key = n === 1 ? base : `${base}_${n}`;
    if (!taken.includes(key)) return key;
  }
}
