import { createHash } from 'node:crypto';

/** An office's two colours, `#rrggbb`: `primary` for header, buttons and links, `accent` for the small marks beside them. */
export interface Theme {
  readonly primary: string;
  readonly accent: string;
}

/** Red, green, blue as shares of light, 0 to 1. */
type Light = readonly [number, number, number];

// Luminances of the design system's light scale (@digdir/designsystemet, colorMetadata): contrast follows from them alone.
const SCALE = {
  'background-default': 1,
  'background-tinted': 0.9,
  'surface-default': 1,
  'surface-tinted': 0.81,
  'surface-hover': 0.7,
  'surface-active': 0.59,
  'border-subtle': 0.5,
  'border-default': 0.19,
  'border-strong': 0.11,
  'text-subtle': 0.11,
  'text-default': 0.0245,
} as const;

/** White on a colour of this luminance has a contrast of 4.5 : 1 or more (WCAG 2.2, 1.4.3), with room for rounding. */
const DARK_ENOUGH = 0.178;

function parse(hex: string): Light {
  const match = /^#([0-9a-f]{2})([0-9a-f]{2})([0-9a-f]{2})$/i.exec(hex);
  if (match === null) throw new Error(`not a colour of the form #rrggbb: ${hex}`);
  const part = (index: number) => {
    const share = Number.parseInt(match[index] ?? '0', 16) / 255;
    return share <= 0.03928 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  };
  return [part(1), part(2), part(3)];
}

/** A share of light as the eye and the screen count it. */
function visible(share: number): number {
  const seen = share <= 0.0030402 ? share * 12.92 : 1.055 * share ** (1 / 2.4) - 0.055;
  return Math.min(1, Math.max(0, seen));
}

function write(light: Light): string {
  const parts = light.map((share) =>
    Math.round(255 * visible(share))
      .toString(16)
      .padStart(2, '0'),
  );
  return `#${parts.join('')}`;
}

const luminance = ([r, g, b]: Light): number => 0.2126 * r + 0.7152 * g + 0.0722 * b;

const towards = (colour: Light, other: Light, share: number): Light => [
  colour[0] + (other[0] - colour[0]) * share,
  colour[1] + (other[1] - colour[1]) * share,
  colour[2] + (other[2] - colour[2]) * share,
];

const WHITE: Light = [1, 1, 1];
const BLACK: Light = [0, 0, 0];

/** How far the seen channels lie apart: 0 for grey, 1 for the purest colour. */
function spread(light: Light): number {
  const seen = light.map(visible);
  return Math.max(...seen) - Math.min(...seen);
}

/**
 * The same hue at another luminance: darker by less of its own light; lighter by more of it, then by white, calmed towards grey
 * the paler it gets, so that a navy office's links are blue rather than grey and a green office's page is not neon. Luminance is
 * linear in light, so a mix of two equals has it too.
 */
function withLuminance(colour: Light, target: number): Light {
  const grey: Light = [target, target, target];
  const own = luminance(colour);
  if (own === 0) return grey;
  if (target <= own) return towards(BLACK, colour, target / own);
  const factor = Math.min(target / own, 1 / Math.max(...colour));
  const scaled = towards(BLACK, colour, factor);
  const missing = target - factor * own;
  const pure = missing > 0 ? towards(scaled, WHITE, missing / (1 - factor * own)) : scaled;
  const most = 0.04 + 0.45 * (0.9 - Math.min(target, 0.9));
  let low = 0;
  let high = 1;
  for (let round = 0; round < 12 && spread(pure) > most; round += 1) {
    const middle = (low + high) / 2;
    if (spread(towards(pure, grey, middle)) > most) low = middle;
    else high = middle;
  }
  return spread(pure) > most ? towards(pure, grey, high) : pure;
}

/** WCAG contrast of two `#rrggbb` colours, 1 to 21. */
export function contrast(a: string, b: string): number {
  const [dark = 0, light = 0] = [luminance(parse(a)), luminance(parse(b))].sort((x, y) => x - y);
  return (light + 0.05) / (dark + 0.05);
}

/**
 * The sixteen tokens of one colour. Text tokens keep 4.5 : 1 on every background and surface they stand on; the base is darkened
 * until white is readable on it, so a yellow office gets a deep ochre button rather than an unreadable one.
 */
export function colourScale(hex: string): Readonly<Record<string, string>> {
  const colour = parse(hex);
  const light = luminance(colour);
  const base = light > DARK_ENOUGH ? withLuminance(colour, DARK_ENOUGH) : colour;
  const own = luminance(base);
  // Very dark colours answer a touch by growing lighter, all others by growing darker.
  const step = (times: number) =>
    withLuminance(base, own < 0.05 ? own + 0.02 * times : own * (1 - 0.28 * times));
  const scale = Object.entries(SCALE).map(
    ([name, target]) => [name, write(withLuminance(colour, target))] as const,
  );
  return {
    ...Object.fromEntries(scale),
    'base-default': write(base),
    'base-hover': write(step(1)),
    'base-active': write(step(2)),
    'base-contrast-subtle': write(withLuminance(colour, Math.max(0.81, 4.6 * (own + 0.05) - 0.05))),
    'base-contrast-default': '#ffffff',
  };
}

/** The office's style sheet: its colours in place of the house's. The accent keeps its own brightness for marks that hold no text. */
export function themeCss(theme: Theme): string {
  const lines = (['primary', 'accent'] as const).flatMap((name) =>
    Object.entries(colourScale(theme[name])).map(
      ([token, value]) => `--ds-color-${name}-${token}:${value}`,
    ),
  );
  return `@layer ds.theme{:root{${lines.join(';')};--sl-mark:${write(parse(theme.accent))}}}`;
}

// Every page of an office names its sheet; an installation has as many themes as offices.
const hashes = new Map<string, string>();

function themeHash(theme: Theme): string {
  const key = `${theme.primary} ${theme.accent}`;
  const known = hashes.get(key);
  if (known !== undefined) return known;
  const hash = createHash('sha256').update(themeCss(theme)).digest('hex').slice(0, 10);
  hashes.set(key, hash);
  return hash;
}

/** Where the office's style sheet is served: the address changes with its content, so it may be kept for ever. */
export function themeHref(slug: string, theme: Theme): string {
  return `/${slug}/tema-${themeHash(theme)}.css`;
}
