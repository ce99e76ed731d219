/**
 * Two languages that nobody speaks, made of English, for tests alone. One has accents and is 40 % longer, as many
 * languages are; the other runs from right to left. Neither has a letter of English, so that what was left in English
 * is seen, and both stand in brackets, so that what was cut is seen.
 */
import type { Messages } from '../../src/locales/index.ts';
import { hashOf, type Translation } from '../../src/contract/translation.ts';
import { PACK_IDS, SCALE_IDS, type LangDir, type PackFile } from '../../src/packs/index.ts';
import glossary from '../../src/packs/en/shared/glossary.json' with { type: 'json' };
import guide from '../../src/packs/en/shared/guide.json' with { type: 'json' };
import {
  textsOfGlossary,
  textsOfLists,
  textsOfPack,
  textsOfScale,
  translatePack,
  translateScale,
  type SharedTranslations,
} from '../../src/packs/translate.ts';
import { scaleFiles, sharedLists } from '../../src/packs/whole.ts';

/** A language that nobody speaks, and how it says one word of English. */
export interface Pseudo extends LangDir {
  say(word: string): string;
}

/** Letter by letter: "aábƀ" makes á of a and ƀ of b. */
const letters = (pairs: string): ReadonlyMap<string, string> =>
  new Map(pairs.match(/../gu)!.map((pair) => [...pair] as [string, string]));

const ACCENTED = letters('aábƀcçdðeéfƒgĝhĥiíjĵkķlļmɱnñoöpþqɋrřsštţuûvṽwŵxẋyýzž');
const ARABIC = letters('aاbبcجdدeيfفgغhهiئjژkكlلmمnنoوpپqقrرsسtتuؤvڤwةxخyىzز');

const LONGER = 0.4;

/** A word with some of its vowels said again, until it is as long as it has to be. */
function lengthened(word: string): string {
  const vowels = [...word.matchAll(/[aeiouy]/gi)].map(({ index }) => index);
  const often = vowels.length ? vowels : [0];
  const more = Math.ceil(word.length * LONGER);
  return [...word]
    .map((letter, i) => {
      const turn = often.indexOf(i);
      const again = turn < 0 ? 0 : Math.floor((more - turn + often.length - 1) / often.length);
      return letter + letter.toLowerCase().repeat(again);
    })
    .join('');
}

export const accented: Pseudo = {
  lang: 'en-XA',
  dir: 'ltr',
  say: (word) =>
    lengthened(word).replace(/[a-z]/gi, (letter) => {
      const small = ACCENTED.get(letter.toLowerCase())!;
      return letter === letter.toLowerCase() ? small : small.toUpperCase();
    }),
};

export const rightToLeft: Pseudo = {
  lang: 'ar-XB',
  dir: 'rtl',
  say: (word) => word.toLowerCase().replace(/[a-z]/g, (letter) => ARABIC.get(letter)!),
};

/** Places and addresses are the same in every language. */
const KEPT = /(\{\w*\}|\S+@\S+\w)/;

const inWords = (pseudo: Pseudo, text: string): string =>
  text
    .split(KEPT)
    .map((piece, i) => (i % 2 ? piece : piece.replace(/[a-z]+/gi, (word) => pseudo.say(word))))
    .join('');

/** A text of English in another language. */
export const pseudoText = (pseudo: Pseudo, english: string): string => {
  const [, text = '', ending = ''] = /^(.*?)(\.txt)?$/s.exec(english)!;
  return `[${inWords(pseudo, text)}]${ending}`;
};

/** Words that are found inside other texts, and therefore have no brackets. */
const IS_PART = /\.gloss\.[^.]+$|\.words$/;

const texts = (pseudo: Pseudo, english: Readonly<Record<string, string>>): Record<string, string> =>
  Object.fromEntries(
    Object.entries(english).map(([key, text]) => [
      key,
      IS_PART.test(key) ? inWords(pseudo, text) : pseudoText(pseudo, text),
    ]),
  );

/** English texts as a translation that may all be shown. */
export const pseudoTranslation = (pseudo: Pseudo, english: Readonly<Record<string, string>>): Translation => ({
  status: 'professional',
  reviewedBy: 'A test',
  reviewedOn: '2027-01-01',
  strings: texts(pseudo, english),
  sourceHash: Object.fromEntries(Object.entries(english).map(([key, text]) => [key, hashOf(text)])),
});

/** Messages whose words are in another language. */
export const pseudoMessages = (pseudo: Pseudo, messages: Messages): Messages =>
  Object.fromEntries(
    Object.entries(messages).map(([key, message]) => [
      key,
      (values: { count: number }) => pseudoText(pseudo, message(values)),
    ]),
  ) as Messages;

/** What all packs share, in another language. */
export const pseudoShared = (pseudo: Pseudo): SharedTranslations => ({
  lang: pseudo.lang,
  dir: pseudo.dir,
  lists: pseudoTranslation(pseudo, textsOfLists(sharedLists)),
  glossary: pseudoTranslation(pseudo, textsOfGlossary(glossary)),
  guide: pseudoTranslation(pseudo, guide),
  scales: Object.fromEntries(
    Object.entries(scaleFiles).map(([id, file]) => [id, pseudoTranslation(pseudo, textsOfScale(file))]),
  ),
});

const PSEUDOS = new Map([accented, rightToLeft].map((pseudo) => [pseudo.lang.toLowerCase(), pseudo]));

const named = async <T>(address: string): Promise<T> =>
  ((await import(address, { with: { type: 'json' } })) as { default: T }).default;

async function wordsIn(pseudo: Pseudo, part: string): Promise<object> {
  if (part === 'counted') return { words: pseudoMessages(pseudo, await import('../../src/locales/en/counted.ts')) };
  const { words } = (await import(`../../src/locales/en/${part}.ts`)) as { words: Record<string, string> };
  const { lang, dir } = pseudo;
  const language = { lang, dir, name: lang, status: 'professional', parts: [], packs: PACK_IDS, scales: SCALE_IDS };
  return { words: texts(pseudo, words), ...(part === 'core' && { language }) };
}

async function packIn(pseudo: Pseudo, id: string): Promise<object> {
  const shared = pseudoShared(pseudo);
  const scale = /^scales\/(.+)$/.exec(id)?.[1];
  if (scale) return { default: translateScale(scaleFiles[scale]!, shared.scales![scale]!, shared) };
  const file = await named<PackFile>(`../../src/packs/en/${id}.json`);
  return { default: translatePack(file, pseudoTranslation(pseudo, textsOfPack(file)), shared) };
}

/** A leaf of one of these languages by its name, such as `locales/en-xa/core` or `packs/ar-xb/scales/faces-5`; nothing for any other leaf. */
export function pseudoLeaf(name: string): Promise<object> | undefined {
  const [, room, tag = '', what = ''] = /^(locales|packs)\/([^/]+)\/(.+)$/.exec(name) ?? [];
  const pseudo = PSEUDOS.get(tag.toLowerCase());
  return pseudo && (room === 'locales' ? wordsIn(pseudo, what) : packIn(pseudo, what));
}
