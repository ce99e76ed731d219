import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { LANGUAGES } from '../../src/locales/languages.ts';
import { partOf } from '../../src/locales/shelf.ts';
import { PACK_IDS, SCALE_IDS, type Pack, type Scale } from '../../src/packs/index.ts';
import { whole } from '../../src/packs/shelf.ts';

const packIn = async (language: string, id: string): Promise<Pack> =>
  (await whole(`packs/${language}/${id}`)).default as Pack;
const scaleIn = async (language: string, id: string): Promise<Scale> =>
  (await whole(`packs/${language}/scales/${id}`)).default as Scale;

describe('the leaves of English', () => {
  it('are whole packs and scales', async () => {
    for (const id of PACK_IDS) assert.equal((await packIn('en', id)).id, id);
    for (const id of SCALE_IDS) assert.equal((await scaleIn('en', id)).id, id);
  });
});

for (const [lang, { dir, name, parts, packs, scales }] of Object.entries(LANGUAGES)) {
  describe(`the leaves of ${lang}`, () => {
    // Messages are functions, compiled in a file of their own.
    for (const part of parts.filter((each) => each !== 'counted')) {
      it(`${part} has words`, async () => {
        const { words, language } = await partOf(lang, part);
        assert.ok(Object.values(words).every((text) => text));
        assert.deepEqual(
          language && [language.lang, language.dir, language.name],
          part === 'core' ? [lang, dir, name] : undefined,
        );
      });
    }

    for (const id of packs) {
      it(`${id} asks in its language`, async () => {
        const [pack, english] = [await packIn(lang, id), await packIn('en', id)];
        assert.deepEqual([pack.lang, pack.dir], [lang, dir]);
        assert.deepEqual(
          pack.prompts.map((prompt) => prompt.id),
          english.prompts.map((prompt) => prompt.id),
        );
        assert.ok(pack.prompts.some((prompt) => !prompt.lang));
      });
    }

    for (const id of scales) {
      it(`${id} asks in its language`, async () => {
        const [scale, english] = [await scaleIn(lang, id), await scaleIn('en', id)];
        assert.deepEqual([scale.lang, scale.dir], [lang, dir]);
        assert.deepEqual(
          scale.options.map((option) => option.id),
          english.options.map((option) => option.id),
        );
      });
    }
  });
}
