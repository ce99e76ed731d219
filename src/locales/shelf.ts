/** Words in another language straight from their files, for pages that are bundled from the sources. In `l30.js` each part of a language is a leaf. */
import { translateWords, type Translation } from '../contract/translation.ts';
import { isFixed } from './fixed.ts';
import { LANGUAGES, type Language } from './languages.ts';

type Texts = Readonly<Record<string, string>>;

/** A part of a language as its leaf holds it: the texts that may stand. With the first of them comes the language itself. */
export interface PartLeaf {
  words: Partial<Texts>;
  language?: Language & { lang: string };
}

/** Makes the leaf of a part of its English and its translation. */
export const partLeaf = (lang: string, part: string, english: Texts, translation: Translation): PartLeaf => ({
  words: translateWords(english, translation, { fixed: (key) => isFixed(part === 'core' ? key : `${part}.${key}`) }),
  ...(part === 'core' && { language: { lang, ...LANGUAGES[lang]! } }),
});

/** A part of a language by the names in that of its leaf, `locales/<lang>/<part>`. */
export async function partOf(lang: string, part: string): Promise<PartLeaf> {
  const [english, translation] = await Promise.all([
    import(`./en/${part}.ts`) as Promise<{ words: Texts }>,
    import(`./${lang}/${part}.json`, { with: { type: 'json' } }) as Promise<{ default: Translation }>,
  ]);
  return partLeaf(lang, part, english.words, translation.default);
}
