import assert from 'node:assert/strict';
import { describe, it, test } from 'node:test';
import { wordlist } from '@scure/bip39/wordlists/english.js';
import fc from 'fast-check';
import { fromBase64url } from '../../src/contract/base64url.ts';
import { SHORTEST } from '../../src/keys/key-file.ts';
import { ownKey } from '../../src/keys/pair.ts';
import { fingerprintOf, keyFromWords, suggestPassphrase, toWords } from '../../src/keys/words.ts';
import frozen from '../delivery/frozen/v1.json' with { type: 'json' };

const replaced = (words: readonly string[], at: number, word: string): string[] =>
  words.map((each, index) => (index === at ? word : each));
const problemOf = async (text: string): Promise<string> => {
  const typed = await keyFromWords(text);
  assert.ok('problem' in typed, 'was taken for a key');
  return typed.problem;
};

describe('recovery words', () => {
  it('are those of BIP 39, by its own examples', () => {
    assert.equal(toWords(new Uint8Array(32)).join(' '), `${'abandon '.repeat(23)}art`);
    assert.equal(toWords(new Uint8Array(32).fill(0xff)).join(' '), `${'zoo '.repeat(23)}vote`);
    assert.equal(
      toWords(new Uint8Array(32).fill(0x80)).join(' '),
      'letter advice cage absurd amount doctor acoustic avoid letter advice cage absurd amount doctor acoustic avoid letter advice cage absurd amount doctor acoustic bless',
    );
  });

  it('give the key back, however they are typed', async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ minLength: 32, maxLength: 32 }), async (privateKey) => {
        const words = toWords(privateKey);
        const { publicKey } = await ownKey(privateKey);
        assert.equal(words.length, 24);
        const ways = [
          words.join(' '),
          words.join(' ').toUpperCase(),
          `  ${words.join(',\n\t')}. `,
          words.map((word, index) => `${index + 1}. ${word}`).join('  '),
          words.map((word) => word.slice(0, 4)).join(' '),
        ];
        for (const way of ways) {
          const typed = await keyFromWords(way);
          assert.equal('key' in typed && typed.key.publicKey, publicKey);
        }
      }),
      { numRuns: 20, seed: 20261123 },
    );
  });

  it('tell which one is misspelt, by its number alone', async () => {
    const words = toWords(frozenKey());
    const misspelt = replaced(words, 6, 'qqqqvvzz');
    assert.equal(
      await problemOf(misspelt.join(' ')),
      'Word 7 is not on the list of words. Compare with the sheet, letter by letter.',
    );
    assert.match(await problemOf(replaced(misspelt, 22, 'xyx').join(' ')), /^Words 7, 23 are not on the list/);
  });

  it('tell when one is missing or too many', async () => {
    const words = toWords(frozenKey());
    assert.equal(await problemOf(words.slice(1).join(' ')), 'There should be 24 words, and there are 23.');
    assert.equal(await problemOf([...words, 'zoo'].join(' ')), 'There should be 24 words, and there are 25.');
    assert.equal(await problemOf(''), 'There should be 24 words, and there are 0.');
  });

  it('notice nearly always when a word is another one, or two have changed places', async () => {
    const words = toWords(frozenKey());
    const others = wordlist.filter((word, index) => index % 8 === 0 && word !== words[11]);
    let missed = 0;
    for (const word of others) missed += 'key' in (await keyFromWords(replaced(words, 11, word).join(' '))) ? 1 : 0;
    // Of 256 other words one passes, on average.
    assert.ok(missed <= 4, `${missed} of ${others.length} were missed`);
    let swapped = 0;
    for (let at = 0; at < 23; at += 1)
      swapped +=
        'key' in (await keyFromWords(replaced(replaced(words, at, words[at + 1]!), at + 1, words[at]!).join(' ')))
          ? 1
          : 0;
    assert.ok(swapped <= 2, `${swapped} of 23 swaps were missed`);
  });

  it('are refused when they are no key of the curve at all', async () => {
    assert.match(await problemOf(`${'zoo '.repeat(23)}vote`), /^These are not the words of the sheet/);
    assert.match(await problemOf(`${'abandon '.repeat(23)}art`), /^These are not the words of the sheet/);
  });
});

/** A key whose words stay the same from run to run. */
const frozenKey = (): Uint8Array => fromBase64url(frozen.privateKey);

test('a fingerprint is six words, always the same for one key and another for any other', async () => {
  const fingerprint = await fingerprintOf(frozen.publicKey);
  assert.equal(fingerprint, 'coast-cool-whale-volume-trigger-secret');
  assert.equal(fingerprint.split('-').length, 6);
  const other = frozen.publicKey.replace(/^../, 'BA');
  assert.notEqual(await fingerprintOf(other), fingerprint);
});

test('a suggested passphrase is long enough, and never the same', () => {
  const suggestions = Array.from({ length: 200 }, suggestPassphrase);
  assert.equal(new Set(suggestions).size, 200);
  for (const suggestion of suggestions) {
    assert.equal(suggestion.split(' ').length, 5);
    assert.ok(suggestion.split(' ').every((word) => wordlist.includes(word)));
    assert.ok(suggestion.length >= SHORTEST, suggestion);
  }
});
