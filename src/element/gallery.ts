import type { LitElement } from 'lit';
import type { Kit } from '../site/kit.ts';
import type { Trouble } from '../site/trouble.ts';
import { drawFrom } from './draw.ts';
import { Part } from './part.ts';

/** Whose pictures a widget shows: a school's own, where it has some, or our drawings. */
export class Gallery {
  /** What is wrong with the setting for pictures, once that is known. */
  trouble: Trouble | undefined;
  #part: Part<typeof import('../site/pictures.ts')>;

  constructor(
    host: LitElement,
    private readonly kit: Kit,
  ) {
    this.#part = new Part(host, 'site/pictures');
  }

  /** Makes the pictures ready that the widget is about to draw with. */
  hang(symbols: string): void {
    const part = symbols ? this.#part.want() : undefined;
    const pictures = part?.picturesFrom(symbols, this.kit);
    this.trouble = part && !pictures ? { kind: 'symbols' } : undefined;
    drawFrom(pictures);
  }
}
