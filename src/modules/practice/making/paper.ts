import type { FaultKind } from '../rules.ts';
import type { Chance } from './chance.ts';
import { daysFrom } from './made-up-answers.ts';
import { type MadeUpPerson, madeUpPerson, misspelt } from './made-up-person.ts';

/** The sorts of paper that requirements ask for, as far as one can tell from their names. */
export const PAPER_KINDS = [
  'identity',
  'family',
  'certificate',
  'mandate',
  'form',
  'bill',
  'deed',
  'plan',
  'photo',
  'letter',
] as const;
export type PaperKind = (typeof PAPER_KINDS)[number];

/** Everything that is drawn on one document. Texts are Indonesian, as such papers are. */
export interface Paper {
  readonly kind: PaperKind;
  readonly issuer: string;
  readonly title: string;
  readonly number: string;
  readonly rows: readonly (readonly [label: string, value: string])[];
  readonly text: string;
  /** "Metro, 3 November 2026" */
  readonly dated: string;
  /** Below the place for a signature; empty where none belongs. */
  readonly signer: string;
  readonly signed: boolean;
  readonly pages: number;
  /** The page that is not there; 0 when all are. */
  readonly lost: number;
  /** Makes signature and drawing this paper's own, 0 ≤ n < 1. */
  readonly stroke: number;
}

const BY_NAME: readonly (readonly [RegExp, PaperKind])[] = [
  [/\b(ktp|kia)\b/i, 'identity'],
  [/\bkk\b|kartu keluarga/i, 'family'],
  [/foto/i, 'photo'],
  [/sertipikat|bukti (kepemilikan|tanah)|alas hak|grosse/i, 'certificate'],
  [/kuasa/i, 'mandate'],
  [/formulir|permohonan/i, 'form'],
  [/pbb|bphtb|pph|npwp|bukti (setor|lunas|pelunasan)|stnk/i, 'bill'],
  [/akta|putusan|penetapan|risalah|buku nikah|perjanjian/i, 'deed'],
  [/gambar|peta|site plan|denah|krk/i, 'plan'],
];

/** What sort of paper a requirement of this name asks for. */
export const paperKindOf = (requirementName: string): PaperKind =>
  BY_NAME.find(([words]) => words.test(requirementName))?.[1] ?? 'letter';

const ISSUERS: Readonly<Record<PaperKind, (person: MadeUpPerson) => string>> = {
  identity: ({ province, regency }) =>
    `PROVINSI ${province.toUpperCase()}\n${regency.toUpperCase()}`,
  family: ({ regency }) => `DINAS KEPENDUDUKAN ${regency.toUpperCase()}`,
  certificate: ({ regency }) => `KANTOR PERTANAHAN ${regency.toUpperCase()}`,
  mandate: () => '',
  form: () => '',
  bill: ({ regency }) => `PEMERINTAH ${regency.toUpperCase()}`,
  deed: () => 'KANTOR NOTARIS DAN PPAT REKAAN',
  plan: () => 'PERENCANA REKAAN',
  photo: () => '',
  letter: ({ village }) => `KELURAHAN ${village.toUpperCase()}`,
};
const PAGES: Partial<Record<PaperKind, number>> = { certificate: 3, deed: 3 };
const SIGNERS: Partial<Record<PaperKind, string>> = {
  letter: 'Lurah',
  certificate: 'Kepala kantor',
  family: 'Kepala dinas',
  deed: 'Notaris dan PPAT',
};
const UNSIGNED: readonly PaperKind[] = ['identity', 'photo', 'bill', 'plan'];

/** The kinds of paper under which a fault can be planted. */
export const CAN_HAVE: Readonly<Record<FaultKind, readonly PaperKind[]>> = {
  unreadable: PAPER_KINDS,
  cut_off: PAPER_KINDS,
  wrong_document: PAPER_KINDS,
  absent: PAPER_KINDS,
  expired: ['identity', 'letter'],
  missing_page: ['certificate', 'deed'],
  not_signed: ['mandate', 'form', 'letter', 'deed'],
  name_differs: ['family', 'certificate', 'bill', 'deed'],
  date_wrong: ['mandate', 'form', 'letter', 'deed', 'bill'],
};

/** Draws up the paper that a requirement asks for, with the fault that a paper itself can carry. */
export function paperFor(
  requirementName: string,
  person: MadeUpPerson,
  chance: Chance,
  today: string,
  fault: FaultKind | undefined,
): Paper {
  if (fault === 'wrong_document') return waterBill(person, chance, today);
  const kind = paperKindOf(requirementName);
  const holder = fault === 'name_differs' ? anotherName(person, chance, today) : person.name;
  const on = daysFrom(
    today,
    fault === 'date_wrong' ? chance.between(20, 70) : -chance.between(3, 60),
  );
  const pages = PAGES[kind] ?? 1;
  return {
    kind,
    issuer: ISSUERS[kind](person),
    title: titleOf(kind, requirementName, fault),
    number: `${chance.between(100, 999)}/${kind.slice(0, 3).toUpperCase()}/${on.slice(0, 4)}`,
    rows: rowsOf(kind, person, holder, chance, today, fault),
    text: textOf(kind, holder, person, requirementName),
    dated: `${person.birthPlace}, ${inWords(on)}`,
    signer: UNSIGNED.includes(kind) ? '' : (SIGNERS[kind] ?? holder),
    signed: fault !== 'not_signed',
    pages,
    lost: fault === 'missing_page' ? chance.between(2, pages) : 0,
    stroke: chance.next(),
  };
}

