import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import * as messages from '../../src/locales/en/counted.ts';
import { translateWords } from '../../src/contract/translation.ts';
import { textsOfPack, translatePack, translateScale } from '../../src/packs/translate.ts';
import { scaleFiles } from '../../src/packs/whole.ts';
import checkIn from '../../src/packs/en/check-in.json' with { type: 'json' };
import harmed from '../../src/packs/en/harmed.json' with { type: 'json' };
import { PACK_IDS, SCALE_IDS, type Pack, type PackFile } from '../../src/packs/index.ts';
import {
  accented,
  pseudoLeaf,
  pseudoMessages,
  pseudoShared,
  pseudoText,
  pseudoTranslation,
  rightToLeft,
} from './pseudo.ts';
import { sources } from './sources.ts';

const all = (await sources()).filter(({ areMessages }) => !areMessages);
const letters = (text: string): string => text.replace(/\{\w*\}|\S+@\S+\w|\.txt$|[[\]]/g, '');
const placesIn = (text: string): string[] => (text.match(/\{\w*\}/g) ?? []).sort();

for (const pseudo of [accented, rightToLeft]) {
  describe(`the language ${pseudo.lang}`, () => {
    for (const { name, texts } of all) {
      it(`says all of ${name} without a letter of English, in its places and in brackets`, () => {
        const translation = pseudoTranslation(pseudo, texts);
        const said = translateWords(texts, translation, { fixed: () => true });
        assert.deepEqual(Object.keys(said), Object.keys(texts));
        for (const [key, english] of Object.entries(texts)) {
          const text = said[key]!;
          assert.doesNotMatch(letters(text), /[a-z]/i, key);
          assert.deepEqual(placesIn(text), placesIn(english), key);
          if (!/\.gloss\.[^.]+$|\.words$/.test(key)) assert.match(text, /^\[.*\](?:\.txt)?$/s, key);
        }
      });
    }

    it('says messages', () => {
      const { waiting } = pseudoMessages(pseudo, messages);
      assert.doesNotMatch(waiting({ count: 3 }), /[a-z]/i);
      assert.match(waiting({ count: 3 }), /^\[3 /);
    });

    it('says packs and scales whole, with the words that they explain', () => {
      for (const file of [checkIn, harmed] as PackFile[]) {
        const pack = translatePack(file, pseudoTranslation(pseudo, textsOfPack(file)), pseudoShared(pseudo));
        const { lang, dir, title, prompts, lists, adultGuide, notFor, guideLang } = pack;
        assert.deepEqual([lang, dir, guideLang], [pseudo.lang, pseudo.dir, undefined]);
        const read = [
          title,
          ...prompts.flatMap(({ text, helper = '', gloss = {} }) => [text, helper, ...Object.entries(gloss).flat()]),
          ...Object.values(lists!).flatMap((list) => list.map(({ text }) => text)),
          ...[...adultGuide!, ...notFor!].map(letters),
        ];
        assert.deepEqual(
          read.filter((text) => /[a-z]/i.test(text)),
          [],
        );
      }
      const pack = translatePack(
        harmed as PackFile,
        pseudoTranslation(pseudo, textsOfPack(harmed as PackFile)),
        pseudoShared(pseudo),
      );
      const { text, gloss } = pack.prompts.find(({ id }) => id === 'repair')!;
      assert.ok(Object.keys(gloss!).every((word) => text.includes(word)));
      for (const file of Object.values(scaleFiles)) {
        const scale = translateScale(file, pseudoShared(pseudo).scales![file.id]!, pseudoShared(pseudo));
        assert.equal(scale.lang, pseudo.lang);
      }
    });
  });
}

describe('a leaf of these languages', () => {
  it('is given by its name, of whatever letters its tag is', async () => {
    const core = (await pseudoLeaf('locales/en-xa/core')) as { words: Record<string, string>; language: object };
    assert.equal(core.words['send'], pseudoText(accented, 'Send'));
    assert.deepEqual(core.language, {
      lang: 'en-XA',
      dir: 'ltr',
      name: 'en-XA',
      status: 'professional',
      parts: [],
      packs: PACK_IDS,
      scales: SCALE_IDS,
    });
    const counted = (await pseudoLeaf('locales/ar-XB/counted')) as { words: typeof messages };
    assert.equal(counted.words.tooLong({ count: 7 }), pseudoText(rightToLeft, 'Use 7 letters or fewer.'));
  });

  it('is given for every pack and scale, all of it in the language', async () => {
    for (const id of [...PACK_IDS, ...SCALE_IDS.map((scale) => `scales/${scale}`)]) {
      const { default: content } = (await pseudoLeaf(`packs/ar-xb/${id}`)) as { default: Pack };
      assert.deepEqual([content.lang, content.dir], ['ar-XB', 'rtl'], id);
      assert.ok(
        (content.prompts ?? []).every((prompt) => !prompt.lang),
        id,
      );
    }
  });

  it('is not given for another', () => {
    for (const name of ['delivery', 'locales/cy/core', 'packs/en/check-in', 'element/ages'])
      assert.equal(pseudoLeaf(name), undefined);
  });
});

describe('the accented language', () => {
  it('is 40 % longer, word by word, besides its brackets', () => {
    for (const { texts } of all) {
      for (const english of Object.values(texts)) {
        const words =
          letters(english)
            .match(/[a-z]+/gi)
            ?.join('') ?? '';
        const said =
          letters(pseudoText(accented, english))
            .match(/\p{L}+/gu)
            ?.join('') ?? '';
        assert.ok(said.length >= words.length * 1.4, english);
        assert.ok(said.length <= words.length * 2, english);
      }
    }
  });

  it('keeps capitals, and what is no word', () => {
    assert.equal(pseudoText(accented, 'Send {a}: 999!'), '[\u0160\u00e9\u00e9\u00e9\u00f1\u00f0 {a}: 999!]');
    assert.equal(pseudoText(accented, 'my words.txt').slice(-5), '].txt');
  });
});

describe('the language from right to left', () => {
  it('has letters that run from right to left', () => {
    assert.match(letters(pseudoText(rightToLeft, 'abcdefghijklmnopqrstuvwxyz')), /^\p{Script=Arabic}+$/u);
    assert.equal(rightToLeft.dir, 'rtl');
  });
});
