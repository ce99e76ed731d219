/**
 * Makes a pack or a scale of its translation. A prompt is translated whole or stays English whole, with its choices,
 * so nobody meets half a sentence in a language they do not read. Used where leaves are built or stood in for.
 */
import { translateWords, type Translation } from '../contract/translation.ts';
import glossary from './en/shared/glossary.json' with { type: 'json' };
import guide from './en/shared/guide.json' with { type: 'json' };
import { glossOf, type Entry } from './glossary.ts';
import {
  kindsOf,
  type AnswerKind,
  type Choice,
  type LangDir,
  type Pack,
  type PackFile,
  type Pictures,
  type Prompt,
  type Scale,
  type ScaleFile,
} from './index.ts';
import { scaleFiles, sharedLists, wholePack, wholeScale } from './whole.ts';

type English = Record<string, string>;

/** The texts of a translation that may stand, by their keys; what is missing, stale or not yet allowed is not there. */
type Texts = Readonly<Record<string, string | undefined>>;

/** A language, and what all its packs share. What has no translation yet is not there. */
export interface SharedTranslations extends LangDir {
  lists?: Translation;
  glossary?: Translation;
  guide?: Translation;
  /** By the id of the scale. */
  scales?: Readonly<Record<string, Translation>>;
}

/** Words for adults that say what to do for a child's safety, and what a pack must not be used for. */
export const isFixedInGuide = (key: string): boolean => /^(?:staff-guide|not-for)/.test(key);

/** Texts under a common name; those that a file leaves out have no key. */
const under = (name: string, texts: Texts): English =>
  Object.fromEntries(
    Object.entries(texts).flatMap(([key, text]) => (text === undefined ? [] : [[name ? `${name}.${key}` : key, text]])),
  );

const merged = (parts: readonly English[]): English => Object.fromEntries(parts.flatMap(Object.entries<string>));

const textsOfChoices = (choices: readonly Choice[] = []): English =>
  Object.fromEntries(choices.map(({ id, text }) => [id, text]));

const ownChoices = (answer: AnswerKind): Choice[] => ('choices' in answer && answer.choices) || [];

/** The English of a prompt, by the keys of its translation. */
function textsOfPrompt(prompt: Prompt): English {
  const { id, text, helper, easy, adult, gloss = {} } = prompt;
  const words = Object.entries(gloss).map(([word, means]) => ({
    [`gloss.${word}`]: word,
    [`gloss.${word}.means`]: means,
  }));
  const choices = under('choices', textsOfChoices(kindsOf(prompt).flatMap(ownChoices)));
  return under(`prompts.${id}`, { text, helper, easy, adult, ...merged(words), ...choices });
}

/** The English of choice lists, by the keys of their translation: the list and the choice. */
export const textsOfLists = (lists: Readonly<Record<string, readonly Choice[]>>): English =>
  merged(Object.entries(lists).map(([name, list]) => under(name, textsOfChoices(list))));

/** The English of a pack, by the keys of its translation. */
export const textsOfPack = ({ title, prompts, lists = {} }: PackFile): English =>
  merged([{ title }, ...prompts.map(textsOfPrompt), under('lists', textsOfLists(lists))]);

/** The English of a glossary, by the keys of its translation, which have the first of its words in front. */
export const textsOfGlossary = (entries: readonly Entry[]): English =>
  merged(entries.map(({ words, means }) => under(words[0]!, { words: words.join(', '), means })));

const textsOfPictures = ({ question, helper, full, options }: Partial<Pictures>): English => ({
  ...under('', { question, helper, full }),
  ...under('options', textsOfChoices(options)),
});

/** The English of a scale, by the keys of its translation. Options that are a shared list are translated with the lists. */
export const textsOfScale = ({ steps = [], ...scale }: ScaleFile): English =>
  merged([textsOfPictures(scale), ...steps.map((step) => under(`steps.${step.id}`, textsOfPictures(step)))]);

const allThere = (english: English, texts: Texts): boolean =>
  Object.keys(english).every((key) => texts[key] !== undefined);

const withTexts = <T extends Choice>(choices: readonly T[], name: string, texts: Texts): T[] =>
  choices.map((choice) => ({ ...choice, text: texts[`${name}.${choice.id}`]! }));

/** A list of choices in another language; nothing where one of them has no translation. */
export function translateList<T extends Choice>(name: string, list: readonly T[], texts: Texts): T[] | undefined {
  return allThere(under(name, textsOfChoices(list)), texts) ? withTexts(list, name, texts) : undefined;
}

const shownOf = (english: English, translation: Translation | undefined): Texts =>
  translation ? translateWords(english, translation) : {};

const listsIn = ({ lists }: SharedTranslations): Texts => shownOf(textsOfLists(sharedLists), lists);

function wholeInLanguage(
  file: ScaleFile,
  translation: Translation | undefined,
  shared: SharedTranslations,
): Scale | undefined {
  const { lang, dir } = shared;
  const texts = shownOf(textsOfScale(file), translation);
  const lists = listsIn(shared);
  const named = [file, ...(file.steps ?? [])].flatMap(({ list }) => list ?? []);
  const areListsThere = named.every((list) => translateList(list, sharedLists[list]!, lists));
  if (!areListsThere || !allThere(textsOfScale(file), texts)) return undefined;

  const say = <T extends Pictures>(english: T, list: string | undefined, name: string): T => ({
    ...english,
    ...under('', { question: texts[`${name}question`], helper: texts[`${name}helper`], full: texts[`${name}full`] }),
    options: list ? withTexts(english.options, list, lists) : withTexts(english.options, `${name}options`, texts),
  });
  const { steps, ...english } = wholeScale(file);
  return {
    ...say(english, file.list, ''),
    lang,
    dir,
    ...(steps && { steps: steps.map((step, i) => say(step, file.steps![i]!.list, `steps.${step.id}.`)) }),
  };
}

