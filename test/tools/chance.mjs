/** Chance that a seed repeats. Plain JavaScript without imports, because browsers read it as well as Node. */

/** Numbers from 0 up to, but not including, 1: the same seed gives the same ones (mulberry32). */
export function chance(seed) {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = state;
    mixed = Math.imul(mixed ^ (mixed >>> 15), mixed | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** The chance of one file: it does not change when another is added (FNV-1a). */
export function chanceFor(seed, name) {
  let hash = 0x811c9dc5 ^ seed;
  for (const letter of name) hash = Math.imul(hash ^ letter.codePointAt(0), 0x01000193);
  return chance(hash);
}

/** Puts a list into another order, in place. */
export function shuffle(list, next) {
  for (let last = list.length - 1; last > 0; last -= 1) {
    const place = Math.floor(next() * (last + 1));
    [list[last], list[place]] = [list[place], list[last]];
  }
  return list;
}
