import { readdirSync, readFileSync } from 'node:fs';
import { build } from 'esbuild';
import { minify } from 'terser';
import { defineConfig, type Plugin } from 'vite';
import { WIDGET_NAMES } from './src/contract/envelope.ts';
import type { PackFile, ScaleFile } from './src/packs/index.ts';
import { corePack, forReaders, wholePack, wholeScale } from './src/packs/whole.ts';
import { staticPage } from './src/pages/embed.ts';

/** Collapses the white space of css templates, where it means nothing. */
function tightStyles(): Plugin {
  return {
    name: 'tight-styles',
    enforce: 'pre',
    transform(code, id) {
      if (!/\/src\/.*\.ts$/.test(id)) return null;
      const tight = (css: string): string =>
        css
          .replace(/\s+/g, ' ')
          .replace(/ ?([{};,]) ?/g, '$1')
          .replace(/: | (?=[+>!] ?)|(?<=[+>]) /g, (gap) => gap.trim())
          .replace(/;}/g, '}')
          .replace(/\b0\./g, '.')
          .replace('css` ', 'css`');
      // Without values in a template, `unsafeCSS` gives what `css` gives, and leaves its checks and their words behind.
      const slim = code.replace(/\bcss\b(?=.*from 'lit')/, 'unsafeCSS as css').replace(/css`[^`]*`/g, tight);
      return { code: slim, map: null };
    },
  };
}

/**
 * Takes the line breaks out of html templates, the only line breaks left in a minified file. Between
 * two attributes one space stays; our templates hold no text of their own that could run together.
 */
function tightMarkup(code: string): string {
  return code.replace(/\s*\n\s*/g, (gap: string, at: number) => {
    const attributeFollows = /[\w.@?]/.test(code[at + gap.length] ?? '') && code[at - 1] !== '>';
    return attributeFollows ? ' ' : '';
  });
}

/**
 * Lit notes its version, keeps a place for decorators, and looks for polyfills of shadow roots, on the
 * global object. We use none of them, and a school's page stays as it was. What else of Lit we do not use
 * stays out as well, so that there is room for what can be seen.
 */
function leaveNoGlobals(): Plugin {
  const notes = [
    /\(\w+\.(\w+Versions)\s*\?\?=\s*\[\]\)\.push\([^)]*\)/g,
    /Symbol\.metadata\s*\?\?=\s*Symbol\("metadata"\),\s*\w+\.litPropertyMetadata\s*\?\?=\s*new WeakMap/g,
  ];
  const decorated = /const (\w)=this\[Symbol\.metadata\];if\(null!==\1\)\{[^{}]*\}/g;
  /** Directives in a tag, values in a comment, templates that are parts of a drawing or a formula, and what Lit tells developers who misuse it. */
  const unused = [
    /\b\w\.startsWith\(\w\)&&\(\w\.push\(\{type:6,index:\w\}\),\w\.removeAttribute\(\w\)\)/g,
    /let (\w)=-1;for\(;-1!==\(\1=\w\.data\.indexOf\(\w,\1\+1\)\);\)\w\.push\(\{type:7,index:\w\}\),\1\+=\w\.length-1/g,
    /\b6===\w\.type&&\(\w=new \w+\(\w,this,\w\)\)/g,
    /\b[23]===\w(?=\?"<\/?(?:svg|math)>":)/g,
    /(?<=,)2===(\w)\|\|3===\1(?=\)\{)/g,
    /(?<=throw Error\()(["'`]).*?\1(?=\))/g,
  ];
  /** Likewise directives as values, with what tells them that they come and go; places inside the text of a textarea; attributes that follow a property; and what decorators leave. */
  const shorter: readonly [RegExp, string][] = [
    [
      /(function (\w)\(\w,(\w)),s=t,e\)\{if\(\3===\w\)return \3;let h=.*?_\$litDirective\$;.*?\2\(t,h\._\$AS\(t,\3\.values\),h,e\)\),\3\}/,
      '$1){return $3}',
    ],
    [/if\(\w\.test\(\w\.tagName\)\)\{const.*?\}\}(?=\}else if\(8===)/, ''],
    [/toAttribute\(t,s\)\{.*?return t\},/, ''],
    [/case Object:case Array:try\{.*?\}catch\(t\)\{i=null\}/, ''],
    [/_\$ET\(t,s\)\{.*?\}\}(?=_\$AK)/, ''],
    [/this\._\$Eq&&=.*?\),(?=this\._\$EM\(\)\}updated)/, ''],
    [
      /C\(t,s,\{useDefault.*?\}(?=async _\$EP)/,
      'C(t,s){this._$AL.has(t)||(this.hasUpdated||(s=void 0),this._$AL.set(t,s))}',
    ],
    [/\|\|i\.useDefault&&.*?_\$Eu\(t,i\)\)(?=\)\)return)/, ''],
    [/h="function"==typeof t\.converter.*?:u;/, 'h=u;'],
    [/r\?\?this\._\$Ej\?\.get\(e\)\?\?r/, 'r'],
    [/(?<=this\._\$Ep=void 0\})const t=this\.constructor\.elementProperties;if.*?this\.C\(s,void 0,i,e\)\}/, ''],
    [/this\.prototype\.hasOwnProperty\(t\)&&\(\(s=Object\.create\(s\)\)\.wrapped=!0\),/, ''],
    [/static addInitializer\(t\)\{.*?\.push\(t\)\}/, ''],
    [/void 0!==t\.l&&\(this\.l=\[\.\.\.t\.l\]\),/, ''],
    [/connectedCallback\(\)\{super\..*?setConnected\(!1\)\}/, ''],
    [/setConnected\(\w\)\{[^}]*\}/, ''],
    [/for\(this\._\$AP\?\.\([^)]*\);/, 'for(;'],
    [/,this\._\$Cv=\w\?\.isConnected\?\?!0/, ''],
    [/this\.hasUpdated\|\|\(this\.renderOptions\.isConnected=this\.isConnected\),/, ''],
    [/get _\$AU\(\)\{return this\._\$AM\?\._\$AU\?\?this\._\$Cv\}/, ''],
    [/get _\$AU\(\)\{return this\._\$AM\._\$AU\}/g, ''],
    [/,this\.constructor\.l\?\.forEach\(t=>t\(this\)\)/, ''],
    [/const t=this\.scheduleUpdate\(\);return null!=t&&await t,/, 'return this.performUpdate(),'],
    [/scheduleUpdate\(\)\{return this\.performUpdate\(\)\}/, ''],
    [/return this\.getUpdateComplete\(\)\}getUpdateComplete\(\)\{/, ''],
    [/if\(s\.state&&\(s\.attribute=!1\),/, 'if('],
    [/removeController\(t\)\{.*?\}(?=_\$E_)/, ''],
    [/,this\._\$EO\?\.forEach\(t=>t\.hostUpdate\?\.\(\)\)/, ''],
    [
      /this\._\$EO\?\.forEach\(t=>t\.hostUpdated\?\.\(\)\),this\.hasUpdated\|\|\(this\.hasUpdated=!0,this\.firstUpdated\(t\)\)/,
      'this.hasUpdated=!0',
    ],
    [/t=this\.shouldUpdate\(s\),t\?\((.*?)\):this\._\$EM\(\)/, 't=!0,$1'],
    [/shouldUpdate\(t\)\{return!0\}/, ''],
    [/firstUpdated\(t\)\{\}/, ''],
    [/c=e\?t=>t:t=>t instanceof CSSStyleSheet\?.*?\(t\):t(?=;export)/, 'c=t=>t'],
    [
      /const s=this\.t;if\(e&&void 0===t\)\{.*?\(t=o\.get\(s\)\),void 0===t&&\((.*?),e&&o\.set\(s,t\)\)\}return t/,
      'return e&&void 0===t&&$1,t',
    ],
    [/,this\.t=e(?=\}get styleSheet)/, ''],
    [/(finalizeStyles\(s\)\{)const i=\[\];.*?return i\}/, '$1return s?[s].flat(1/0):[]}'],
    [/\[\.\.\.r\(t\),\.\.\.o\(t\)\]/, 'r(t)'],
    [/getOwnPropertySymbols:o,/, ''],
    [/,c=a\.trustedTypes,l=c\?c\.emptyScript:""/, ''],
    [/,void 0!==s\.context(?=\)\{const t=s)/, ''],
    [/else this\.context=s,this\.callback=i,this\.subscribe=h\?\?!1;/, ''],
    [/void 0!==e\.context\?e\.initialValue:i/, 'e.initialValue'],
    [/void 0!==e\.context\?this\.context=e\.context:this\.context=e/, 'this.context=e.context'],
    [/clearCallbacks\(\)\{.*?\}/, ''],
  ];
  /** Every one must be met: another version of Lit is looked at by a person, never cut by chance. */
  const found = new Set<RegExp>();
  return {
    name: 'leave-no-globals',
    transform(code, id) {
      if (
        /\/src\/.*\.ts$/.test(id) &&
        /\b(?:svg|mathml)`|'lit\/(?:async-)?directive|<textarea[^>]*>\$\{|\b(?:reflect|converter|useDefault|noAccessor|state): |\b(?:hostUpdated?|firstUpdated|shouldUpdate|removeController|scheduleUpdate|getUpdateComplete)\(/.test(
          code,
        )
      )
        this.error(`${id} needs a part of Lit that leaveNoGlobals() takes out.`);
      if (!/\/(lit-html|lit-element|@lit\/(?:reactive-element|context))\//.test(id)) return null;
      const alone = code.replace(decorated, '').replace(/\w+\.\w+(Polyfill|Hydrate)Support\b/g, '(void 0)');
      const lean = [...shorter, ...[...notes, ...unused].map((part) => [part, '0'] as const)].reduce(
        (left, [part, instead]) => {
          const next = left.replace(part, instead);
          if (next !== left) found.add(part);
          return next;
        },
        alone,
      );
      return { code: lean, map: null };
    },
    buildEnd() {
      const lost = [...notes, ...unused, ...shorter.map(([part]) => part)].filter((part) => !found.has(part));
      if (lost.length)
        this.error(`Lit is not as leaveNoGlobals() knows it. Look again at what this takes out: ${lost.join(' , ')}`);
    },
  };
}

/**
 * Lit makes a policy for trusted types while it is loaded, and a page with a closed list of names refuses it. Where
 * that list is all there is, Lit can go on without; where the page also asks for trusted types, nothing may be
 * defined, so that the links stay. Writing to an element that nobody sees tells which of the two it is.
 */
function surviveRefusedPolicy(): Plugin {
  const policy = /(\w)\?(\1\.createPolicy\("lit-html",\{createHTML:\w=>\w\}\)):void 0/;
  return {
    name: 'survive-refused-policy',
    transform(code, id) {
      if (!/\/lit-html\/lit-html\.js$/.test(id)) return null;
      if (!policy.test(code)) this.error(`${id} makes its policy for trusted types in another way than before.`);
      return {
        code: code.replace(policy, '(()=>{try{return $1&&$2}catch{document.createElement("p").innerHTML="<p>"}})()'),
        map: null,
      };
    },
  };
}

/** MooTools puts an `Event` of its own on the window, which cannot be extended. */
const TRUE_EVENT = 'const Event = Object.getPrototypeOf(UIEvent);';

/**
 * Property names that only this file ever sees, and that may therefore be shortened: protected
 * members and locale keys, less every name that something else knows by its letters: data, Lit,
 * attributes, and whatever stands in quotes or in the `{place}` of a text. Terser leaves names of
 * the platform alone.
 */
function internalNames(): string[] {
  const own = ['src/element', 'src/widgets', 'src/locales'];
  const names = (pattern: RegExp, folders: string[]): string[] =>
    folders.flatMap((folder) =>
      readdirSync(folder)
        .filter((file) => file.endsWith('.ts'))
        .flatMap((file) =>
          [...readFileSync(`${folder}/${file}`, 'utf8').matchAll(pattern)].map(([, name = '']) => name),
        ),
    );
  const internal = [
    ...names(/^ +protected (?:(?:abstract|readonly|async|get) )*(\w+)/gm, own),
    ...names(/^ {2}(?:async )?(\w+)\(.*\{$/gm, ['src/element']),
    ...names(/^ {2}(\w+): '/gm, ['src/locales']),
  ];
  const known = [
    ...names(/(\w+)\??: /g, ['src/contract', 'src/delivery', 'src/packs', 'src/site']),
    ...names(/^ {2}(?:async )?(\w+)\(.*\{$/gm, ['src/delivery']),
    ...names(/\b(\w+): \{/g, own),
    // What parts export is asked for by its letters.
    ...names(/^export (?:const|function|class) (\w+)/gm, ['src/widgets']),
    ...names(/['{](\w+)['}]/g, [...own, 'src/packs', 'src/site']),
    ...readdirSync('src/packs')
      .filter(isContent)
      .flatMap((file) =>
        Object.values(readJson<PackFile>(`src/packs/${file}`))
          .flat()
          .map(String),
      ),
    'constructor',
    'connectedCallback',
    'hostConnected',
    'hostDisconnected',
    'render',
    'updated',
    'willUpdate',
    'createRenderRoot',
  ];
  return [...new Set(internal)].filter((name) => !known.includes(name));
}

/** One file that any script tag can load: smallest form, ASCII only, because a page may declare any charset. */
function classicScript(): Plugin {
  return {
    name: 'classic-script',
    async generateBundle(_, bundle) {
      for (const file of Object.values(bundle)) {
        if (file.type !== 'chunk') continue;
        // A name in quotes is asked for by its letters.
        const reserved = [...file.code.matchAll(/["']([\w$]+)["']/g)].map(([, name = '']) => name);
        const { code = '' } = await minify(file.code, {
          ecma: 2020,
          compress: { passes: 3, unsafe_arrows: true, keep_fargs: false },
          mangle: {
            properties: { reserved, regex: new RegExp(`^(${[...internalNames(), ...LIT, '_\\$[\\w$]+'].join('|')})$`) },
          },
          format: { ascii_only: true, comments: false, wrap_iife: true },
        });
        file.code = tightMarkup(code);
      }
    },
  };
}

/** Names that Lit and its context keep to themselves. What a page may call, and what other copies of Lit may hear, stays as it is. */
const LIT = [
  'elementStyles',
  'finalizeStyles',
  'getPropertyDescriptor',
  'getPropertyOptions',
  'createProperty',
  'noAccessor',
  'useDefault',
  'wrapped',
  'hasChanged',
  'addInitializer',
  'isUpdatePending',
  'hasUpdated',
  'enableUpdating',
  'scheduleUpdate',
  'performUpdate',
  'getUpdateComplete',
  'renderOptions',
  'fromAttribute',
  'toAttribute',
  'unsubscribe',
  'provided',
  'subscriptions',
  'updateObservers',
  'disposer',
  'consumerHost',
  'addCallback',
  'clearCallbacks',
  'setValue',
  'attachListeners',
  'onContextRequest',
  'onProviderRequest',
  'dispatchRequest',
  'contextTarget',
  'initialValue',
];

/** The schema beside the packs is no pack. */
const isContent = (file: string): boolean => file.endsWith('.json') && !file.endsWith('.schema.json');

const readJson = <T>(file: string): T => JSON.parse(readFileSync(file, 'utf8')) as T;

/** `l30.js` carries the core questions of the built-in packs, and of other data only what widgets read. */
function coreContent(): Plugin {
  return {
    name: 'core-content',
    enforce: 'pre',
    transform(code, id) {
      const [, folder, name] = /\/src\/packs\/(scales\/|shared\/)?([\w-]+)\.json$/.exec(id) ?? [];
      if (!name) return null;
      const data = JSON.parse(code) as Record<string, object>;
      if (!folder) return JSON.stringify(corePack(data as unknown as PackFile));
      if (folder === 'scales/') return JSON.stringify(forReaders(data));
      return JSON.stringify(Object.fromEntries(Object.entries(data).map(([key, value]) => [key, forReaders(value)])));
    },
  };
}

/**
 * Property names that stay inside one leaf, and may therefore be shortened: what the courier notes of a
 * letter, and what the parts of HPKE call each other's.
 */
const INSIDE: Readonly<Record<string, RegExp>> = {
  delivery: /^(?:pressed|promised|openAt|tries|kept|letter|mayHaveArrived|dialectNamed|outbox|timeout|said)$/,
  'delivery/seal':
    /^(?:N(?:secret|enc|pk|sk|h|k|n|t)|KEM|KDF|AEAD|(?:En|De)cap|Derive|Extract|Expand|(?:Generate|Derive)KeyPair|(?:S|Des)erialize(?:Private|Public)Key|suite_id|stages|base_nonce|exporter_secret|max_seq|keyFormat|bitmask|encapsulatedSecret|ciphertext|(?:Send|Receive)?Export|Setup(?:Sender|Recipient)|exportedSecret|shared_secret|skR|pkR|psk(?:Id)?|Ndh|mutex|G[xy])$/,
};

/** What sealing says to developers who misuse it. Nobody who writes to a school reads it, and its code stays. */
const MISUSE = /(?<=throw new \w+\()(["'`])(?:(?!\1).)*\1/g;

/**
 * What is fetched only when used: the words for admins, all that sending takes, parts of widgets, the
 * drawings that are not built in, and every pack and scale, each a whole that imports nothing from `l30.js`.
 */
function leaves(): Plugin {
  return {
    name: 'leaves',
    async generateBundle() {
      const unchecked = Object.entries(
        readJson<Record<string, { verifiedOn: string | null }>>('src/packs/regions.json'),
      ).flatMap(([region, { verifiedOn }]) => (verifiedOn ? [] : [region]));
      if (unchecked.length)
        this.warn(
          `No person has checked the help numbers of ${unchecked.join(', ')} yet (verifiedOn in src/packs/regions.json).`,
        );
      const emit = async (name: string, contents: string, loader: 'ts' | 'json', resolveDir = ''): Promise<void> => {
        const { outputFiles } = await build({
          stdin: { contents, loader, resolveDir },
          bundle: true,
          format: 'esm',
          target: 'es2022',
          // HPKE shortens the traces of its errors, which nobody reads in a page.
          define: { 'Error.captureStackTrace': 'undefined' },
          write: false,
        });
        const { text = '' } = outputFiles[0]!;
        const { code = '' } = await minify(name === 'delivery/seal' ? text.replace(MISUSE, "''") : text, {
          module: true,
          ecma: 2020,
          compress: { passes: 3, unsafe_arrows: true, inline: 1 },
          mangle: { properties: { regex: INSIDE[name] ?? /^$/ } },
          format: { ascii_only: true, comments: false },
        });
        this.emitFile({
          type: 'asset',
          fileName: `${name}.js`,
          source: name.startsWith('widgets/') ? tightMarkup(code) : code,
        });
      };
      for (const name of ['admin', 'own-pack', 'own-words', 'ages', 'helpers', 'shapes', 'tailor', 'gloss', 'check']) {
        await emit(`site/${name}`, `export * from './${name}.ts'`, 'ts', 'src/site');
      }
      await emit('delivery', "export * from './index.ts'", 'ts', 'src/delivery');
      await emit('delivery/seal', "export * from './seal.ts'", 'ts', 'src/delivery');
      for (const file of readdirSync('src/dialects')) {
        const name = file.replace('.ts', '');
        const constant = name.replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase());
        if (['names', 'recognise'].includes(name))
          await emit(`dialects/${name}`, `export * from './${file}'`, 'ts', 'src/dialects');
        else if (!['index', 'json', 'README.md'].includes(name))
          await emit(`dialects/${name}`, `export { ${constant} as dialect } from './${file}'`, 'ts', 'src/dialects');
      }
      for (const file of readdirSync('src/widgets').filter((name) => name.endsWith('-part.ts'))) {
        await emit(`widgets/${file.replace('.ts', '')}`, `export * from './${file}'`, 'ts', 'src/widgets');
      }
      await emit('symbols/more', "export * from './more.ts'", 'ts', 'src/symbols');
      for (const [folder, make] of [
        ['packs', wholePack],
        ['packs/scales', wholeScale],
      ] as const) {
        for (const file of readdirSync(`src/${folder}`).filter(isContent)) {
          const content = make(readJson<PackFile & ScaleFile>(`src/${folder}/${file}`));
          await emit(`${folder}/${file.replace('.json', '')}`, JSON.stringify(content), 'json');
        }
      }
      await emit(
        'page/hosted',
        "import { openHosted } from './hosted.ts'; void openHosted(new URL('../', import.meta.url).href);",
        'ts',
        'src/site',
      );
      for (const widget of WIDGET_NAMES)
        this.emitFile({ type: 'asset', fileName: `embed/${widget}.html`, source: staticPage(widget) });
      this.emitFile({ type: 'asset', fileName: 'embed/page.css', source: readFileSync('src/pages/page.css', 'utf8') });
      this.emitFile({
        type: 'asset',
        fileName: 'l30-config.example.js',
        source: readFileSync('src/pages/l30-config.example.js', 'utf8'),
      });
      // For the packs of schools, so that an editor can help with writing them.
      this.emitFile({
        type: 'asset',
        fileName: 'packs/pack.schema.json',
        source: readFileSync('src/packs/pack.schema.json', 'utf8'),
      });
    },
  };
}

