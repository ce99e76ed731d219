import { html, nothing, type ReactiveController, type ReactiveControllerHost } from 'lit';
import type { Courier, Waiting } from '../delivery/courier.ts';
import type { Fetch } from '../delivery/deliver.ts';
import { OUTBOX } from '../contract/outbox-name.ts';
import { fill, type Strings } from '../locales/index.ts';
import { callDelivery } from './delivery.ts';
import { draw } from './draw.ts';

/** Every note on the page, in the order they came. Only the first that has something to say speaks: one is enough. */
const notes = new Set<WaitingNote>();

/**
 * Brings letters that an earlier visit left behind on their way, and tells whoever is here now how
 * many wait: a number, and nothing of what is in them.
 */
export class WaitingNote implements ReactiveController {
  #courier: Courier | undefined;
  #waiting: Waiting = { count: 0, stuck: false };

  constructor(private readonly host: ReactiveControllerHost & { fetch: Fetch | undefined }) {
    host.addController(this);
  }

  hostConnected(): void {
    notes.add(this);
    void this.look();
  }

  hostDisconnected(): void {
    notes.delete(this);
    this.#courier?.unwatch(this.#watch);
    notes.forEach(({ host }) => host.requestUpdate());
  }

  /** Looks whether anything waits, and from then on hears of every change. Fetches nothing where nothing was ever kept. */
  async look(): Promise<void> {
    try {
      // Where a browser cannot say what it holds, the courier looks for itself.
      if ((await indexedDB.databases?.())?.every(({ name }) => name !== OUTBOX)) return;
      this.#courier = (await callDelivery()).courier;
      await this.#courier.watch(this.#watch, this.host.fetch);
    } catch {
      // Storage that a policy locks, or a leaf that does not come, leaves nothing to tell.
    }
  }

  #watch = (waiting: Waiting): void => {
    this.#waiting = waiting;
    this.host.requestUpdate();
  };

  render(text: Strings): unknown {
    const { count, stuck } = this.#waiting;
    if ([...notes].find((note) => note.#waiting.count) !== this) return nothing;
    return html`<div class="outcome" part="waiting">${draw('waiting')}<span>${count > 1 ? fill(text.waitingMany, { count }) : text.waitingOne} ${stuck ? text.waitingLong : nothing}</span></div>`;
  }
}
