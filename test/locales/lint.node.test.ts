import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { hashOf, type Translation } from '../../src/contract/translation.ts';
import { RULES, type English } from './lint.ts';

type Strings = Record<string, string>;

/** English and its translation, and what a test changes in it. */
function given(texts: Strings, strings: Strings, changes: Partial<Translation> = {}, areMessages = false) {
  const known = Object.entries(texts).filter(([key]) => key in strings);
  const english: English = { texts, areMessages };
  const translation: Translation = {
    status: 'machine-draft',
    reviewedBy: null,
    reviewedOn: null,
    strings,
    sourceHash: Object.fromEntries(known.map(([key, text]) => [key, hashOf(text)])),
    ...changes,
  };
  return { english, translation };
}

const words = (english: string, said: string) => given({ text: english }, { text: said });
const message = (english: string, said: string) => given({ text: english }, { text: said }, {}, true);
const read = (changes: Partial<Translation>) => given({ text: 'Send' }, { text: 'Anfon' }, changes);

const TWO = '{count, plural, one {# day} other {# days}}';
const SIX = '{count, plural, zero {# a} one {# b} two {# c} few {# d} many {# e} other {# f}}';
const asked: Strings = {
  'prompts.a.text': 'Make it up.',
  'prompts.a.gloss.make it up': 'Make it up',
  'prompts.a.gloss.make it up.means': 'do something that helps',
};

type Given = ReturnType<typeof given>;

