/** Makes the npm package's own files, in `dist/npm`. What a browser loads by a script tag lies beside it, in `dist`. */
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { build } from 'vite';
import { L30Site } from '../settings/l30-site.ts';
import { widgets } from '../widgets/index.ts';
import { declarations } from './declarations.ts';
import { contents } from './leaves.ts';
import { manifest } from './manifest.ts';
import { tokenSheet } from './tokens.ts';

const OUT = 'dist/npm';

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
function writeContents(): void {
  for (const [name, content] of contents()) {
    const type = name.includes('/scales/') ? 'Scale' : 'Pack';
    const up = '../'.repeat(name.split('/').length - 1);
    write(
      `content/${name.replace('packs/', '')}`,
      `export default ${JSON.stringify(content)};\n`,
      `import type { ${type} } from '${up}packs/index.js';\ndeclare const content: ${type};\nexport default content;\n`,
    );
  }
}

rmSync(OUT, { recursive: true, force: true });
await modules();
declarations(['src/index.ts', 'src/define.ts'], OUT);
writeDefine('site', L30Site.name, 'settings/l30-site');
for (const { widgetName, name } of widgets) writeDefine(widgetName, name, `widgets/${widgetName}/${widgetName}`);
writeContents();
// A script for a tag: there is nothing to take from it.
write('l30', '', 'export {};\n');
writeFileSync(`${OUT}/styles.css`, tokenSheet());
writeFileSync(`${OUT}/custom-elements.json`, `${JSON.stringify(await manifest(), null, 2)}\n`);
