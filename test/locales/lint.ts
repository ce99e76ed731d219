/** What a machine can see of a translation. That it says the same, and says it well, only a reader of the language sees. */
import { STATUSES, type Translation } from '../../src/contract/translation.ts';
import { wordsIn, sentencesIn } from '../packs/lint.ts';
import { anatomyOf } from './compile.ts';

/** What is translated: the English of one file, and what kind of texts they are. */
export interface English {
  texts: Readonly<Record<string, string>>;
  /** Messages in ICU MessageFormat, and not words with places. */
  areMessages?: boolean;
}

export type Rule = (english: English, translation: Translation, lang: string) => string[];

/** What no pupil may read, language by language: it asks why, accuses, or promises what a school has not promised. */
const UNKIND: Readonly<Record<string, RegExp>> = {
  // "Dim rhaid" is "need not", and "ddrwg gen i" is "I am sorry".
  cy: new RegExp(
    [
      'pam|paham',
      'dd?rwg(?! ga?en)',
      '(?:tr|dr|nhr|thr)oseddw\\p{L}*',
      'dd?ioddefw\\p{L}*',
      '[bfm]wl[iï]\\p{L}*',
      '[bf]ai',
      '(?:c|g|ch|ngh)osb\\p{L}*',
      'rh?eol\\p{L}*',
      '(?<!dim )rh?aid',
      '(?:d|dd)ienw|anhysbys',
      '(?:c|g|ch|ngh)yfrinachol',
      '24/7',
      'rwyt ti’n ddiogel nawr',
    ]
      .map((word) => `(?<!\\p{L})(?:${word})(?!\\p{L})`)
      .join('|'),
    'iu',
  ),
};

/** The most words in a sentence: more than in English, because other languages have more small words, and as many as English where that has more. */
const LONGEST = 20;
const longestIn = (text: string): number => Math.max(...sentencesIn(text).map((each) => wordsIn(each).length));

/** Each pair of English and translation; what is missing has no place in it. */
const pairs = ({ texts }: English, { strings }: Translation): [key: string, english: string, said: string][] =>
  Object.entries(texts).flatMap(([key, english]) =>
    Object.hasOwn(strings, key) ? [[key, english, strings[key]!] as [string, string, string]] : [],
  );

const sorted = (found: Iterable<string>): string => [...new Set(found)].sort().join(' ');

const anatomy = (message: string): ReturnType<typeof anatomyOf> | undefined => {
  try {
    return anatomyOf(message);
  } catch {
    return undefined;
  }
};

/** Each text has its places, and no others. */
const keepsPlaces: Rule = (english, translation) =>
  pairs(english, translation).flatMap(([key, source, said]) => {
    const placesOf = (text: string): string =>
      english.areMessages
        ? sorted([...(anatomy(text)?.places ?? [])].map(([name, type]) => `${name}: ${type}`))
        : sorted(text.match(/\{\w*\}/g) ?? []);
    const [wanted, found] = [placesOf(source), placesOf(said)];
    return wanted === found ? [] : [`${key}: has ${found || 'no places'}, and needs ${wanted || 'none'}`];
  });

/** A message can be read, and says something for every number there is in its language. */
const saysEveryNumber: Rule = (english, translation, lang) => {
  if (!english.areMessages) return [];
  const { pluralCategories } = new Intl.PluralRules(lang).resolvedOptions();
  return pairs(english, translation).flatMap(([key, , said]) => {
    try {
      return anatomyOf(said).plurals.flatMap((forms) => {
        const named = forms.filter((form) => !form.startsWith('='));
        return sorted(named) === sorted(pluralCategories)
          ? []
          : [`${key}: has ${named.join(', ')}, and needs ${pluralCategories.join(', ')}`];
      });
    } catch (error) {
      return [`${key}: ${(error as Error).message}`];
    }
  });
};

