/** Everything that can be translated, and the files that translate it. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { isFixed } from '../../src/locales/fixed.ts';
import { hashOf, stateOf, translateWords, type Translation } from '../../src/contract/translation.ts';
import type { Choice, PackFile, ScaleFile } from '../../src/packs/index.ts';
import type { Entry } from '../../src/packs/glossary.ts';
import { isFixedInGuide, textsOfGlossary, textsOfLists, textsOfPack, textsOfScale } from '../../src/packs/translate.ts';
import type { English } from './lint.ts';

export const root = join(import.meta.dirname, '../..');

/** Texts for whoever looks after the page are in English alone. */
const FOR_ADMINS = ['check', 'check-page', 'diagnose'];

export interface Source extends English {
  /** As a report names it: "core", "packs/check-in", "packs/shared/lists". */
  name: string;
  /** Where the translation into a language is. */
  fileIn(lang: string): string;
  /** What the file says of itself besides. */
  about(lang: string, dir: string): object;
  /** Whether a draft of the text may not be shown. */
  isFixed(key: string): boolean;
}

const read = <T>(path: string): T => JSON.parse(readFileSync(join(root, path), 'utf8')) as T;

const filesIn = (folder: string, ending: string): string[] =>
  existsSync(join(root, folder))
    ? readdirSync(join(root, folder)).flatMap((file) => (file.endsWith(ending) ? file.slice(0, -ending.length) : []))
    : [];

const wordsSource = (part: string, texts: Record<string, string>, areMessages: boolean): Source => ({
  name: part,
  texts,
  areMessages,
  fileIn: (lang) => `src/locales/${lang}/${part}.json`,
  about: () => ({}),
  isFixed: (key) => isFixed(part === 'core' ? key : `${part}.${key}`),
});

async function wordsSources(): Promise<Source[]> {
  const folder = 'src/locales/en';
  const messages = filesIn(folder, '.json');
  // A TypeScript file beside a JSON file is compiled from it.
  const parts = filesIn(folder, '.ts').filter((part) => ![...messages, ...FOR_ADMINS].includes(part));
  const words = parts.map(async (part) => {
    const module = (await import(join(root, `${folder}/${part}.ts`))) as { words: Record<string, string> };
    return wordsSource(part, module.words, false);
  });
  return [
    ...(await Promise.all(words)),
    ...messages.map((part) => wordsSource(part, read<Record<string, string>>(`${folder}/${part}.json`), true)),
  ];
}

const packSource = (name: string, texts: Record<string, string>, about: object = {}): Source => ({
  name: `packs/${name}`,
  texts,
  fileIn: (lang) => `src/packs/${lang}/${name}.json`,
  about: (lang, dir) => ({ ...about, lang, dir }),
  isFixed: (key) => name === 'shared/guide' && isFixedInGuide(key),
});

/** Everything in English that a translator can translate. */
export async function sources(): Promise<Source[]> {
  return [
    ...(await wordsSources()),
    ...filesIn('src/packs/en', '.json').map((id) => {
      const file = read<PackFile>(`src/packs/en/${id}.json`);
      return packSource(id, textsOfPack(file), { pack: id, packVersion: file.version });
    }),
    ...filesIn('src/packs/en/scales', '.json').map((id) => {
      const file = read<ScaleFile>(`src/packs/en/scales/${id}.json`);
      return packSource(`scales/${id}`, textsOfScale(file), { scale: id, scaleVersion: file.version });
    }),
    packSource('shared/lists', textsOfLists(read<Record<string, Choice[]>>('src/packs/en/shared/lists.json'))),
    packSource('shared/glossary', textsOfGlossary(read<Entry[]>('src/packs/en/shared/glossary.json'))),
    packSource('shared/guide', read<Record<string, string>>('src/packs/en/shared/guide.json')),
  ];
}

/** The languages that have a folder. */
export const languages = (): string[] =>
  readdirSync(join(root, 'src/locales'), { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && entry.name !== 'en')
    .map(({ name }) => name);

/** The translation of a source as its file has it; nothing where there is none. */
export const translationOf = (source: Source, lang: string): Translation | undefined =>
  existsSync(join(root, source.fileIn(lang))) ? read<Translation>(source.fileIn(lang)) : undefined;

/** How far a translation is. */
export const keysBy = (state: ReturnType<typeof stateOf>, { texts }: English, translation: Translation): string[] =>
  Object.keys(texts).filter((key) => stateOf(key, texts[key]!, translation) === state);

/**
 * The file of a translation as it should stand: in the order of English, with a hash for each text that has none yet.
 * A stale hash stays, because nobody has looked at that text again; `looked` names the texts that somebody has.
 */
export function tidied(
  source: Source,
  translation: Translation,
  { lang, dir, looked = [] }: { lang: string; dir: string; looked?: readonly string[] },
): string {
  const { status, reviewedBy, reviewedOn, strings, sourceHash } = translation;
  const known = Object.keys(source.texts).filter((key) => Object.hasOwn(strings, key));
  const unknown = Object.keys(strings).filter((key) => !Object.hasOwn(source.texts, key));
  const hashFor = (key: string): string =>
    (looked.includes(key) ? undefined : sourceHash[key]) ?? hashOf(source.texts[key]!);
  const file = {
    ...source.about(lang, dir),
    status,
    reviewedBy,
    reviewedOn,
    strings: Object.fromEntries([...known, ...unknown].map((key) => [key, strings[key]])),
    sourceHash: Object.fromEntries(known.map((key) => [key, hashFor(key)])),
  };
  return `${JSON.stringify(file, null, 2)}\n`;
}

/** What of a translation a page may show. */
export const shown = (source: Source, translation: Translation): Record<string, string> =>
  translateWords(source.texts, translation, { fixed: (key) => source.isFixed(key) }) as Record<string, string>;