/** Per rule the faults it must see, each with what it says of it, and what it must let be. */
const planted: Record<string, [faults: [name: string, faulty: Given, says: RegExp][], sound: Given[]]> = {
  'translates texts that there are, each with the hash of its English': [
    [
      ['a text that is nowhere', given({ send: 'Send' }, { post: 'Postio' }), /post: there is no such text/],
      ['a text without a hash', read({ sourceHash: {} }), /text: has no hash/],
      ['a hash that is none', read({ sourceHash: { text: 'sha256' } }), /text: has no hash/],
      [
        'a hash without a text',
        given({ send: 'Send' }, {}, { sourceHash: { send: hashOf('Send') } }),
        /send: has a hash and no text/,
      ],
    ],
    [read({}), read({ sourceHash: { text: '00000000' } }), given({ send: 'Send', next: 'Next' }, { send: 'Anfon' })],
  ],
  'says who has read it': [
    [
      [
        'a status that is none',
        read({ status: 'done' as 'community' }),
        /can be machine-draft, community, professional/,
      ],
      ['a draft with a reviewer', read({ reviewedBy: 'Ann' }), /has no reviewer/],
      ['a reader without a name', read({ status: 'community', reviewedOn: '2027-01-01' }), /say who has read it/],
      [
        'a reader without a day',
        read({ status: 'professional', reviewedBy: 'Ann', reviewedOn: 'May' }),
        /on which day/,
      ],
    ],
    [read({}), read({ status: 'community', reviewedBy: 'Ann', reviewedOn: '2027-01-01' })],
  ],
  'has the places of English': [
    [
      ['a place that is missing', words('{readers} will read it.', 'Bydd rhywun yn ei ddarllen.'), /needs \{readers\}/],
      ['a place that is misspelt', words('{readers} read.', 'Mae {reader} yn darllen.'), /has \{reader\}/],
      ['a place too many', words('Send', 'Anfon {when}'), /needs none/],
      ['a place of a message under another name', message(TWO, SIX.replace('count', 'n')), /has n: number/],
      ['a number that became words', message('{n, number} days', '{n} o ddyddiau'), /needs n: number/],
    ],
    [words('{a} and {b}', '{b} ac {a}'), words('{a} and {b}', '{b} ac {a}, {a}'), message(TWO, SIX)],
  ],
  'says something for every number': [
    [
      ['the two forms of English', message(TWO, TWO), /needs zero, one, two, few, many, other|needs few/],
      ['a form that its language has not', message(TWO, SIX.replace('zero', 'nil')), /has nil/],
      ['a message that cannot be read', message(TWO, '{count, plural'), /cannot be read/],
      ['a message with markup', message(TWO, '<b>{count, number}</b>'), /is markup/],
    ],
    [
      message(TWO, SIX),
      message(TWO, SIX.replace('zero', '=0 {none} zero')),
      message('Words', 'Geiriau'),
      words('{', '{'),
    ],
  ],
  'is no markup': [
    [
      ['a tag', words('Send', '<b>Anfon</b>'), /has markup/],
      ['an entity', words('Send', 'Anfon&nbsp;nawr'), /has markup/],
      ['a numbered entity', words('Send', '&#65;nfon'), /has markup/],
    ],
    [words('Send', 'Anfon & derbyn'), words('Send', 'Anfon; nawr')],
  ],
  'is tidy': [
    [
      ['nothing', words('Send', ''), /is empty/],
      ['a space at the end', words('Send', 'Anfon '), /spaces too many/],
      ['two spaces', words('Send it', 'Ei  anfon'), /spaces too many/],
      ['a line of its own', words('Send it', 'Ei\nanfon'), /spaces too many/],
      ['a number', words('Send', 7 as unknown as string), /is empty/],
    ],
    [words('Send it', 'Ei anfon')],
  ],
  'is translated': [
    [['English that was left standing', words('Send', 'Send'), /is still English/]],
    [words('Send', 'Anfon')],
  ],
  'keeps labels, sentences and numbers': [
    [
      ['a sentence without its end', words('Send it.', 'Ei anfon'), /ends as no sentence/],
      ['a label that became a sentence', words('Send', 'Anfon!'), /ends as a sentence/],
      ['another number', words('Call 999.', 'Ffonia 111.'), /has other numbers/],
      ['a number that is missing', words('I am 18 or over.', 'Rydw i yn hen.'), /has other numbers/],
    ],
    [
      words('Ready?', 'Yn barod.'),
      words('Call 999.', 'Ffonia 999!'),
      words('Seconds left:', 'Eiliadau ar \u00f4l:'),
      words('Is it you?', '\u0647\u0644 \u0623\u0646\u062a\u061f'),
    ],
  ],
  'is short': [
    [['a sentence without an end', words('Tell us.', `${'gair '.repeat(20)}olaf.`), /is long/]],
    [
      words('Tell us.', `${'gair '.repeat(19)}olaf.`),
      words(`${'word '.repeat(25)}last.`, `${'gair '.repeat(24)}olaf.`),
    ],
  ],
  'asks no why, accuses nobody and promises nothing': [
    [
      ...[
        'Pam?',
        'Roedd yn beth drwg.',
        'Arnat ti mae\u2019r bai.',
        'Rhaid i ti ddweud.',
        'Y troseddwr',
        'Y dioddefwr',
      ].map((said): [string, Given, RegExp] => [`"${said}"`, words('Words', said), /says "/]),
      ...['Bwlio', 'Y gosb', 'Dyna\u2019r rheol.', 'Mae hwn yn ddienw.', 'Yn gyfrinachol', 'Yma 24/7'].map(
        (said): [string, Given, RegExp] => [`"${said}"`, words('Words', said), /says "/],
      ),
    ],
    [
      words('You do not have to.', 'Does dim rhaid i ti.'),
      words('Sorry', 'Mae\u2019n ddrwg gen i.'),
      words('It was me', 'Dweud mai fi wnaeth'),
      words('Lamp', 'Lampam'),
      words('If it were', 'Petai'),
    ],
  ],
  'tells choices apart': [
    [
      [
        'two choices of a question',
        given(
          { 'prompts.a.choices.no': 'No', 'prompts.a.choices.not-yet': 'Not yet' },
          { 'prompts.a.choices.no': 'Na', 'prompts.a.choices.not-yet': 'na' },
        ),
        /not-yet: says the same as prompts\.a\.choices\.no/,
      ],
      [
        'two choices of a list',
        given({ 'needs.time': 'Time', 'needs.space': 'Space' }, { 'needs.time': 'Amser', 'needs.space': 'Amser' }),
        /needs\.space: says the same/,
      ],
    ],
    [
      given({ 'needs.time': 'Time', 'help.time': 'Some time' }, { 'needs.time': 'Amser', 'help.time': 'Amser' }),
      given({ 'prompts.a.text': 'A?', 'prompts.a.easy': 'A?' }, { 'prompts.a.text': 'B?', 'prompts.a.easy': 'B?' }),
      given({ send: 'Send', post: 'Post' }, { send: 'Anfon', post: 'Anfon' }),
    ],
  ],
  'explains words that it says': [
    [
      [
        'a word that is not in its question',
        given(asked, { ...asked, 'prompts.a.text': 'Gwna iawn.', 'prompts.a.gloss.make it up': 'gwneud iawn' }),
        /"gwneud iawn" is not in Gwna iawn\./,
      ],
    ],
    [
      given(asked, { ...asked, 'prompts.a.text': 'Sut i wneud iawn?', 'prompts.a.gloss.make it up': 'wneud iawn' }),
      given(
        { ...asked, 'prompts.a.helper': 'A line.' },
        { ...asked, 'prompts.a.helper': 'Sut i wneud iawn?', 'prompts.a.gloss.make it up': 'wneud iawn' },
      ),
    ],
  ],
};

describe('the lint of translations', () => {
  it('has faults planted for every rule', () =>
    assert.deepEqual(Object.keys(planted).sort(), Object.keys(RULES).sort()));

  for (const [sentence, [faults, sound]] of Object.entries(planted)) {
    const rule = RULES[sentence]!;
    for (const [name, { english, translation }, says] of faults)
      it(`${sentence}: finds ${name}`, () => {
        const found = rule(english, translation, 'cy');
        assert.equal(found.length, 1, found.join());
        assert.match(found[0]!, says);
      });
    it(`${sentence}: lets be what is sound`, () => {
      for (const { english, translation } of sound)
        assert.deepEqual(rule(english, translation, 'cy'), [], JSON.stringify(translation.strings));
    });
  }

  it('asks for the words that no pupil may read in a language that it does not know', () => {
    const { english, translation } = words('Send', 'Senden');
    const found = RULES['asks no why, accuses nobody and promises nothing']!(english, translation, 'de');
    assert.deepEqual(found, ['there is no list of words that no pupil may read in de']);
  });
});