/** Texts are words: never markup. */
const isNoMarkup: Rule = (english, translation) =>
  pairs(english, translation).flatMap(([key, , said]) => (/[<>]|&#?\w+;/.test(said) ? [`${key}: has markup`] : []));

/** It is a text, trimmed, with one space between its words. */
const isTidy: Rule = (english, translation) =>
  pairs(english, translation).flatMap(([key, , said]) =>
    typeof said === 'string' && /^\S+(?: \S+)*$/.test(said) ? [] : [`${key}: is empty, or has spaces too many`],
  );

/** English that was left standing is not told from a translation by the reader, only by the one who cannot read it. */
const isTranslated: Rule = (english, translation) =>
  pairs(english, translation).flatMap(([key, source, said]) => (source === said ? [`${key}: is still English`] : []));

/** A sentence stays a sentence and a label stays a label, and numbers stay what they are. */
const keepsShape: Rule = (english, translation) =>
  pairs(english, translation).flatMap(([key, source, said]) => {
    const endOf = (text: string): boolean => /[.?!:\u061f\u06d4\u0964\u3002\uff1f]$/.test(text);
    const digitsOf = (text: string): string => (english.areMessages ? '' : sorted(text.match(/\d+/g) ?? []));
    return [
      ...(endOf(source) === endOf(said) ? [] : [`${key}: ends as ${endOf(source) ? 'no sentence' : 'a sentence'}`]),
      ...(digitsOf(source) === digitsOf(said) ? [] : [`${key}: has other numbers`]),
    ];
  });

/** Short sentences. */
const isShort: Rule = (english, translation) =>
  pairs(english, translation).flatMap(([key, source, said]) =>
    english.areMessages || longestIn(said) <= Math.max(LONGEST, longestIn(source)) ? [] : [`${key}: is long: ${said}`],
  );

/** Asks no why, accuses nobody and promises nothing. A language without its list of such words is not looked at. */
const isKind: Rule = (english, translation, lang) => {
  const unkind = UNKIND[lang];
  if (!unkind) return [`there is no list of words that no pupil may read in ${lang}`];
  return pairs(english, translation).flatMap(([key, , said]) => {
    const [found] = unkind.exec(said) ?? [];
    return found ? [`${key}: says "${found}"`] : [];
  });
};

/** What a key ends in where its text is no choice. */
const NO_CHOICE = ['text', 'helper', 'easy', 'adult', 'words', 'means', 'question', 'full'];

/** Two choices of one list are told apart. */
const tellsChoicesApart: Rule = (english, translation) => {
  const seen = new Map<string, string>();
  return pairs(english, translation).flatMap(([key, , said]) => {
    const [, list, id] = /^(.+)\.([^.]+)$/.exec(key) ?? [];
    if (list === undefined || NO_CHOICE.includes(id!)) return [];
    const place = `${list}: ${said.toLowerCase()}`;
    const same = seen.get(place);
    seen.set(place, key);
    return same === undefined ? [] : [`${key}: says the same as ${same}`];
  });
};

/** A word that a question explains stands in the question or its helper. */
const explainsWhatItSays: Rule = (english, translation) =>
  pairs(english, translation).flatMap(([key, , word]) => {
    const [, prompt] = /^(prompts\.[^.]+)\.gloss\.[^.]+$/.exec(key) ?? [];
    const { [`${prompt}.text`]: text = '', [`${prompt}.helper`]: helper = '' } = translation.strings;
    return prompt === undefined || `${text} ${helper}`.includes(word) ? [] : [`${key}: "${word}" is not in ${text}`];
  });

/** Translates what there is, and says of each text of which English. */
const knowsItsKeys: Rule = ({ texts }, { strings, sourceHash }) => [
  ...Object.keys(strings).flatMap((key) => (Object.hasOwn(texts, key) ? [] : [`${key}: there is no such text`])),
  ...Object.keys(strings).flatMap((key) =>
    Object.hasOwn(texts, key) && !/^[0-9a-f]{8}$/.test(sourceHash[key] ?? '')
      ? [`${key}: has no hash of its English`]
      : [],
  ),
  ...Object.keys(sourceHash).flatMap((key) => (Object.hasOwn(strings, key) ? [] : [`${key}: has a hash and no text`])),
];

/** A draft has no reviewer, and what is no draft has one. */
const saysWhoReadIt: Rule = (_english, { status, reviewedBy, reviewedOn }) => {
  if (!STATUSES.includes(status)) return [`its status can be ${STATUSES.join(', ')}`];
  if (status === 'machine-draft')
    return reviewedBy === null && reviewedOn === null ? [] : ['a machine-draft has no reviewer'];
  return reviewedBy && /^\d{4}-\d\d-\d\d$/.test(reviewedOn ?? '')
    ? []
    : ['reviewedBy and reviewedOn say who has read it, and on which day: 2027-03-01'];
};

/** Every rule, by the sentence that a report shows. */
export const RULES: Readonly<Record<string, Rule>> = {
  'translates texts that there are, each with the hash of its English': knowsItsKeys,
  'says who has read it': saysWhoReadIt,
  'has the places of English': keepsPlaces,
  'says something for every number': saysEveryNumber,
  'is no markup': isNoMarkup,
  'is tidy': isTidy,
  'is translated': isTranslated,
  'keeps labels, sentences and numbers': keepsShape,
  'is short': isShort,
  'asks no why, accuses nobody and promises nothing': isKind,
  'tells choices apart': tellsChoicesApart,
  'explains words that it says': explainsWhatItSays,
};

/** All that is wrong with a translation. */
export const faultsOf = (english: English, translation: Translation, lang: string): string[] =>
  Object.values(RULES).flatMap((rule) => rule(english, translation, lang));
