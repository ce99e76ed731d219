import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { difference, inWords, report, REPORT } from '../../src/build/api.ts';
import { root } from './support.ts';

describe('the report of the public API', () => {
  it('is what the package offers, and a change of it is said in the changelog', () => {
    const found = difference(readFileSync(join(root, REPORT), 'utf8'), report());
    assert.deepEqual(
      [...found.gone, ...found.come],
      [],
      `${inWords(found)}\nWrite what it means into CHANGELOG.md; npm run api takes it into the report.`,
    );
  });

  it('calls it major when a fact is gone or another, minor when one has come, and patch otherwise', () => {
    const before = 'l30-x attribute a: string\nl30-x part card\n';
    assert.equal(difference(before, before).change, 'patch');
    assert.equal(difference(before, `${before}l30-x part tile\n`).change, 'minor');
    assert.equal(difference(before, 'l30-x attribute a: string\n').change, 'major');
    assert.equal(difference(before, before.replace('string', 'number')).change, 'major');
  });
});
