import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { hashOf, stateOf, translateWords, type Translation } from '../../src/contract/translation.ts';

const english = { send: 'Send', next: 'Next', helpStrip: 'Tell an adult.' };

const translation = (changes: Partial<Translation> = {}): Translation => ({
  status: 'machine-draft',
  reviewedBy: null,
  reviewedOn: null,
  strings: { send: 'Anfon', next: 'Nesaf', helpStrip: 'Dweda wrth oedolyn.' },
  sourceHash: Object.fromEntries(Object.entries(english).map(([key, text]) => [key, hashOf(text)])),
  ...changes,
});

describe('hashOf', () => {
  for (const text of ['', 'Send', 'caf\u00e9 \ud83d\ude42', '\u201cNext person\u201d takes it away for good.']) {
    it(`of "${text}" is the beginning of its SHA-256`, () => {
      assert.equal(hashOf(text), createHash('sha256').update(text, 'utf8').digest('hex').slice(0, 8));
    });
  }
});

describe('stateOf', () => {
  const table: [state: string, says: string, found: Translation][] = [
    ['fresh', 'of a text that translates the English of today', translation()],
    ['missing', 'of a text that is not there', translation({ strings: {} })],
    ['missing', 'of a text that is empty', translation({ strings: { send: '' } })],
    ['stale', 'of a text whose English has changed', translation({ sourceHash: { send: hashOf('Post') } })],
    ['stale', 'of a text that does not say of which English it is', translation({ sourceHash: {} })],
  ];
  for (const [state, says, found] of table) {
    it(`is ${state} ${says}`, () => assert.equal(stateOf('send', english.send, found), state));
  }

  it('takes nothing for a text that every object has', () => {
    assert.equal(stateOf('constructor', 'A builder', translation()), 'missing');
  });
});

describe('translateWords', () => {
  const fixed = (key: string): boolean => key.startsWith('help');

  it('gives every fresh text', () => {
    assert.deepEqual(translateWords(english, translation()), translation().strings);
  });

  it('leaves out what is missing, what is stale, and what is unknown', () => {
    const { strings, sourceHash } = translation();
    const found = translation({
      strings: { send: strings['send']!, next: strings['next']!, other: 'Arall' },
      sourceHash: { ...sourceHash, next: hashOf('Go on'), other: hashOf('Other') },
    });
    assert.deepEqual(translateWords(english, found), { send: 'Anfon' });
  });

  it('takes no text that is fixed from a draft', () => {
    assert.deepEqual(translateWords(english, translation(), { fixed }), { send: 'Anfon', next: 'Nesaf' });
  });

  it('takes it from a translation that a person has read', () => {
    for (const status of ['community', 'professional'] as const) {
      const read = translation({ status, reviewedBy: 'Ann', reviewedOn: '2027-01-01' });
      assert.deepEqual(translateWords(english, read, { fixed }), read.strings);
    }
  });

  it('changes nothing that it is given, and never gives a text of its own', () => {
    const text = fc.string();
    const key = fc.constantFrom('send', 'next', 'helpStrip', '__proto__', 'toString');
    fc.assert(
      fc.property(
        fc.dictionary(key, text),
        fc.dictionary(key, text),
        fc.dictionary(key, text.map(hashOf)),
        (source, strings, sourceHash) => {
          const found = translation({ strings, sourceHash });
          const before = JSON.stringify(found);
          for (const [own, said] of Object.entries(translateWords(source, found))) {
            assert.ok(Object.hasOwn(source, own));
            assert.equal(said, strings[own]);
            assert.equal(sourceHash[own], hashOf(source[own]!));
          }
          assert.equal(JSON.stringify(found), before);
        },
      ),
    );
  });
});