/** The snippet builder with its preview: pages of their own beside `l30.js`, which opens from any web space, and from a disk. */
function builderPages(): Plugin {
  const folder = 'src/pages/builder';
  return {
    name: 'builder-pages',
    async generateBundle() {
      for (const name of ['builder', 'preview']) {
        const { outputFiles } = await build({
          entryPoints: [`${folder}/${name}.ts`],
          bundle: true,
          format: 'iife',
          target: 'es2022',
          minify: true,
          legalComments: 'none',
          write: false,
        });
        this.emitFile({ type: 'asset', fileName: `builder/${name}.js`, source: outputFiles[0]!.text });
        this.emitFile({
          type: 'asset',
          fileName: `builder/${name}.css`,
          source: readFileSync(`${folder}/${name}.css`, 'utf8'),
        });
        this.emitFile({
          type: 'asset',
          fileName: `builder/${name === 'builder' ? 'index' : name}.html`,
          source: readFileSync(`${folder}/${name}.html`, 'utf8'),
        });
      }
    },
  };
}

export default defineConfig({
  publicDir: false,
  plugins: [
    coreContent(),
    tightStyles(),
    leaveNoGlobals(),
    surviveRefusedPolicy(),
    leaves(),
    builderPages(),
    classicScript(),
  ],
  build: {
    target: 'es2022',
    minify: false,
    reportCompressedSize: false,
    lib: { entry: 'src/l30.ts', formats: ['iife'], name: 'l30', fileName: () => 'l30.js' },
    rolldownOptions: { output: { extend: false, intro: TRUE_EVENT } },
  },
});
