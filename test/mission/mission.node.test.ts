import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
// @ts-expect-error Plain JavaScript, as all tools.
import { mission as plain, TABLE, tableOf } from '../tools/mission.mjs';

interface Row {
  row: number;
  seed: string;
  does: string;
  tests: string[];
  places: [file: string, words: string][];
}

const mission = plain as (rows?: Row[]) => { rows: Row[]; complaints: string[] };
const row = (more: Partial<Row>): Row => ({
  row: 1,
  seed: 'A sentence',
  does: 'What it became',
  tests: [],
  places: [['README.md', 'l30-widgets']],
  ...more,
});

describe('the mission', () => {
  it('every sentence has a test or a place, and each of them is there', () => {
    assert.deepEqual(mission().complaints, []);
  });

  it('has a row for each of the 38 sentences', () => {
    assert.deepEqual(
      mission().rows.map((each) => each.row),
      Array.from({ length: 38 }, (_, i) => i + 1),
    );
  });

  it('the table in its README is the one that the rows make: npm run mission writes it', () => {
    assert.equal(readFileSync(TABLE as string, 'utf8'), (tableOf as (table: object) => string)(mission()));
  });

  const faults: [what: string, row: Row, says: RegExp][] = [
    ['neither test nor place', row({ places: [] }), /Row 1 has no test and no place/],
    ['a test that nobody wrote', row({ tests: ['makes tea'] }), /no test is called "makes tea"/],
    ['a place whose file is gone', row({ places: [['src/tea.ts', 'tea']] }), /src\/tea\.ts does not hold tea/],
    [
      'a place whose words are gone',
      row({ places: [['README.md', 'Ask for tea']] }),
      /README\.md does not hold Ask for tea/,
    ],
    ['no words of its own', row({ does: '' }), /does not say what it is about/],
  ];
  for (const [what, faulty, says] of faults) {
    it(`finds a row with ${what}`, () => assert.match(mission([faulty]).complaints.join('\n'), says));
  }

  it('finds nothing in a row without a fault', () => {
    assert.deepEqual(mission([row({ tests: ['asks no why, accuses nobody and promises nothing'] })]).complaints, []);
  });
});
