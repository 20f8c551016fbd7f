import type { Lang } from '../i18n.ts';

/**
 * How much of a moment is said. `full`: "Sabtu, 21 November 2026 pukul 09.30 WIB"; `date`: "Sabtu, 21 November 2026";
 * `short`: "21 Nov 2026, 09.30 WIB"; `day`: "21 Nov 2026"; `time`: "09.30 WIB".
 */
export type WhenStyle = 'full' | 'date' | 'short' | 'day' | 'time';

const SHAPES: Readonly<Record<WhenStyle, Intl.DateTimeFormatOptions>> = {
  full: {
    weekday: 'long',
    day: 'numeric',
    month: 'long',
    year: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
  },
  date: { weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' },
  short: { day: 'numeric', month: 'short', year: 'numeric', hour: '2-digit', minute: '2-digit' },
  day: { day: 'numeric', month: 'short', year: 'numeric' },
  time: { hour: '2-digit', minute: '2-digit' },
};

const ZONES: Readonly<Record<string, string>> = {
  'Asia/Jakarta': 'WIB',
  'Asia/Pontianak': 'WIB',
  'Asia/Makassar': 'WITA',
  'Asia/Jayapura': 'WIT',
};

// Building a formatter costs more than rendering the rest of a page.
const formatters = new Map<string, Intl.DateTimeFormat>();

function formatter(tz: string, lang: Lang, style: WhenStyle): Intl.DateTimeFormat {
  const key = `${lang} ${style} ${tz}`;
  const known = formatters.get(key);
  if (known !== undefined) return known;
  const made = new Intl.DateTimeFormat(lang === 'id' ? 'id-ID' : 'en-GB', {
    ...SHAPES[style],
    timeZone: tz,
    hourCycle: 'h23',
  });
  formatters.set(key, made);
  return made;
}

/** A moment as words in the office's own time, with WIB, WITA or WIT where an hour is said. */
export function formatWhen(at: Date, tz: string, lang: Lang, style: WhenStyle = 'full'): string {
  const words = formatter(tz, lang, style).format(at);
  const zone = style === 'date' || style === 'day' ? undefined : ZONES[tz];
  return zone === undefined ? words : `${words} ${zone}`;
}
