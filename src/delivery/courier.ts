import type { Dialect, Parcel } from '../dialects/shared/dialect.ts';
import { MAX_BODY_BYTES } from '../contract/envelope.ts';
import { backoff, type Setback } from './backoff.ts';
import { deliver, type FailureCode, type Fetch, type Outcome } from './deliver.ts';
import { exclusive } from './exclusive.ts';
import { OUTBOX } from '../contract/outbox-name.ts';
import { Outbox, type Letter } from './outbox.ts';

/** Where a letter goes, and how it gets out of the page. */
export interface Address extends Pick<Letter, 'endpoint' | 'dialect' | 'fields'> {
  fetch?: Fetch | undefined;
}

export type Tell = (outcome: Outcome) => void;

export interface CourierOptions {
  /** Finds a dialect by its name; rejects when it cannot be fetched. */
  dialectNamed: (name: string) => Promise<Dialect>;
  outbox?: Pick<Outbox, 'put' | 'remove' | 'has' | 'all'>;
  /** Milliseconds, see `deliver`. */
  timeout?: number;
  random?: () => number;
}

/** What waits on this device, for a note to whoever comes next. Says nothing of what is in it. */
export interface Waiting {
  count: number;
  /** Something has waited for more than a day, or will not be taken as it is. */
  stuck: boolean;
}

/** One letter in this page's care. */
interface Item {
  letter: Letter;
  /** Whether a sealed copy lies in the outbox, so that the letter outlives the page. */
  kept: boolean;
  /** Tries on this page. Letters take turns: one that fails does not stand in the way of the others. */
  tries: number;
  /** Someone has just pressed Send, and is not made to wait for a pause. */
  pressed: boolean;
  certain: boolean;
  /** Its writer has been told that it is safe here, and the words have left the screen. */
  promised: boolean;
  fetch?: Fetch | undefined;
  tell?: Tell | undefined;
}

/** One endpoint's pause. Time is the page's own, which no clock change moves. */
interface Road extends Setback {
  openAt: number;
}

/** Milliseconds. A child who has seen that the words are safe can hand the tablet on. */
const LONGEST_SUSPENSE = 3000;

const A_DAY = 24 * 60 * 60 * 1000;

const newItem = (letter: Letter, kept: boolean): Item => ({
  letter,
  kept,
  tries: 0,
  pressed: false,
  certain: true,
  promised: false,
});

const now = (): number => performance.now();

/**
 * Takes letters from a press of Send to a proof that they were kept, over reloads and across tabs.
 *
 * A sealed letter is put into the outbox first and leaves it only for a proof; any widget on any later
 * page of the site brings it on its way. A plain letter is kept in memory alone, and tried again for as long
 * as the page is open, unless a second arrival would double it.
 */
export class Courier {
  #items = new Map<string, Item>();
  #roads = new Map<string, Road>();
  #watchers = new Set<(waiting: Waiting) => void>();
  #outbox: Pick<Outbox, 'put' | 'remove' | 'has' | 'all'>;
  #working = false;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #recount: ReturnType<typeof setTimeout> | undefined;
  #channel = globalThis.BroadcastChannel && new BroadcastChannel(OUTBOX);
  #fetch: Fetch | undefined;
  #random: () => number;

