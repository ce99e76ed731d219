import { SUITE } from '../contract/sealed.ts';
import type { Flag, Letter } from './store.ts';

/** What is to be noted of a letter, given the keys that its site lists, if it lists any. */
export function flagsOf(letter: Letter, keys?: readonly string[]): Flag[] {
  if ('answers' in letter) return keys && letter.widget !== 'newsletter-signup' ? ['not-sealed'] : [];
  const flags: Flag[] = [];
  if (keys && letter.recipients.some(({ kid }) => !keys.includes(kid))) flags.push('unknown-key');
  if (letter.suite !== SUITE) flags.push('unknown-suite');
  return flags;
}
