/** Whole packs and scales straight from their files, for pages that are bundled from the sources. In `l30.js` each is a leaf. */
import type { Pack, PackFile, Scale, ScaleFile } from './index.ts';
import { wholePack, wholeScale } from './whole.ts';

type Json<T> = Promise<{ default: T }>;

/** A pack (`packs/<language>/<id>`) or a scale (`packs/<language>/scales/<id>`) by the name of its leaf. */
export async function whole(name: string): Promise<{ default: Pack | Scale }> {
  const [, language = '', id = ''] = name.split(/packs\/([^/]+)\//);
  const scale = id.replace(/^scales\//, '');
  if (scale !== id) {
    const file = await (import(`./${language}/scales/${scale}.json`, { with: { type: 'json' } }) as Json<ScaleFile>);
    return { default: wholeScale(file.default) };
  }
  const file = await (import(`./${language}/${id}.json`, { with: { type: 'json' } }) as Json<PackFile>);
  return { default: wholePack(file.default) };
}
