/** How many single letters differ between two words (Levenshtein's distance). */
export function distance(a: string, b: string): number {
  let row = [...Array(b.length + 1).keys()];
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      next[j] = Math.min(row[j]! + 1, next[j - 1]! + 1, row[j - 1]! + (a[i - 1] === b[j - 1] ? 0 : 1));
    }
    row = next;
  }
  return row[b.length]!;
}

/** The name most like a misspelt one. */
export const nearest = (word: string, names: readonly string[]): string =>
  [...names].sort((a, b) => distance(word, a) - distance(word, b))[0] ?? '';
