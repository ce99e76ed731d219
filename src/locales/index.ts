import { words, type Strings } from './en/core.ts';

export type { Strings } from './en/core.ts';

/** The messages of one language that have a number in them. Each is a function of its values. */
export type Messages = typeof import('./en/counted.ts');

/** A language as widgets use it: its texts, and the tag and direction they must be marked with. */
export interface Locale {
  /** BCP 47 tag. */
  lang: string;
  dir: 'ltr' | 'rtl';
  strings: Strings;
  /** The texts of a part in this language; without it they are English. */
  words?<T extends Readonly<Record<string, string>>>(part: string, ours: T): Readonly<Record<keyof T, string>>;
  /** Ids of the packs and scales that there are in this language; without it all of ours. */
  packs?: readonly string[];
  scales?: readonly string[];
}

export const english: Locale = { lang: 'en-GB', dir: 'ltr', strings: words };

/** Languages besides English that there are words in, as BCP 47 tags in small letters. */
export const TAGS: string[] = ['cy'];

/** The one of our languages that is meant by the `lang` of a page; nothing where it is English, or has no words yet. */
export function spokenTag(lang: string): string | undefined {
  const tag = lang.toLowerCase();
  return TAGS.find((each) => each === tag) ?? TAGS.find((each) => tag.startsWith(`${each}-`));
}

/**
 * Words in another language than those around them: a message that has no translation stays whole, and is drawn with
 * its own `lang` and `dir`. In every other way it is a string.
 */
export interface Foreign {
  lang: string;
  dir: 'ltr' | 'rtl';
  /** Other words in the same language. */
  like(text: string): string;
}

/** Words in the language of others. */
export const like = (text: string, words: string): string =>
  (text as unknown as Partial<Foreign>).like?.(words) ?? words;

/**
 * A text in pieces, with values in its `{name}` places: words, or a template where a plain word is
 * not enough, such as a number that can be called. The rest stays text, never markup.
 */
export const pieces = <T>(text: string, values: Readonly<Record<string, T>>): (string | T | undefined)[] =>
  text.split(/\{(\w+)\}/).map((piece, i) => (i % 2 ? values[piece] : like(text, piece)));

/** A text with words in its `{name}` places. */
export const fill = (text: string, values: Readonly<Record<string, string | number>>): string =>
  like(text, pieces(text, values).join(''));

/** Texts one after the other, those that say nothing left out. */
export const joined = (...texts: readonly string[]): string => {
  const said = texts.filter((text) => `${text}`);
  return said.length ? like(said[0]!, said.join(' ')) : '';
};
