import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { readJson } from '../../src/packs/json.ts';

const failing = (text: string): string => {
  const read = readJson(text);
  return 'says' in read ? `${read.spot.line}:${read.spot.column} ${read.says}` : 'nothing';
};

describe('JSON with lines', () => {
  it('reads whatever JSON.parse reads, as the same', () => {
    fc.assert(
      fc.property(fc.json(), fc.constantFrom('', ' ', 2, '\t'), (json, indent) => {
        const text = JSON.stringify(JSON.parse(json), null, indent);
        const read = readJson(text);
        assert.ok('value' in read, failing(text));
        assert.deepEqual(JSON.stringify(read.value), JSON.stringify(JSON.parse(text)));
      }),
    );
  });

  it('refuses whatever JSON.parse refuses, and never throws', () => {
    const pieces = fc.constantFrom(
      '{',
      '}',
      '[',
      ']',
      ',',
      ':',
      '"',
      '"a"',
      '1',
      '-',
      '01',
      'true',
      'nul',
      '\\',
      '\n',
      ' ',
      "'",
      '.5',
      '1.',
      '1e',
      '"\\x"',
      '"\\u12"',
      '"\t"',
      '//',
    );
    fc.assert(
      fc.property(fc.array(pieces, { maxLength: 8 }), (parts) => {
        const text = parts.join('');
        let parses = true;
        try {
          JSON.parse(text);
        } catch {
          parses = false;
        }
        // The one thing it does not take although JSON does.
        if (!failing(text).includes('twice')) assert.equal('value' in readJson(text), parses, text);
      }),
      { numRuns: 3000 },
    );
  });

  it('knows where everything stands, a property by its name', () => {
    const read = readJson(
      '{\n  "id": "a",\r\n  "prompts": [\n    { "id": "one" },\n    {\n      "id": "two" }\n  ]\n}',
    );
    assert.ok('value' in read);
    assert.deepEqual(read.spotOf(['id']), { line: 2, column: 3 });
    assert.deepEqual(read.spotOf(['prompts', 0]), { line: 4, column: 5 });
    assert.deepEqual(read.spotOf(['prompts', 1, 'id']), { line: 6, column: 7 });
    assert.deepEqual(read.spotOf(['prompts', 1, 'missing']), { line: 5, column: 5 });
    assert.deepEqual(read.spotOf(['prompts', 7, 'id']), { line: 3, column: 3 });
  });

  const faults: [text: string, words: RegExp][] = [
    ['', /^1:1 a value is missing, and the file ends here/],
    ['{\n  "id": "a"\n  "title": "b"\n}', /^3:3 a comma or } is missing: here stands "/],
    ['{\n  "id": "a",\n}', /^2:12 the comma before } is one too many/],
    ['[1, 2,]', /^1:6 the comma before ] is one too many/],
    ['{ id: "a" }', /^1:3 a name in straight quotes is missing: here stands i/],
    ['{ \u201cid\u201d: "a" }', /^1:3 .*\u201c is a curly quote/],
    ['{ "id" "a" }', /^1:8 a colon is missing after "id": here stands "/],
    ['{ "id": "a\nb" }', /^1:9 the quotes that begin here do not end in the same line/],
    ['{ "id": "a', /^1:9 the quotes/],
    ['{ "id": "\\q" }', /^1:9 a \\ in these quotes/],
    ['{ "id": undefined }', /^1:9 a value is missing: here stands u/],
    ['{ "id": 1 } // mine', /^1:13 nothing may follow/],
    ['{ "id": 1,\n  "id": 2 }', /^2:3 "id" stands there twice/],
    ['[1', /^1:3 a comma or ] is missing, and the file ends here/],
    [`${'['.repeat(5000)}1${']'.repeat(5000)}`, /^1:22 nothing may lie deeper than 20 brackets/],
  ];
  for (const [text, words] of faults)
    it(`says what is wrong with ${JSON.stringify(text.slice(0, 30))}`, () => assert.match(failing(text), words));

  it('keeps a name that means something to JavaScript as a plain property', () => {
    const read = readJson('{ "__proto__": { "polluted": true }, "constructor": 1 }');
    assert.ok('value' in read);
    assert.ok(Object.hasOwn(read.value as object, '__proto__'));
    assert.equal((read.value as { polluted?: unknown }).polluted, undefined);
    assert.equal(({} as { polluted?: unknown }).polluted, undefined);
  });
});
