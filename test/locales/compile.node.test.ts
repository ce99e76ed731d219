import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { pathToFileURL } from 'node:url';
import { join } from 'node:path';
import ts from 'typescript';
import { anatomyOf, compile } from './compile.ts';
import { root } from './sources.ts';

type Values = Record<string, string | number>;
type Compiled = Readonly<Record<string, (values: Values) => string>>;

const plural = pathToFileURL(join(root, 'src/locales/plural.ts')).href;

/** The functions that a page would get. */
async function run(messages: Record<string, string>, lang: string): Promise<Compiled> {
  const code = (await compile(messages, lang, 'a.json')).replace("'../plural.ts'", `'${plural}'`);
  const { outputText } = ts.transpileModule(code, { compilerOptions: { module: ts.ModuleKind.ESNext } });
  return (await import(`data:text/javascript,${encodeURIComponent(outputText)}`)) as Compiled;
}

describe('a compiled message', () => {
  const table: [message: string, lang: string, values: Values, says: string][] = [
    ['Plain words', 'en', {}, 'Plain words'],
    ['It is \u201cso\u201d, `so` and \\so ${so}', 'en', { so: 'x' }, 'It is \u201cso\u201d, `so` and \\so $x'],
    ["It''s '{'so'}'", 'en', {}, "It's {so}"],
    ['{a}{b}{a}', 'en', { a: 'x', b: 2 }, 'x2x'],
    ['{a}', 'en', { a: '{b} $& <b>' }, '{b} $& <b>'],
    ['{n, plural, one {# step} other {# steps}}', 'en', { n: 1 }, '1 step'],
    ['{n, plural, one {# step} other {# steps}}', 'en', { n: 0 }, '0 steps'],
    ['{n, plural, one {# step} other {# steps}}', 'en', { n: 12_345 }, '12345 steps'],
    ['{n, plural, =0 {none} =2 {both} one {one} other {all #}}', 'en', { n: 0 }, 'none'],
    ['{n, plural, =0 {none} =2 {both} one {one} other {all #}}', 'en', { n: 2 }, 'both'],
    ['{n, plural, =1 {exactly} one {one} other {all}}', 'en', { n: 1 }, 'exactly'],
    ['{n, plural, =2 {all} two {pair} other {all}}', 'cy', { n: 2 }, 'all'],
    ['{who, select, me {I} you {You} other {They}}', 'en', { who: 'you' }, 'You'],
    ['{who, select, me {I} you {You} other {They}}', 'en', { who: 'toString' }, 'They'],
    ['{n, plural, one {{m, plural, one {#} other {##}} of #} other {}}', 'en', { n: 1, m: 3 }, '33 of 1'],
    ['{n, plural, other {{who, select, me {{n, number} for me} other {#}}}}', 'en', { n: 4, who: 'me' }, '4 for me'],
    ['{n, number} \u0648 {n, plural, other {#}}', 'ar-EG', { n: 42 }, '\u0664\u0662 \u0648 \u0664\u0662'],
  ];
  for (const [message, lang, values, says] of table) {
    it(`${message} says ${says} in ${lang}`, async () => {
      assert.equal((await run({ message }, lang))['message']!(values), says);
    });
  }

  it('has all the forms of its language', async () => {
    const forms = 'zero one two few many other'.split(' ').map((form) => `${form} {${form} #}`);
    const { message } = await run({ message: `{count, plural, ${forms.join(' ')}}` }, 'cy');
    const said = [0, 1, 2, 3, 4, 5, 6, 7, 20, 100].map((count) => message!({ count }));
    assert.deepEqual(said, [
      'zero 0',
      'one 1',
      'two 2',
      'few 3',
      'other 4',
      'other 5',
      'many 6',
      'other 7',
      'other 20',
      'other 100',
    ]);
  });

  it('holds a form that says what "other" says only once', async () => {
    assert.doesNotMatch(await compile({ a: '{n, plural, one {same #} other {same #}}' }, 'en', 'a.json'), /\bone\b/);
  });

  it('brings along only the helpers that it needs', async () => {
    assert.doesNotMatch(await compile({ a: 'Words' }, 'en', 'a.json'), /import/);
    assert.match(await compile({ a: '{n, number}' }, 'en', 'a.json'), /import \{ digits \} from/);
  });

  it('is a module even where there is none', async () => {
    assert.match(await compile({}, 'en', 'a.json'), /export \{\}/);
  });
});

describe('a message that cannot be compiled', () => {
  const table: [message: string, says: RegExp][] = [
    ['{n', /cannot be read/],
    ['{}', /cannot be read/],
    ['{n, plural, one {a}}', /cannot be read/],
    ['{n, plural, one {a} one {b} other {c}}', /cannot be read/],
    ['{n, plural, offset:1 one {a} other {b}}', /takes plural, without an offset/],
    ['{n, selectordinal, other {#th}}', /takes plural, without an offset/],
    ['{n, number, percent}', /takes no style/],
    ['{day, date}', /is a date or a time/],
    ['{day, time, short}', /is a date or a time/],
    ['<b>bold</b>', /is markup/],
    ['{n, plural, other {#}} {n, select, other {}}', /a number and words at once/],
    ['{0}', /no name for a place/],
  ];
  for (const [message, says] of table) {
    it(`${message} is refused`, async () => {
      assert.throws(() => anatomyOf(message), says);
      await assert.rejects(compile({ message }, 'en', 'a.json'), says);
    });
  }

  it('has a name that no function can have', async () => {
    await assert.rejects(compile({ 'too-long': 'Words' }, 'en', 'a.json'), /no name for a message/);
  });
});

describe('the anatomy of a message', () => {
  it('is its places, with their types, and the forms of each plural', () => {
    const { places, plurals } = anatomyOf('{a} {n, plural, =0 {{b, number}} other {{who, select, other {{a}}}}} {n}');
    assert.deepEqual(Object.fromEntries(places), { a: 'string | number', n: 'number', b: 'number', who: 'string' });
    assert.deepEqual(plurals, [['=0', 'other']]);
  });
});
