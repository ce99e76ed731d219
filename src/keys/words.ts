/**
 * Keys as words.
 *
 * The recovery key is written as the 24 words of BIP 39: its English list has 2,048 everyday words that
 * differ in their first four letters, so a word that is misspelt is noticed at once and one at a time,
 * and eight bits of checksum catch 255 of 256 ways to take a right word for another one. Letters and
 * digits in groups would be shorter, but are far easier to misread on paper. Nothing else of BIP 39 is
 * used: the words are the key's 32 bytes, and stand for no coins.
 */
import { entropyToMnemonic, mnemonicToEntropy } from '@scure/bip39';
import { wordlist } from '@scure/bip39/wordlists/english.js';
import { ownKey, type OwnKey } from './pair.ts';

export { fingerprintOf } from '../contract/fingerprint.ts';

const COUNT = 24;

/** A private key of 32 bytes as 24 words. */
export const toWords = (privateKey: Uint8Array): string[] => entropyToMnemonic(privateKey, wordlist).split(' ');

/** One word as somebody typed it: in any case, and from its fourth letter on as short as they like. */
function find(typed: string): string | undefined {
  return (
    wordlist.find((word) => word === typed) ??
    (typed.length >= 4 ? wordlist.find((word) => word.startsWith(typed)) : undefined)
  );
}

/**
 * The key behind words as they were typed from the sheet, with or without their numbers. The problem is
 * a sentence for whoever typed; it repeats none of the words.
 */
export async function keyFromWords(text: string): Promise<{ key: OwnKey } | { problem: string }> {
  const typed = text.toLowerCase().match(/\p{L}+/gu) ?? [];
  if (typed.length !== COUNT) return { problem: `There should be ${COUNT} words, and there are ${typed.length}.` };
  const words = typed.map(find);
  const wrong = words.flatMap((word, index) => (word === undefined ? [index + 1] : []));
  if (wrong.length > 0) {
    const which = wrong.length === 1 ? `Word ${wrong[0]} is` : `Words ${wrong.join(', ')} are`;
    return { problem: `${which} not on the list of words. Compare with the sheet, letter by letter.` };
  }
  try {
    return { key: await ownKey(mnemonicToEntropy(words.join(' '), wordlist)) };
  } catch {
    return {
      problem:
        'These are not the words of the sheet: one is another word, or two have changed places. Compare them one by one.',
    };
  }
}

/** Five words by chance: 55 bits, more than anyone makes up. */
export function suggestPassphrase(): string {
  const numbers = crypto.getRandomValues(new Uint16Array(5));
  return Array.from(numbers, (number) => wordlist[number % wordlist.length]).join(' ');
}
