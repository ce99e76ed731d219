import type { ReactiveControllerHost } from 'lit';
import type { Leaf } from '../leaf.ts';
import type { Locale, Strings } from '../locales/index.ts';
import type { Site } from '../settings/settings.ts';
import type { Trouble } from '../settings/trouble.ts';
import type { Entries } from './entries.ts';
import type { Phase } from './submit-controller.ts';

/** A widget, as its controllers and leaves know it. */
export interface WidgetHost extends ReactiveControllerHost, HTMLElement {
  /** What was entered, and the controls to enter it with. */
  readonly entries: Entries;
  /** Every setting as it holds for this widget. */
  readonly settings: Readonly<Site>;
  readonly locale: Locale;
  readonly text: Strings;
  /** How the page looks and speaks to the youngest (`early`) and to teenagers (`teen`); without it, as to children. */
  readonly tone: string | undefined;
  /** The texts of a leaf, named as in `src/locales/en`, with the school's in place of ours. */
  wordsOf<T extends Readonly<Record<string, string>>>(part: string, ours: T): Readonly<Record<keyof T, string>>;
  /** A leaf, with its rules worn, once it is there. */
  use<T extends object>(leaf: Leaf<T>): T | undefined;
  /** Says something once to people who use a screen reader. */
  announce(words: string): void;
  /** Tells whoever looks after the page what is wrong with it, in the widget and in the console; `undefined` takes it back. */
  complain(trouble: Trouble | undefined): void;
  /** Leads to a heading, or something else, after the next update. */
  leadTo(selector?: string): void;
}

/** A widget for pupils, likewise. */
export interface PupilHost extends WidgetHost {
  /** Where the submission on the screen stands. */
  readonly phase: Phase;
  /** Whether a named reader, a reading time, a safeguarding lead and a usable endpoint are all set. */
  readonly canSend: boolean;
  /** A text with the school's people in its places. */
  say(words: string): string;
  /** Leaves nothing of what was entered. Takes whoever pressed for it to the start. */
  startAgain(pressed: unknown): void;
}
