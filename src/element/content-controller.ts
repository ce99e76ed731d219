import type { ReactiveControllerHost } from 'lit';
import type { Content } from '../site/content.ts';
import type { Trouble } from '../site/trouble.ts';

type Load<T> = (id: string) => Promise<Content<T>>;

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

  /** Asks for content by id; does nothing when it is already there or on its way. */
  async want(id: string): Promise<void> {
    if (id === this.#wanted) return;
    this.#wanted = id;
    this.value = this.trouble = undefined;
    this.#settle(id, await this.load(id));
    if (this.loadWhole && this.value) this.#settle(id, await this.loadWhole(id));
  }

  #settle(id: string, content: Content<T>): void {
    if (id !== this.#wanted || ('trouble' in content && this.value)) return;
    Object.assign(this, content);
    this.host.requestUpdate();
  }
}
