/** Every file beside `l30.js` that is fetched only when it is used. */
import { createHash } from 'node:crypto';
import { readdirSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { build, type Plugin as BundlePlugin } from 'esbuild';
import { tsImport } from 'tsx/esm/api';
import type { Plugin } from 'vite';
import { DIALECT_NAMES } from '../dialects/names.ts';
import { LANGUAGES, type Language } from '../locales/languages.ts';
import { PACK_IDS, SCALE_IDS } from '../packs/index.ts';
import { bundled, read, smallLiterals } from './bundle.ts';

/** Stands for the name of the build until it is known: the hash of `l30.js`, with which its leaves must agree. */
const BUILD = '%build%';

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

/** The leaves that sources ask for by name, each once, and one for each dialect. */
const leafNames = (): Set<string> =>
  new Set([
    ...(readdirSync('src', { recursive: true }) as string[])
      .filter((file) => file.endsWith('.ts'))
      .flatMap((file) => [...read(`src/${file}`).matchAll(/new Leaf\('([\w/-]+)'/g)].map(([, name = '']) => name)),
    ...['names', 'recognise', ...DIALECT_NAMES].map((name) => `dialects/${name}`),
  ]);

/** What a page without `l30.js` brings from the sources, and the build writes down instead. */
const fromSources = <T>(file: string): Promise<T> =>
  tsImport(`./src/${file}`, pathToFileURL(`${process.cwd()}/`).href) as Promise<T>;

/** Packs and scales in every language, and the words of those besides English: each a whole that needs no other file. */
export async function contents(): Promise<[name: string, content: object][]> {
  const { whole } = await fromSources<typeof import('../packs/shelf.ts')>('packs/shelf.ts');
  const { partOf } = await fromSources<typeof import('../locales/shelf.ts')>('locales/shelf.ts');
  const english: [string, Pick<Language, 'packs' | 'scales'>] = ['en', { packs: PACK_IDS, scales: SCALE_IDS }];
  const names = [english, ...Object.entries(LANGUAGES)].flatMap(([tag, { packs, scales }]) => [
    ...packs.map((id) => `packs/${tag}/${id}`),
    ...scales.map((id) => `packs/${tag}/scales/${id}`),
  ]);
  const parts = Object.entries(LANGUAGES).flatMap(([tag, language]) =>
    language.parts.filter((part) => part !== 'counted').map((part) => ({ tag, part })),
  );
  return Promise.all([
    ...names.map(async (name): Promise<[string, object]> => [name, (await whole(name)).default]),
    ...parts.map(async ({ tag, part }): Promise<[string, object]> => [
      `locales/${tag}/${part}`,
      await partOf(tag, part),
    ]),
  ]);
}

/** A pack or a scale is the default of its module; words are named, with the language that they bring. */
const moduleOf = (name: string, content: object): Promise<string> =>
  bundled({
    stdin: {
      contents: name.startsWith('packs/')
        ? `export default ${JSON.stringify(content)}`
        : Object.entries(content)
            .map(([key, value]) => `export const ${key} = ${JSON.stringify(value)};`)
            .join('\n'),
    },
  });

/** A file's hash as a page writes it to have no other in its place. */
const integrityOf = (code: string): string => `sha384-${createHash('sha384').update(code).digest('base64')}`;

/** Names the build by the hash of `l30.js`, makes the leaves that belong to it, and writes down the hash of each. */
export function leaves(): Plugin {
  return {
    name: 'leaves',
    async generateBundle(_, files) {
      const script = files['l30.js'] as unknown as { code: string };
      const id = createHash('sha256').update(script.code).digest('hex').slice(0, 12);
      const named = (code: string): string => code.replaceAll(BUILD, id);
      script.code = named(script.code);
      const hashes: Record<string, string> = { 'l30.js': integrityOf(script.code) };
      const emit = (fileName: string, code: string): void => {
        const source = named(code);
        hashes[fileName] = integrityOf(source);
        this.emitFile({ type: 'asset', fileName, source });
      };
      const plugins = [await runningCore()];
      for (const name of leafNames()) emit(`${name}.js`, await bundled({ entryPoints: [`src/${name}.ts`], plugins }));
      for (const [name, content] of await contents()) emit(`${name}.js`, await moduleOf(name, content));
      this.emitFile({ type: 'asset', fileName: 'integrity.json', source: `${JSON.stringify(hashes, null, 2)}\n` });
    },
  };
}
