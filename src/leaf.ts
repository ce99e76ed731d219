/** Fetches one leaf. `bring` is the ordinary import of its source, which a page with `l30.js` does not have. */
export type LeafLoader = (name: string, bring: (() => Promise<unknown>) | undefined) => Promise<unknown>;

/** Whoever draws again once a leaf has come, or has failed to. */
interface Waiting {
  /** Whether it is still there; left out, it always is. */
  readonly isConnected?: boolean;
  requestUpdate(): void;
}

/** Milliseconds. The first pause after a failure; each further one is twice as long. */
const FIRST_PAUSE = 1000;

/** How often a leaf is asked for again by itself. A filter that has said no so often says no to a whole class. */
const MOST_TRIES = 5;

/** Milliseconds after which a try counts as failed. Should the leaf come later, it is taken all the same. */
const PATIENCE = 10_000;

/** Leaves as the imports of their sources bring them. */
export const fromSource: LeafLoader = (name, bring) =>
  bring?.() ?? Promise.reject(new Error(`No leaf loader is set, so ${name} cannot be loaded.`));

let load = fromSource;

/** Tells where leaves lie. `l30.js` does this; a page that is bundled from the npm package need not. */
export function setLeafLoader(loader: LeafLoader = fromSource): void {
  load = loader;
}

/**
 * A file beside `l30.js` that is fetched only when it is used, once for the page. One that does not come is asked
 * for again after a pause that grows, when the device comes back online, and by whoever presses; never because
 * something is drawn again.
 */
export class Leaf<T> {
  /** Did not come twice in a row: once is a slip of the network. */
  isLost = false;
  /** What kept it from coming, the last time that it was asked for. */
  error: unknown;
  #value: T | undefined;
  #by: LeafLoader | undefined;
  #coming: Promise<T> | undefined;
  #arrived = (): void => undefined;
  #failures = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #waiting = new Set<Waiting>();

  /**
   * `name` is its path in the built folder without ending, and under src. With `own` it is no file of ours, and
   * always brought by `bring`.
   */
  constructor(
    readonly name: string,
    private readonly bring?: () => Promise<T>,
    private readonly own = false,
  ) {}

  /** The leaf, if it is there. Otherwise it is asked for, unless a pause is on, and `host` draws again when it has come. */
  want(host?: Waiting): T | undefined {
    this.#meetLoader();
    if (this.#value) return this.#value;
    if (host) this.#waiting.add(host);
    if (!this.#failures) this.#again();
    return undefined;
  }

  /** The leaf, asked for at once where it is not there: for someone who has pressed. Rejects when it does not come. */
  load(): Promise<T> {
    this.#meetLoader();
    this.#coming ??= this.#ask(load);
    return this.#coming;
  }

  async #ask(by: LeafLoader): Promise<T> {
    clearTimeout(this.#timer);
    let limit: ReturnType<typeof setTimeout> | undefined;
    const late = new Promise<never>((_, reject) => {
      limit = setTimeout(() => reject(new Error(`${this.name} does not come.`)), PATIENCE);
    });
    // What had been given up may come in the meantime.
    const there = new Promise<void>((resolve) => (this.#arrived = resolve)).then(() => this.#value as T);
    try {
      return await Promise.race([this.#bring(by), there, late]);
    } catch (error) {
      if (by === this.#by) this.#pause(error);
      throw error;
    } finally {
      clearTimeout(limit);
    }
  }

  async #bring(by: LeafLoader): Promise<T> {
    const value = (await (this.own ? fromSource : by)(this.name, this.bring)) as T | undefined;
    if (!value) throw new Error(`${this.name} is empty.`);
    if (by === this.#by) this.#arrive(value);
    return value;
  }

  /** Also after it had been given up. */
  #arrive(value: T): void {
    this.#value = value;
    this.#coming = Promise.resolve(value);
    this.#arrived();
    this.#forgive();
    removeEventListener('online', this.#again);
    clearTimeout(this.#timer);
    this.#tell();
    this.#waiting.clear();
  }

  #pause(error: unknown): void {
    this.#coming = undefined;
    this.#failures += 1;
    this.isLost = this.#failures > 1;
    this.error = error;
    this.#tell();
    addEventListener('online', this.#again, { once: true });
    if (this.#failures >= MOST_TRIES) return;
    // A class that lost its Wi-Fi together does not come back together.
    this.#timer = setTimeout(this.#again, FIRST_PAUSE * 2 ** (this.#failures - 1) * (0.75 + Math.random() / 2));
  }

  /** Not where another loader has taken over: what came from the old place is asked for when it is wanted. */
  #again = (): void => {
    if (this.#by === load) void this.load().catch(() => undefined);
  };

  #tell(): void {
    for (const host of this.#waiting) {
      if (host.isConnected !== false) host.requestUpdate();
      else this.#waiting.delete(host);
    }
  }

  /** What came from another place is asked for again. */
  #meetLoader(): void {
    if (this.#by === load) return;
    removeEventListener('online', this.#again);
    clearTimeout(this.#timer);
    this.#by = load;
    this.#value = this.#coming = undefined;
    this.#forgive();
  }

  #forgive(): void {
    this.#failures = 0;
    this.isLost = false;
    this.error = undefined;
  }
}
