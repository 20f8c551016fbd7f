import { type IsoDate, isIsoDate } from '../clocks/index.ts';
import { type Reason, reason } from '../i18n.ts';

/** Whether a six-digit district code (province, regency, kecamatan) is known; old codes may not be. */
export type KnownDistrict = (code: string) => boolean;

export type Nik = {
  readonly ok: true;
  /** 16 digits. */
  readonly nik: string;
  /** Where the person was first registered, which is not where they live: `187199`. */
  readonly district: string;
  readonly sex: 'male' | 'female';
  /** As the number tells it; to be confirmed with the birth date asked, for its year has two digits. */
  readonly birthDate: IsoDate;
  /** What an officer should look at, though it refuses nothing. */
  readonly warnings: readonly Reason[];
};

export type FamilyCardNumber = {
  readonly ok: true;
  /** 16 digits. */
  readonly number: string;
  readonly district: string;
  readonly warnings: readonly Reason[];
};

export type Refused = { readonly ok: false; readonly reason: Reason };

const FEMALE_DAY = 40;
const LOWEST_PROVINCE = 11;

/**
 * Reads a NIK: district of first registration, birth date with 40 added to the day for women, serial.
 * There is no check digit. The century is the latest that does not lie in the future of `today`. A
 * district that is not in the table is a warning only: a NIK is for life (UU 23/2006 art. 13) and
 * outlives the splitting of regions.
 */
export function parseNik(
  typed: string,
  today: IsoDate,
  isKnown: KnownDistrict = () => true,
): Nik | Refused {
  const digits = typed.replaceAll(/[\s.-]/g, '');
  if (!/^\d*$/.test(digits)) return refuse('identity.nik.not_digits');
  if (digits.length !== 16) return refuse('identity.nik.wrong_length', { count: digits.length });
  const district = digits.slice(0, 6);
  if (!isDistrict(district)) return refuse('identity.nik.bad_region');
  const dayField = Number(digits.slice(6, 8));
  const sex = dayField > FEMALE_DAY ? 'female' : 'male';
  const day = sex === 'female' ? dayField - FEMALE_DAY : dayField;
  if (day < 1 || day > 31) return refuse('identity.nik.bad_day');
  const birthDate = pastDate(day, digits.slice(8, 10), digits.slice(10, 12), today);
  if (birthDate === null) return refuse('identity.nik.bad_date');
  if (digits.endsWith('0000')) return refuse('identity.nik.bad_serial');
  return { ok: true, nik: digits, district, sex, birthDate, warnings: warn(district, isKnown) };
}

/** Whether a birth date asked from the person is the one in the NIK; the century is not in the number. */
export function agreesWithBirthDate(nik: Nik, birthDate: IsoDate): boolean {
  return nik.birthDate.slice(2) === birthDate.slice(2);
}

/**
 * Reads the number of a family card (KK): district, date of issue, serial. An issue date that does not
 * exist is a warning, for the rule is custom and not law.
 */
export function parseFamilyCardNumber(
  typed: string,
  today: IsoDate,
  isKnown: KnownDistrict = () => true,
): FamilyCardNumber | Refused {
  const digits = typed.replaceAll(/[\s.-]/g, '');
  if (!/^\d*$/.test(digits)) return refuse('identity.kk.not_digits');
  if (digits.length !== 16) return refuse('identity.kk.wrong_length', { count: digits.length });
  const district = digits.slice(0, 6);
  if (!isDistrict(district)) return refuse('identity.kk.bad_region');
  if (digits.endsWith('0000')) return refuse('identity.kk.bad_serial');
  const day = Number(digits.slice(6, 8));
  const issued = pastDate(day, digits.slice(8, 10), digits.slice(10, 12), today);
  const warnings = warn(district, isKnown);
  if (issued === null) warnings.push(reason('identity.kk.odd_date'));
  return { ok: true, number: digits, district, warnings };
}

/** How a NIK or KK number is shown: `187199******0002`; anything else is masked whole. */
export function maskNik(digits: string): string {
  if (!/^\d{16}$/.test(digits)) return '*'.repeat(16);
  return `${digits.slice(0, 6)}******${digits.slice(12)}`;
}

function isDistrict(code: string): boolean {
  const [province, regency, kecamatan] = [code.slice(0, 2), code.slice(2, 4), code.slice(4, 6)];
  return Number(province) >= LOWEST_PROVINCE && regency !== '00' && kecamatan !== '00';
}

function pastDate(day: number, month: string, year: string, today: IsoDate): IsoDate | null {
  const monthAndDay = `${month}-${String(day).padStart(2, '0')}`;
  const recent = `20${year}-${monthAndDay}`;
  const date = recent <= today ? recent : `19${year}-${monthAndDay}`;
  return isIsoDate(date) ? date : null;
}

function warn(district: string, isKnown: KnownDistrict): Reason[] {
  if (isKnown(district)) return [];
  return [reason('identity.unknown_district', { district: district.slice(4) })];
}

function refuse(...what: Parameters<typeof reason>): Refused {
  return { ok: false, reason: reason(...what) };
}