/** A scale in another language; in English, whole, where anything in it has no translation. */
export const translateScale = (file: ScaleFile, translation: Translation, shared: SharedTranslations): Scale =>
  wholeInLanguage(file, translation, shared) ?? wholeScale(file);

/** The entries that have a translation. A word without its meaning is a word like any other, and no reason to fall back. */
const translateGlossary = (texts: Texts): Entry[] =>
  glossary.flatMap(({ words: [word] }) => {
    const [words, means] = [texts[`${word}.words`], texts[`${word}.means`]];
    return words && means ? [{ words: words.split(/, */), means }] : [];
  });

/** A prompt in another language, without its lists; nothing where anything in it has no translation. */
function translatePrompt(prompt: Prompt, texts: Texts, entries: readonly Entry[]): Prompt | undefined {
  if (!allThere(textsOfPrompt(prompt), texts)) return undefined;
  const of = (key: string): string => texts[`prompts.${prompt.id}.${key}`]!;
  const say = (answer: AnswerKind): AnswerKind =>
    'choices' in answer && answer.choices
      ? { ...answer, choices: withTexts(answer.choices, `prompts.${prompt.id}.choices`, texts) }
      : answer;
  const words = Object.keys(prompt.gloss ?? {});
  const own = Object.fromEntries(words.map((word) => [of(`gloss.${word}`), of(`gloss.${word}.means`)]));
  const { note: _note, gloss: _gloss, ...rest } = prompt;
  const said: Prompt = {
    ...rest,
    ...under('', { text: of('text'), helper: of('helper'), easy: of('easy'), adult: of('adult') }),
    answer: Array.isArray(prompt.answer) ? prompt.answer.map(say) : say(prompt.answer),
  };
  const gloss = glossOf({ ...said, gloss: own }, entries);
  return Object.keys(gloss).length ? { ...said, gloss } : said;
}

/** The name under which a pack has the choices of an answer, be they a list or a scale. */
const listOf = (answer: AnswerKind): string | undefined =>
  answer.kind === 'scale' ? answer.scale : 'list' in answer ? answer.list : undefined;

/** A prompt that brings its lists along, because those of its pack are in another language. */
function withLists(prompt: Prompt, lists: Readonly<Record<string, Choice[]>>): Prompt {
  const bring = (answer: AnswerKind): AnswerKind => {
    const choices = lists[listOf(answer) ?? ''];
    return choices && (answer.kind === 'scale' || answer.kind === 'one' || answer.kind === 'many')
      ? { ...answer, choices }
      : answer;
  };
  return { ...prompt, answer: Array.isArray(prompt.answer) ? prompt.answer.map(bring) : bring(prompt.answer) };
}

/**
 * A pack in another language, as a leaf holds it. Its language is the one of its title; a prompt in the other one says
 * so, and brings its lists. Words for adults are in one language too, because safety is explained among them.
 */
export function translatePack(file: PackFile, translation: Translation, shared: SharedTranslations): Pack {
  const english = wholePack(file);
  const texts = shownOf(textsOfPack(file), translation);
  const lists = listsIn(shared);
  const source: LangDir = { lang: file.lang, dir: 'ltr' };
  const target: LangDir = { lang: shared.lang, dir: shared.dir };
  const entries = translateGlossary(shownOf(textsOfGlossary(glossary), shared.glossary));

  const choicesIn = (answer: AnswerKind, name: string): Choice[] | undefined => {
    if (answer.kind === 'scale') return wholeInLanguage(scaleFiles[name]!, shared.scales?.[name], shared)?.options;
    const own = file.lists?.[name];
    return own ? translateList(`lists.${name}`, own, texts) : translateList(name, sharedLists[name] ?? [], lists);
  };
  const translated = file.prompts.map((prompt) => {
    const named = kindsOf(prompt).flatMap((answer) => {
      const name = listOf(answer);
      return name ? [[name, choicesIn(answer, name)] as const] : [];
    });
    const said = named.every(([, choices]) => choices) && translatePrompt(prompt, texts, entries);
    return said ? { said, lists: Object.fromEntries(named) as Record<string, Choice[]> } : undefined;
  });

  const title = texts['title'];
  if (title === undefined && !translated.some(Boolean)) return english;
  const own = title === undefined ? source : target;
  const mark = (prompt: Prompt, language: LangDir): Prompt => (language === own ? prompt : { ...prompt, ...language });

  const { notFor = [], adultGuide = [] } = file;
  const lines: Texts = shared.guide ? translateWords(guide, shared.guide, { fixed: isFixedInGuide }) : {};
  const isGuideThere = [...notFor, ...adultGuide].every((key) => lines[key] !== undefined);
  const linesOf = (keys: readonly string[]): string[] => keys.map((key) => lines[key]!);
  const guideLang = isGuideThere ? target : source;
  return {
    ...english,
    ...own,
    ...(title !== undefined && { title }),
    prompts: translated.map((each, i) =>
      each ? mark(each.said, target) : mark(withLists(english.prompts[i]!, english.lists!), source),
    ),
    lists: Object.assign({}, ...translated.map((each) => each?.lists)) as Record<string, Choice[]>,
    ...(isGuideThere && { notFor: linesOf(notFor), adultGuide: linesOf(adultGuide) }),
    ...(guideLang !== own && { guideLang }),
  };
}
