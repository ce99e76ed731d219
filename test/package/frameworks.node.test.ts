/**
 * The examples in demo/frameworks, each compiled by its framework's own tools against the packed package. Their
 * packages are no devDependencies: Angular's compiler alone is as large as all that a page needs to be built, and
 * whoever changes a word would wait for it. They are kept beside our own, and fetched anew when an example asks for others.
 */
import assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { checkIn, emptyFolder, npm, pack, root, site, visit } from './support.ts';

const CACHE = join(root, 'node_modules/.cache/frameworks');
const VITE = join(root, 'node_modules/vite/bin/vite.js');

/** What looks at the types of each, from its own folder. */
const COMPILERS: Readonly<Record<string, string[]>> = {
  react: [join(root, 'node_modules/typescript/bin/tsc')],
  vue: ['node_modules/vue-tsc/bin/vue-tsc.js'],
  svelte: ['node_modules/svelte-check/bin/svelte-check', '--fail-on-warnings'],
  angular: ['node_modules/@angular/compiler-cli/bundles/src/bin/ngc.js'],
};

/** How a server draws the widget, where the framework has a server of its own. */
const SERVERS: Readonly<Record<string, string>> = {
  react: `import { createElement } from 'react';
    import { renderToString } from 'react-dom/server';
    import 'l30-widgets/define';
    console.log(renderToString(createElement('l30-mood-check-in', { scale: 'faces-3' })));`,
  vue: `import { createSSRApp, h } from 'vue';
    import { renderToString } from 'vue/server-renderer';
    import 'l30-widgets/define';
    console.log(await renderToString(createSSRApp({ render: () => h('l30-mood-check-in', { scale: 'faces-3' }) })));`,
};

function run(folder: string, ...args: readonly string[]): void {
  const { status, stdout, stderr } = spawnSync(process.execPath, args, { cwd: folder, encoding: 'utf8' });
  assert.equal(status, 0, stdout + stderr);
}

/** A copy of an example, with its packages and ours. */
function install(name: string, packed: string): string {
  const folder = join(CACHE, name);
  const wanted = readFileSync(join(root, 'demo/frameworks', name, 'package.json'), 'utf8');
  const mark = join(folder, 'node_modules/.installed');
  const isInstalled = existsSync(mark) && readFileSync(mark, 'utf8') === wanted;
  if (!isInstalled) rmSync(folder, { recursive: true, force: true });
  for (const made of ['src', 'dist', 'compiled']) rmSync(join(folder, made), { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  cpSync(join(root, 'demo/frameworks', name), folder, { recursive: true });
  const quiet = ['--ignore-scripts', '--no-audit', '--no-fund', '--prefer-offline', '--package-lock=false'];
  // Their tools take Vite and TypeScript from the folder above, in the versions of this repository.
  if (!isInstalled) npm(folder, 'install', '--legacy-peer-deps', ...quiet);
  writeFileSync(mark, wanted);
  const ours = join(folder, 'node_modules/l30-widgets');
  rmSync(ours, { recursive: true, force: true });
  mkdirSync(ours, { recursive: true });
  execFileSync('tar', ['-xzf', packed, '-C', ours, '--strip-components=1']);
  return folder;
}

describe('the example for', () => {
  let packed = '';
  const clear: (() => unknown)[] = [];
  before(() => {
    packed = pack(emptyFolder({ after: (fn) => void clear.push(fn as () => unknown) }));
  });
  after(() => clear.forEach((each) => each()));

  for (const [name, compiler] of Object.entries(COMPILERS)) {
    it(`${name} compiles, sends a check-in, and hears that it was sent`, async (context) => {
      const folder = install(name, packed);
      run(folder, ...compiler);
      run(folder, VITE, 'build', '--logLevel', 'error');
      const { url, letters } = await site(context, join(folder, 'dist'));
      const { page, errors } = await visit(context, url);
      const id = await checkIn(page);
      assert.deepEqual(
        letters.map((letter) => letter.id),
        [id],
      );
      assert.deepEqual(errors, []);
      const set = await page.$eval('l30-mood-check-in', ({ scale, askName, readWhen }) => [scale, askName, readWhen]);
      assert.deepEqual(set, ['faces-3', true, 'each school day before 10am']);
    });

    const server = SERVERS[name];
    if (!server) continue;
    it(`${name} draws the widget on a server`, () => {
      const html = execFileSync(process.execPath, ['--input-type=module', '--eval', server], {
        cwd: install(name, packed),
        encoding: 'utf8',
      });
      assert.match(html, /<l30-mood-check-in scale="faces-3"><\/l30-mood-check-in>/);
    });
  }
});
