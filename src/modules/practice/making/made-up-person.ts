import type { Chance } from './chance.ts';

/** Somebody who does not exist: every number lies in district 99, which no region has. */
export interface MadeUpPerson {
  /** As an identity card writes it, at most 60 characters. */
  readonly name: string;
  readonly sex: 'male' | 'female';
  readonly birthPlace: string;
  /** YYYY-MM-DD */
  readonly birthDate: string;
  /** 16 digits. */
  readonly nik: string;
  /** 16 digits. */
  readonly familyCard: string;
  readonly address: string;
  readonly village: string;
  readonly regency: string;
  readonly province: string;
  readonly occupation: string;
}

const MEN = [
  'Slamet',
  'Budi Santoso',
  'Agus Wiranto',
  'I Ketut Sudana',
  'Ahmad Fauzi',
  'Yohanes Purba',
  'Suparman',
  'Dedi Kurniawan',
  'Muhammad Rizal',
  'Teguh Prasetya',
  'Robertus Manu',
  'Hendra Wijaya',
  'Asep Saepudin',
  'Jumadi',
];
const WOMEN = [
  'Siti Aminah',
  'Ni Wayan Sari',
  'Dewi Anggraini',
  'Maria Goretti',
  'Nurhayati',
  'Rukmini',
  'Sri Wahyuni',
  'Fatimah Zahra',
  'Lestari',
  'Yuliana Tampubolon',
  'Endang Rahayu',
  'Kartini',
  'Ratna Juwita',
  'Tuminah',
];
const FAMILY = [
  '',
  '',
  '',
  'Hidayat',
  'Siregar',
  'Nasution',
  'Saputra',
  'Wibowo',
  'Lubis',
  'Utami',
  'Hasan',
  'Setiawan',
];
const PLACES = [
  { code: '1871', regency: 'Kota Bandar Lampung', province: 'Lampung', birth: 'Metro' },
  { code: '3273', regency: 'Kota Bandung', province: 'Jawa Barat', birth: 'Garut' },
  { code: '3172', regency: 'Kota Jakarta Utara', province: 'DKI Jakarta', birth: 'Jakarta' },
  { code: '6303', regency: 'Kabupaten Banjar', province: 'Kalimantan Selatan', birth: 'Martapura' },
  { code: '3471', regency: 'Kota Yogyakarta', province: 'DI Yogyakarta', birth: 'Sleman' },
];
const STREETS = [
  'Jalan Melati',
  'Jalan Kenanga',
  'Jalan Pasar Lama',
  'Gang Rambutan',
  'Jalan Diponegoro',
  'Jalan Sungai Jernih',
  'Dusun Sukamaju',
];
const VILLAGES = ['Sukarame', 'Kebon Jeruk', 'Tanjung Baru', 'Sumber Rejo', 'Cempaka', 'Wonosari'];
const WORK = [
  'Petani',
  'Wiraswasta',
  'Guru',
  'Karyawan swasta',
  'Pedagang',
  'Nelayan',
  'Mengurus rumah tangga',
];

/** Draws a person who was grown up at the day `today` (YYYY-MM-DD). */
export function madeUpPerson(chance: Chance, today: string): MadeUpPerson {
  const sex = chance.pick(['male', 'female'] as const);
  const given = chance.pick(sex === 'male' ? MEN : WOMEN);
  const family = given.includes(' ') ? '' : chance.pick(FAMILY);
  const place = chance.pick(PLACES);
  const year = Number(today.slice(0, 4)) - chance.between(22, 68);
  const [month, day] = [chance.between(1, 12), chance.between(1, 28)];
  const two = (part: number) => String(part).padStart(2, '0');
  const serial = String(chance.between(1, 9_998)).padStart(4, '0');
  const dayField = sex === 'female' ? day + 40 : day;
  return {
    name: [given, family].filter(Boolean).join(' '),
    sex,
    birthPlace: place.birth,
    birthDate: `${year}-${two(month)}-${two(day)}`,
    nik: `${place.code}99${two(dayField)}${two(month)}${two(year % 100)}${serial}`,
    familyCard: `${place.code}99${two(chance.between(1, 28))}${two(chance.between(1, 12))}${two(chance.between(8, 22))}${serial}`,
    address: `${chance.pick(STREETS)} No. ${chance.between(1, 120)}`,
    village: chance.pick(VILLAGES),
    regency: place.regency,
    province: place.province,
    occupation: chance.pick(WORK),
  };
}

/** Almost the same name: what a hurried clerk writes. A one-word name loses a letter, or gets one. */
export function misspelt(name: string, chance: Chance): string {
  const swaps: readonly (readonly [RegExp, string])[] = [
    [/i(?=[^aeiou\s]*$)/, 'y'],
    [/dd?i\b/, 'dhi'],
    [/ah\b/, 'a'],
    [/(?<=\w)u(?=\w)/, 'oe'],
    [/(?<=\w)t(?=[aiu])/, 'th'],
  ];
  for (const [from, to] of chance.shuffled(swaps)) {
    const other = name.replace(from, to);
    if (other !== name) return other;
  }
  return `${name}n`;
}
