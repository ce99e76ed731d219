import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import Ajv from 'ajv';
import fc from 'fast-check';
import { checkSense, checkShape, written } from '../../src/packs/check.ts';
import type { PackFile } from '../../src/packs/index.ts';
import { sharedLists, wholeScales } from '../../src/packs/whole.ts';

const folder = join(import.meta.dirname, '../../src/packs');
const read = (file: string): PackFile => JSON.parse(readFileSync(join(folder, file), 'utf8')) as PackFile;
const { $schema: _, ...schema } = read('pack.schema.json') as PackFile & { $schema: string };
const bySchema = new Ajv().compile(schema);
const connect = 'en/check-in.json';
const packs = readdirSync(join(folder, 'en'))
  .filter((file) => file.endsWith('.json'))
  .map((file) => read(join('en', file)));

const told = (pack: unknown): string[] => checkShape(pack).map(({ path, says }) => `${written(path)} ${says}`);
const senseless = (pack: object): string[] =>
  checkSense(pack as PackFile, { lists: sharedLists, scales: wholeScales }).map(
    ({ path, says }) => `${written(path)} ${says}`,
  );

type Holder = Record<string, unknown>;

/** Every object and list inside, so that a change can hit any of them. */
const holdersIn = (value: unknown): Holder[] =>
  typeof value === 'object' && value !== null ? [value as Holder, ...Object.values(value).flatMap(holdersIn)] : [];

const words = fc.constantFrom<unknown>(
  'check-in',
  'a:b',
  'A',
  '',
  ' ',
  '1.0.0',
  '1.0',
  'en-GB',
  'pupil',
  'responsive',
  'proactive',
  'early',
  'talk',
  'text',
  'one',
  'many',
  'scale',
  'show',
  'plan',
  'story',
  'staff-guide',
  'feelings',
  0,
  1,
  4,
  20,
  21,
  99,
  100,
  1.5,
  -1,
  true,
  false,
  null,
  [],
  {},
  ['staff-guide'],
  ['staff-guide', 'staff-guide'],
  { from: 4 },
  { from: 4, to: 7, too: 1 },
  { kind: 'talk' },
  { kind: 'text', rows: 2 },
  { kind: 'one' },
  { kind: 'one', list: 'feelings' },
  { kind: 'many', list: 'x', choices: [] },
  { kind: 'scale' },
  { kind: 'scale', scale: 'faces-3' },
  { kind: 'show', what: 'plan' },
  { kind: 'show', what: 'score' },
  [{ kind: 'talk' }, { kind: 'who' }],
  [{ kind: 'talk' }],
  { kind: 'constructor' },
  { kind: 'toString', list: 'feelings' },
  [
    { id: 'a', text: 'A' },
    { id: 'b', text: 'B' },
  ],
  [
    { id: 'a', text: 'A' },
    { text: 'A', id: 'a' },
  ],
  [{ id: 'a', text: 'A' }],
);
const names = fc.constantFrom(
  'id',
  'title',
  'text',
  'kind',
  'list',
  'choices',
  'rows',
  'max',
  'other',
  'scale',
  'what',
  'answer',
  'core',
  'helper',
  'gloss',
  'symbol',
  'lists',
  'notFor',
  'adultNear',
  'tone',
  'stance',
  'age',
  'from',
  'to',
  '$schema',
  'required',
  'constructor',
  'length',
  'Any Name',
  'own',
);

