/** Every file beside `l30.js` that is fetched only when it is used. */
import { createHash } from 'node:crypto';
import { readdirSync } from 'node:fs';
import { build, type Plugin as BundlePlugin } from 'esbuild';
import type { Plugin } from 'vite';
import { DIALECT_NAMES } from '../dialects/names.ts';
import { PACK_IDS, SCALE_IDS, type PackFile, type ScaleFile } from '../packs/index.ts';
import { wholePack, wholeScale } from '../packs/whole.ts';
import { bundled, read, smallLiterals } from './bundle.ts';

/** Stands for the name of the build until it is known: the hash of `l30.js`, with which its leaves must agree. */
const BUILD = '%build%';

const readJson = <T>(name: string): T => JSON.parse(read(`src/${name}.json`)) as T;

/** Binds what a leaf imports from `core.ts` and `leaf.ts` to the `l30.js` of the same build that runs on the page. */
async function runningCore(): Promise<BundlePlugin> {
  const { metafile } = await build({
    entryPoints: ['src/core.ts'],
    bundle: true,
    format: 'esm',
    metafile: true,
    write: false,
  });
  const names = Object.values(metafile.outputs).flatMap(({ exports }) => exports);
  const contents = [
    `const core = document[Symbol.for('l30:${BUILD}')];`,
    `if (!core) throw Object.assign(new Error('[l30] This file is of another build than l30.js.'), { isOtherBuild: true });`,
    ...names.map((name) => `export const ${name} = /* @__PURE__ */ (() => core.${name})();`),
  ].join('\n');
  return {
    name: 'running-core',
    setup({ onLoad, onResolve }) {
      onResolve({ filter: /./ }, ({ kind, path }) => (kind === 'dynamic-import' ? { path, external: true } : null));
      onResolve({ filter: /^(?:\.\.\/)+(?:core|leaf)\.ts$/ }, () => ({ path: 'core', namespace: 'running' }));
      onLoad({ filter: /./, namespace: 'running' }, () => ({ contents }));
      onLoad({ filter: /\/src\/.*\.ts$/ }, async ({ path }) => ({
        contents: await smallLiterals(read(path)),
        loader: 'ts',
      }));
    },
  };
}

/** The leaves that sources ask for by name, and one for each dialect. */
const leafNames = (): string[] => [
  ...(readdirSync('src', { recursive: true }) as string[])
    .filter((file) => file.endsWith('.ts'))
    .flatMap((file) => [...read(`src/${file}`).matchAll(/new Leaf\('([\w/-]+)'/g)].map(([, name = '']) => name)),
  ...['names', 'recognise', ...DIALECT_NAMES].map((name) => `dialects/${name}`),
];

/** Packs and scales, each a whole that needs no other file. */
const contents = (): [name: string, content: object][] => [
  ...PACK_IDS.map((id) => `packs/en/${id}`).map((name): [string, object] => [
    name,
    wholePack(readJson<PackFile>(name)),
  ]),
  ...SCALE_IDS.map((id) => `packs/en/scales/${id}`).map((name): [string, object] => [
    name,
    wholeScale(readJson<ScaleFile>(name)),
  ]),
];

/** Names the build by the hash of `l30.js`, and makes the leaves that belong to it. */
export function leaves(): Plugin {
  return {
    name: 'leaves',
    async generateBundle(_, files) {
      const script = files['l30.js'] as unknown as { code: string };
      const id = createHash('sha256').update(script.code).digest('hex').slice(0, 12);
      const named = (code: string): string => code.replaceAll(BUILD, id);
      const emit = (fileName: string, code: string): void =>
        void this.emitFile({ type: 'asset', fileName, source: named(code) });
      script.code = named(script.code);
      const plugins = [await runningCore()];
      for (const name of leafNames()) emit(`${name}.js`, await bundled({ entryPoints: [`src/${name}.ts`], plugins }));
      for (const [name, content] of contents())
        emit(`${name}.js`, await bundled({ stdin: { contents: JSON.stringify(content), loader: 'json' } }));
    },
  };
}
