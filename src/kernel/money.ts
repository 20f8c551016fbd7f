/** Whole rupiah from 0 up to 2^53 - 1; there is no smaller coin in any tariff. */
export type Rupiah = number & { readonly __unit: 'rupiah' };

export function isRupiah(amount: number): amount is Rupiah {
  return Number.isSafeInteger(amount) && amount >= 0;
}

/** The amount as rupiah; anything but a whole number from 0 is a bug and throws. */
export function rupiah(amount: number): Rupiah {
  if (!isRupiah(amount)) throw new RangeError(`Not whole rupiah: ${amount}`);
  return amount;
}

/** `Rp175.000`: no space and no decimals, as people and price lists write it. */
export function formatRupiah(amount: Rupiah): string {
  return `Rp${String(amount).replaceAll(/\B(?=(\d{3})+$)/g, '.')}`;
}

/** `Rp175.000,00`: as receipts and official letters write it. */
export function formatRupiahOfficial(amount: Rupiah): string {
  return `${formatRupiah(amount)},00`;
}

const UNITS = [
  '',
  'satu',
  'dua',
  'tiga',
  'empat',
  'lima',
  'enam',
  'tujuh',
  'delapan',
  'sembilan',
  'sepuluh',
  'sebelas',
] as const;

const THOUSANDS = ['', 'ribu', 'juta', 'miliar', 'triliun', 'kuadriliun'] as const;

/** The amount in words for a receipt: "seratus tujuh puluh lima ribu rupiah". */
export function terbilang(amount: Rupiah): string {
  const groups: string[] = [];
  let rest: number = amount;
  for (const name of THOUSANDS) {
    const group = rest % 1000;
    rest = Math.floor(rest / 1000);
    if (group === 0) continue;
    // One thousand has a word of its own, one million has not.
    groups.unshift(group === 1 && name === 'ribu' ? 'seribu' : `${belowThousand(group)} ${name}`);
  }
  return `${groups.join(' ').trim() || 'nol'} rupiah`;
}

function belowThousand(n: number): string {
  if (n < 12) return UNITS[n] ?? '';
  if (n < 20) return `${UNITS[n - 10]} belas`;
  if (n < 100) return `${UNITS[Math.floor(n / 10)]} puluh ${UNITS[n % 10]}`.trimEnd();
  const hundreds = n < 200 ? 'seratus' : `${UNITS[Math.floor(n / 100)]} ratus`;
  return `${hundreds} ${belowThousand(n % 100)}`.trimEnd();
}
