import { SUITE } from '../contract/sealed.ts';
import type { Letter } from './store.ts';

/**
 * What whoever looks after the receiver should know of a letter. It is stored all the same: to
 * refuse it would lose a child's words, and somebody can still find the key, or the page's mistake.
 *
 * - `unknown-key`: among its keys is one that the site does not list. The page may be ahead of
 *   `L30_SITES`, or somebody changed the keys in the page.
 * - `not-sealed`: it came in plain words although the site lists keys, as from a page without script.
 * - `unknown-suite`: it is sealed in a way that this receiver is too old to know.
 */
export type Flag = 'unknown-key' | 'not-sealed' | 'unknown-suite';

/** What is to be noted of a letter, given the keys that its site lists, if it lists any. */
export function flagsOf(letter: Letter, keys?: readonly string[]): Flag[] {
  if ('answers' in letter) return keys && letter.widget !== 'newsletter-signup' ? ['not-sealed'] : [];
  const flags: Flag[] = [];
  if (keys && letter.recipients.some(({ kid }) => !keys.includes(kid))) flags.push('unknown-key');
  if (letter.suite !== SUITE) flags.push('unknown-suite');
  return flags;
}
