import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { PACK_IDS, type Choice } from '../../src/packs/index.ts';
import lists from '../../src/packs/en/shared/lists.json' with { type: 'json' };
import shorter from '../../src/packs/shorter.json' with { type: 'json' };
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const EXITS = ['i-am-not-sure', 'i-am-not-sure-yet', 'something-else', 'i-need-help-to-think', 'nothing-right-now'];
const whole = lists as Record<string, Choice[]>;

describe('lists for the youngest', () => {
  for (const [name, kept] of Object.entries(shorter)) {
    it(`${name} keeps at most six, each of the long list, with every way out`, () => {
      const ids = whole[name]!.map(({ id }) => id);
      assert.ok(kept.length <= 6 && kept.length > 1);
      assert.deepEqual(
        kept.filter((id) => !ids.includes(id)),
        [],
      );
      assert.deepEqual(
        ids.filter((id) => [...EXITS, 'me'].includes(id) && !kept.includes(id)),
        [],
      );
    });
  }

  it('are there for every shared list that is longer and has drawings', () => {
    const long = Object.entries(whole).filter(
      ([name, list]) => list.length > 6 && list.some(({ symbol }) => symbol) && !name.endsWith('-early'),
    );
    assert.deepEqual(
      long.map(([name]) => name).filter((name) => !(name in shorter)),
      [],
    );
  });

  it('every variant of a pack carries the name of its tone, by which a page finds it', () => {
    for (const id of PACK_IDS) {
      const { tone, variantOf } = JSON.parse(
        readFileSync(join(import.meta.dirname, `../../src/packs/en/${id}.json`), 'utf8'),
      ) as { tone: string; variantOf?: string };
      if (variantOf) assert.equal(id, `${variantOf}-${tone}`);
      const [, base, named] = /^(.*)-(early|teen)$/.exec(id) ?? [];
      if (base && PACK_IDS.includes(base)) assert.deepEqual([variantOf, tone], [base, named]);
    }
  });
});
