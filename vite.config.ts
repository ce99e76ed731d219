/** What is built: `l30.js` with its leaves, and the pages beside it. Dependencies are shipped as they are published. */
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { build as bundle, type Plugin as BundlePlugin } from 'esbuild';
import { minifyHTMLLiterals } from 'minify-literals';
import { minify } from 'terser';
import { defineConfig, type Plugin } from 'vite';
import { WIDGET_NAMES } from './src/contract/envelope.ts';
import { DIALECT_NAMES } from './src/dialects/names.ts';
import { PACK_IDS, SCALE_IDS, type PackFile, type ScaleFile } from './src/packs/index.ts';
import { corePack, forReaders, wholePack, wholeScale } from './src/packs/whole.ts';
import { staticPage } from './src/pages/embed.ts';

const read = (file: string): string => readFileSync(file, 'utf8');
const readJson = <T>(name: string): T => JSON.parse(read(`src/${name}.json`)) as T;

/** Stands in sources, and in a built file until its hash is known, for the name of the build. */
const BUILD = '%build%';

/**
 * Stands before `l30.js`, inside its function. MooTools puts an `Event` of its own on the window, which cannot be
 * extended. Lit notes its version on the global object, and makes a policy for trusted types, which a page with a
 * closed list of names refuses: Lit finds this object in its place, whatever its version. Where the page also asks for
 * trusted types nothing may be defined, so that the links stay: writing to an element that nobody sees tells.
 */
const SHELTER = `
const Event = Object.getPrototypeOf(UIEvent);
const globalThis = { ShadowRoot: window.ShadowRoot, trustedTypes: window.trustedTypes && {
  emptyScript: window.trustedTypes.emptyScript,
  createPolicy(name, rules) {
    try { return window.trustedTypes.createPolicy(name, rules); } catch { document.createElement('p').innerHTML = '<p>'; }
  },
} };`;

/** Takes what nobody sees out of templates and style sheets. */
const smallLiterals = async (code: string): Promise<string> => (await minifyHTMLLiterals(code))?.code ?? code;

const ours = (id: string): boolean => /\/src\/(?!packs|locales).*\.ts$/.test(id);

/** Our own sources, made ready for a built file. A leaf comes by its name there, so that the import of its source stays unread. */
function ourSources(): Plugin {
  return {
    name: 'our-sources',
    enforce: 'pre',
    resolveId: (id, _, { kind }) => (kind === 'dynamic-import' ? { id, external: true } : null),
    transform: async (code, id) => (ours(id) ? { code: await smallLiterals(code), map: null } : null),
  };
}

/** `l30.js` carries the core questions of the built-in packs, and of other data only what widgets read. */
function coreContent(): Plugin {
  return {
    name: 'core-content',
    enforce: 'pre',
    transform(code, id) {
      const [, file] = /\/src\/packs\/(.+)\.json$/.exec(id) ?? [];
      if (!file) return null;
      const data = JSON.parse(code) as Record<string, object>;
      if (/^en\/[\w-]+$/.test(file)) return JSON.stringify(corePack(data as unknown as PackFile));
      if (file.startsWith('en/scales/')) return JSON.stringify(forReaders(data));
      return JSON.stringify(Object.fromEntries(Object.entries(data).map(([key, value]) => [key, forReaders(value)])));
    },
  };
}

