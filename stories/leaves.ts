import type { PackFile, ScaleFile } from '../src/packs/index.ts';
import { wholePack, wholeScale } from '../src/packs/whole.ts';
import type { LeafLoader } from '../src/site/leaf.ts';

/** Leaves straight from the sources, made the way the build makes them. Works in Vite and in a browser alone. */
export const devLeaves: LeafLoader = async (path) => {
  if (path === 'site/admin') return import('../src/site/admin.ts');
  if (path === 'site/own-pack') return import('../src/site/own-pack.ts');
  if (path === 'site/own-words') return import('../src/site/own-words.ts');
  if (path === 'site/ages') return import('../src/site/ages.ts');
  if (path === 'site/helpers') return import('../src/site/helpers.ts');
  if (path === 'site/shapes') return import('../src/site/shapes.ts');
  if (path === 'site/tailor') return import('../src/site/tailor.ts');
  if (path === 'site/gloss') return import('../src/site/gloss.ts');
  if (path === 'site/check') return import('../src/site/check.ts');
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
