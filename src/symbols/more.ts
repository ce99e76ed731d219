/**
 * The drawings that most pages never show, by the same hand as those in `index.ts`. They are a leaf:
 * a widget fetches them when it shows the first of them.
 */
import { CIRCLE, type Drawing } from './index.ts';

/** A head, or anything else that is round. */
const round = (x: number, y: number, r: number): string =>
  `M${x - r} ${y}a${r} ${r} 0 1 0 ${2 * r} 0a${r} ${r} 0 1 0 ${-2 * r} 0z`;

/** Someone small, among others: a head over shoulders as wide as `2 * w`. */
const someone = (x: number, y: number, r: number, w: number, h: number): string =>
  `${round(x, y, r)}M${x - w} ${y + r + h}q0 ${3 - h} ${w} ${3 - h}t${w} ${h - 3}`;

const SHOULDERS = 'M9 43v-3q0-13 15-13t15 13v3';
const BUST = `${round(24, 14, 8)}${SHOULDERS}`;
const CLOUD = 'M14 32a7.5 7.5 0 0 1-.5-15a11 11 0 0 1 20.7-1.8a8.5 8.5 0 0 1 .3 16.8z';
const JAR = 'M15 5v5q-4 2-4 7v21q0 4 4 4h18q4 0 4-4V17q0-5-4-7V5';
const BUBBLE = 'M6 8h36v25H24l-9 8v-8H6z';

