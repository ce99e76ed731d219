/** Where very many families have their address. Names of less than nine letters are left out: too much that is real lies near them. */
const COMMON = [
  'gmail.com',
  'googlemail.com',
  'outlook.com',
  'hotmail.com',
  'hotmail.co.uk',
  'yahoo.com',
  'yahoo.co.uk',
  'icloud.com',
  'btinternet.com',
  'virginmedia.com',
  'talktalk.net',
  'protonmail.com',
];
/** Other providers and firms that lie as near as a slip of the finger. */
const REAL = ['mail.com', 'email.com', 'ymail.com', 'cloud.com'];
/** The same provider in another country is no slip, but for those endings that are what is left of "com". */
const COUNTRY = /\.(?!co$|cm$|om$)[a-z]{2}$/;
const MOST_SLIPS = 2;

/** How many slips lie between two words: a letter left out, put in, taken for another, or two in the wrong order (Damerau and Levenshtein, optimal string alignment). */
export function slipsBetween(a: string, b: string): number {
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

/** The address that was probably meant; empty where there is no reason to think of another. */
export function probablyMeant(email: string): string {
  const [, name = '', typed = ''] = /^(.+)@([^@]+)$/.exec(email.trim()) ?? [];
  const domain = typed.toLowerCase();
  if (!domain || [...COMMON, ...REAL].includes(domain)) return '';
  const [, spelt] = /^([^.]+)\./.exec(domain) ?? [];
  if (COUNTRY.test(domain) && COMMON.some((each) => each.startsWith(`${spelt}.`))) return '';
  const [nearest = ''] = COMMON.filter((each) => slipsBetween(domain, each) <= MOST_SLIPS).sort(
    (a, b) => slipsBetween(domain, a) - slipsBetween(domain, b),
  );
  return nearest && `${name}@${nearest}`;
}
