import type { PackFile, ScaleFile } from '../src/packs/index.ts';
import { wholePack, wholeScale } from '../src/packs/whole.ts';
import type { LeafLoader } from '../src/settings/leaf.ts';

/** Leaves straight from the sources, made the way the build makes them. Works in Vite and in a browser alone. */
export const devLeaves: LeafLoader = async (path) => {
  if (path === 'settings/admin') return import('../src/settings/admin.ts');
  if (path === 'element/own-pack') return import('../src/element/own-pack.ts');
  if (path === 'element/own-words') return import('../src/element/own-words.ts');
  if (path === 'element/ages') return import('../src/element/ages.ts');
  if (path === 'element/helpers') return import('../src/element/helpers.ts');
  if (path === 'page/shapes') return import('../src/page/shapes.ts');
  if (path === 'element/tailor') return import('../src/element/tailor.ts');
  if (path === 'element/gloss') return import('../src/element/gloss.ts');
  if (path === 'diagnose/check') return import('../src/diagnose/check.ts');
  if (path === 'delivery') return import('../src/delivery/index.ts');
  if (path === 'symbols/more') return import('../src/symbols/more.ts');
  if (path === 'delivery/seal') return import('../src/delivery/seal.ts');
  const [, folder, name] = /^(dialects|packs|packs\/scales|widgets)\/([\w-]+)$/.exec(path) ?? [];
  switch (folder) {
    case 'dialects': {
      const file = (await import(`../src/dialects/${name}.ts`)) as Record<string, unknown>;
      return name === 'names' || name === 'recognise' ? file : { dialect: Object.values(file)[0] };
    }
    case 'widgets':
      return import(`../src/widgets/${name}.ts`);
    case 'packs': {
      const file = (await import(`../src/packs/${name}.json`, { with: { type: 'json' } })) as { default: PackFile };
      return { default: wholePack(file.default) };
    }
    case 'packs/scales': {
      const file = (await import(`../src/packs/scales/${name}.json`, { with: { type: 'json' } })) as {
        default: ScaleFile;
      };
      return { default: wholeScale(file.default) };
    }
    default:
      throw new Error(`There is no leaf called ${path}.`);
  }
};
