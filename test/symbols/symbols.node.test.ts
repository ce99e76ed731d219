import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import faces5 from '../../src/packs/scales/faces-5.json' with { type: 'json' };
import { symbols, type Drawing, type SymbolId } from '../../src/symbols/index.ts';

const GRID = 48;

/** How many numbers each command of an SVG path takes at a time. */
const ARITY: Readonly<Record<string, number>> = { M: 2, L: 2, T: 2, H: 1, V: 1, Q: 4, S: 4, C: 6, A: 7, Z: 0 };

interface Point {
  x: number;
  y: number;
}

/** Every point of a path, its control points too, in absolute units. Throws where the path is no SVG path. */
function pointsOf(path: string): Point[] {
  const commands = [...path.matchAll(/([a-z])([^a-z]*)/gi)].map(([, letter = '', rest = '']) => ({ letter, numbers: numbersIn(rest) }));
  assert.match(path, /^[Mm]/, 'a path begins with a move');
  let [at, start]: [Point, Point] = [{ x: 0, y: 0 }, { x: 0, y: 0 }];
  const points: Point[] = [];
  for (const { letter, numbers } of commands) {
    const command = letter.toUpperCase();
    const arity = ARITY[command];
    assert.ok(arity !== undefined, `${letter} is no command`);
    assert.ok(arity === 0 ? numbers.length === 0 : numbers.length > 0 && numbers.length % arity === 0, `${letter} with ${numbers.length} numbers`);
    if (command === 'Z') at = start;
    for (let i = 0; i < numbers.length; i += arity) {
      const from = letter === command ? { x: 0, y: 0 } : at;
      const group = numbers.slice(i, i + arity);
      if (command === 'A') assert.ok(group[0]! > 0 && group[1]! > 0 && [group[3], group[4]].every((flag) => flag === 0 || flag === 1), `an arc of ${group.join(' ')}`);
      const pairs = command === 'A' ? group.slice(5) : group;
      if (command === 'H') at = { x: from.x + pairs[0]!, y: at.y };
      else if (command === 'V') at = { x: at.x, y: from.y + pairs[0]! };
      else for (let j = 0; j < pairs.length; j += 2) points.push((at = { x: from.x + pairs[j]!, y: from.y + pairs[j + 1]! }));
      if (command === 'H' || command === 'V') points.push(at);
      if (command === 'M' && i === 0) start = at;
    }
  }
  return points;
}

const NUMBER = String.raw`[+-]?(?:\d+\.?\d*|\.\d+)`;
const NUMBERS = new RegExp(String.raw`^\s*(?:${NUMBER}(?:\s*,?\s*${NUMBER})*)?\s*$`);

function numbersIn(text: string): number[] {
  assert.match(text, NUMBERS, `"${text}" is no list of numbers`);
  return (text.match(new RegExp(NUMBER, 'g')) ?? []).map(Number);
}

describe('symbols', () => {
  for (const [id, { lines, fill }] of Object.entries(symbols) as [SymbolId, Drawing][]) {
    it(`${id} is drawn on the grid`, () => {
      for (const path of [lines, ...(fill === undefined ? [] : [fill])]) {
        const points = pointsOf(path);
        assert.ok(points.length > 1, 'draws nothing');
        for (const { x, y } of points) {
          assert.ok(x >= 0 && x <= GRID && y >= 0 && y <= GRID, `${x},${y} is off the grid in ${path}`);
        }
      }
    });
  }

  it('no two are the same', () => {
    const drawn = Object.values(symbols).map(({ lines }) => lines);
    assert.equal(new Set(drawn).size, drawn.length);
  });

  it('every face has a mouth of its own, so that faces can be told apart in one colour', () => {
    const mouths = faces5.options.map(({ symbol }) => symbols[symbol as SymbolId].lines.split('M').at(-1));
    assert.equal(mouths.length, 5);
    assert.equal(new Set(mouths).size, 5);
  });

  const noPaths = ['', 'L1 1', 'M1', 'M1 1L2', 'M1 1x2 2', 'M1 1 h', 'M1 1 2,,3', 'M1 1z4', 'M1 1a2 2 0 5 0 3 3', 'M1 1l-', 'M1 1 lNaN 0'];
  for (const path of noPaths) {
    it(`"${path}" would be found out`, () => {
      assert.throws(() => pointsOf(path));
    });
  }

  it('points are followed through relative moves, arcs and closed lines', () => {
    assert.deepEqual(pointsOf('M10 10h5v-5zl1 1a2 2 0 1 0 4 0'), [
      { x: 10, y: 10 },
      { x: 15, y: 10 },
      { x: 15, y: 5 },
      { x: 11, y: 11 },
      { x: 15, y: 11 },
    ]);
  });
});
