/**
 * Our own drawings. One hand: a 48-unit grid, round strokes of 2.5 units in the text's colour, at
 * most one soft fill. Faces differ in the shape of brow, eyes and mouth, so that they can be told
 * apart in one colour; they have no skin tone, gender or hair.
 */

/** A drawing as data: SVG path strings. */
export interface Drawing {
  /** Stroked paths. */
  lines: string;
  /** A path filled softly under the lines. */
  fill?: string;
}

const LETTER = 'M6 12h36v25H6z';
/** With room for a sign in its middle. */
const OPEN = `${LETTER}M6 13l9 7M42 13l-9 7`;
export const CIRCLE = 'M24 4a20 20 0 1 0 0 40a20 20 0 1 0 0-40z';

export const symbols = {
  'very-happy': {
    lines: `${CIRCLE}M13 20q3.5-5 7 0M28 20q3.5-5 7 0M13 27h22q-1 11-11 11t-11-11z`,
    fill: 'M13 27h22q-1 11-11 11t-11-11z',
  },
  happy: { lines: `${CIRCLE}M17 18v3M31 18v3M15 29q9 8.5 18 0` },
  middle: { lines: `${CIRCLE}M17 18v3M31 18v3M16 31.5h16` },
  low: { lines: `${CIRCLE}M17 20v3M31 20v3M13 16l7-2M35 16l-7-2M17 33q7-4.5 14 0` },
  'very-low': { lines: `${CIRCLE}M13 22q3.5 4 7 0M28 22q3.5 4 7 0M12 17l8-5M36 17l-8-5M15 36q9-11 18 0` },
  'rather-not': { lines: 'M8 10h32v22H22l-8 8v-8H8zM17 21h14' },
  talk: { lines: 'M15 21a6 6 0 1 0 0-12a6 6 0 1 0 0 12zM5 40v-6q0-8 10-8t10 8v6zM27 8h16v13h-8l-5 5v-5h-3z' },
  write: { lines: 'M8 33L31 10l7 7L15 40l-9 2zM27 14l7 7M26 43h16' },
  // Where a submission stands, by the name of its phase.
  sent: { lines: `${LETTER}M6 13l18 14l18-14` },
  unconfirmed: { lines: `${OPEN}M19 21q0-4 5-4t5 4q0 2-5 4.5v1M24 31v.5` },
  waiting: { lines: 'M9 21h30v20H9zM15 21v-4a9 9 0 0 1 18 0v4M24 28v6' },
  refused: { lines: `${OPEN}M19 19.5l10 10M29 19.5l-10 10` },
  failed: { lines: `${OPEN}M24 18v8M24 31v.5` },
  tick: { lines: 'M10 25l9 9L38 14' },
} as const satisfies Record<string, Drawing>;