describe('the check of a pack in the browser', () => {
  it('finds nothing in any pack of ours', () => {
    for (const pack of packs) {
      assert.deepEqual(told(pack), [], pack.id);
      assert.deepEqual(senseless(pack), [], pack.id);
    }
  });

  it('agrees with the schema about every pack that someone changed anywhere', () => {
    const change = fc.record({
      where: fc.nat(),
      how: fc.constantFrom('set', 'replace', 'remove'),
      name: names,
      nth: fc.nat(),
      value: words,
    });
    let valid = 0;
    fc.assert(
      fc.property(fc.constantFrom(...packs), fc.array(change, { minLength: 1, maxLength: 3 }), (original, changes) => {
        const pack = structuredClone(original);
        for (const { where, how, name, nth, value } of changes) {
          const holders = holdersIn(pack);
          const holder = holders[where % holders.length]!;
          const keys = Object.keys(holder);
          const key = keys[nth % keys.length];
          if (how === 'set' && !Array.isArray(holder)) holder[name] = structuredClone(value);
          else if (how === 'set') (holder as unknown as unknown[]).push(structuredClone(value));
          else if (key === undefined) continue;
          else if (how === 'replace') holder[key] = structuredClone(value);
          else if (Array.isArray(holder)) holder.splice(Number(key), 1);
          else delete holder[key];
        }
        const theirs = bySchema(pack) as boolean;
        valid += theirs ? 1 : 0;
        assert.equal(told(pack).length === 0, theirs, `${told(pack).join('; ')} / ${JSON.stringify(bySchema.errors)}`);
      }),
      { numRuns: 5000, includeErrorInReport: true },
    );
    assert.ok(valid > 100, `${valid} of the changed packs were still packs`);
  });

  it('agrees with the schema about what is no pack at all', () => {
    for (const value of [null, 1, 'pack', [], {}, [[]], { id: 'a' }])
      assert.equal(told(value).length === 0, bySchema(value));
  });

  const story = { id: 'story', phase: 'story', core: true, text: 'What happened?', answer: { kind: 'talk' } };
  const asking = (...changes: object[]): object => ({
    ...read(connect),
    prompts: changes.map((each) => ({ ...story, ...each })),
  });
  const choices = [
    { id: 'yes', text: 'Yes' },
    { id: 'no', text: 'No' },
  ];

  const shapes: [pack: object, says: RegExp][] = [
    [asking({ answer: { kind: 'txt' } }), /^prompts\[0\]\.answer\.kind is "txt"; it can be talk, text, one/],
    [asking({ text: null }), /^prompts\[0\]\.text is/],
    [asking({ answer: { kind: 'one' } }), /^prompts\[0\]\.answer takes either a "list" or "choices"/],
    [
      asking({ answer: [{ kind: 'talk' }, { kind: 'text', rows: 0 }] }),
      /^prompts\[0\]\.answer\[1\]\.rows is 0; it takes a whole number from 1 to 20/,
    ],
    [{ ...read(connect), adultGuide: ['circle'] }, /^adultGuide needs "staff-guide"/],
    [{ ...read(connect), stance: 'responsive' }, /^notFor is missing; a responsive pack/],
    [{ ...read(connect), title: 'x'.repeat(999), version: 'y'.repeat(999) }, /^version is "y{39}\u2026; /],
  ];
  for (const [pack, says] of shapes) it(`says ${says.source}`, () => assert.match(told(pack).join('\n'), says));

  it('calls a name that no pack has worth a warning, and no more', () => {
    const faults = checkShape({ ...(asking({ required: true }) as PackFile), colour: 'red' });
    assert.deepEqual(
      faults.map(({ path, extra }) => [written(path), extra]),
      [
        ['prompts[0].required', true],
        ['colour', true],
      ],
    );
  });

  const senses: [pack: object, says: RegExp][] = [
    [asking({}, {}), /^prompts\[1\]\.id is "story" once more/],
    [asking({ id: 'name' }), /^prompts\[0\]\.id is "name", which/],
    [
      asking({ answer: { kind: 'one', list: 'worries' } }),
      /^prompts\[0\]\.answer\.list is "worries", which has no words/,
    ],
    [
      asking({ answer: { kind: 'one', list: 'constructor' } }),
      /^prompts\[0\]\.answer\.list is "constructor", which has no words/,
    ],
    [
      asking({ answer: [{ kind: 'talk' }, { kind: 'scale', scale: 'faces-9' }] }),
      /^prompts\[0\]\.answer\[1\]\.scale is "faces-9"; it can be faces-3, faces-5/,
    ],
    [
      asking({ answer: { kind: 'one', choices: [...choices, { id: 'no', text: 'Never' }] } }),
      /^prompts\[0\]\.answer\.choices\[2\]\.id is "no" once more/,
    ],
    [
      { ...asking({}), lists: { worries: [...choices, { id: 'yes', text: 'Always' }] } },
      /^lists\.worries\[2\]\.id is "yes" once more/,
    ],
  ];
  for (const [pack, says] of senses) {
    it(`says ${says.source}`, () => {
      assert.deepEqual(told(pack), []);
      assert.match(senseless(pack).join('\n'), says);
    });
  }

  it('takes a list of the pack\u2019s own', () =>
    assert.deepEqual(
      senseless({ ...asking({ answer: { kind: 'many', list: 'worries' } }), lists: { worries: choices } }),
      [],
    ));
});
