import { newId } from '../../../kernel/ids.ts';
import type { Answer, Town } from '../town.fixture.ts';

const BASE = '/kantor-uji/petugas';

/** What an officer types before the form, unless a test says otherwise: somebody with nothing but a name. */
export const NOBODY_SPECIAL = { nama: 'Mbah Kromo', cara: 'loket_ktp', layanan: 'ROYA' };

/** Types the first page and returns its answer; the draft's id stands at the end of where it leads. */
export const beginAt = (
  town: Town,
  officer: string,
  said: Readonly<Record<string, string>> = {},
): Promise<Answer> => town.post(officer, `${BASE}/ajukan`, { ...NOBODY_SPECIAL, ...said });

/** The id at the end of an address. */
export const lastOf = (answer: Answer): string => answer.location.split('/').at(-1) ?? '';

/**
 * Files for somebody from beginning to end, with an excuse for each document; `filed` is the dossier's id, taken from the receipt's
 * address.
 */
export async function fileAt(
  town: Town,
  officer: string,
  said: Readonly<Record<string, string>> = {},
  form: Readonly<Record<string, string>> = {},
): Promise<{ filed: string; answer: Answer; number: string; secret: string }> {
  const begun = await beginAt(town, officer, said);
  if (begun.status !== 303) throw new Error(`not begun: ${begun.status} ${begun.text}`);
  const answer = await town.send(officer, begun.location, {
    kunci: newId(),
    tindakan: 'kirim',
    nama: said['nama'] ?? NOBODY_SPECIAL.nama,
    'isian.nik': said['nik'] ?? '1871991708990002',
    'alasan.ktp': 'KTP hilang, surat polisi menyusul',
    'alasan.sertipikat': 'Masih di bank',
    ...form,
  });
  const filed = /\/berkas\/([^/]+)\/tanda-terima$/.exec(answer.location)?.[1] ?? '';
  if (!filed) throw new Error(`not filed: ${answer.status} ${answer.text}`);
  const receipt = await town.get(officer, answer.location);
  const [number = '', secret = ''] = [
    ...receipt.text.matchAll(/<strong class="sl-code">([^<]+)<\/strong>/g),
  ].map(([, word]) => word ?? '');
  return { filed, answer, number, secret };
}
