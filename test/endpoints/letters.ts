import { envelope, sealed, subscription } from '../receiver/support.ts';

/** Stands for what a person wrote: it must come back in no answer and no line of a log. */
export const CANARY = 'canary-7c1f';

const bodied = (changes: object) =>
  JSON.stringify({ ...envelope({ answers: [{ id: 'a', question: CANARY, value: CANARY }] }), ...changes });
const answer = (changes: object) => bodied({ answers: [{ id: 'a', question: CANARY, value: CANARY, ...changes }] });
const without = (from: object, key: string) =>
  JSON.stringify(Object.fromEntries(Object.entries(from).filter(([name]) => name !== key)));
const raw = (text: string) => JSON.stringify(envelope()).replace('{', `{${text},`);
const closed = (changes: object) => JSON.stringify({ ...sealed(), ...changes });
const recipient = (changes: object) => closed({ recipients: [{ ...sealed().recipients[0], ...changes }] });
const signup = (changes: object, values = {}) => JSON.stringify(subscription(changes, values));

/**
 * Bodies, as JSON, that no receiver keeps. What each is answered is not written here: the reference
 * receiver says it, and the others have to say the same.
 */
export const REFUSED: readonly [title: string, body: string][] = [
  ['nothing', ''],
  ['half of JSON', `{"v":1,"id":"${CANARY}`],
  ['a byte order mark', `\ufeff${JSON.stringify(envelope())}`],
  ['an escape in capitals', JSON.stringify(envelope({ lang: 'x' })).replace('"x"', '"\\Ud83d"')],
  ['a control that is not escaped', JSON.stringify(envelope({ lang: 'x' })).replace('"x"', '"\u0001"')],
  ['two values', `${JSON.stringify(envelope())} {}`],
  ['65,537 bytes', JSON.stringify(envelope()).padEnd(65_537)],
  ['65,537 bytes in fewer characters', bodied({ pack: 'é' }).padEnd(65_536)],

  ['null', 'null'],
  ['a number', '7'],
  ['a string', JSON.stringify(CANARY)],
  ['an unknown field', bodied({ device: CANARY })],
  ['an unknown field in an answer', answer({ ip: CANARY })],
  ['an unknown field beside other faults', bodied({ v: 2, id: CANARY, email: CANARY })],
  ['an unknown field with controls in its name', raw('"a\\u001b[2J":1')],
  ['an unknown field with a long name', bodied({ ['k'.repeat(5000)]: 1 })],
  ['an unknown field with no name', bodied({ '': 1 })],
  ['__proto__', raw('"__proto__":{"widget":"question-card"}')],
  ['constructor', bodied({ constructor: {} })],
  ['toString', bodied({ toString: 1 })],
  ['__proto__ as the id of an answer', answer({ id: '__proto__' })],
  ['constructor as the id of an answer', answer({ id: 'constructor' })],

  ...['v', 'id', 'widget', 'site', 'lang', 'sentAt', 'answers'].map((key): [string, string] => [
    `no ${key}`,
    without(envelope(), key),
  ]),
  ...['id', 'question', 'value'].map((key): [string, string] => [
    `no ${key} in an answer`,
    bodied({ answers: [JSON.parse(without({ id: 'a', question: 'b', value: 'c' }, key))] }),
  ]),
  ['another version', bodied({ v: 2 })],
  ['a version that is text', bodied({ v: '1' })],
  ['a number beyond all numbers', JSON.stringify(envelope()).replace('"v":1', '"v":1e400')],
  ['a short id', bodied({ id: CANARY })],
  ['an id in capitals', bodied({ id: 'A'.repeat(32) })],
  ['an id with a line break behind it', bodied({ id: `${'a'.repeat(32)}\n` })],
  ['an id with a letter before it', bodied({ id: `a${'a'.repeat(32)}` })],
  ['an id that is a list', bodied({ id: ['a'.repeat(32)] })],
  ['an unknown widget', bodied({ widget: CANARY })],
  ['an empty pack', bodied({ pack: '' })],
  ['a pack of null', bodied({ pack: null })],
  ['a pack of 201 characters', bodied({ pack: 'p'.repeat(201) })],
  ['an empty site', bodied({ site: '' })],
  ['a language that is none', bodied({ lang: CANARY.repeat(3) })],
  ['a time that is none', bodied({ sentAt: CANARY })],
  ['a bad id to replace', bodied({ replaces: CANARY })],
  ['answers that are an object', bodied({ answers: { a: CANARY } })],
  ['an answer that is text', bodied({ answers: [CANARY] })],
  ['an answer that is null', bodied({ answers: [null] })],
  ['a number as value', answer({ value: 3 })],
  ['a list with a number', answer({ value: [CANARY, 3] })],
  ['nesting nine deep', answer({ value: [[[[[[CANARY]]]]]] })],
  ['an object as value', answer({ value: { a: CANARY } })],
  ['null as words', answer({ words: null })],
  [
    'a fault in the second answer',
    bodied({
      answers: [
        { id: 'a', question: 'b', value: 'c' },
        { id: 'a', question: 1, value: CANARY },
      ],
    }),
  ],

  ['no answers', bodied({ answers: [] })],
  ['an unknown site', bodied({ site: CANARY })],
  ['a site named like a property of every object', bodied({ site: 'toString' })],

  ...['widget', 'site', 'commitment', 'recipients', 'iv', 'text'].map((key): [string, string] => [
    `a sealed letter without ${key}`,
    without(sealed(), key),
  ]),
  ['a sealed letter with an answer in plain', closed({ answers: [{ id: 'a', question: 'b', value: CANARY }] })],
  ['a sealed letter with a mood in plain', closed({ mood: CANARY })],
  ['a sealed letter for nobody', closed({ recipients: [] })],
  ['a sealed letter for 21', closed({ recipients: Array(21).fill(sealed().recipients[0]) })],
  ['a sealed letter for text', closed({ recipients: [CANARY] })],
  ['a sealed letter with a short kid', recipient({ kid: 'abc' })],
  ['a sealed letter with a short key', recipient({ key: 'abc' })],
  ['a sealed letter with an unknown field in a recipient', recipient({ name: CANARY })],
  ['a sealed letter with a short nonce', closed({ iv: 'abc' })],
  ['a sealed letter with words for a text', closed({ text: 'not base64url' })],
  ['a sealed letter with an empty suite', closed({ suite: '' })],
  ['a sealed newsletter', closed({ widget: 'newsletter-signup' })],
  ['a sealed letter for an unknown site', closed({ site: CANARY })],
];

