/** The default colours, in both themes: words can be read by those who see little, and lines be found. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { sharedStyles } from '../../src/element/styles.ts';

const css = String(sharedStyles);

/** Each colour as it is in the light and in the dark. */
const colours = Object.fromEntries(
  [...css.matchAll(/--_([\w-]+)-: light-dark\((#[\da-f]+), (#[\da-f]+)\)/g)].map(
    ([, name = '', light = '', dark = '']) => [name, { light, dark }],
  ),
);

function luminance(colour: string): number {
  const long = colour.length === 4 ? [...colour.slice(1)].map((digit) => digit + digit).join('') : colour.slice(1);
  const [red = 0, green = 0, blue = 0] = [0, 2, 4].map((at) => {
    const part = parseInt(long.slice(at, at + 2), 16) / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function contrast(one: string, other: string): number {
  const [dark = 0, light = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (light + 0.05) / (dark + 0.05);
}

/** What is written on what. Quieter words stand on the surface alone. */
const WORDS: readonly [string, string][] = [
  ['ink', 'surface'],
  ['ink', 'soft'],
  ['ink', 'tint'],
  ['muted', 'surface'],
  ['accent', 'surface'],
  ['on-accent', 'accent'],
  ['alert', 'surface'],
  ['alert', 'tint'],
];
const LINES: readonly [string, string][] = [
  ['line', 'surface'],
  ['accent', 'soft'],
  ['ink', 'soft'],
  ['ink', 'tint'],
];

describe('the default colours', () => {
  it('are all there, and where a browser has no light-dark() the light ones hold', () => {
    assert.deepEqual(Object.keys(colours).sort(), [
      'accent',
      'alert',
      'ink',
      'line',
      'muted',
      'on-accent',
      'soft',
      'surface',
      'tint',
    ]);
    for (const [name, { light }] of Object.entries(colours))
      assert.ok(css.includes(`var(--l30-${name}, var(--_${name}-, ${light}))`), name);
  });

  for (const look of ['light', 'dark'] as const) {
    for (const [pairs, least] of [
      [WORDS, 7],
      [LINES, 3],
    ] as const) {
      for (const [on, under] of pairs) {
        it(`${on} on ${under} has a contrast of at least ${least} to 1 in the ${look}`, () => {
          const found = contrast(colours[on]![look], colours[under]![look]);
          assert.ok(found >= least, `it is ${found.toFixed(2)}`);
        });
      }
    }
  }
});
