import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { build } from 'vite';
import { widgets } from '../../src/widgets/index.ts';
import { attributes, checkIn, manifest, project, site, visit, write } from './support.ts';

/** Every module that the package offers, as others name it: where a name has a `*`, one for each file that fits. */
function entries(folder: string): string[] {
  const packed = (readdirSync(join(folder, 'node_modules', manifest.name), { recursive: true }) as string[]).map(
    (file) => `./${file.replaceAll('\\', '/')}`,
  );
  return Object.entries(manifest.exports).flatMap(([path, target]) => {
    if (!target || typeof target === 'string' || !target.default || path === './l30.js') return [];
    const name = path.replace('.', manifest.name);
    const [first = '', ...others] = target.default.split('*').map((part) => part.replaceAll('.', '\\.'));
    if (!others.length) return [name];
    const fits = new RegExp(`^${first}(.+)${others.join('\\1')}$`);
    return packed.flatMap((file) => fits.exec(file)?.[1] ?? []).map((found) => name.replace('*', found));
  });
}

describe('the packed package, installed into an empty project', () => {
  let folder = '';
  const clear: (() => unknown)[] = [];
  before(() => {
    folder = project({ after: (fn) => void clear.push(fn as () => unknown) });
  });
  after(() => Promise.all(clear.map((each) => each())));

  /** Runs a module in the project, and answers what it wrote. */
  const run = (code: string): unknown =>
    JSON.parse(
      execFileSync(process.execPath, ['--input-type=module', '--eval', code], { cwd: folder, encoding: 'utf8' }),
    );

  it('offers every widget, alone and with its definition', () => {
    const names = entries(folder);
    for (const { widgetName } of widgets) {
      assert.ok(names.includes(`l30-widgets/${widgetName}`), widgetName);
      assert.ok(names.includes(`l30-widgets/define/${widgetName}`), widgetName);
    }
    for (const name of ['', '/define', '/site', '/define/site', '/packs/en/harmed', '/packs/en/scales/faces-5'])
      assert.ok(names.includes(`l30-widgets${name}`), name);
  });

  it('can be imported on a server, where there is no document, by every name', () => {
    const failed = run(`
      const failed = {};
      for (const name of ${JSON.stringify(entries(folder))})
        await import(name).catch((error) => { failed[name] = String(error); });
      console.log(JSON.stringify({ failed, document: typeof document }));
    `);
    assert.deepEqual(failed, { failed: {}, document: 'undefined' });
  });

  it('defines nothing before it is told to, and then all of it', () => {
    const tags = ['l30-site', ...widgets.map(({ widgetName }) => `l30-${widgetName}`)];
    const defined = run(`
      const tags = ${JSON.stringify(tags)};
      const defined = () => tags.filter((tag) => globalThis.customElements?.get(tag));
      await import('l30-widgets');
      await import('l30-widgets/mood-check-in');
      const first = defined();
      await import('l30-widgets/define/mood-check-in');
      const second = defined();
      await import('l30-widgets/define');
      console.log(JSON.stringify([first, second, defined()]));
    `);
    assert.deepEqual(defined, [[], ['l30-mood-check-in'], tags]);
  });

  it('gives packs and scales as data', () => {
    const data = run(`
      const { default: pack } = await import('l30-widgets/packs/en/harmed');
      const { default: scale } = await import('l30-widgets/packs/en/scales/faces-5');
      console.log(JSON.stringify([pack.id, pack.prompts.length > 0, scale.options.length]));
    `);
    assert.deepEqual(data, ['harmed', true, 5]);
  });

  it('works in a page that Vite builds, with its settings from <l30-site>', async (context) => {
    write(
      folder,
      'index.html',
      `<!doctype html><html lang="en"><title>School</title><link rel="icon" href="data:,"><body>
      <l30-site ${attributes}><l30-mood-check-in></l30-mood-check-in></l30-site>
      <p id="sent"></p><script type="module" src="/main.js"></script>`,
    );
    write(
      folder,
      'main.js',
      `import 'l30-widgets/define/site';
      import 'l30-widgets/define/mood-check-in';
      import 'l30-widgets/styles';
      document.addEventListener('l30-sent', ({ id }) => { document.querySelector('#sent').textContent = id; });`,
    );
    await build({ root: folder, configFile: false, logLevel: 'error' });
    const { url, letters } = await site(context, join(folder, 'dist'));
    const { page, errors } = await visit(context, url);
    const id = await checkIn(page);
    assert.deepEqual(
      letters.map((letter) => letter.id),
      [id],
    );
    assert.deepEqual(errors, []);
  });

  it('brings l30.js and its leaves for a plain page with one script tag', async (context) => {
    write(
      folder,
      'plain.html',
      `<!doctype html><html lang="en"><title>School</title><link rel="icon" href="data:,"><body>
      <l30-mood-check-in></l30-mood-check-in><p id="sent"></p>
      <script src="/node_modules/l30-widgets/dist/l30.js" ${attributes.replaceAll(/([\w-]+)=/g, 'data-$1=')}></script>
      <script>document.addEventListener('l30-sent', (event) => { document.querySelector('#sent').textContent = event.id; });</script>`,
    );
    const { url, letters } = await site(context, folder);
    const { page, errors } = await visit(context, `${url}plain.html`);
    const id = await checkIn(page);
    assert.deepEqual(
      letters.map((letter) => letter.id),
      [id],
    );
    assert.deepEqual(errors, []);
  });
});