/** Newsletter signups that no receiver keeps. The reference receiver takes them at an address of their own. */
export const REFUSED_SIGNUPS: readonly [title: string, body: string][] = [
  ['no address', signup({}, { email: '' })],
  ['an address that is none', signup({}, { email: `${CANARY}@nowhere` })],
  ['an address with a header in it', signup({}, { email: `a@b.example\r\nBcc: ${CANARY}@c.example` })],
  ['an address with a line break behind it', signup({}, { email: 'a@b.example\n' })],
  ['an address of 255 characters', signup({}, { email: `${'a'.repeat(241)}@b.example.org` })],
  ['a name with a second line', signup({}, { name: `${CANARY}\nBcc: x` })],
  ['a long name and no consent', signup({}, { name: CANARY.repeat(20), consent: 'no' })],
  ['a list as an address', signup({ answers: [{ id: 'email', question: 'e', value: [CANARY] }] })],
  [
    'two addresses',
    signup({ answers: ['a@b.example', CANARY].map((value) => ({ id: 'email', question: 'e', value })) }),
  ],
  ['no answers at all', signup({ answers: [] })],
];

/** Bodies that every receiver keeps, at the edge of what it refuses. */
export const KEPT: readonly [title: string, body: string][] = [
  ['no optional part', without(envelope({ answers: [{ id: 'a', question: '', value: '' }] }), 'pack')],
  [
    'every optional part',
    bodied({ replaces: 'b'.repeat(32), answers: [{ id: 'a', question: 'b', value: ['c'], words: [] }] }),
  ],
  ['the longest of names', bodied({ pack: 'p'.repeat(200), lang: 'zh-Hant-TW', sentAt: '+010000-01-01T00:00+01:00' })],
  [
    'two fields with one name',
    JSON.stringify(envelope({ lang: 'cy' })).replace('{', '{"lang":"en","site":"ashfield",'),
  ],
  ['a question asked twice', bodied({ answers: ['c', 'd'].map((value) => ({ id: 'a', question: 'b', value })) })],
  ['a letter for twenty', closed({ recipients: Array(20).fill(sealed().recipients[0]) })],
  ['a letter that is sealed in a later way', closed({ suite: 'later-1', iv: 'abc', commitment: 'abc' })],
];

/** The same of newsletter signups. */
export const KEPT_SIGNUPS: readonly [title: string, body: string][] = [
  ['an address of 254 characters', signup({}, { email: `${'a'.repeat(240)}@b.example.org` })],
  ['a name of 120 characters', signup({}, { name: 'é'.repeat(120) })],
];

/** What a problem says whoever says it: all but the words, of which only the place they name has to agree. */
export function gistOf({
  type,
  status,
  title,
  detail = '',
  issues,
}: {
  type?: unknown;
  status?: unknown;
  title?: unknown;
  detail?: string;
  issues?: unknown;
}) {
  const named = ['unknown-field', 'invalid-envelope'].some((code) => String(type).endsWith(code));
  return { type, status, title, issues, place: named ? /"(?:[^"\\]|\\.)*"/.exec(detail)?.[0] : undefined };
}

/** Words that go wrong wherever somebody takes text for something else. */
export const NASTY: readonly string[] = [
  'plain words',
  '\u0000 and every control: \u0001\u0007\u001b[31m\u007f\u0085\u009b2J',
  'lone high \ud83d and lone low \ude00 surrogates, \ude00\ud83d swapped, \ud83d',
  'noncharacters \ufffe\uffff \u{10ffff}',
  'family \u{1f468}\u200d\u{1f469}\u200d\u{1f467} and flag \u{1f3f4}\u{e0067}\u{e0062}\u{e0077}\u{e006c}\u{e0073}\u{e007f}',
  'direction \u202e override \u2066 isolate',
  'z\u0301\u0302\u0303'.repeat(500),
  `'; drop table letters; -- <script>alert(1)</script> \${7*7} <?php echo 1; ?> %00 %s {} $l30$`,
  'backslashes \\ \\\\ \\u0041 \\n "quotes" \\"',
  'line one\r\nline two\u2028line three',
  "=cmd|' /C calc'!A0",
  '@SUM(A1:A9)',
  '+1+1',
  '-1-1',
  '\t=1+1',
  '\r=1+1',
  "'=1+1",
  '…=1+1',
  '007',
  '1e5',
  'TRUE',
  '2026-11-23',
  '',
];

/** A letter with all of it, as questions, answers and words. */
export const nastyLetter = () =>
  envelope({
    answers: NASTY.map((text, index) => ({
      id: `p${index}`,
      question: text,
      value: index % 2 ? text : [text, text],
      words: text,
    })),
  });
