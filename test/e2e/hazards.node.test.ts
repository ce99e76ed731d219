/** On every page in test/hazards/pages, whatever the page does, the same list holds. */
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { ENGINES, handsIn, without, type Hands } from '../hazards/hands.ts';
import { hazards, type Hazard } from '../hazards/hazards.ts';
import { Site } from '../hazards/server.ts';
import { visit } from '../hazards/visit.ts';
// @ts-expect-error Plain JavaScript, because it runs before anything is installed.
import { enginesOf } from '../tools/engines.mjs';

const there = ENGINES.filter((engine) => !without(engine));

describe('hazards', { concurrency: ENGINES.length }, () => {
  const site = new Site();
  const started = site.start();
  after(() => site.stop());

  for (const engine of ENGINES) {
    describe(`in ${engine}`, { concurrency: 1, skip: without(engine) }, () => {
      let hands: Hands;
      before(async () => {
        [hands] = await Promise.all([handsIn(engine), started]);
      });
      after(() => hands?.close());

      for (const [name, hazard] of Object.entries<Hazard>(hazards)) {
        if (!enginesOf(hazard.engines ?? 'one', there).includes(engine)) continue;
        it(`${name}: ${hazard.what}`, () => visit({ hands, site, engine, name, hazard }));
      }
    });
  }

  it('every engine that is here was asked', () => assert.ok(there.length > 0));
});
