import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
// @ts-expect-error Plain JavaScript, because it runs before anything is installed.
import { chanceFor, shuffle } from '../tools/chance.mjs';
// @ts-expect-error The same.
import { ENGINES, enginesFor, IN_ONE_ENGINE } from '../tools/engines.mjs';
import { projectFiles } from './files.ts';

const letters = [...'abcdefghijklmnopqrstuvwxyz'];
const ordered = (seed: number, name: string): string => shuffle([...letters], chanceFor(seed, name)).join('');

describe('the order of the tests', () => {
  it('is the same for the same seed, and another for another seed or file', () => {
    const order = ordered(7, 'one.test.ts');
    assert.equal(ordered(7, 'one.test.ts'), order);
    const others = [letters.join(''), ordered(8, 'one.test.ts'), ordered(7, 'two.test.ts')];
    assert.equal(new Set([order, ...others]).size, 4);
    assert.deepEqual([...order].sort(), letters, 'none is lost, and none comes twice');
  });

  it('puts everything in every place, in time', () => {
    const firsts = new Set(Array.from({ length: 400 }, (_, seed) => ordered(seed, 'one.test.ts')[0]));
    assert.equal(firsts.size, letters.length);
  });
});

describe('what runs in one engine', () => {
  const files = projectFiles('test')
    .map(({ path }) => path)
    .filter((path) => /(?<!\.node)\.test\.ts$/.test(path));

  it('names only what is there, and says why', () => {
    for (const [beginning, reason] of Object.entries<string>(IN_ONE_ENGINE)) {
      assert.ok(
        files.some((file) => file.startsWith(beginning)),
        `${beginning} is there`,
      );
      assert.match(reason, /^[A-Z].{10,}\.$/);
    }
  });

  it('is less than what runs in all of them', () => {
    const everywhere = files.filter((file) => enginesFor(file).length === ENGINES.length);
    assert.ok(everywhere.length > files.length / 2, `${everywhere.length} of ${files.length}`);
  });
});
