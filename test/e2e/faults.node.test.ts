/** A short torture run; `npm run faults` runs longer ones. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Engine } from '../faults/programs.ts';
import { torture } from '../faults/torture.ts';
// @ts-expect-error Plain JavaScript, because it runs before anything is installed.
import { findBrowsers } from '../tools/browsers.mjs';

const found = findBrowsers() as Partial<Record<Engine, unknown>>;

for (const engine of ['chromium', 'firefox', 'webkit'] as const) {
  describe(`torture, in ${engine}`, { skip: found[engine] ? false : `${engine} was not found` }, () => {
    it('with keys, nothing that was called safe is lost, and nothing is doubled [case 63] [case 65]', async () => {
      const { saved, lost, doubled, kills, faults, troubles } = await torture({
        engine,
        answers: 24,
        seed: 7,
        keys: true,
      });
      assert.deepEqual({ lost, doubled }, { lost: 0, doubled: 0 }, troubles.join('; '));
      assert.ok(saved > 0 && kills > 0 && faults > 0, 'there was something to survive');
    });

    it('without keys, nothing that was called sent is lost, and nothing is doubled', async () => {
      const { lost, doubled, kills, faults, troubles } = await torture({ engine, answers: 10, seed: 7, keys: false });
      assert.deepEqual({ lost, doubled }, { lost: 0, doubled: 0 }, troubles.join('; '));
      assert.ok(kills > 0 && faults > 0, 'there was something to survive');
    });
  });
}
