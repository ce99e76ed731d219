/** What the courier's tests need: pages of their own, time that passes when it is told to, a network, an outbox. */
import type { Dialect, Parcel } from '../../src/dialects/shared/dialect.ts';
import { makeId } from '../../src/contract/envelope.ts';
import type { Courier, CourierOptions } from '../../src/delivery/courier.ts';
import type { Fetch } from '../../src/delivery/deliver.ts';
import type { Letter } from '../../src/delivery/outbox.ts';
import { readAsked, receipt, turn, type Answering, type Asked } from '../support.ts';

export { until } from '../support.ts';

export const SCHOOL = 'https://letters.example/submissions';

export function parcel(words = 'It was loud.'): Parcel {
  const id = makeId();
  return { id, body: JSON.stringify({ v: 1, id, words }) };
}

type Realm = Window & typeof globalThis;

/** Every page that is open, so that a test that fails leaves none behind. */
const open = new Set<Page>();

/**
 * A page of its own, in a frame: its courier, its locks and its handles to storage end with it, as when a
 * tab is closed. Its time stands still until `pass`, unless it lives in real time. Then it has Web Locks as
 * well; how long another party holds one, `pass` cannot know.
 */
export class Page {
  /** How much is under way that no clock can hurry: `pass` waits for it. */
  #working = 0;
  #now = 0;
  #timers = new Map<number, { at: number; run: () => void }>();
  #faults: unknown[] = [];

  private constructor(
    private readonly frame: HTMLIFrameElement,
    readonly window: Realm,
  ) {}

