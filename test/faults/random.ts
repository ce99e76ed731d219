/** Chance that can be repeated: the same seed gives the same numbers (mulberry32). */
export class Chance {
  #state: number;

  constructor(seed: number) {
    this.#state = seed >>> 0;
  }

  /** From 0 up to, but not including, 1. */
  next(): number {
    this.#state = (this.#state + 0x6d2b79f5) >>> 0;
    let mixed = this.#state;
    mixed = Math.imul(mixed ^ (mixed >>> 15), mixed | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  }

  between(from: number, to: number): number {
    return from + this.next() * (to - from);
  }

  /** One of a list in which each has its weight. */
  pick<T>(weighted: readonly (readonly [weight: number, what: T])[]): T {
    const sum = weighted.reduce((all, [weight]) => all + weight, 0);
    let at = this.next() * sum;
    for (const [weight, what] of weighted) if ((at -= weight) < 0) return what;
    return weighted.at(-1)![1];
  }
}