export const more = {
  // Where a question stands in the conversation, by the name of its phase.
  ready: { lines: 'M6 10v33M6 28h12v15M42 10v33M42 28H30v15' },
  connect: {
    lines: `${[
      [24, 8],
      [38.5, 18],
      [33, 35],
      [15, 35],
      [9.5, 18],
    ]
      .map(([x = 0, y = 0]) => round(x, y, 4.5))
      .join('')}M29.5 10l5 3.5M37.5 23.5l-2 6M28 36.5h-8M12.5 29.5l-2-6M13.5 13.5l5-3.5`,
  },
  story: {
    lines:
      'M24 13q-7-5-19-4v29q12-1 19 4q7-5 19-4V9q-12-1-19 4zM24 13v29M11 17q4 0 7 1.5M11 24q4 0 7 1.5M37 17q-4 0-7 1.5M37 24q-4 0-7 1.5',
  },
  thoughts: {
    lines: `M15 29a7 7 0 0 1-.5-14a10 10 0 0 1 19-2a8 8 0 0 1 .5 16z${round(14, 36, 3)}${round(8, 43, 1.5)}`,
  },
  feelings: {
    lines: 'M24 42Q5 29 5 17a9.5 9.5 0 0 1 19-2a9.5 9.5 0 0 1 19 2q0 12-19 25z',
    fill: 'M24 42Q5 29 5 17a9.5 9.5 0 0 1 19-2a9.5 9.5 0 0 1 19 2q0 12-19 25z',
  },
  reflect: { lines: `M10 13a18 18 0 1 1-4 11M6 6v9h9M12 26q12-12 24 0q-12 12-24 0z${round(24, 26, 3)}` },
  impact: { lines: `${round(18, 15, 7)}M5 41v-2q0-12 13-12t13 12v2M31 8.5a7 7 0 0 1 0 13M36 28q7 3 7 11v2` },
  needs: {
    lines:
      'M5 33q6-4 11-1h8q3 0 3 3t-3 3h-7M27 34l9-5q4-1.5 6 1q1 2-1 4l-12 8q-3 2-7 1l-11-2H5M27 22Q17 15 17 9.5a5 5 0 0 1 10-1.5a5 5 0 0 1 10 1.5q0 5.5-10 12.5z',
  },
  repair: { lines: 'M7 12h26v23q0 6-6 6H13q-6 0-6-6zM33 18h3q6 0 6 6t-6 6h-3M12 27l12-9l4 5.5l-12 9zM17 23.5l4 5.5' },
  future: { lines: 'M24 44V5M24 9h13l5 5l-5 5H24M24 23H11l-5 5l5 5h13M17 44h14' },
  support: { lines: `${CIRCLE}${round(24, 24, 8)}M10 10l8.3 8.3M38 10l-8.3 8.3M10 38l8.3-8.3M38 38l-8.3-8.3` },
  plan: { lines: 'M17 8h-7v35h28V8h-7M17 5h14v7H17zM15 21l2.5 2.5l4-5M15 32l2.5 2.5l4-5M27 21h6M27 32h6' },

  // Feelings. `middle` is OK and `low` is sad, as they are on the scales of faces.
  calm: { lines: `${CIRCLE}M12 20q4 4.5 8 0M28 20q4 4.5 8 0M17 31q7 4.5 14 0` },
  proud: {
    lines: `${round(24, 11, 7)}M10 43v-4q0-17 14-17t14 17v4M24 26l2.1 4.6l5 .5l-3.8 3.3l1.2 4.9l-4.5-2.6l-4.5 2.6l1.2-4.9l-3.8-3.3l5-.5z`,
    fill: 'M24 26l2.1 4.6l5 .5l-3.8 3.3l1.2 4.9l-4.5-2.6l-4.5 2.6l1.2-4.9l-3.8-3.3l5-.5z',
  },
  excited: {
    lines: `${round(24, 12, 6)}M8 7q2 13 16 15q14-2 16-15M24 22v9M24 31l-10 12M24 31l10 12M6 27l-3 2M42 27l3 2M15 4l-1-2M33 4l1-2`,
  },
  angry: { lines: `${CIRCLE}M11 14l10 5M37 14l-10 5M16.5 22v2.5M31.5 22v2.5M15 35q1-4.5 5-4.5h8q4 0 5 4.5` },
  worried: { lines: `${CIRCLE}M12 17l7-4M36 17l-7-4M16.5 20v3M31.5 20v3M14 32q2.5-4 5 0t5 0t5 0t5 0` },
  scared: { lines: `${CIRCLE}${round(16, 20, 4)}${round(32, 20, 4)}M16 37q1-8 8-8t8 8z` },
  'left-out': {
    lines: `${round(31, 17, 15)}${someone(26, 13, 3.5, 4.5, 9)}${someone(36, 13, 3.5, 4.5, 9)}${someone(9, 30, 4, 6, 10)}`,
  },
  embarrassed: {
    lines: `${CIRCLE}M13 15l5-2M31 13l5 2M18 18v3M33 18v3M9 30l2.5-4M14 30l2.5-4M31.5 30l2.5-4M36.5 30l2.5-4M18 36q3-3.5 6 0t6 0`,
  },
  sorry: {
    lines: `${round(17, 15, 7)}M4 43v-3q0-12 11-13q5 0 8 3M20 43q0-6 9-5h7M36 34q-8-5-8-10a4 4 0 0 1 8-1a4 4 0 0 1 8 1q0 5-8 10z`,
    fill: 'M36 34q-8-5-8-10a4 4 0 0 1 8-1a4 4 0 0 1 8 1q0 5-8 10z',
  },
  confused: { lines: `${CIRCLE}M12 15q4-5 8-1M29 17h7M16 20v3M32 22v3M15 34l6-4l5 4l7-5` },
  tired: {
    lines: `${CIRCLE}M11 18q4 3.5 8 0M29 18q4 3.5 8 0M12.5 24q2.5 1.5 5 0M30.5 24q2.5 1.5 5 0M24 27a4.5 5.5 0 1 0 0 11a4.5 5.5 0 1 0 0-11z`,
  },
  numb: {
    lines:
      'M19.7 4.5A20 20 0 0 1 28.3 4.5M34.8 7.2A20 20 0 0 1 40.8 13.2M43.5 19.7A20 20 0 0 1 43.5 28.3M40.8 34.8A20 20 0 0 1 34.8 40.8M28.3 43.5A20 20 0 0 1 19.7 43.5M13.2 40.8A20 20 0 0 1 7.2 34.8M4.5 28.3A20 20 0 0 1 4.5 19.7M7.2 13.2A20 20 0 0 1 13.2 7.2M14 20h5M29 20h5M20 32h8',
  },
  mixed: {
    lines: `M17.5 30A13 13 0 1 1 30 17.5${round(31, 31, 13)}M12 13v2.5M21 13v2.5M11 20q2 4 6 3.5M27 27.5v2M35 27.5v2M26 38q5-5 10 0`,
  },
  'something-else': { lines: `${BUBBLE}${round(15, 20.5, 1)}${round(24, 20.5, 1)}${round(33, 20.5, 1)}` },

  // What a body says.
  'body-calm': {
    lines: `${round(24, 10, 6)}M24 20q-8 0-9 9l-5 8M24 20q8 0 9 9l5 8M15 29v8M33 29v8M7 42q17 3 34 0q-8-5-17-5t-17 5z`,
  },
  'body-wobbly': { lines: `${round(24, 11, 6)}M17 43V27q0-5 7-5t7 5v16M10 17q-4 4 0 8t0 8t0 8M38 17q-4 4 0 8t0 8t0 8` },
  'body-tight': { lines: `${round(24, 11, 6)}M19 43V25q0-3 5-3t5 3v18M5 21l7 7l-7 7M43 21l-7 7l7 7` },
  'body-tired': {
    lines: `${round(14, 25, 7)}M20 30q4-9 13-7q9 2 9 12M4 35h40M9 35v8M39 35v8M11 25q1.5 2 3.5 0M36 4q-5 4-1 9.5q3 3.5 7 1.5q-9 3-6-11z`,
  },
  'body-buzzy': {
    lines: `${round(24, 11, 6)}M17 43V27q0-5 7-5t7 5v16M10 14l-5 7h6l-5 8h6l-5 8M38 14l5 7h-6l5 8h-6l5 8`,
  },
  'body-hot': {
    lines: 'M19 29V9a5 5 0 0 1 10 0v20a9 9 0 1 1-10 0zM24 15v17M24 35.5v.1M35 8h6M35 15h6M35 22h6M11 7q-4 4 0 8t0 8',
  },
  'body-sore': {
    lines:
      'M7 28L28 7q3-3 6 0l7 7q3 3 0 6L20 41q-3 3-6 0l-7-7q-3-3 0-6zM14.5 20.5l13 13M20.5 14.5l13 13M24 21v.1M24 27v.1M21 24h.1M27 24h.1',
  },

  // People.
  me: { lines: BUST, fill: `${SHOULDERS}z` },
  other: {
    lines: `M3 22h11M9 16l6 6l-6 6${round(33, 13, 7)}M21 43v-5q0-13 12-13t12 13v5`,
    fill: 'M21 43v-5q0-13 12-13t12 13v5z',
  },
  friend: {
    lines: `${round(14, 15, 6)}${round(34, 15, 6)}M4 43v-5q0-12 10-12q5 0 10 6q5-6 10-6q10 0 10 12v5M24 32v11`,
  },
  class: {
    lines: `${[8, 24, 40].map((x) => someone(x, 27, 4, 6.5, 12)).join('')}${[16, 32].map((x) => `${round(x, 9, 4)}M${x - 6} 21q1-4.5 6-4.5t6 4.5`).join('')}`,
  },
  adult: { lines: `${round(17, 10, 6)}M6 43V30q0-9 11-9t11 9v13${round(37, 24, 4.5)}M31 43q-2-10 6-10t7 7v3` },
  family: { lines: `M4 22L24 5l20 17M9 19v24h30V19${someone(18, 23, 3.5, 5, 12)}${someone(30, 28, 3, 4.5, 9)}` },

  // What someone can need.
  quiet: { lines: 'M6 18h8l11-9v30l-11-9H6zM33 19l10 10M43 19L33 29' },
  safe: {
    lines: 'M24 4l17 6v12q0 15-17 22Q7 37 7 22V10zM24 33q-8-5-8-10a4 4 0 0 1 8-1a4 4 0 0 1 8 1q0 5-8 10z',
    fill: 'M24 33q-8-5-8-10a4 4 0 0 1 8-1a4 4 0 0 1 8 1q0 5-8 10z',
  },
  fair: { lines: 'M24 5v38M15 43h18M9 13h30M9 13L3 28h12zM39 13l-6 15h12zM3 28q6 8 12 0M33 28q6 8 12 0' },
  time: { lines: `${CIRCLE}M24 12v12l8 6` },
  food: {
    lines: 'M24 15q-6-4-11 0q-7 6-3 17q4 11 9 11q3 0 5-1.5q2 1.5 5 1.5q5 0 9-11q4-11-3-17q-5-4-11 0zM24 15q0-7 6-10',
  },

  // What someone can do.
  ask: { lines: `${BUBBLE}M19 17.5q0-4.5 5-4.5t5 4.5q0 2.5-5 5.5v1M24 28v.1` },
  fix: { lines: 'M41 12l-7 7l-5-5l7-7q-7-3-12 2t-2 12L6 37q-2 4 0 5t5 0l16-16q7 3 12-2t2-12z' },
  'give-back': {
    lines:
      'M21 7h18v16H21zM21 13h18M14 15H4M9 10l-5 5l5 5M5 34q6-4 11-1h8q3 0 3 3t-3 3h-7M27 35l9-5q4-1.5 6 1q1 2-1 4l-12 8q-3 1-7 0H5',
  },
  'join-in': {
    lines: `${someone(8, 17, 4, 6, 11)}M18 24h10M23 19l5 5l-5 5${someone(39, 7, 4, 6, 10)}${someone(39, 29, 4, 6, 10)}`,
  },
  space: { lines: `${round(24, 17, 5)}M16 36v-3q0-7 8-7t8 7v3M10 18l-6 6l6 6M38 18l6 6l-6 6` },
  listen: { lines: 'M13 20a11 11 0 0 1 22 0q0 6-5 10t-5 8t-5 5t-7-6M18 21a6 6 0 0 1 12 0q0 3-3 5t-4-1' },
  draw: {
    lines: 'M26 19L39 5q3-2 4 0t0 4L30 23M25 19q5 1 6 6q0 6-7 7q-6 1-10-1q5-1 5-6q1-5 6-6zM5 42q6-5 12-1t12 0t14-1',
  },
  tell: { lines: `${someone(12, 26, 5, 8, 12)}${round(36, 19, 5)}M27 43v-6q0-9 9-9t9 9v6M8 6h16v8h-6l-4 4v-4H8z` },

  // What a page does.
  yes: { lines: `${CIRCLE}M15 25l6.5 6.5L34 18` },
  no: { lines: `${CIRCLE}M17 17l14 14M31 17L17 31` },
  unsure: { lines: `${round(24, 13, 7)}M16 44V33q0-8 8-8t8 8v11M16 31l-6 8l-5-9q-.5-2-3-2M32 31l6 8l5-9q.5-2 3-2` },
  skip: { lines: `M6 27Q20 5 38 24M38 13v11H27${round(22, 36, 3.5)}` },
  'read-aloud': { lines: 'M6 18h8l11-9v30l-11-9H6zM32 18q4 6 0 12M38 12q8 12 0 24' },
  stop: {
    lines:
      'M14 28V13a3 3 0 0 1 6 0v10V8a3 3 0 0 1 6 0v15V10a3 3 0 0 1 6 0v15v-8a3 3 0 0 1 6 0v14q0 13-11 13q-7 0-11-6L7 29q-1-3 2-4t5 3',
  },
  back: { lines: 'M42 24H7M21 9L6 24l15 15' },
  next: { lines: 'M6 24h35M27 9l15 15l-15 15' },
  clear: { lines: 'M9 27L27 7l14 12L24 38h-8l-7-6q-2-2 0-5zM17 18l14 12M5 43h38' },
  print: { lines: 'M13 17V5h22v12M13 34H6V17h36v17h-7M13 28h22v15H13zM36 22.5h.1M19 35h10' },
  share: { lines: 'M16 19H9v24h30V19h-7M24 30V5M15 13l9-9l9 9' },

  // How much energy, and how it feels.
  'energy-buzzing': {
    lines: `${round(24, 26, 14)}M19 21v2.5M29 21v2.5M16 28h16q-1 7.5-8 7.5t-8-7.5zM24 7V3M14.5 9L12 5M33.5 9L36 5M5 18q-3.5 8 0 16M43 18q3.5 8 0 16`,
  },
  'energy-calm': {
    lines: `${round(24, 17, 12)}M18 15q2 2.5 4 0M26 15q2 2.5 4 0M19 21q5 3 10 0M5 36q6-4 12.7 0t12.7 0t12.7 0M13 43q5.5-3 11 0t11 0`,
  },
  'energy-wound-up': {
    lines:
      'M24 2L30.5 8.3L39.6 8.4L39.7 17.5L46 24L39.7 30.5L39.6 39.6L30.5 39.7L24 46L17.5 39.7L8.4 39.6L8.3 30.5L2 24L8.3 17.5L8.4 8.4L17.5 8.3zM16 18l5 3M32 18l-5 3M18 32l3-3l3 3l3-3l3 3',
  },
  'energy-flat': { lines: 'M4 36q0-15 20-15t20 15q0 6-6 6H10q-6 0-6-6zM13 30h6M29 30h6M19 37q5-3.5 10 0' },

  // Moods as weather. The words say what is meant.
  sunny: {
    lines: `${round(24, 24, 9)}M39 24h5M34.6 34.6l3.5 3.5M24 39v5M13.4 34.6l-3.5 3.5M9 24H4M13.4 13.4L9.9 9.9M24 9V4M34.6 13.4l3.5-3.5`,
  },
  bright: {
    lines: `M20 40a6.5 6.5 0 0 1-.5-13a9 9 0 0 1 17-1a7 7 0 0 1 .5 14zM10 25a9 9 0 1 1 15-9M18 5V3M7 9L5.5 7.5M4 20H2M29 9l1.5-1.5`,
  },
  foggy: { lines: 'M12 23a7 7 0 0 1 1.5-11a11 11 0 0 1 20.5 0a7 7 0 0 1 2 11M5 29h30M13 36h30M7 43h26' },
  rainy: { lines: `${CLOUD}M15 37l-2.5 6M25 37l-2.5 6M35 37l-2.5 6` },
  windy: { lines: 'M4 18h24a6 6 0 1 0-6-6M4 26h34a6 6 0 1 1-6 6M4 34h16a5 5 0 1 1-5 5' },
  stormy: { lines: 'M14 32a7.5 7.5 0 0 1-.5-15a11 11 0 0 1 20.7-1.8a8.5 8.5 0 0 1 .3 16.8M26 23l-7 10h9l-6 11' },
  changing: {
    lines: `${round(13, 15, 5)}M13 5V3M6 8L4.5 6.5M20 8l1.5-1.5M3 15H2M6 22l-1.5 1.5M27 43a5.5 5.5 0 0 1-.5-11a8 8 0 0 1 15-.5a5.8 5.8 0 0 1-.5 11.5zM27 11q10 0 12 10M34.5 17l4.5 5l4.5-6M17 40.5q-8-1-8-11M4.5 35L9 29.5l4.5 5.5`,
  },

  // How strong a feeling is.
  'strength-little': { lines: `${JAR}M11 36q6.5-3 13 0t13 0`, fill: 'M11 36q6.5-3 13 0t13 0v2q0 4-4 4H15q-4 0-4-4z' },
  'strength-some': { lines: `${JAR}M11 29q6.5-3 13 0t13 0`, fill: 'M11 29q6.5-3 13 0t13 0v9q0 4-4 4H15q-4 0-4-4z' },
  'strength-lot': { lines: `${JAR}M11 21q6.5-3 13 0t13 0`, fill: 'M11 21q6.5-3 13 0t13 0v17q0 4-4 4H15q-4 0-4-4z' },
  'strength-full': {
    lines: `${JAR}M15 7q4.5-3 9-1.5t9 1.5M7 13v6M41 13v6M6 26v.1M42 26v.1`,
    fill: 'M15 6h18v4q4 2 4 7v21q0 4-4 4H15q-4 0-4-4V17q0-5 4-7z',
  },
} as const satisfies Record<string, Drawing>;

export type MoreId = keyof typeof more;
