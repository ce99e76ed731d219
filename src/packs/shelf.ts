/** Whole packs and scales straight from their files, for pages that are bundled from the sources. In `l30.js` each is a leaf. */
import type { Translation } from '../contract/translation.ts';
import { kindsOf, type Pack, type PackFile, type Scale, type ScaleFile } from './index.ts';
import { translatePack, translateScale, type SharedTranslations } from './translate.ts';
import { wholePack, wholeScale } from './whole.ts';

type Json<T> = Promise<{ default: T }>;

const packFile = async (language: string, id: string): Promise<unknown> =>
  (await (import(`./${language}/${id}.json`, { with: { type: 'json' } }) as Json<unknown>)).default;

const scaleFile = async (language: string, id: string): Promise<unknown> =>
  (await (import(`./${language}/scales/${id}.json`, { with: { type: 'json' } }) as Json<unknown>)).default;

const sharedFile = async (language: string, name: string): Promise<Translation> =>
  (await (import(`./${language}/shared/${name}.json`, { with: { type: 'json' } }) as Json<Translation>)).default;

/** What the packs of a language share, with those scales that are asked for and have a translation. */
async function sharedIn(lang: string, scales: readonly string[]): Promise<SharedTranslations> {
  const [lists, glossary, guide] = await Promise.all(
    ['lists', 'glossary', 'guide'].map((name) => sharedFile(lang, name)),
  );
  const found = scales.map(async (id) => {
    const translation = await scaleFile(lang, id).catch(() => undefined);
    return translation ? [[id, translation as Translation] as const] : [];
  });
  const { dir } = lists as Translation & Pick<SharedTranslations, 'dir'>;
  return { lang, dir, lists, glossary, guide, scales: Object.fromEntries((await Promise.all(found)).flat()) };
}

/** A pack (`packs/<language>/<id>`) or a scale (`packs/<language>/scales/<id>`) by the name of its leaf. */
export async function whole(name: string): Promise<{ default: Pack | Scale }> {
  const [, language = '', id = ''] = name.split(/packs\/([^/]+)\//);
  const isEnglish = language === 'en';
  const scale = id.replace(/^scales\//, '');
  if (scale !== id) {
    const file = (await scaleFile('en', scale)) as ScaleFile;
    if (isEnglish) return { default: wholeScale(file) };
    const translation = (await scaleFile(language, scale)) as Translation;
    return { default: translateScale(file, translation, await sharedIn(language, [])) };
  }
  const file = (await packFile('en', id)) as PackFile;
  if (isEnglish) return { default: wholePack(file) };
  const scales = file.prompts.flatMap(kindsOf).flatMap((answer) => (answer.kind === 'scale' ? [answer.scale] : []));
  const translation = (await packFile(language, id)) as Translation;
  return { default: translatePack(file, translation, await sharedIn(language, scales)) };
}
