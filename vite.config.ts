/** What is built: `l30.js` with its leaves, and the pages beside it. Dependencies are shipped as they are published. */
import { defineConfig, type Plugin } from 'vite';
import { bundled, isOurs, read, smallLiterals } from './src/build/bundle.ts';
import { leaves } from './src/build/leaves.ts';
import { WIDGET_NAMES } from './src/contract/envelope.ts';
import type { PackFile } from './src/packs/index.ts';
import { corePack, forReaders } from './src/packs/whole.ts';
import { staticPage } from './src/pages/embed.ts';

/**
 * Stands before `l30.js`, inside its function. MooTools puts an `Event` of its own on the window, which cannot be
 * extended. Lit keeps notes on the global object, and makes a policy for trusted types, which a page with a
 * closed list of names refuses: it finds this object in its place. Where the page also asks for trusted types, nothing
 * may be defined, so that the links stay: writing to an element that nobody sees tells which of the two it is.
 */
const SHELTER = `
const Event = Object.getPrototypeOf(UIEvent);
const litPropertyMetadata = new WeakMap();
const globalThis = { litPropertyMetadata, ShadowRoot: window.ShadowRoot, trustedTypes: window.trustedTypes && {
  emptyScript: window.trustedTypes.emptyScript,
  createPolicy(name, rules) {
    try { return window.trustedTypes.createPolicy(name, rules); } catch { document.createElement('p').innerHTML = '<p>'; }
  },
} };`;

/** Our own sources in `l30.js`. There a leaf comes by its name, so that the import of its source stays outside, unread. */
function ourSources(): Plugin {
  return {
    name: 'our-sources',
    enforce: 'pre',
    resolveId: (id, _, { kind }) => (kind === 'dynamic-import' ? { id, external: true } : null),
    transform: async (code, id) => (isOurs(id) ? { code: await smallLiterals(code), map: null } : null),
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

/** Whole pages, which need no server of their own: hosted widgets, and the snippet builder with its preview. */
function pages(): Plugin {
  return {
    name: 'pages',
    async generateBundle() {
      const emit = (fileName: string, source: string): void => void this.emitFile({ type: 'asset', fileName, source });
      const copy = (fileName: string, file: string): void => emit(fileName, read(`src/${file}`));
      emit('page/hosted.js', await bundled({ entryPoints: ['src/pages/hosted.ts'] }));
      for (const widget of WIDGET_NAMES) emit(`embed/${widget}.html`, staticPage(widget));
      copy('embed/page.css', 'pages/page.css');
      copy('l30-config.example.js', 'pages/l30-config.example.js');
      copy('packs/pack.schema.json', 'packs/pack.schema.json');
      for (const name of ['builder', 'preview']) {
        emit(`builder/${name}.js`, await bundled({ entryPoints: [`src/pages/builder/${name}.ts`], format: 'iife' }));
        copy(`builder/${name}.css`, `pages/builder/${name}.css`);
        copy(`builder/${name === 'builder' ? 'index' : name}.html`, `pages/builder/${name}.html`);
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
