import type { Dialect, Parcel } from '../dialects/shared/dialect.ts';
import { Deadline } from '../contract/deadline.ts';
import { MAX_BODY_BYTES } from '../contract/envelope.ts';
import { OUTBOX } from '../contract/outbox-name.ts';
import { backoff, type Setback } from './backoff.ts';
import { deliver, uploadTime, type FailureCode, type Fetch, type Outcome } from './deliver.ts';
import { Device, LONGEST_SUSPENSE, type Store, type Watcher } from './device.ts';
import { exclusive } from './exclusive.ts';
import type { Letter } from './outbox.ts';

/** Where a letter goes, and how it gets out of the page. */
export interface Address extends Pick<Letter, 'endpoint' | 'dialect' | 'fields'> {
  fetch?: Fetch | undefined;
  /** Until when whoever has pressed Send waits. */
  deadline?: Deadline | undefined;
}

export type Tell = (outcome: Outcome) => void;

export interface CourierOptions {
  /** Finds a dialect by its name; rejects when it cannot be fetched. */
  dialectNamed: (name: string) => Promise<Dialect>;
  outbox?: Store | undefined;
  random?: () => number;
}

/** One letter in this page's care. */
interface Item {
  letter: Letter;
  /** Whether a sealed copy lies in the outbox, so that the letter outlives the page. */
  kept: boolean;
  /** Tries on this page. Letters take turns: one that fails does not stand in the way of the others. */
  tries: number;
  /** Until when someone who has just pressed Send looks at it; they are not made to wait for a pause. */
  pressed?: Deadline | undefined;
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

/** Milliseconds. A request that has less time than this is not begun: it would only leave behind that it may have arrived. */
const MOMENT = 1000;

const newItem = (letter: Letter, kept: boolean): Item => ({
  letter,
  kept,
  tries: 0,
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
  #device: Device;
  #working = false;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #fetch: Fetch | undefined;
  #random: () => number;

  constructor(private readonly options: CourierOptions) {
    this.#device = new Device(() => void this.#collect(), options.outbox);
    this.#random = options.random ?? Math.random;
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
  async send(
    parcel: Parcel,
    { fetch, deadline = new Deadline(), ...address }: Address,
    keep: boolean,
    tell: Tell,
  ): Promise<void> {
    if (new TextEncoder().encode(parcel.body).length > MAX_BODY_BYTES)
      return tell({ kind: 'failed', code: 'too-large', certain: true });
    const item = this.#items.get(parcel.id) ?? newItem({ ...parcel, ...address, savedAt: Date.now() }, false);
    Object.assign(item, { pressed: deadline, fetch, tell });
    delete item.letter.refused;
    // A child who has seen that the words are safe can hand the tablet on.
    const suspense = (): number => Math.min(LONGEST_SUSPENSE, deadline.left);
    // Without room, without storage, or with one that does not answer, it is sent all the same, from memory.
    if (keep && !item.kept) await new Deadline(suspense()).within(this.#keep(item)).catch(() => undefined);
    this.#items.set(parcel.id, item);
    this.#guard();
    const { tries } = item;
    if (!item.kept) setTimeout(() => this.#putOff(item, deadline), deadline.left + uploadTime(parcel));
    // A browser that calls itself online may be wrong about it; one that says it is not need not be waited for.
    else if (navigator.onLine) setTimeout(() => item.tries === tries && this.#promise(item), suspense());
    else this.#promise(item, 'network');
    void this.#work();
  }

  /** Says of a letter that is still in line when its press is over that it is tried later. */
  #putOff(item: Item, deadline: Deadline): void {
    if (item.pressed !== deadline) return;
    item.pressed = undefined;
    // A slow device may have kept it meanwhile.
    if (item.kept) return this.#promise(item);
    item.tell?.({ kind: 'failed', code: 'timeout', certain: item.certain, retrying: true });
  }

  async #keep(item: Item): Promise<void> {
    await this.#device.put(item.letter);
    item.kept = true;
    this.#guard();
    // It may have been delivered before a slow device had kept it.
    if (item.tries && !this.#items.has(item.letter.id)) await this.#device.remove(item.letter.id);
  }

  /** Forgets a letter that the person has taken back. One that may rest on the device is left to rest. */
  withdraw(id: string): void {
    const item = this.#items.get(id);
    if (!item) return;
    item.tell = undefined;
    if (item.promised) return void this.#collect();
    this.#forget(item);
    if (item.kept) void this.#device.remove(id);
  }

  /** Brings what earlier visits left behind on its way, and says how much of it waits, now and whenever that changes. */
  async watch(watcher: Watcher, fetch?: Fetch): Promise<void> {
    this.#fetch ??= fetch;
    this.#device.watch(watcher);
    await this.#collect();
  }

  unwatch(watcher: Watcher): void {
    this.#device.unwatch(watcher);
  }

  /** Reads the outbox: what this page did not know is taken on, and what another tab delivered is let go. */
  async #collect(): Promise<void> {
    const letters = await this.#device.all();
    for (const { refused: _, ...letter } of letters) {
      // What was refused is tried once at each visit: its receiver may have been set right since.
      if (!this.#items.has(letter.id)) this.#items.set(letter.id, newItem(letter, true));
    }
    const own = [...this.#items.values()].filter(({ tell }) => tell).map(({ letter }) => letter.id);
    this.#device.tell(letters, own);
    void this.#work();
  }

  #wake = (): void => {
    if (document.visibilityState === 'hidden') return;
    for (const road of this.#roads.values()) {
      // The way may be free again; a server or a filter that said no has not changed its mind by that.
      if (['network', 'timeout', 'leaf'].includes(road.code))
        road.openAt = Math.min(road.openAt, now() + 1000 + this.#random() * 2000);
    }
    // What is in memory does not wait for what lies on the device.
    void this.#work();
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
      await this.#takeTurn(next);
    }
    this.#working = false;
    const pause = next ? this.#dueAt(next) - now() : Infinity;
    if (pause < Infinity) this.#timer = setTimeout(() => void this.#work(), Math.max(0, pause));
  }

  /** Resolves when it is known what became of a try. What is still to be done on the device keeps only the lock. */
  #takeTurn(item: Item): Promise<void> {
    return new Promise((known) => {
      const work = (): Promise<void> => this.#try(item, known);
      (item.kept ? exclusive(OUTBOX, work) : work())
        // A fault of our own, or of a page's code that listens, must not stop the others.
        .catch(() => this.#setBack(item.letter.endpoint, UNKNOWN))
        .then(known, known);
    });
  }

  #guard(): void {
    const unkept = [...this.#items.values()].some(({ kept }) => !kept);
    window[unkept ? 'addEventListener' : 'removeEventListener']('beforeunload', askToStay);
  }

  async #try(item: Item, known: () => void): Promise<void> {
    const { letter, kept, tell, pressed } = item;
    item.pressed = undefined;
    // Another tab may have delivered it. One whose writer is here is sent again for its proof: nothing doubles by that.
    if (kept && !tell && !(await this.#device.mayHave(letter.id))) return void this.#items.delete(letter.id);
    // Whoever wrote one that is kept has been told so, and need not wait.
    const deadline = kept ? undefined : pressed;
    let outcome: Outcome;
    let dialect: Dialect | undefined;
    try {
      dialect = await (deadline ?? new Deadline()).within(this.options.dialectNamed(letter.dialect));
      outcome =
        deadline && deadline.left < MOMENT
          ? { kind: 'failed', code: 'timeout', certain: true }
          : await deliver(letter, {
              ...letter,
              dialect,
              fetch: item.fetch ?? this.#fetch,
              timeout: deadline?.left,
            });
    } catch {
      outcome = { kind: 'failed', code: 'leaf', certain: true };
    }
    item.tries += 1;
    await this.#settle(item, outcome, dialect?.repeats === 'dropped', known);
  }

  /** Tells what became of a try, and only then sees to the device. */
  async #settle(item: Item, outcome: Outcome, repeatable: boolean, known: () => void): Promise<void> {
    const { letter, kept } = item;
    const hopeless = outcome.kind === 'refused' || (outcome.kind === 'failed' && outcome.code === 'too-large');
    if (outcome.kind !== 'failed' || hopeless) this.#roads.delete(letter.endpoint);
    else {
      this.#setBack(letter.endpoint, outcome);
      item.certain &&= outcome.certain;
      if (kept) return this.#promise(item, outcome.code);
      // A doubled letter is not ours to risk: without a proof against it, a person decides.
      const retrying = repeatable || item.certain;
      if (!retrying) this.#forget(item);
      return item.tell?.({ ...outcome, certain: item.certain, retrying });
    }
    // One that was taken back meanwhile must not come to lie on the device again.
    const stays = hopeless && kept && this.#items.has(letter.id);
    if (stays) letter.refused = outcome.code;
    else this.#forget(item);
    try {
      if (stays && item.promised) this.#promise(item, 'refused');
      else item.tell?.(outcome);
    } finally {
      known();
      if (stays) await this.#device.mark(letter);
      else if (kept) await this.#device.remove(letter.id);
    }
  }

  #setBack(endpoint: string, { code, retryAfter }: Extract<Outcome, { kind: 'failed' }>): void {
    const tries = (this.#roads.get(endpoint)?.tries ?? 0) + 1;
    const setback: Setback = { code, tries, retryAfter };
    this.#roads.set(endpoint, { ...setback, openAt: now() + backoff(setback, this.#random) });
  }

  #forget({ letter: { id } }: Item): void {
    this.#items.delete(id);
    this.#guard();
  }

  #promise(item: Item, code?: FailureCode): void {
    item.promised = true;
    item.tell?.({ kind: 'waiting', ...(code && { code }) });
  }
}

const UNKNOWN = { kind: 'failed', code: 'network', certain: false } as const;

/** The browser's own question before a page is left on which unsent words are in memory alone. */
const askToStay = (event: Event): void => event.preventDefault();
