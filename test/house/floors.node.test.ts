import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { projectFiles } from './files.ts';
import { findBreaches } from './floors.ts';

describe('floors', () => {
  it('every import in src goes down', () => {
    const files = projectFiles('src')
      .filter(({ path }) => path.endsWith('.ts'))
      .map(({ path, text }) => ({ path: path.slice('src/'.length), text }));
    assert.ok(files.length > 0, 'found no file in src');
    const lines = findBreaches(files).map(
      ({ file, line, specifier, reason }) => `src/${file}:${line} imports '${specifier}', which ${reason}`,
    );
    assert.deepEqual(lines, []);
  });

  const caught: [file: string, text: string, reason: RegExp][] = [
    ['delivery/deliver.ts', `import { L30Widget } from '../element/l30-widget.ts';`, /up from delivery to element/],
    ['element/styles.ts', `import '../l30.ts';`, /up from element to a front door/],
    ['site/settings.ts', `export { x } from '../widgets/index.ts';`, /up from site to widgets/],
    ['site/settings.ts', `export * from '/src/widgets/index.ts';`, /up from site to widgets/],
    ['contract/reply.ts', `import type { Pack } from '../packs/index.ts';`, /sideways from contract to packs/],
    ['packs/index.ts', `type T = import('../locales/index.ts').Strings;`, /sideways from packs to locales/],
    ['delivery/outbox.ts', `const leaf = await import('../site/leaf.ts');`, /up from delivery to site/],
    ['delivery/outbox.ts', 'const leaf = await import(`../element/${name}.ts`);', /up from delivery to element/],
    ['delivery/outbox.ts', `const leaf = await import('../site/' + name);`, /up from delivery to site/],
    [
      'dialects/index.ts',
      `const all = import.meta.glob(['./*.ts', '../delivery/*.ts']);`,
      /up from dialects to delivery/,
    ],
    ['dialects/form.ts', `import { json } from './json.ts';`, /sideways within dialects/],
    ['widgets/mood-check-in.ts', `import { QuestionCard } from './question-card.ts';`, /sideways within widgets/],
    ['widgets/mood-check-in.ts', `import { widgets } from './index.ts';`, /sideways within widgets/],
    ['widgets/mood-check-in.ts', 'await import(`./${name}.ts`);', /sideways within widgets/],
    ['receiver/app.ts', `import { deliver } from '../delivery/deliver.ts';`, /leaves the receiver/],
    ['pages/inbox.ts', `import { app } from '../receiver/app.ts';`, /enters the receiver/],
    ['receiver/app.ts', `import { open } from '../keys/letters.ts';`, /enters the keys/],
    ['keys/main.ts', `import { table } from '../receiver/printable.ts';`, /enters the receiver/],
    ['keys/main.ts', `import { dialect as json } from '../dialects/json.ts';`, /leaves the keys/],
    ['keys/main.ts', `import { readKeys } from '../site/keys.ts';`, /leaves the keys/],
    ['widgets/mood-check-in.ts', `import { ownKey } from '../keys/pair.ts';`, /enters the keys/],
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
    ['widgets/index.ts', `export { MoodCheckIn } from './mood-check-in.ts';`],
    ['widgets/mood-check-in.ts', `import { faces } from './mood-check-in-faces.ts'; import { html } from 'lit';`],
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
