import assert from 'node:assert/strict';
import { posix } from 'node:path';
import { describe, it } from 'node:test';
import { projectFiles } from './files.ts';
import { findBreaches, findCircles, findCoreInside, findEvaluatedTwice, leavesIn, type House } from './floors.ts';

describe('floors', () => {
  const house: House[] = projectFiles('src')
    .filter(({ path }) => path.endsWith('.ts'))
    .map(({ path, text }) => ({ path: path.slice('src/'.length), text }));

  it('every import in src goes down', () => {
    assert.ok(house.length > 0, 'found no file in src');
    const lines = findBreaches(house).map(
      ({ file, line, specifier, reason }) => `src/${file}:${line} imports '${specifier}', which ${reason}`,
    );
    assert.deepEqual(lines, []);
  });

  it('no files import each other in a circle, types included', () => {
    assert.deepEqual(findCircles(house), []);
  });

  it('a leaf evaluates nothing again that l30.js carries', () => {
    assert.deepEqual(findEvaluatedTwice(house), []);
    assert.deepEqual(findCoreInside(house), []);
  });

  it('a leaf is called by its path', () => {
    const leaves = house.flatMap(({ path, text }) =>
      leavesIn(text).map(({ name, specifier = '' }) => ({ name, at: posix.join(posix.dirname(path), specifier) })),
    );
    assert.ok(leaves.length > 10, `found only ${leaves.length} leaves`);
    for (const { name, at } of leaves) assert.equal(at, `${name}.ts`);
  });

  it('catches a circle, through types as well, but not through what is fetched later', () => {
    const circle = (text: string): string[] =>
      findCircles([
        { path: 'element/a.ts', text: "import { b } from './b.ts';" },
        { path: 'element/b.ts', text },
      ]);
    assert.deepEqual(circle("import type { A } from './a.ts';"), ['element/a.ts > element/b.ts > element/a.ts']);
    assert.deepEqual(circle("export * from './a.ts';"), ['element/a.ts > element/b.ts > element/a.ts']);
    assert.deepEqual(circle("const a = () => import('./a.ts');"), []);
    assert.deepEqual(circle(''), []);
  });

  it('catches a leaf that imports past core.ts', () => {
    const twice = (text: string): string[] =>
      findEvaluatedTwice([
        { path: 'l30.ts', text: "import * as core from './core.ts';" },
        { path: 'core.ts', text: "export { draw } from './element/draw.ts';" },
        { path: 'element/draw.ts', text: "new Leaf('element/x', () => import('./x.ts'));" },
        { path: 'packs/index.ts', text: '' },
        { path: 'element/x.ts', text },
      ]);
    assert.deepEqual(twice("import { draw } from './draw.ts';"), ['element/x evaluates element/draw.ts again']);
    assert.deepEqual(twice("import { draw } from '../core.ts'; import { packs } from '../packs/index.ts';"), []);
    assert.deepEqual(twice("import type { Drawn } from './draw.ts';"), []);
  });

  const caught: [file: string, text: string, reason: RegExp][] = [
    ['delivery/deliver.ts', `import { L30Widget } from '../element/l30-widget.ts';`, /up from delivery to element/],
    ['element/styles.ts', `import '../l30.ts';`, /up from element to a front door/],
    ['settings/settings.ts', `export { x } from '../widgets/index.ts';`, /up from settings to widgets/],
    ['page/found.ts', `export * from '/src/widgets/index.ts';`, /up from page to widgets/],
    ['contract/reply.ts', `import type { Pack } from '../packs/index.ts';`, /sideways from contract to packs/],
    ['packs/index.ts', `type T = import('../locales/index.ts').Strings;`, /sideways from packs to locales/],
    ['delivery/outbox.ts', `const leaf = await import('../settings/admin.ts');`, /up from delivery to settings/],
    ['delivery/outbox.ts', 'const leaf = await import(`../element/${name}.ts`);', /up from delivery to element/],
    ['delivery/outbox.ts', `const leaf = await import('../page/' + name);`, /up from delivery to page/],
    [
      'dialects/index.ts',
      `const all = import.meta.glob(['./*.ts', '../delivery/*.ts']);`,
      /up from dialects to delivery/,
    ],
    ['dialects/form.ts', `import { json } from './json.ts';`, /sideways within dialects/],
    [
      'widgets/mood-check-in/mood-check-in.ts',
      `import { QuestionCard } from '../question-card/question-card.ts';`,
      /sideways within widgets/,
    ],
    ['widgets/mood-check-in/mood-check-in.ts', `import { widgets } from '../index.ts';`, /sideways within widgets/],
    ['widgets/mood-check-in/mood-check-in.ts', 'await import(`../${name}/${name}.ts`);', /sideways within widgets/],
    ['receiver/app.ts', `import { deliver } from '../delivery/deliver.ts';`, /leaves the receiver/],
    ['pages/inbox.ts', `import { app } from '../receiver/app.ts';`, /enters the receiver/],
    ['receiver/app.ts', `import { open } from '../keys/letters.ts';`, /enters the keys/],
    ['keys/main.ts', `import { table } from '../receiver/printable.ts';`, /enters the receiver/],
    ['keys/main.ts', `import { dialect as json } from '../dialects/json.ts';`, /leaves the keys/],
    ['keys/main.ts', `import { readKeys } from '../settings/keys.ts';`, /leaves the keys/],
    ['widgets/mood-check-in/mood-check-in.ts', `import { ownKey } from '../../keys/pair.ts';`, /enters the keys/],
    ['pages/inbox.ts', `import { helper } from '../../test/helper.ts';`, /leaves src/],
    ['cellar/wine.ts', `import { Reply } from '../contract/reply.ts';`, /cellar, a room that has no floor/],
  ];
  for (const [path, text, reason] of caught) {
    it(`catches ${path}: ${text}`, () => {
      const [breach, ...others] = findBreaches([{ path, text: `// first line\n${text}` }]);
      assert.match(breach?.reason ?? 'nothing found', reason);
      assert.equal(breach?.line, 2);
      assert.equal(others.length, 0);
    });
  }

  const welcome: [file: string, text: string][] = [
    [
      'delivery/deliver.ts',
      `import { dialect as json } from '../dialects/json.ts'; import type { Reply } from '../contract/reply.ts';`,
    ],
    ['locales/en.ts', `import type { Rule } from '../contract/rules.ts';`],
    ['packs/index.ts', `import lists from './shared/lists.json' with { type: 'json' };`],
    ['dialects/index.ts', `import { json } from './json.ts';`],
    ['widgets/index.ts', `export { MoodCheckIn } from './mood-check-in/mood-check-in.ts';`],
    ['widgets/mood-check-in/mood-check-in.ts', `import { faces } from './faces.ts'; import { html } from 'lit';`],
    ['widgets/mood-check-in/kiosk.ts', `import { html } from '../../core.ts';`],
    ['dialects/form.ts', `import type { Dialect } from './shared/dialect.ts';`],
    ['delivery/seals.ts', `import { Leaf } from '../leaf.ts';`],
    ['receiver/app.ts', `import { store } from './store.ts'; import { parse } from '../contract/envelope.ts';`],
    ['pages/embed.ts', `import '../l30.ts';`],
    ['pages/builder/keys.ts', `import { ownKey } from '../../keys/pair.ts';`],
    [
      'keys/drill.ts',
      `import { seal } from '../delivery/seal.ts'; import { kidOf } from '../contract/sealed.ts'; import { ownKey } from './pair.ts';`,
    ],
    ['contract/reply.ts', `// import '../widgets/index.ts'\nconst text = "import '../widgets/index.ts'";`],
  ];
  for (const [path, text] of welcome) {
    it(`allows ${path}: ${text}`, () => {
      assert.deepEqual(findBreaches([{ path, text }]), []);
    });
  }
});