/** Binds what a leaf imports from `core.ts` and `leaf.ts` to the `l30.js` of the same build that runs on the page. */
async function runningCore(): Promise<BundlePlugin> {
  const { metafile } = await bundle({
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
    setup(build) {
      build.onResolve({ filter: /./ }, ({ kind, path }) =>
        kind === 'dynamic-import' ? { path, external: true } : null,
      );
      build.onResolve({ filter: /^(?:\.\.\/)+(?:core|leaf)\.ts$/ }, () => ({ path: 'core', namespace: 'running' }));
      build.onLoad({ filter: /.*/, namespace: 'running' }, () => ({ contents }));
      build.onLoad({ filter: /\/src\/.*\.ts$/ }, async ({ path }) => ({
        contents: ours(path) ? await smallLiterals(read(path)) : read(path),
        loader: 'ts',
      }));
    },
  };
}

/** What a leaf is called in the sources that ask for it. */
const leafNames = (): string[] =>
  (readdirSync('src', { recursive: true }) as string[])
    .filter((file) => file.endsWith('.ts'))
    .flatMap((file) => [...read(`src/${file}`).matchAll(/new Leaf\('([\w/-]+)'/g)].map(([, name = '']) => name));

/** Every file that is fetched only when it is used. */
function leaves(): Plugin {
  const options = {
    bundle: true,
    format: 'esm',
    target: 'es2022',
    minify: true,
    charset: 'ascii',
    legalComments: 'none',
    write: false,
  } as const;
  return {
    name: 'leaves',
    async generateBundle(_, files) {
      const script = files['l30.js'] as unknown as { code: string };
      const id = createHash('sha256').update(script.code).digest('hex').slice(0, 12);
      script.code = script.code.replaceAll(BUILD, id);
      const emit = (fileName: string, source: string): void =>
        void this.emitFile({ type: 'asset', fileName, source: source.replaceAll(BUILD, id) });
      const core = await runningCore();
      for (const name of [
        ...leafNames(),
        ...DIALECT_NAMES.map((dialect) => `dialects/${dialect}`),
        'dialects/names',
        'dialects/recognise',
      ]) {
        const { outputFiles } = await bundle({ ...options, entryPoints: [`src/${name}.ts`], plugins: [core] });
        emit(`${name}.js`, outputFiles[0]!.text);
      }
      const content = [
        ...PACK_IDS.map((pack) => `packs/en/${pack}`).map(
          (name) => [name, wholePack(readJson<PackFile>(name))] as const,
        ),
        ...SCALE_IDS.map((scale) => `packs/en/scales/${scale}`).map(
          (name) => [name, wholeScale(readJson<ScaleFile>(name))] as const,
        ),
      ];
      for (const [name, value] of content) {
        const { code = '' } = await minify(`export default ${JSON.stringify(value)}`, {
          module: true,
          format: { ascii_only: true },
        });
        emit(`${name}.js`, code);
      }
    },
  };
}

/** Whole pages, which need no server of their own: hosted widgets, and the snippet builder with its preview. */
function pages(): Plugin {
  return {
    name: 'pages',
    async generateBundle() {
      const emit = (fileName: string, source: string): void => void this.emitFile({ type: 'asset', fileName, source });
      const page = async (entry: string): Promise<string> =>
        (
          await bundle({
            entryPoints: [entry],
            bundle: true,
            format: 'iife',
            target: 'es2022',
            minify: true,
            legalComments: 'none',
            write: false,
          })
        ).outputFiles[0]!.text;
      const hosted = await bundle({
        stdin: {
          contents: "import { openHosted } from './hosted.ts'; void openHosted(new URL('../', import.meta.url).href);",
          loader: 'ts',
          resolveDir: 'src/page',
        },
        bundle: true,
        format: 'esm',
        minify: true,
        write: false,
      });
      emit('page/hosted.js', hosted.outputFiles[0]!.text);
      for (const widget of WIDGET_NAMES) emit(`embed/${widget}.html`, staticPage(widget));
      emit('embed/page.css', read('src/pages/page.css'));
      emit('l30-config.example.js', read('src/pages/l30-config.example.js'));
      emit('packs/pack.schema.json', read('src/packs/pack.schema.json'));
      for (const name of ['builder', 'preview']) {
        emit(`builder/${name}.js`, await page(`src/pages/builder/${name}.ts`));
        emit(`builder/${name}.css`, read(`src/pages/builder/${name}.css`));
        emit(`builder/${name === 'builder' ? 'index' : name}.html`, read(`src/pages/builder/${name}.html`));
      }
    },
  };
}

export default defineConfig({
  publicDir: false,
  plugins: [coreContent(), ourSources(), leaves(), pages()],
  build: {
    target: 'es2022',
    minify: 'terser',
    terserOptions: { ecma: 2020, compress: { passes: 2 }, format: { ascii_only: true, comments: false } },
    reportCompressedSize: false,
    lib: { entry: 'src/l30.ts', formats: ['iife'], name: 'l30', fileName: () => 'l30.js' },
    rolldownOptions: { output: { extend: false, intro: SHELTER } },
  },
});
