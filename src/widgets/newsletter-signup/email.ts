import { distance } from '../../settings/nearest.ts';

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

/** The address that was probably meant; empty where there is no reason to think of another. */
export function probablyMeant(email: string): string {
  const [, name = '', typed = ''] = /^(.+)@([^@]+)$/.exec(email.trim()) ?? [];
  const domain = typed.toLowerCase();
  if (!domain || [...COMMON, ...REAL].includes(domain)) return '';
  const [, spelt] = /^([^.]+)\./.exec(domain) ?? [];
  if (COUNTRY.test(domain) && COMMON.some((each) => each.startsWith(`${spelt}.`))) return '';
  const [nearest = ''] = COMMON.filter((each) => distance(domain, each) <= MOST_SLIPS).sort(
    (a, b) => distance(domain, a) - distance(domain, b),
  );
  return nearest && `${name}@${nearest}`;
}