  constructor(private readonly options: CourierOptions) {
    this.#outbox = options.outbox ?? new Outbox();
    this.#random = options.random ?? Math.random;
    if (this.#channel) this.#channel.onmessage = () => this.#collectSoon();
    for (const [target, type] of [
      [window, 'online'],
      [window, 'pageshow'],
      [document, 'visibilitychange'],
    ] as const) {
      target.addEventListener(type, this.#wake);
    }
  }

  /**
   * Takes a letter on and says where it stands: once soon, and again whenever that changes. With `keep`,
   * which only a sealed one may have, it is put into the outbox first. A letter it already has is tried again at once.
   */
  async send(parcel: Parcel, { fetch, ...address }: Address, keep: boolean, tell: Tell): Promise<void> {
    if (new TextEncoder().encode(parcel.body).length > MAX_BODY_BYTES)
      return tell({ kind: 'failed', code: 'too-large', certain: true });
    const item = this.#items.get(parcel.id) ?? newItem({ ...parcel, ...address, savedAt: Date.now() }, false);
    Object.assign(item, { pressed: true, fetch, tell });
    delete item.letter.refused;
    // Without room, without storage, or with one that does not answer, it is sent all the same, from memory.
    if (keep && !item.kept)
      await Promise.race([
        this.#keep(item).catch(() => undefined),
        new Promise((resolve) => setTimeout(resolve, LONGEST_SUSPENSE)),
      ]);
    this.#items.set(parcel.id, item);
    this.#guard();
    const { tries } = item;
    // A browser that calls itself online may be wrong about it; one that says it is not need not be waited for.
    if (item.kept && navigator.onLine) setTimeout(() => item.tries === tries && this.#promise(item), LONGEST_SUSPENSE);
    else if (item.kept) this.#promise(item, 'network');
    void this.#work();
  }

  async #keep(item: Item): Promise<void> {
    await this.#outbox.put(item.letter);
    item.kept = true;
    this.#guard();
    // It may have been delivered before a slow device had kept it.
    if (item.tries && !this.#items.has(item.letter.id)) await this.#drop(item);
    else this.#changed();
  }

  /** Forgets a letter that the person has taken back. One that may rest on the device is left to rest. */
  withdraw(id: string): void {
    const item = this.#items.get(id);
    if (!item) return;
    item.tell = undefined;
    if (item.promised) void this.#collect();
    else void this.#drop(item);
  }

  /** Brings what earlier visits left behind on its way, and says how much of it waits, now and whenever that changes. */
  async watch(watcher: (waiting: Waiting) => void, fetch?: Fetch): Promise<void> {
    this.#fetch ??= fetch;
    this.#watchers.add(watcher);
    await this.#collect();
  }

  unwatch(watcher: (waiting: Waiting) => void): void {
    this.#watchers.delete(watcher);
  }

  /** Reads the outbox: what this page did not know is taken on, and what another tab delivered is let go. */
  async #collect(): Promise<void> {
    const letters = await this.#outbox.all().catch((): Letter[] => []);
    for (const { refused: _, ...letter } of letters) {
      // What was refused is tried once at each visit: its receiver may have been set right since.
      if (!this.#items.has(letter.id)) this.#items.set(letter.id, newItem(letter, true));
    }
    const stuck = letters.some(({ refused, savedAt }) => refused || Date.now() - savedAt > A_DAY);
    const own = [...this.#items.values()].filter(({ tell }) => tell).map(({ letter }) => letter.id);
    // A letter whose writer still looks at the screen is told of there.
    const count = letters.filter(({ id }) => !own.includes(id)).length;
    for (const watcher of this.#watchers) watcher({ count, stuck });
    void this.#work();
  }

  #changed(): void {
    this.#channel?.postMessage('');
    this.#collectSoon();
  }

  /** Once for a whole row of changes: to read hundreds of letters takes an old tablet a while. */
  #collectSoon(): void {
    this.#recount ??= setTimeout(() => {
      this.#recount = undefined;
      void this.#collect();
    }, 200);
  }

  #wake = (): void => {
    if (document.visibilityState === 'hidden') return;
    for (const road of this.#roads.values()) {
      // The way may be free again; a server or a filter that said no has not changed its mind by that.
      if (['network', 'timeout', 'leaf'].includes(road.code))
        road.openAt = Math.min(road.openAt, now() + 1000 + this.#random() * 2000);
    }
    void this.#collect();
  };

  /** The time at which an item may be tried; `Infinity` for one that waits for a person. */
  #dueAt({ letter, pressed }: Item): number {
    if (letter.refused) return Infinity;
    return pressed ? -1 : (this.#roads.get(letter.endpoint)?.openAt ?? 0);
  }

  #next(): Item | undefined {
    return [...this.#items.values()].sort(
      (a, b) => this.#dueAt(a) - this.#dueAt(b) || a.tries - b.tries || a.letter.savedAt - b.letter.savedAt,
    )[0];
  }

