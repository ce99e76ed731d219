import type { ReactiveControllerHost } from 'lit';
import type { Content } from './content.ts';
import type { Trouble } from '../settings/trouble.ts';

type Load<T> = (id: string, src?: string) => Promise<Content<T>>;

/**
 * Holds the pack or scale a widget shows, and loads another when its name changes; the last name
 * wins. With `loadWhole`, what comes first is shown at once and the whole takes its place when it
 * arrives; should it not arrive, the first stays.
 */
export class ContentController<T> {
  value: T | undefined;
  trouble: Trouble | undefined;
  #wanted = '';

  constructor(
    private readonly host: ReactiveControllerHost,
    private readonly load: Load<T>,
    private readonly loadWhole?: Load<T>,
  ) {}

  /** Asks for content by id, or by an address in its place; does nothing when it is already there or on its way. */
  async want(id: string, src?: string): Promise<void> {
    const wanted = src || id;
    if (wanted === this.#wanted) return;
    this.#wanted = wanted;
    this.value = this.trouble = undefined;
    this.#settle(wanted, await this.load(id, src));
    if (this.loadWhole && this.value && !src) this.#settle(id, await this.loadWhole(id));
  }

  #settle(wanted: string, content: Content<T>): void {
    if (wanted !== this.#wanted || ('trouble' in content && this.value)) return;
    Object.assign(this, content);
    this.host.requestUpdate();
  }
}
