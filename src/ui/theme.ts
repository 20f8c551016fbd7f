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

function write(light: Light): string {
  const parts = light.map((share) => {
    const seen = share <= 0.0030402 ? share * 12.92 : 1.055 * share ** (1 / 2.4) - 0.055;
    return Math.round(255 * Math.min(1, Math.max(0, seen)))
      .toString(16)
      .padStart(2, '0');
  });
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

const faded = (colour: Light, own: number, target: number): Light =>
  target >= own
    ? towards(colour, WHITE, (target - own) / (1 - own || 1))
    : towards(colour, BLACK, 1 - target / own);

/**
 * The same hue at another luminance. A lighter one is found twice, by more of the colour's own light and by white, and mixed: dark
 * tones stay colourful (a navy office's links are blue, not grey), pale ones stay calm. Luminance is linear in light, so the mix
 * has it too.
 */
function withLuminance(colour: Light, target: number): Light {
  const own = luminance(colour);
  const pale = faded(colour, own, target);
  if (target <= own || own === 0) return pale;
  const factor = Math.min(target / own, 1 / Math.max(...colour));
  const bright = towards(BLACK, colour, factor);
  return towards(faded(bright, factor * own, target), pale, target / 2);
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

/** Where the office's style sheet is served: the address changes with its content, so it may be kept for ever. */
export function themeHref(slug: string, theme: Theme): string {
  const hash = createHash('sha256').update(themeCss(theme)).digest('hex').slice(0, 10);
  return `/${slug}/tema-${hash}.css`;
}