/** What people hand in by mistake: something from the same drawer. */
function waterBill(person: MadeUpPerson, chance: Chance, today: string): Paper {
  return {
    kind: 'bill',
    issuer: 'PERUSAHAAN AIR MINUM REKAAN',
    title: 'REKENING AIR MINUM',
    number: `RA-${chance.between(10_000, 99_999)}`,
    rows: [
      ['Pelanggan', person.name],
      ['Alamat', `${person.address}, ${person.village}`],
      ['Pemakaian', `${chance.between(8, 32)} m³`],
      ['Tagihan', `Rp${chance.between(45, 180)}.000`],
    ],
    text: 'Bayarlah sebelum tanggal 20. Terima kasih.',
    dated: `${person.birthPlace}, ${inWords(daysFrom(today, -chance.between(5, 40)))}`,
    signer: '',
    signed: false,
    pages: 1,
    lost: 0,
    stroke: chance.next(),
  };
}

const anotherName = (person: MadeUpPerson, chance: Chance, today: string): string => {
  const other = madeUpPerson(chance, today).name;
  return chance.happens(0.5) && other !== person.name ? other : misspelt(person.name, chance);
};

function titleOf(kind: PaperKind, requirementName: string, fault: FaultKind | undefined): string {
  // Identity cards with a chip are good for life (UU 24/2013 Pasal 64); the older ones ran out.
  if (kind === 'identity')
    return fault === 'expired' ? 'KARTU TANDA PENDUDUK' : 'KARTU TANDA PENDUDUK ELEKTRONIK';
  if (kind === 'family') return 'KARTU KELUARGA';
  return requirementName
    .replace(/\s*\(.*\)|,.*$|\basli\b.*$/g, '')
    .trim()
    .toUpperCase();
}

function rowsOf(
  kind: PaperKind,
  person: MadeUpPerson,
  holder: string,
  chance: Chance,
  today: string,
  fault: FaultKind | undefined,
): Paper['rows'] {
  const born = `${person.birthPlace}, ${inWords(person.birthDate)}`;
  const address = `${person.address}, ${person.village}`;
  const until =
    fault === 'expired' ? inWords(daysFrom(today, -chance.between(400, 2_600))) : 'SEUMUR HIDUP';
  switch (kind) {
    case 'identity':
      return [
        ['NIK', person.nik],
        ['Nama', holder.toUpperCase()],
        ['Tempat/Tgl lahir', born],
        ['Jenis kelamin', person.sex === 'male' ? 'LAKI-LAKI' : 'PEREMPUAN'],
        ['Alamat', address],
        ['Pekerjaan', person.occupation],
        ['Berlaku hingga', until],
      ];
    case 'family':
      return [
        ['No. KK', person.familyCard],
        ['Kepala keluarga', holder.toUpperCase()],
        ['NIK', person.nik],
        ['Lahir', born],
        ['Alamat', address],
      ];
    case 'certificate':
      return [
        ['Hak Milik No.', `M.${String(chance.between(12, 9_999)).padStart(5, '0')}`],
        ['Pemegang hak', holder.toUpperCase()],
        ['Letak', `${person.village}, ${person.regency}`],
        ['Luas', `${chance.between(72, 640)} m²`],
      ];
    case 'bill':
      return [
        ['Nama', holder.toUpperCase()],
        ['Alamat objek', address],
        ['Jumlah', `Rp${chance.between(120, 980)}.000`],
        ['Keterangan', 'LUNAS'],
      ];
    case 'photo':
    case 'plan':
      return [];
    case 'letter':
      return [
        ['Nama', holder.toUpperCase()],
        ['NIK', person.nik],
        ['Alamat', address],
        ...(fault === 'expired' ? [['Berlaku sampai', until] as const] : []),
      ];
    case 'form':
    case 'mandate':
    case 'deed':
      return [
        ['Nama', holder.toUpperCase()],
        ['NIK', person.nik],
        ['Alamat', address],
      ];
  }
}

function textOf(
  kind: PaperKind,
  holder: string,
  person: MadeUpPerson,
  requirement: string,
): string {
  switch (kind) {
    case 'mandate':
      return `Yang bertanda tangan di bawah ini memberi kuasa untuk mengurus permohonan ini sampai selesai atas nama ${holder}.`;
    case 'form':
      return `Dengan ini saya mengajukan permohonan dan menyatakan bahwa semua keterangan di atas benar. Tanah atau tempat terletak di ${person.village}, ${person.regency}.`;
    case 'deed':
      return `Pada hari ini telah menghadap ${holder}, yang menerangkan hal-hal dalam akta ini di hadapan saya. Para pihak telah membaca dan memahami isinya.`;
    case 'letter':
      return `Dengan ini diterangkan bahwa yang tersebut di atas benar penduduk kami. Surat ini dibuat untuk ${requirement.toLowerCase()}.`;
    case 'certificate':
      return 'Tanda bukti hak ini diberikan kepada pemegang hak yang namanya tercantum di atas.';
    default:
      return '';
  }
}

const DATES = new Intl.DateTimeFormat('id-ID', { dateStyle: 'long', timeZone: 'UTC' });

/** "17 Agustus 1999" */
const inWords = (date: string): string => DATES.format(new Date(`${date}T00:00:00Z`));
