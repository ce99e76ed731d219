import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { distance, nearest } from '../../src/settings/nearest.ts';

describe('slips between two words', () => {
  for (const [a, b, slips] of [
    ['', '', 0],
    ['gmail.com', 'gmail.com', 0],
    ['gmail.com', 'gmal.com', 1],
    ['gmail.com', 'gmaill.com', 1],
    ['gmail.com', 'gmaik.com', 1],
    ['gmail.com', 'gmial.com', 1],
    ['gmail.com', 'gmail.ocm', 1],
    ['gmail.com', 'gmal.con', 2],
    ['', 'abc', 3],
    ['ca', 'abc', 3],
    ['kitten', 'sitting', 3],
  ] as const) {
    it(`${a || 'nothing'} and ${b || 'nothing'}: ${slips}`, () => {
      assert.equal(distance(a, b), slips);
      assert.equal(distance(b, a), slips);
    });
  }
});

it('the name most like a misspelt one is the nearest, and of none there is none', () => {
  assert.equal(nearest('chek-in', ['harmed', 'check-out', 'check-in']), 'check-in');
  assert.equal(nearest('x', []), '');
});
