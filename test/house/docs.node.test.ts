import assert from 'node:assert/strict';
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { test } from 'node:test';
import { WIDGET_NAMES } from '../../src/contract/envelope.ts';
import { attributeOf, settingNames } from '../../src/settings/settings.ts';

const root = join(import.meta.dirname, '../..');
const read = (path: string): string => readFileSync(join(root, path), 'utf8');
const readme = read('README.md');

/** The lines of the README's code blocks of one kind, block by block. */
const blocks = (kind: string): string[][] =>
  [...readme.matchAll(new RegExp(`\`\`\`${kind}\\n([\\s\\S]*?)\`\`\``, 'g'))].map(([, code = '']) =>
    code.trim().split('\n'),
  );

test('the demo uses exactly the snippet that the README shows', () => {
  const [snippet = []] = blocks('html');
  assert.equal(snippet.length, 2);
  for (const page of ['demo/index.html', 'demo/situations/plain.html', 'demo/situations/below.html']) {
    const lines = read(page)
      .split('\n')
      .map((line) => line.trim());
    for (const line of snippet) assert.ok(lines.includes(line), `${page} lacks: ${line}`);
  }
});

test('the README names every widget, every setting of the script tag, and only scripts that exist', () => {
  for (const name of WIDGET_NAMES) assert.ok(readme.includes(`data-l30="${name}"`), name);
  for (const setting of settingNames.filter((name) => name !== 'dialect'))
    assert.ok(readme.includes(`data-${attributeOf(setting)}`), setting);
  const { scripts } = JSON.parse(read('package.json')) as { scripts: Record<string, string> };
  for (const [, name = ''] of readme.matchAll(/npm run (\w+)/g)) assert.ok(scripts[name], `npm run ${name}`);
});

test('every link and picture of the documents is there', () => {
  for (const document of [
    'README.md',
    'CONTRIBUTING.md',
    'demo/endpoints/README.md',
    'demo/wordpress/l30-widgets/README.md',
    'src/dialects/README.md',
    'src/keys/README.md',
    'src/packs/README.md',
    'src/pages/builder/README.md',
    'src/receiver/README.md',
    'test/faults/README.md',
    'test/mission/README.md',
  ]) {
    for (const [, target = ''] of read(document).matchAll(/\]\((?!https?:)([^)#]+)\)/g))
      assert.ok(existsSync(join(root, dirname(document), target)), `${document}: ${target}`);
  }
});

test('every widget documents itself for the manifest', () => {
  for (const name of WIDGET_NAMES) {
    const source = read(`src/widgets/${name}/${name}.ts`);
    for (const tag of [
      '@summary',
      `@tagname l30-${name}`,
      '@attr',
      '@slot',
      '@event',
      '@csspart',
      '@cssproperty',
      '@cssstate',
    ]) {
      assert.ok(source.includes(` * ${tag}`), `${name}: ${tag}`);
    }
    const declared = /static override properties = \{([\s\S]*?)\n? *\};/.exec(source)?.[1] ?? '';
    for (const [, property = ''] of declared.matchAll(/(\w+): \{/g)) {
      const attribute = property.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
      assert.ok(source.includes(` * @attr ${attribute} - `), `${name}: @attr ${attribute}`);
    }
  }
});

test('every widget has stories and a driver for the shared suite', () => {
  const stories = readdirSync(join(root, 'stories'));
  const drivers = read('test/suites/drivers.ts');
  for (const name of WIDGET_NAMES) {
    assert.ok(stories.includes(`${name}.stories.ts`), `stories/${name}.stories.ts`);
    assert.ok(drivers.includes(`'${name}': {`), `driver of ${name}`);
  }
});
