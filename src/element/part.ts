import {
  adoptStyles,
  html,
  nothing,
  unsafeCSS,
  type CSSResultOrNative,
  type LitElement,
  type ReactiveControllerHost,
} from 'lit';
import type { Kit } from './kit.ts';
import { leaf } from '../settings/leaf.ts';
import type { Trouble } from '../settings/trouble.ts';
import { draw } from './draw.ts';
import type { Entries } from './entries.ts';

/** What every part may bring. */
export interface PartModule {
  /** Rules beside those of the widget. */
  styles?: string;
}

const worn = new WeakMap<LitElement, CSSResultOrNative[]>();

/** Rules without a style tag, which a strict page would not allow. */
function wear(host: LitElement, styles: string): void {
  const all = worn.get(host) ?? [...(host.constructor as typeof LitElement).elementStyles];
  all.push(unsafeCSS(styles));
  worn.set(host, all);
  adoptStyles(host.renderRoot as ShadowRoot, all);
}

/** A part of a widget that is fetched when it is first wanted. Until it is there, and where it cannot come, the widget does without. */
export class Part<T extends object> {
  /** The part, once it is there. */
  value: T | undefined;
  #coming: Promise<void> | undefined;

  constructor(
    private readonly host: LitElement,
    private readonly path: string,
    /** Told each time that it could not be fetched, where the widget cannot do without. */
    private readonly missed?: (trouble: Trouble) => void,
  ) {}

  /** The part, if it is there. Otherwise it is asked for; after a failure the next call asks again. */
  want(): T | undefined {
    this.#coming ??= leaf<T>(this.path).then(
      (value) => {
        this.value = value;
        const { styles } = value as PartModule;
        if (styles) wear(this.host, styles);
        this.host.requestUpdate();
      },
      () => {
        this.#coming = undefined;
        this.missed?.({ kind: 'leaf', name: this.path });
      },
    );
    return this.value;
  }
}

/** What a widget lends to its parts. */
export const lend = (
  host: ReactiveControllerHost,
  entries: Entries,
  say: Kit['say'],
  complain: Kit['complain'],
): Kit => ({
  html,
  nothing,
  draw: (id, className) => draw(id, className, host),
  entries,
  leaf,
  entered: (id) => entries.all(id),
  enter: (id, values) => entries.set(id, values),
  say,
  complain,
  redraw: () => host.requestUpdate(),
});
