// @ts-expect-error Plain JavaScript, because browsers read it as well.
import { chance } from '../tools/chance.mjs';

/** Chance that can be repeated: the same seed gives the same numbers. */
export class Chance {
  /** From 0 up to, but not including, 1. */
  readonly next: () => number;

  constructor(seed: number) {
    this.next = chance(seed);
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
