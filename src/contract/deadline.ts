/** Milliseconds. Old iPads on slow Wi-Fi need most of them; a child gives up after them. */
export const PRESS = 10_000;

/**
 * Until when something is waited for. A press of Send starts one and hands it on to everything that it waits for,
 * so that several parts that hang do not add up. No `AbortSignal`: an old page has none, or one that does nothing.
 */
export class Deadline {
  readonly #end: number;

  constructor(milliseconds: number = PRESS) {
    this.#end = performance.now() + milliseconds;
  }

  /** Milliseconds, on the page's own clock, which no clock change moves. */
  get left(): number {
    return Math.max(0, this.#end - performance.now());
  }

  /** What comes of some work in time; rejects with a `TimeoutError` when nothing does. The work itself goes on. */
  async within<T>(work: Promise<T>): Promise<T> {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const late = new Promise<never>((_, reject) => {
      timer = setTimeout(() => reject(new DOMException('No answer', 'TimeoutError')), this.left);
    });
    try {
      return await Promise.race([work, late]);
    } finally {
      clearTimeout(timer);
    }
  }
}
