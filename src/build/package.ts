/** Makes the npm package's own files, in `dist/npm`. What a browser loads by a script tag lies beside it, in `dist`. */
import { mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { generateJetBrainsWebTypes } from 'custom-element-jet-brains-integration';
import { generateVsCodeCustomElementData } from 'custom-element-vs-code-integration';
import type { Package } from 'custom-elements-manifest';
import { build } from 'vite';
import { L30Site } from '../settings/l30-site.ts';
import { widgets } from '../widgets/index.ts';
import { read } from './bundle.ts';
import { declarations } from './declarations.ts';
import { elementTypes } from './element-types.ts';
import { contents } from './leaves.ts';
import { manifest } from './manifest.ts';
import { tokenSheet } from './tokens.ts';

const OUT = 'dist/npm';
const FRAMEWORKS = 'src/build/frameworks';

/** Modules stay as they are in `src`, so that a bundler takes what a page uses, and leaves stay what they are. */
async function modules(): Promise<void> {
  await build({
    configFile: false,
    logLevel: 'warn',
    publicDir: false,
    build: {
      target: 'es2022',
      minify: false,
      outDir: OUT,
      lib: { entry: { index: 'src/index.ts', define: 'src/define.ts' }, formats: ['es'] },
      rolldownOptions: {
        external: /^(?:lit|@lit\/context|hpke)(?:\/|$)/,
        output: { preserveModules: true, preserveModulesRoot: 'src', entryFileNames: '[name].js' },
      },
    },
  });
}

/** One more module, and its types. */
function write(name: string, code: string, types: string = code): void {
  const file = `${OUT}/${name}`;
  mkdirSync(dirname(file), { recursive: true });
  if (code) writeFileSync(`${file}.js`, code);
  writeFileSync(`${file}.d.ts`, types);
}

/** An entry that defines one element, for whoever uses no other. */
function writeDefine(name: string, className: string, module: string): void {
  const again = `export { ${className} } from '../${module}.js';\n`;
  write(`define/${name}`, `import { ${className} } from '../${module}.js';\n${className}.define();\n${again}`, again);
}

/** Packs and scales as whole as their leaves are. */
async function writeContents(): Promise<void> {
  for (const [name, content] of await contents()) {
    if (!name.startsWith('packs/')) continue;
    const type = name.includes('/scales/') ? 'Scale' : 'Pack';
    const up = '../'.repeat(name.split('/').length - 1);
    write(
      `content/${name.replace('packs/', '')}`,
      `export default ${JSON.stringify(content)};\n`,
      `import type { ${type} } from '${up}packs/index.js';\ndeclare const content: ${type};\nexport default content;\n`,
    );
  }
}

/** Elements as frameworks and editors know them. */
function writeTypes(elements: Package): void {
  write('types/elements', '', elementTypes(elements));
  for (const file of readdirSync(FRAMEWORKS))
    write(`types/${file.replace('.d.ts', '')}`, '', read(`${FRAMEWORKS}/${file}`));
  // Their makers name an older release of the same format.
  const known = elements as unknown as Parameters<typeof generateVsCodeCustomElementData>[0] &
    Parameters<typeof generateJetBrainsWebTypes>[0];
  const editor = { outdir: `${OUT}/types`, hideLogs: true };
  generateVsCodeCustomElementData(known, {
    ...editor,
    htmlFileName: 'vscode.html-custom-data.json',
    cssFileName: 'vscode.css-custom-data.json',
  });
  generateJetBrainsWebTypes(known, { ...editor, webTypesFileName: 'web-types.json', packageJson: false });
}

rmSync(OUT, { recursive: true, force: true });
await modules();
declarations(['src/index.ts', 'src/define.ts'], OUT);
writeDefine('site', L30Site.name, 'settings/l30-site');
for (const { widgetName, name } of widgets) writeDefine(widgetName, name, `widgets/${widgetName}/${widgetName}`);
await writeContents();
// A script for a tag: there is nothing to take from it.
write('l30', '', 'export {};\n');
writeFileSync(`${OUT}/styles.css`, tokenSheet());
const elements = await manifest();
writeFileSync(`${OUT}/custom-elements.json`, `${JSON.stringify(elements, null, 2)}\n`);
writeTypes(elements);
