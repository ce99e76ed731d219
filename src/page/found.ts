import type { Site } from '../settings/settings.ts';
import type { Trouble } from '../settings/trouble.ts';

/** What was left of a snippet when its page reached us. */
export type Shape = 'element' | 'div' | 'class' | 'link' | 'marker' | 'script' | 'frame';

/** One widget of the page, how it was found, and the ids of what had to be mended: `swallowed`, `curly-quotes`, … */
export interface Found {
  widget: Element;
  shape: Shape;
  mended: readonly string[];
}

export type Note = Omit<Found, 'widget'>;

/** What the check panel is told about the page. */
export interface CheckedPage {
  /** The tag whose settings hold for the page; `null` where none can be told. */
  script: HTMLScriptElement | null;
  /** The folder that `l30.js` and its leaves lie in. */
  base: string;
  /** What the script tag sets for the whole page. */
  site: Readonly<Site>;
  version: string;
}

/** The leaf `diagnose/check`: a panel for admins, opened by `l30-check` in the query of the page's address or `data-check` on the script tag. */
export interface CheckLeaf {
  openCheck(found: readonly Found[], page: CheckedPage): void;
}

/** What the front door lends to the leaf that knows the rarer shapes. */
export interface FrontDoor extends Omit<CheckedPage, 'script'> {
  script: HTMLScriptElement | undefined;
  names: readonly string[];
  place(box: Element, name: string): void;
  /** Fetches the panel for admins. */
  check(): Promise<CheckLeaf>;
  report(trouble: Trouble): Promise<string>;
}
