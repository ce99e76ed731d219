/** A short torture run; `npm run faults` runs longer ones. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Engine } from '../faults/programs.ts';
import { torture } from '../faults/torture.ts';
import { without } from '../hazards/hands.ts';

/** Firefox and WebKit take seconds to start again after each kill; the long runs are those of `npm run faults`. */
const ANSWERS = {
  chromium: { sealed: 24, plain: 10 },
  firefox: { sealed: 8, plain: 4 },
  webkit: { sealed: 8, plain: 4 },
};

describe('torture', { concurrency: 3 }, () => {
  for (const [engine, { sealed, plain }] of Object.entries(ANSWERS) as [Engine, { sealed: number; plain: number }][]) {
    describe(`in ${engine}`, { skip: without(engine) }, () => {
      it('with keys, nothing that was called safe is lost, and nothing is doubled [case 63] [case 65]', async () => {
        const result = await torture({ engine, answers: sealed, seed: 7, keys: true });
        const { saved, lost, doubled, kills, faults, troubles } = result;
        assert.deepEqual({ lost, doubled }, { lost: 0, doubled: 0 }, troubles.join('; '));
        assert.ok(saved > 0 && kills > 0 && faults > 0, 'there was something to survive');
      });

      it('without keys, nothing that was called sent is lost, and nothing is doubled', async () => {
        const result = await torture({ engine, answers: plain, seed: 7, keys: false });
        const { lost, doubled, kills, faults, troubles } = result;
        assert.deepEqual({ lost, doubled }, { lost: 0, doubled: 0 }, troubles.join('; '));
        assert.ok(kills > 0 && faults > 0, 'there was something to survive');
      });
    });
  }
});
