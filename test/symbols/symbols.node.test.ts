import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { builtInScales, PHASES, type ScaleOption } from '../../src/packs/index.ts';
import faces3 from '../../src/packs/en/scales/faces-3.json' with { type: 'json' };
import faces5 from '../../src/packs/en/scales/faces-5.json' with { type: 'json' };
import { symbols, type Drawing } from '../../src/symbols/index.ts';
import { more } from '../../src/symbols/more.ts';

const GRID = 48;
/** Half a stroke: a line nearer to the edge would lose some of its width. */
const EDGE = 1.25;

const drawings: Readonly<Record<string, Drawing>> = { ...symbols, ...more };

/** What buttons can carry. They have words alone so far. */
const CONTROLS = ['yes', 'no', 'skip', 'read-aloud', 'stop', 'back', 'next', 'clear', 'print', 'share'];

const src = join(import.meta.dirname, '../../src');
const filesIn = (folder: string, ending: string): string[] =>
  readdirSync(join(src, folder), { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith(ending))
    .map((file) => readFileSync(join(src, folder, file), 'utf8'));

/** Every text that stands under the name `symbol`, however deep. */
const symbolsIn = (data: unknown): string[] =>
  typeof data === 'object' && data !== null
    ? Object.entries(data).flatMap(([key, value]) =>
        key === 'symbol' && typeof value === 'string' ? [value] : symbolsIn(value),
      )
    : [];

const namedByContent = filesIn('packs', '.json').flatMap((file) => symbolsIn(JSON.parse(file)));
const sources = ['element', 'widgets'].flatMap((folder) => filesIn(folder, '.ts'));
const namedIn = (files: readonly string[]): string[] =>
  files.flatMap((file) => [...file.matchAll(/(?:draw\(|symbol: )'([\w-]+)'/g)].map(([, id = '']) => id));
const namedByWidgets = namedIn(sources);
/** Leaves may wait for drawings that come as one. */
const namedByLeaves = namedIn(sources.filter((file) => /from '[./]+\/core\.ts'/.test(file)));
/** A screen for an outcome draws the phase of its submission. */
const namedByPhases = ['sent', 'unconfirmed', 'waiting', 'refused', 'failed'];

/** How many numbers each command of an SVG path takes at a time. */
const ARITY: Readonly<Record<string, number>> = { M: 2, L: 2, T: 2, H: 1, V: 1, Q: 4, S: 4, C: 6, A: 7, Z: 0 };

interface Point {
  x: number;
  y: number;
}

/** Every point of a path, its control points too, in absolute units. Throws where the path is no SVG path. */
function pointsOf(path: string): Point[] {
  const commands = [...path.matchAll(/([a-z])([^a-z]*)/gi)].map(([, letter = '', rest = '']) => ({
    letter,
    numbers: numbersIn(rest),
  }));
  assert.match(path, /^[Mm]/, 'a path begins with a move');
  let [at, start]: [Point, Point] = [
    { x: 0, y: 0 },
    { x: 0, y: 0 },
  ];
  const points: Point[] = [];
  for (const { letter, numbers } of commands) {
    const command = letter.toUpperCase();
    const arity = ARITY[command];
    assert.ok(arity !== undefined, `${letter} is no command`);
    assert.ok(
      arity === 0 ? numbers.length === 0 : numbers.length > 0 && numbers.length % arity === 0,
      `${letter} with ${numbers.length} numbers`,
    );
    if (command === 'Z') at = start;
    for (let i = 0; i < numbers.length; i += arity) {
      const from = letter === command ? { x: 0, y: 0 } : at;
      const group = numbers.slice(i, i + arity);
      if (command === 'A')
        assert.ok(
          group[0]! > 0 && group[1]! > 0 && [group[3], group[4]].every((flag) => flag === 0 || flag === 1),
          `an arc of ${group.join(' ')}`,
        );
      const pairs = command === 'A' ? group.slice(5) : group;
      if (command === 'H') at = { x: from.x + pairs[0]!, y: at.y };
      else if (command === 'V') at = { x: at.x, y: from.y + pairs[0]! };
      else
        for (let j = 0; j < pairs.length; j += 2)
          points.push((at = { x: from.x + pairs[j]!, y: from.y + pairs[j + 1]! }));
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
  for (const [id, { lines, fill }] of Object.entries(drawings)) {
    it(`${id} is drawn on the grid`, () => {
      for (const path of [lines, ...(fill === undefined ? [] : [fill])]) {
        const points = pointsOf(path);
        assert.ok(points.length > 1, 'draws nothing');
        for (const { x, y } of points) {
          assert.ok(
            [x, y].every((each) => each >= EDGE && each <= GRID - EDGE),
            `${x},${y} is off the grid in ${path}`,
          );
        }
      }
    });
  }

  it('no two are the same', () => {
    const drawn = Object.values(drawings).map(({ lines }) => lines);
    assert.equal(new Set(drawn).size, drawn.length);
    assert.deepEqual(
      Object.keys(more).filter((id) => id in symbols),
      [],
    );
  });

  it('every one that content or a widget names is there', () => {
    assert.ok(namedByContent.length > 50 && namedByWidgets.length > 3);
    assert.deepEqual(
      [...namedByContent, ...namedByWidgets, ...namedByPhases, ...PHASES].filter((id) => !(id in drawings)),
      [],
    );
  });

  it('every one is named by a pack, a list, a scale, a phase, a widget or a control', () => {
    const named = [...namedByContent, ...namedByWidgets, ...namedByPhases, ...PHASES, ...CONTROLS];
    assert.deepEqual(
      Object.keys(drawings).filter((id) => !named.includes(id)),
      [],
    );
  });

  it('what shows at once is built in: widgets, and the scales that travel with them, need no other', () => {
    const options: ScaleOption[] = [
      ...Object.values(builtInScales).flatMap((scale) => scale.options),
      ...faces3.options,
    ];
    assert.ok(namedByLeaves.length > 1);
    const atOnce = namedByWidgets.filter((id) => !namedByLeaves.includes(id));
    assert.deepEqual(
      [...atOnce, ...namedByPhases, ...options.map(({ symbol }) => symbol)].filter((id) => !(id in symbols)),
      [],
    );
  });

  it('every face has a mouth of its own, so that faces can be told apart in one colour', () => {
    const mouths = faces5.options.map(({ symbol }) => drawings[symbol]!.lines.split('M').at(-1));
    assert.equal(mouths.length, 5);
    assert.equal(new Set(mouths).size, 5);
  });

  const noPaths = [
    '',
    'L1 1',
    'M1',
    'M1 1L2',
    'M1 1x2 2',
    'M1 1 h',
    'M1 1 2,,3',
    'M1 1z4',
    'M1 1a2 2 0 5 0 3 3',
    'M1 1l-',
    'M1 1 lNaN 0',
  ];
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