  static async open({
    inRealTime = false,
    locks = inRealTime,
  }: { inRealTime?: boolean; locks?: boolean } = {}): Promise<Page> {
    const frame = document.createElement('iframe');
    frame.srcdoc = '<!doctype html><title>A page of the school</title>';
    const loaded = new Promise((resolve) => (frame.onload = resolve));
    document.body.append(frame);
    await loaded;
    const page = new Page(frame, frame.contentWindow as Realm);
    open.add(page);
    page.window.addEventListener('unhandledrejection', ({ reason }) => page.#faults.push(reason));
    page.window.addEventListener('error', ({ error }) => page.#faults.push(error));
    if (!inRealTime) page.#windClock();
    if (!locks) page.set(page.window.navigator, 'locks', undefined);
    return page;
  }

  /** Closes what is open, and fails if an error went unheard in it. */
  static closeAll(): void {
    const faults = [...open].flatMap((page) => page.#faults);
    for (const page of open) page.close();
    if (faults.length) throw faults[0];
  }

  /** The page is gone in the middle of whatever it did. */
  close(): void {
    this.frame.remove();
    open.delete(this);
  }

  /** A module of ours as this page has it. */
  load<T>(path: string): Promise<T> {
    const load = new this.window.Function('url', 'return import(url)') as (url: string) => Promise<T>;
    return load(new URL(`../../src/${path}`, import.meta.url).href);
  }

  /** A courier that knows our own receiver's dialect, and one whose endpoint would keep a letter twice. No pause is longer than it must be. */
  async courier(options: Partial<CourierOptions> = {}): Promise<Courier> {
    const { Courier } = await this.load<typeof import('../../src/delivery/courier.ts')>('delivery/courier.ts');
    const { dialect: json } = await this.load<typeof import('../../src/dialects/json.ts')>('dialects/json.ts');
    const dialects: Readonly<Record<string, Dialect>> = {
      json,
      doubling: { ...json, name: 'doubling', repeats: 'doubled' },
    };
    return new Courier({ dialectNamed: async (name) => dialects[name]!, random: () => 0, ...options });
  }

  /** Milliseconds since the page was opened. */
  get now(): number {
    return this.#now;
  }

  /** Counts something as under way. */
  async busy<T>(work: () => Promise<T>): Promise<T> {
    this.#working += 1;
    try {
      return await work();
    } finally {
      this.#working -= 1;
    }
  }

  /** Waits until nothing is under way but what waits for the clock or for another party. */
  async rest(): Promise<void> {
    for (let quiet = 0; quiet < 3; quiet = this.#working ? 0 : quiet + 1) await turn();
  }

  /** Lets time pass on the page, timer by timer. */
  async pass(milliseconds: number): Promise<void> {
    const end = this.#now + milliseconds;
    for (;;) {
      await this.rest();
      const [next] = [...this.#timers]
        .filter(([, { at }]) => at <= end)
        .sort(([a, first], [b, second]) => first.at - second.at || a - b);
      if (!next) break;
      const [id, { at, run }] = next;
      this.#now = Math.max(this.#now, at);
      this.#timers.delete(id);
      run();
    }
    this.#now = end;
  }

  /** The device has woken up, come back to the network, or shown the page again. */
  wake(type: 'online' | 'pageshow' | 'visibilitychange' = 'online'): void {
    const target = type === 'visibilitychange' ? this.window.document : this.window;
    target.dispatchEvent(new Event(type));
  }

  /** Whether the browser would ask before this page is left. */
  asksToStay(): boolean {
    return !this.window.dispatchEvent(new Event('beforeunload', { cancelable: true }));
  }

  set<T extends object>(target: T, name: keyof T, value: unknown): void {
    Object.defineProperty(target, name, { value, configurable: true, writable: true });
  }

  #windClock(): void {
    const { window } = this;
    let last = 0;
    this.set(window, 'setTimeout', (run: () => void, delay = 0) => {
      this.#timers.set((last += 1), { at: this.#now + delay, run });
      return last;
    });
    this.set(window, 'clearTimeout', (id: number) => this.#timers.delete(id));
    this.set(window.performance, 'now', () => this.#now);
    const digest = window.crypto.subtle.digest.bind(window.crypto.subtle);
    this.set(window.crypto.subtle, 'digest', (algorithm: string, bytes: BufferSource) =>
      this.busy(() => digest(algorithm, bytes)),
    );
  }
}

/** The network and the endpoint behind it. */
export class Network {
  readonly asked: (Asked & { id: string; at: number })[] = [];
  /** What the endpoint has stored, by id; the same id once. */
  readonly rows = new Map<string, string>();
  /** Most requests that were under way at a time. */
  most = 0;
  #under = 0;
  #gate: Promise<void> | undefined;
  /** What a request is answered now. At first the endpoint stores. */
  answer: Answering;

  constructor(
    private readonly page: Page,
    answer?: Answering,
  ) {
    this.answer = answer ?? this.store;
  }

  /** Stores a letter, unless it has it, and answers with a receipt. */
  readonly store: Answering = (asked) => {
    const { id } = JSON.parse(asked.text) as Parcel;
    this.rows.set(id, asked.text);
    return receipt()(asked);
  };

  /** From now on answers are kept back; the letter may have been stored all the same. */
  hold(): () => void {
    let letGo = (): void => undefined;
    this.#gate = new Promise((resolve) => (letGo = resolve));
    return () => {
      this.#gate = undefined;
      letGo();
    };
  }

  readonly fetch: Fetch = async (url, init) => {
    this.most = Math.max(this.most, (this.#under += 1));
    try {
      const [{ status, headers }, text] = await this.page.busy(async () => {
        const asked = await readAsked(url, init);
        this.asked.push({ ...asked, ...(JSON.parse(asked.text) as Parcel), at: this.page.now });
        const response = await this.answer(asked);
        return [response, await response.text()] as const;
      });
      await this.#passed(init.signal);
      // Read beforehand, so that the page's clock can wait for it.
      return { status, headers, text: async () => text } as Response;
    } finally {
      this.#under -= 1;
    }
  };

  #passed(signal: AbortSignal | null | undefined): Promise<void> | undefined {
    return (
      this.#gate &&
      Promise.race([
        this.#gate,
        new Promise<never>((_, reject) => signal?.addEventListener('abort', () => reject(signal.reason as Error))),
      ])
    );
  }
}

/** An outbox in memory, which writes down what is done with it. */
export class Shelf {
  readonly letters = new Map<string, Letter>();
  readonly log: string[] = [];
  /** Set for a device that cannot keep anything. */
  trouble: string | undefined;

  #do<T>(what: string, work: () => T): Promise<T> {
    this.log.push(what);
    return this.trouble ? Promise.reject(new DOMException('No.', this.trouble)) : Promise.resolve(work());
  }

  put(letter: Letter): Promise<void> {
    return this.#do('put', () => void this.letters.set(letter.id, structuredClone(letter)));
  }

  remove(id: string): Promise<void> {
    return this.#do('remove', () => void this.letters.delete(id));
  }

  has(id: string): Promise<boolean> {
    return this.#do('has', () => this.letters.has(id));
  }

  all(): Promise<Letter[]> {
    return this.#do('all', () =>
      [...this.letters.values()].map((letter) => structuredClone(letter)).sort((a, b) => a.savedAt - b.savedAt),
    );
  }
}
