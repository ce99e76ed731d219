/** Whether a school's colours can be read. */
import { words } from '../locales/en/diagnose.ts';
import { fill } from '../locales/index.ts';
import type { Finding } from './finding.ts';

/** The card of a widget on a light page and on a dark one, and the colour of its words there. */
export const SURFACES: Readonly<Record<string, { surface: string; ink: string }>> = {
  light: { surface: '#fffdf8', ink: '#1e2a35' },
  dark: { surface: '#171b21', ink: '#f2f0ea' },
};

const channels = (colour: string): number[] => [1, 3, 5].map((at) => parseInt(colour.slice(at, at + 2), 16));

const toColour = (parts: readonly number[]): string =>
  `#${parts.map((part) => Math.round(part).toString(16).padStart(2, '0')).join('')}`;

/** Relative luminance, from WCAG 2.2. */
function luminance(colour: string): number {
  const [red, green, blue] = channels(colour).map((channel) => {
    const part = channel / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  }) as [number, number, number];
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

/** The contrast of two colours by WCAG 2.2: from 1, no contrast, to 21, black on white. */
export function contrast(one: string, other: string): number {
  const [light, dark] = [luminance(one), luminance(other)].sort((a, b) => b - a) as [number, number];
  return (light + 0.05) / (dark + 0.05);
}

/** Our own aim for words, and the least that WCAG asks for at level AA. */
const [AIM, LEAST] = [7, 4.5];

export interface ContrastVerdict extends Finding {
  mark: 'good' | 'look' | 'wrong';
  ratio: number;
  /** The nearest colour of the same tone that is good. */
  better?: string;
}

/** Down, so that a ratio is never called better than it is. */
const shown = (ratio: number): string => (Math.floor(ratio * 10) / 10).toFixed(1);

/** Moves a colour towards black or white until it is clear on another one. */
function clearer(colour: string, on: string): string | undefined {
  for (const end of luminance(on) > 0.18 ? [0, 255] : [255, 0]) {
    for (let step = 1; step <= 100; step += 1) {
      const moved = toColour(channels(colour).map((channel) => channel + ((end - channel) * step) / 100));
      if (contrast(moved, on) >= AIM) return moved;
    }
  }
  return undefined;
}

/** Says whether words in `colour` can be read on `on`. */
export function judgeContrast(colour: string, on: string, what: string): ContrastVerdict {
  const ratio = contrast(colour, on);
  const mark = ratio >= AIM ? 'good' : ratio >= LEAST ? 'look' : 'wrong';
  const better = mark === 'good' ? undefined : clearer(colour, on);
  const said = fill(words.colours[mark], { what, ratio: shown(ratio) });
  return better
    ? { mark, ratio, words: `${said} ${fill(words.colours.better, { better })}`, better }
    : { mark, ratio, words: said };
}

/** Both places where the school's colours meet words: on the card, and on a filled button. */
export function judgeColours(
  accent: string,
  onAccent: string,
  scheme: string,
): { onCard: ContrastVerdict; onButton: ContrastVerdict } {
  const { surface } = SURFACES[scheme] ?? SURFACES['light']!;
  return {
    onCard: judgeContrast(accent, surface, words.colours.onCard),
    onButton: judgeContrast(onAccent, accent, words.colours.onButton),
  };
}
