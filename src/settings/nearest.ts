/** How many slips lie between two words: a letter left out, put in, taken for another, or two in the wrong order (Damerau and Levenshtein, optimal string alignment). */
export function distance(a: string, b: string): number {
  const rows = [[...Array(b.length + 1).keys()]];
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      const same = a[i - 1] === b[j - 1];
      row[j] = Math.min(rows[i - 1]![j]! + 1, row[j - 1]! + 1, rows[i - 1]![j - 1]! + (same ? 0 : 1));
      const swapped = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1];
      if (swapped) row[j] = Math.min(row[j]!, rows[i - 2]![j - 2]! + 1);
    }
    rows.push(row);
  }
  return rows[a.length]![b.length]!;
}

/** The name most like a misspelt one. */
export const nearest = (word: string, names: readonly string[]): string =>
  [...names].sort((a, b) => distance(word, a) - distance(word, b))[0] ?? '';