  /** Tries what is due, one letter at a time, then sleeps until the next is. */
  async #work(): Promise<void> {
    if (this.#working) return;
    this.#working = true;
    clearTimeout(this.#timer);
    let next: Item | undefined;
    while ((next = this.#next()) && this.#dueAt(next) <= now()) {
      const due = next;
      // A fault of our own, or of a page's code that listens, must not stop the others.
      await (due.kept ? exclusive(OUTBOX, () => this.#try(due)) : this.#try(due)).catch(() =>
        this.#setBack(due.letter.endpoint, UNKNOWN),
      );
    }
    this.#working = false;
    const pause = next ? this.#dueAt(next) - now() : Infinity;
    if (pause < Infinity) this.#timer = setTimeout(() => void this.#work(), Math.max(0, pause));
  }

  #guard(): void {
    const unkept = [...this.#items.values()].some(({ kept }) => !kept);
    window[unkept ? 'addEventListener' : 'removeEventListener']('beforeunload', askToStay);
  }

  async #try(item: Item): Promise<void> {
    const { letter, kept, tell } = item;
    item.pressed = false;
    // Another tab may have delivered it. One whose writer is here is sent again for its proof: nothing doubles by that.
    if (kept && !tell && !(await this.#outbox.has(letter.id).catch(() => true)))
      return void this.#items.delete(letter.id);
    let outcome: Outcome;
    let dialect: Dialect | undefined;
    try {
      dialect = await this.options.dialectNamed(letter.dialect);
      const { timeout } = this.options;
      outcome = await deliver(letter, {
        ...letter,
        dialect,
        fetch: item.fetch ?? this.#fetch,
        ...(timeout && { timeout }),
      });
    } catch {
      outcome = { kind: 'failed', code: 'leaf', certain: true };
    }
    item.tries += 1;
    await this.#settle(item, outcome, dialect?.repeats === 'dropped');
  }

  async #settle(item: Item, outcome: Outcome, repeatable: boolean): Promise<void> {
    const { letter, kept } = item;
    const hopeless = outcome.kind === 'refused' || (outcome.kind === 'failed' && outcome.code === 'too-large');
    if (outcome.kind !== 'failed' || hopeless) this.#roads.delete(letter.endpoint);
    else {
      this.#setBack(letter.endpoint, outcome);
      item.certain &&= outcome.certain;
      if (kept) return this.#promise(item, outcome.code);
      // A doubled letter is not ours to risk: without a proof against it, a person decides.
      const retrying = repeatable || item.certain;
      if (!retrying) await this.#drop(item);
      return item.tell?.({ ...outcome, certain: item.certain, retrying });
    }
    // One that was taken back meanwhile must not come to lie on the device again.
    if (!hopeless || !kept || !this.#items.has(letter.id)) {
      await this.#drop(item);
      return item.tell?.(outcome);
    }
    letter.refused = outcome.code;
    await this.#outbox.put(letter).catch(() => undefined);
    this.#changed();
    if (item.promised) this.#promise(item, 'refused');
    else item.tell?.(outcome);
  }

  #setBack(endpoint: string, { code, retryAfter }: Extract<Outcome, { kind: 'failed' }>): void {
    const tries = (this.#roads.get(endpoint)?.tries ?? 0) + 1;
    const setback: Setback = { code, tries, retryAfter };
    this.#roads.set(endpoint, { ...setback, openAt: now() + backoff(setback, this.#random) });
  }

  async #drop({ letter: { id }, kept }: Item): Promise<void> {
    this.#items.delete(id);
    this.#guard();
    if (!kept) return;
    // Should it stay, it is sent once more at the next visit, and the endpoint knows it again.
    await this.#outbox.remove(id).catch(() => undefined);
    this.#changed();
  }

  #promise(item: Item, code?: FailureCode): void {
    item.promised = true;
    item.tell?.({ kind: 'waiting', ...(code && { code }) });
  }
}

const UNKNOWN = { kind: 'failed', code: 'network', certain: false } as const;

/** The browser's own question before a page is left on which unsent words are in memory alone. */
const askToStay = (event: Event): void => event.preventDefault();
