import type { OfficeService } from './office.ts';

/** Letters as they sound to a searcher: no capitals, no accents, and "sertifikat" is the official "sertipikat" (facts §1). */
export function folded(text: string): string {
  return text
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replaceAll('sertifikat', 'sertipikat')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}

/**
 * The services that hold every word of the term, somewhere in code, name, summary, group or the other names people use.
 * Those that hold it in their name come first; else the office's order stays. An empty term finds all.
 */
export function searchServices(
  services: readonly OfficeService[],
  term: string,
): readonly OfficeService[] {
  const words = folded(term).split(' ').filter(Boolean);
  if (words.length === 0) return services;
  const rated = services.flatMap((service) => {
    const { code, name, summary, group, alsoKnownAs, product } = service.definition;
    const title = folded([code, name.id, name.en, ...alsoKnownAs].join(' '));
    const all = `${title} ${folded([summary.id, summary.en, group?.id, group?.en, product.id, product.en].join(' '))}`;
    if (!words.every((word) => all.includes(word))) return [];
    return [{ service, inTitle: words.every((word) => title.includes(word)) }];
  });
  return rated
    .toSorted((a, b) => Number(b.inTitle) - Number(a.inTitle))
    .map(({ service }) => service);
}
