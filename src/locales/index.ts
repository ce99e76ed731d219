import { en, type Strings } from './en/core.ts';

export type { Strings } from './en/core.ts';

/** A language as widgets use it: its texts, and the tag and direction they must be marked with. */
export interface Locale {
  /** BCP 47 tag. */
  lang: string;
  dir: 'ltr' | 'rtl';
  strings: Strings;
}

const english: Locale = { lang: 'en-GB', dir: 'ltr', strings: en };

const locales: Readonly<Record<string, Locale>> = { en: english };

/**
 * The language to speak on a page that declares `lang`. English speaks for every language that has
 * no file yet; the widget then marks its own words as English, so that a screen reader reads them right.
 */
export function localeFor(lang: string): Locale {
  return locales[lang.toLowerCase().split('-')[0] ?? ''] ?? english;
}

/**
 * A text in pieces, with values in its `{name}` places: words, or a template where a plain word is
 * not enough, such as a number that can be called. The rest stays text, never markup.
 */
export const pieces = <T>(text: string, values: Readonly<Record<string, T>>): (string | T | undefined)[] =>
  text.split(/\{(\w+)\}/).map((piece, i) => (i % 2 ? values[piece] : piece));

/** A text with words in its `{name}` places. */
export const fill = (text: string, values: Readonly<Record<string, string | number>>): string =>
  pieces(text, values).join('');
