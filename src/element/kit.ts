import type { html, nothing } from 'lit';
import type { LeafLoader } from '../settings/leaf.ts';
import type { Trouble } from '../settings/trouble.ts';

/** Under this id stands who should not read what is written. No prompt can have it, so it never travels. */
export const NOT_THEM = '.not-them';

/**
 * What a widget lends to a part of itself that comes as a leaf. Such a part imports nothing from `l30.js`
 * but types, so that nothing is ever loaded twice; whatever it draws with, and whatever it changes, is in here.
 */
export interface Kit {
  html: typeof html;
  nothing: typeof nothing;
  /** A drawing by its id. */
  draw: (id: string, className?: string) => unknown;
  /** Where choices are drawn: a school can leave some of a list out. */
  entries: { offer: (<T extends { id: string }>(id: string, choices: readonly T[]) => readonly T[]) | undefined };
  /** Fetches another leaf by its path. */
  leaf: LeafLoader;
  /** What was entered under an id. */
  entered: (id: string) => readonly string[];
  /** Enters it, as a person does. */
  enter: (id: string, values: readonly string[]) => void;
  /** Says something once to people who use a screen reader. */
  say: (words: string) => void;
  /** Tells whoever looks after the page what is wrong with it, in the widget and in the console; `undefined` takes it back. */
  complain: (trouble: Trouble | undefined) => void;
  /** The texts of a part, named as in `src/locales`, with the school's in place of ours; not there where it has none. */
  own?: <T extends Readonly<Record<string, string>>>(part: string, ours: T) => Readonly<Record<keyof T, string>>;
  /** Draws the widget again, because something that only the part knows has changed. */
  redraw: () => void;
}
