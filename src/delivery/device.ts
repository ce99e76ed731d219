import { Deadline } from '../contract/deadline.ts';
import { OUTBOX } from '../contract/outbox-name.ts';
import { Outbox, type Letter } from './outbox.ts';

/** Where letters rest. */
export type Store = Pick<Outbox, 'put' | 'remove' | 'has' | 'all'>;

/** What waits on this device, for a note to whoever comes next. Says nothing of what is in it. */
export interface Waiting {
  count: number;
  /** Something has waited for more than a day, or will not be taken as it is. */
  stuck: boolean;
}

export type Watcher = (waiting: Waiting) => void;

/** Milliseconds. Nothing waits longer for the device's storage, which may never answer. */
export const LONGEST_SUSPENSE = 3000;

const A_DAY = 24 * 60 * 60 * 1000;

const soon = <T>(answer: Promise<T>): Promise<T> => new Deadline(LONGEST_SUSPENSE).within(answer);

/**
 * The letters that lie on this device, as a courier needs them: it is kept waiting by none of them, and whoever
 * looks on hears of every change, also of those that another tab has made.
 */
export class Device {
  #watchers = new Set<Watcher>();
  #channel = globalThis.BroadcastChannel && new BroadcastChannel(OUTBOX);
  #recount: ReturnType<typeof setTimeout> | undefined;

  /** `look` is asked to read the letters again, some time after a change. */
  constructor(
    private readonly look: () => void,
    private readonly store: Store = new Outbox(),
  ) {
    if (this.#channel) this.#channel.onmessage = () => this.#lookSoon();
  }

  /** Resolves when the letter would survive a power cut, however long that takes. */
  async put(letter: Letter): Promise<void> {
    await this.store.put(letter);
    this.#changed();
  }

  /** Notes that a letter was refused. Should that fail, it is tried as any other at the next visit. */
  async mark(letter: Letter): Promise<void> {
    await soon(this.store.put(letter)).catch(() => undefined);
    this.#changed();
  }

  /** Should the letter stay, it is sent once more at the next visit, and the endpoint knows it again. */
  async remove(id: string): Promise<void> {
    await soon(this.store.remove(id)).catch(() => undefined);
    this.#changed();
  }

  /** True as well where it is not said. */
  mayHave(id: string): Promise<boolean> {
    return soon(this.store.has(id)).catch(() => true);
  }

  /** Oldest first; none where they cannot be read. */
  all(): Promise<Letter[]> {
    return this.store.all().catch((): Letter[] => []);
  }

  watch(watcher: Watcher): void {
    this.#watchers.add(watcher);
  }

  unwatch(watcher: Watcher): void {
    this.#watchers.delete(watcher);
  }

  /** Tells whoever looks on what waits. A letter whose writer still looks at the screen, one of `own`, is told of there. */
  tell(letters: readonly Letter[], own: readonly string[]): void {
    const stuck = letters.some(({ refused, savedAt }) => !!refused || Date.now() - savedAt > A_DAY);
    const count = letters.filter(({ id }) => !own.includes(id)).length;
    for (const watcher of this.#watchers) watcher({ count, stuck });
  }

  #changed(): void {
    this.#channel?.postMessage('');
    this.#lookSoon();
  }

  /** Once for a whole row of changes: to read hundreds of letters takes an old tablet a while. */
  #lookSoon(): void {
    this.#recount ??= setTimeout(() => {
      this.#recount = undefined;
      this.look();
    }, 200);
  }
}
