import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { colourScale, contrast, themeCss, themeHref } from './theme.ts';

const colour = fc
  .tuple(fc.nat(255), fc.nat(255), fc.nat(255))
  .map((parts) => `#${parts.map((part) => part.toString(16).padStart(2, '0')).join('')}`);

const READ_ON: readonly (readonly [text: string, ground: string, least: number])[] = [
  ['text-subtle', 'background-default', 4.5],
  ['text-subtle', 'background-tinted', 4.5],
  ['text-subtle', 'surface-tinted', 4.5],
  ['text-subtle', 'surface-hover', 4.5],
  ['text-default', 'surface-tinted', 4.5],
  ['text-default', 'surface-active', 4.5],
  ['base-contrast-default', 'base-default', 4.5],
  ['base-contrast-default', 'base-hover', 4.5],
  ['base-contrast-default', 'base-active', 4.5],
  ['base-contrast-subtle', 'base-default', 4.5],
  // Edges that carry meaning (WCAG 2.2, 1.4.11).
  ['border-default', 'background-default', 3],
  ['border-strong', 'surface-tinted', 3],
];

test('whatever colour an office chooses, its words stay readable', () => {
  fc.assert(
    fc.property(colour, (hex) => {
      const scale = colourScale(hex);
      for (const [text, ground, least] of READ_ON) {
        const ratio = contrast(scale[text] ?? '', scale[ground] ?? '');
        assert.ok(ratio >= least, `${hex}: ${text} on ${ground} is ${ratio.toFixed(2)} : 1`);
      }
    }),
    { numRuns: 1000 },
  );
});

test('an office that chose a dark colour gets exactly that colour', () => {
  assert.equal(colourScale('#0f1e3d')['base-default'], '#0f1e3d');
  assert.equal(colourScale('#004a92')['base-default'], '#004a92');
});

test('a touch is seen: hover and active differ from the button at rest', () => {
  fc.assert(
    fc.property(colour, (hex) => {
      const scale = colourScale(hex);
      const states = [scale['base-default'], scale['base-hover'], scale['base-active']];
      assert.equal(new Set(states).size, 3, `${hex}: ${states.join(' ')}`);
    }),
  );
});

test('contrast is that of WCAG', () => {
  assert.equal(contrast('#ffffff', '#000000'), 21);
  assert.equal(contrast('#777777', '#ffffff').toFixed(2), '4.48');
});

test('only colours get into a style sheet', () => {
  const theme = { primary: '#0f1e3d', accent: 'red;}body{display:none' };
  assert.throws(() => themeCss(theme), /not a colour/);
});

test('the address of a theme changes with its colours and not otherwise', () => {
  const theme = { primary: '#0f1e3d', accent: '#c9a227' };
  assert.equal(themeHref('bppt-bandung', theme), themeHref('bppt-bandung', { ...theme }));
  assert.notEqual(
    themeHref('bppt-bandung', theme),
    themeHref('bppt-bandung', { ...theme, accent: '#c9a228' }),
  );
  assert.match(themeHref('bppt-bandung', theme), /^\/bppt-bandung\/tema-[0-9a-f]{10}\.css$/);
});
