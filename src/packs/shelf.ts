/** Whole packs and scales straight from their files, for pages that are bundled from the sources. In `l30.js` each is a leaf. */
import type { Pack, PackFile, Scale, ScaleFile } from './index.ts';
import { wholePack, wholeScale } from './whole.ts';

export async function packOf(language: string, id: string): Promise<{ default: Pack }> {
  const file = (await import(`./${language}/${id}.json`, { with: { type: 'json' } })) as { default: PackFile };
  return { default: wholePack(file.default) };
}

export async function scaleOf(language: string, id: string): Promise<{ default: Scale }> {
  const file = (await import(`./${language}/scales/${id}.json`, { with: { type: 'json' } })) as { default: ScaleFile };
  return { default: wholeScale(file.default) };
}
