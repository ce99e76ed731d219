import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { glossOf, occurrences } from '../../src/packs/glossary.ts';
import { PACK_IDS, type PackFile, type Prompt } from '../../src/packs/index.ts';
import entries from '../../src/packs/en/shared/glossary.json' with { type: 'json' };
import { wholePack } from '../../src/packs/whole.ts';
import { bannedWords } from '../support.ts';

const packs = PACK_IDS.map(
  (id) => JSON.parse(readFileSync(join(import.meta.dirname, `../../src/packs/en/${id}.json`), 'utf8')) as PackFile,
);
const prompts = packs.flatMap((pack) => pack.prompts);
const asking = (text: string, more: Partial<Prompt> = {}): Prompt => ({
  id: 'a',
  phase: 'story',
  text,
  answer: { kind: 'talk' },
  ...more,
});

describe('the shared glossary', () => {
  const words = entries.flatMap((entry) => entry.words);

  it('has one entry for a word and one for a meaning', () => {
    assert.equal(new Set(words).size, words.length);
    assert.equal(new Set(entries.map(({ means }) => means)).size, entries.length);
  });

  it('explains in few easy words, none of them from the glossary or forbidden', () => {
    for (const { words: own, means } of entries) {
      assert.ok(means.split(' ').length <= 7, means);
      assert.deepEqual(bannedWords([...own, means].join(' ')), []);
    }
  });

  it('has no entry that no question of ours uses, but for two words that schools use in theirs', () => {
    const used = new Set(prompts.flatMap((prompt) => Object.keys(glossOf(prompt))));
    assert.deepEqual(
      entries.filter((entry) => !entry.words.some((word) => used.has(word))).map((entry) => entry.words[0]),
      ['harmed', 'restorative'],
    );
  });

  it('says the same of a word as a pack does that brings its own', () => {
    for (const { gloss = {} } of prompts) {
      for (const [word, means] of Object.entries(gloss)) {
        const shared = entries.find((entry) => entry.words.includes(word));
        if (shared) assert.equal(means, shared.means, word);
      }
    }
  });

  it('every word that a pack explains stands in its question or helper', () => {
    for (const { text, helper = '', gloss = {} } of prompts) {
      for (const word of Object.keys(gloss))
        assert.ok(occurrences(`${text} ${helper}`, [word]).length, `${word}: ${text}`);
    }
  });

  it('comes with the leaf of a pack, for its questions alone', () => {
    const harmed = wholePack(packs.find(({ id }) => id === 'harmed')!);
    assert.deepEqual(harmed.prompts.find(({ id }) => id === 'repair')!.gloss, {
      'make it up': 'do something that helps',
    });
    assert.ok(harmed.prompts.some(({ gloss }) => !gloss));
  });
});

describe('words in a question', () => {
  it('are found whole, in any case, once each and none inside another', () => {
    assert.deepEqual(occurrences('Agree? We agree to put things right.', ['agree', 'put things right', 'right']), [
      { at: 0, word: 'agree' },
      { at: 19, word: 'put things right' },
    ]);
    assert.deepEqual(occurrences('A harmless charm', ['harm']), []);
    assert.deepEqual(occurrences('caf\u00e9s', ['caf']), []);
  });

  it('can hold any sign', () => {
    for (const word of ['a.b', 'what (now)?', 'a-b', '$1', '[x]', 'a/b', '\\d', '{2}'])
      assert.equal(occurrences(`So ${word} it is`, [word]).length, 1, word);
  });

  it('are explained by the pack before the glossary, and never twice', () => {
    assert.deepEqual(glossOf(asking('Who was harmed?')), { harmed: 'hurt, on the outside or the inside' });
    assert.deepEqual(glossOf(asking('Who was harmed?', { gloss: { harmed: 'hurt' } })), { harmed: 'hurt' });
    assert.deepEqual(glossOf(asking('What now?', { helper: 'What have we agreed?' })), {
      agreed: 'say yes to the same thing',
    });
  });
});
