import type { ReactiveControllerHost } from 'lit';
import type { Trouble } from '../settings/trouble.ts';
import type { Leaf } from '../leaf.ts';
import { UnusablePack, type Shelf } from './content.ts';

/**
 * Holds the pack or scale a widget shows. What is built in is there at once, and the whole takes its place when it
 * has come; should it not come, the first stays.
 */
export class ContentController<T> {
  value: T | undefined;
  trouble: Trouble | undefined;

  constructor(
    private readonly host: ReactiveControllerHost & { readonly isConnected?: boolean },
    private readonly shelf: Shelf<T>,
    /** Whether what is built in is not enough. */
    private readonly wantsWhole: (builtIn: T) => boolean = () => false,
  ) {}

  /** Looks for content by id, or for the one of `own`, and asks for what is not there yet. */
  want(id: string, own?: Leaf<{ default: T }>): void {
    const { what, known, builtIn, leafOf } = this.shelf;
    this.value = this.trouble = undefined;
    if (!own && !known.includes(id)) {
      this.trouble = { kind: 'unknown', what, name: id, known };
      return;
    }
    const core = own ? undefined : builtIn[id];
    if (core && !this.wantsWhole(core)) {
      this.value = core;
      return;
    }
    const leaf = own ?? leafOf(id);
    this.value = leaf.want(this.host)?.default ?? core;
    if (this.value) return;
    if (leaf.error instanceof UnusablePack) this.trouble = leaf.error.trouble;
    else if (leaf.error) this.trouble = { kind: 'leaf', name: own ? 'element/own-pack' : leaf.name };
  }
}
