import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import Ajv from 'ajv';
import { PHASES } from '../../src/packs/index.ts';

const folder = join(import.meta.dirname, '../../src/packs');
const read = (file: string): Record<string, unknown> =>
  JSON.parse(readFileSync(join(folder, file), 'utf8')) as Record<string, unknown>;
const { $schema: draft, ...schema } = read('pack.schema.json');

/** The validator knows drafts up to 7. What the schema says means the same there and in 2020-12; a test below holds it to that. */
const valid = new Ajv({ allErrors: true }).compile(schema);
const faultsOf = (pack: object): string[] => {
  valid(pack);
  return (valid.errors ?? []).map(({ dataPath, message }) => `${dataPath} ${message}`);
};

const SAME_IN_BOTH = [
  'title',
  'description',
  'type',
  'enum',
  'const',
  'required',
  'properties',
  'additionalProperties',
  'propertyNames',
  'minProperties',
  'items',
  'contains',
  'minItems',
  'uniqueItems',
  'pattern',
  'minLength',
  'minimum',
  'maximum',
  'allOf',
  'oneOf',
  'if',
  'then',
  'else',
  '$defs',
  '$ref',
];

/** Every schema inside a schema, with where it stands. */
function schemasIn(part: unknown, place = ''): [place: string, part: Record<string, unknown>][] {
  if (part === null || typeof part !== 'object') return [];
  const whole = part as Record<string, unknown>;
  return [
    [place, whole],
    ...Object.entries(whole).flatMap(([key, inner]) => {
      if (['properties', '$defs'].includes(key))
        return Object.entries(inner as object).flatMap(([name, each]) => schemasIn(each, `${place}/${key}/${name}`));
      if (['allOf', 'oneOf'].includes(key))
        return (inner as unknown[]).flatMap((each, i) => schemasIn(each, `${place}/${key}/${i}`));
      return ['additionalProperties', 'propertyNames', 'items', 'contains', 'if', 'then', 'else'].includes(key)
        ? schemasIn(inner, `${place}/${key}`)
        : [];
    }),
  ];
}

describe('the schema of packs', () => {
  const parts = schemasIn(schema);

  it('is of draft 2020-12, and says nothing that an older validator would read another way', () => {
    assert.equal(draft, 'https://json-schema.org/draft/2020-12/schema');
    for (const [place, part] of parts) {
      assert.deepEqual(
        Object.keys(part).filter((key) => !SAME_IN_BOTH.includes(key)),
        [],
        place,
      );
      assert.ok(!Array.isArray(part['items']), place);
      // Before 2019 a reference silences its neighbours.
      if ('$ref' in part)
        assert.deepEqual(
          Object.keys(part).filter((key) => !['$ref', 'description'].includes(key)),
          [],
          place,
        );
    }
  });

  it('describes every property and keeps a closed door for misspelt ones', () => {
    for (const [place, part] of parts.filter(
      ([, each]) => 'properties' in each && !('if' in each) && 'additionalProperties' in each,
    )) {
      assert.notEqual(part['additionalProperties'], true, place);
    }
    for (const name of ['', '/$defs/prompt', '/$defs/choices/items']) {
      const properties = parts.find(([place]) => place === name)![1]['properties'] as Record<
        string,
        { description?: string }
      >;
      assert.deepEqual(
        Object.entries(properties)
          .filter(([, { description }]) => !description)
          .map(([key]) => key),
        [],
      );
    }
  });

  it('knows the phases that there are, in their order', () => {
    const phase = parts.find(([place]) => place === '/$defs/prompt/properties/phase')![1];
    assert.deepEqual(phase['enum'], [...PHASES]);
  });
});

describe('packs by their schema', () => {
  const files = readdirSync(join(folder, 'en')).filter((file) => file.endsWith('.json'));
  for (const file of files) it(file, () => assert.deepEqual(faultsOf(read(join('en', file))), []));

  const story = { id: 'story', phase: 'story', core: true, text: 'What happened?', answer: { kind: 'talk' } };
  const pack = (changes: object = {}): object => ({ ...read('en/check-in.json'), ...changes });
  const asking = (changes: object): object => pack({ prompts: [{ ...story, ...changes }] });
  const answering = (answer: unknown): object => asking({ answer });
  const choices = [
    { id: 'yes', text: 'Yes' },
    { id: 'no', text: 'No', symbol: 'happy' },
  ];

  it('takes a pack of a school, with lists and words of its own', () => {
    const theirs = {
      ...pack({
        $schema: './pack.schema.json',
        id: 'hollybrook:worry-box',
        variantOf: 'check-in',
        adultGuide: ['staff-guide', 'Ask Miss Khan.'],
      }),
      prompts: [
        {
          ...story,
          easy: 'What?',
          symbol: 'talk',
          note: 'For the translator.',
          adult: 'Wait.',
          gloss: { happened: 'took place' },
          answer: { kind: 'many', list: 'ours', max: 2, other: true },
        },
      ],
      lists: { ours: choices },
    };
    assert.deepEqual(faultsOf(theirs), []);
  });

  it('takes every way to answer, alone and beside another', () => {
    const kinds = [
      { kind: 'talk' },
      { kind: 'text', rows: 4 },
      { kind: 'one', choices },
      { kind: 'many', list: 'people' },
      { kind: 'scale', scale: 'faces-3' },
      { kind: 'who' },
      { kind: 'when' },
      { kind: 'plan', rows: 2 },
      { kind: 'show', what: 'plan' },
    ];
    for (const kind of kinds) assert.deepEqual(faultsOf(answering(kind)), [], kind.kind);
    assert.deepEqual(faultsOf(answering(kinds)), []);
  });

  const faulty: [name: string, pack: object][] = [
    ['a required question', asking({ required: true })],
    ['a required answer', answering({ kind: 'text', required: true })],
    ['a misspelt property', pack({ titel: 'Check in' })],
    ['no title', pack({ title: undefined })],
    ['an empty title', pack({ title: ' ' })],
    ['an id with capitals', pack({ id: 'Check-In' })],
    ['an id with two names in front', pack({ id: 'a:b:c' })],
    ['a prompt with an id in two words', asking({ id: 'my story' })],
    ['another format', pack({ schema: 2 })],
    ['a version that is none', pack({ version: '1.0' })],
    ['a language that is none', pack({ lang: 'English' })],
    ['an audience that is none', pack({ audience: 'offender' })],
    ['no question', pack({ prompts: [] })],
    ['a phase that is none', asking({ phase: 'blame' })],
    ['a question that says not whether it is core', asking({ core: undefined })],
    ['a way to answer that is none', answering({ kind: 'score' })],
    ['no way to answer', answering([])],
    ['a list and choices at once', answering({ kind: 'one', list: 'people', choices })],
    ['neither a list nor choices', answering({ kind: 'one' })],
    ['one choice', answering({ kind: 'one', choices: choices.slice(1) })],
    ['a scale without a name', answering({ kind: 'scale' })],
    ['something else to show', answering({ kind: 'show', what: 'score' })],
    ['no words on what to do when a child tells of harm', pack({ adultGuide: ['circle'] })],
    ['a responsive pack that does not say what it is not for', pack({ stance: 'responsive' })],
    ['a pack for the early years without an adult', pack({ tone: 'early' })],
  ];
  for (const [name, pack] of faulty) {
    it(`refuses ${name}`, () => assert.notDeepEqual(faultsOf(JSON.parse(JSON.stringify(pack)) as object), []));
  }
});
