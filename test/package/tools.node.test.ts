import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { publint } from 'publint';
import { formatMessage } from 'publint/utils';
import { widgets } from '../../src/widgets/index.ts';
import { emptyFolder, manifest, pack, root } from './support.ts';

/** Runs a tool of node_modules. Its output is what it has found. */
function tool(file: string, ...args: readonly string[]): { status: number | null; output: string } {
  const { status, stdout, stderr } = spawnSync(process.execPath, [join(root, 'node_modules', file), ...args], {
    cwd: root,
    encoding: 'utf8',
  });
  return { status, output: stdout + stderr };
}

describe('the package, as tools see it', () => {
  it('is put together as bundlers and runtimes expect it (publint)', async () => {
    const { messages, pkg } = await publint({ pkgDir: root, strict: true });
    assert.deepEqual(
      messages.map((message) => formatMessage(message, pkg)),
      [],
    );
  });

  it('has types for every module, wherever they are looked for (are the types wrong?)', (context) => {
    const patterns = {
      '*': widgets.map(({ widgetName }) => widgetName),
      'packs/*': ['en/harmed', 'en/scales/faces-5'],
    };
    const entries = Object.entries(manifest.exports).flatMap(([name, target]) => {
      if (!target || typeof target === 'string') return [];
      const path = name.slice(2);
      if (path === 'types/*') return ['elements', 'jsx'].map((each) => `./types/${each}`);
      if (path === 'packs/*') return patterns['packs/*'].map((each) => `./packs/${each}`);
      return path.includes('*') ? patterns['*'].map((each) => name.replace('*', each)) : [name];
    });
    const { status, output } = tool(
      '@arethetypeswrong/cli/dist/index.js',
      pack(emptyFolder(context)),
      ...['--profile', 'esm-only', '--format', 'ascii', '--entrypoints', ...entries],
    );
    assert.equal(status, 0, output);
    for (const entry of entries)
      assert.ok(output.includes(entry.replace('.', manifest.name)), `${entry} was not looked at`);
  });

  it('has no file, export or dependency that nothing uses (knip)', () => {
    const { status, output } = tool('knip/bin/knip.js', '--no-progress', '--config', 'test/tools/knip.config.ts');
    assert.equal(status, 0, output);
  });
});
