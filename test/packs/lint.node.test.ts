import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { PackFile, Prompt } from '../../src/packs/index.ts';
import { gradeOf, RULES, type Around } from './lint.ts';

const around: Around = {
  lists: {
    people: [
      { id: 'me', text: 'Me' },
      { id: 'my-friend', text: 'My friend' },
      { id: 'i-am-not-sure', text: 'I am not sure' },
    ],
    places: [
      { id: 'classroom', text: 'Classroom' },
      { id: 'something-else', text: 'Something else' },
    ],
    closed: [
      { id: 'yes', text: 'Yes' },
      { id: 'of-course', text: 'Of course' },
    ],
    sorry: [
      { id: 'sorry', text: 'Say sorry' },
      { id: 'something-else', text: 'Something else' },
    ],
    feelings: [
      { id: 'sorry', text: 'Sorry' },
      { id: 'i-am-not-sure', text: 'I am not sure' },
    ],
  },
  guide: { 'staff-guide': 'Listen.', 'not-for': 'Not for abuse.' },
  scales: ['faces-3'],
  symbols: ['happy'],
};

const story: Prompt = { id: 'story', phase: 'story', core: true, text: 'What happened?', answer: { kind: 'text' } };
const who: Prompt = {
  id: 'who',
  phase: 'impact',
  core: true,
  text: 'Who was it hard for?',
  answer: { kind: 'many', list: 'people' },
};
const repair: Prompt = {
  id: 'repair',
  phase: 'repair',
  core: true,
  text: 'What can you do?',
  answer: { kind: 'talk' },
};
const help: Prompt = { id: 'help', phase: 'support', core: true, text: 'What would help?', answer: { kind: 'who' } };

/** A pack without a fault, and with what a test changes in it. */
const pack = (changes: Partial<PackFile> = {}): PackFile => ({
  id: 'sound',
  schema: 1,
  version: '1.0.0',
  lang: 'en-GB',
  title: 'A sound pack',
  staffTitle: 'Sound',
  purpose: 'Show what a sound pack is.',
  audience: 'pupil',
  role: 'caused-harm',
  stance: 'responsive',
  age: { from: 8 },
  tone: 'child',
  flow: 'sequence',
  prompts: [story, who, repair, help],
  adultGuide: ['staff-guide'],
  notFor: ['not-for'],
  source: 'Own',
  licence: 'MIT',
  ...changes,
});
const asking = (...changes: Partial<Prompt>[]): PackFile =>
  pack({
    prompts: [
      { ...story, ...changes[0] },
      { ...who, ...changes[1] },
      { ...repair, ...changes[2] },
      { ...help, ...changes[3] },
    ],
  });
const circle = (changes: Partial<Prompt> = {}, more: Partial<PackFile> = {}): PackFile =>
  pack({
    stance: 'proactive',
    flow: 'pick',
    audience: 'group',
    prompts: [{ ...story, phase: 'connect', helper: 'You can pass.', ...changes }],
    ...more,
  });
const early = (...changes: Partial<Prompt>[]): PackFile => ({ ...asking(...changes), tone: 'early', adultNear: true });

const [there, order, kind, short, easy, harm, counts, sorry, apart, pass, young, explained, helps] = Object.keys(
  RULES,
) as [string, ...string[]];

/** Per rule the faults it must see, each with what it says of it, and what it must let be. */
const planted: [
  rule: string | undefined,
  faults: [name: string, faulty: PackFile, says: RegExp][],
  sound: [name: string, fine: PackFile][],
][] = [
  [
    there,
    [
      ['the id of another field', asking({ id: 'name' }), /belongs to the form/],
      ['the same id twice', asking({}, { id: 'story' }), /two prompts are called story/],
      [
        'a list that is nowhere',
        asking({}, { answer: { kind: 'many', list: 'planets' } }),
        /planets: nothing to choose/,
      ],
      [
        'the second way to answer names a list that is nowhere',
        asking({}, { answer: [{ kind: 'text' }, { kind: 'many', list: 'planets' }] }),
        /planets: nothing to choose/,
      ],
      [
        'a list that nobody asks for',
        pack({ lists: { spare: around.lists['places']! } }),
        /no prompt names the list spare/,
      ],
      [
        'one choice twice',
        asking({
          answer: {
            kind: 'one',
            choices: [
              { id: 'no', text: 'No' },
              { id: 'no', text: 'Not me' },
            ],
          },
        }),
        /two choices are called no/,
      ],
      [
        'one word twice',
        asking({
          answer: {
            kind: 'one',
            choices: [
              { id: 'no', text: 'No' },
              { id: 'yes', text: 'no' },
            ],
          },
        }),
        /two choices say "no"/,
      ],
      ['a drawing that is nowhere', asking({ symbol: 'dragon' }), /no drawing called dragon/],
      [
        'a choice with a drawing that is nowhere',
        asking({
          answer: {
            kind: 'one',
            choices: [
              { id: 'no', text: 'No', symbol: 'dragon' },
              { id: 'yes', text: 'Yes' },
            ],
          },
        }),
        /dragon/,
      ],
      ['a scale that is nowhere', asking({ answer: { kind: 'scale', scale: 'faces-9' } }), /no scale called faces-9/],
      ['words for adults that are nowhere', pack({ adultGuide: ['staff-guide', 'no-such-words'] }), /no-such-words/],
    ],
    [
      [
        'a list of its own',
        { ...asking({ answer: { kind: 'one', list: 'spare' } }), lists: { spare: around.lists['places']! } },
      ],
      ['a scale', asking({ answer: { kind: 'scale', scale: 'faces-3' } })],
      ['words of its own for adults', pack({ adultGuide: ['staff-guide', 'Sit beside the child.'] })],
      ['a drawing', asking({ symbol: 'happy' })],
    ],
  ],
  [
    order,
    [
      [
        'impact before the story',
        pack({ prompts: [who, story, repair, help] }),
        /story goes back from impact to story/,
      ],
      ['the same in turns', pack({ flow: 'turns', prompts: [who, story, repair, help] }), /goes back/],
      ['the same in a frame', pack({ flow: 'frame', prompts: [repair, who] }), /goes back/],
    ],
    [
      [
        'any order where one question is picked',
        circle({}, { prompts: [repair, story].map((each) => ({ ...each, helper: 'You can pass.' })) }),
      ],
    ],
  ],
  [
    kind,
    [
      ['why', asking({ text: 'Why did you do it?' }), /Why/],
      ['a helper that blames', asking({ helper: 'Whose fault was it?' }), /fault/],
      ['an easier wording that demands', asking({ easy: 'You must say.' }), /must/],
      [
        'a choice that names a bully',
        asking({
          answer: {
            kind: 'one',
            choices: [
              { id: 'a', text: 'I was a bully' },
              { id: 'no', text: 'No' },
            ],
          },
        }),
        /bully/,
      ],
      ['a title that labels', pack({ title: 'For the offender' }), /offender/],
      ['a promise', asking({ helper: 'This is confidential.' }), /confidential/],
      ['a line for adults that punishes', asking({ adult: 'Then choose a punishment.' }), /punishment/],
    ],
    [['what it did', asking({ text: 'What did you do, and what happened then?' })]],
  ],
  [
    short,
    [
      [
        'fifteen words for a pupil',
        asking({ text: 'What did you see and hear and think and say and do when it had begun?' }),
        /What did you see/,
      ],
      ['nine words for the youngest', early({ text: 'What did you see when you came in today?' }), /What did you see/],
      [
        'a long choice',
        asking({
          answer: {
            kind: 'one',
            choices: [
              { id: 'a', text: 'I would like to sit down with all of them and with you and talk' },
              { id: 'no', text: 'No' },
            ],
          },
        }),
        /sit down/,
      ],
    ],
    [
      ['two sentences of eight', early({ text: 'You can show me with the toys now. What happened?' })],
      [
        'sixteen words for staff',
        pack({
          audience: 'staff',
          prompts: [{ ...story, text: 'What did I see and hear and think and say and do before it had begun?' }],
        }),
      ],
    ],
  ],
  [
    easy,
    [
      [
        'words from an office',
        asking({
          text: 'Consequentially, identify environmental circumstances influencing interpersonal relationships.',
          helper: 'Articulate individual perspectives.',
        }),
        /reads like grade/,
      ],
    ],
    [['short words', pack()]],
  ],
  [
    harm,
    [
      ['no repair', pack({ prompts: [story, who, help] }), /nothing is put right/],
      ['no support', pack({ prompts: [story, repair, { ...help, phase: 'plan' }] }), /no support/],
      ['an end in repair', pack({ prompts: [story, { ...help, phase: 'needs' }, repair] }), /ends in repair/],
      ['repair only for those who are asked everything', asking({}, {}, { core: false }), /core: nothing is put right/],
      ['support only for those who are asked everything', asking({}, {}, {}, { core: false }), /core: no support/],
      ['no word on what it is not for', pack({ notFor: [] }), /not for/],
      ['no such word at all', pack({ notFor: undefined }), /not for/],
      ['words that leave abuse out', pack({ notFor: ['Not for a busy corridor.'] }), /not for abuse/],
      ['no such word over a frame', pack({ flow: 'frame', notFor: undefined }), /not for/],
    ],
    [
      [
        'help as a choice',
        pack({
          prompts: [
            story,
            repair,
            {
              ...help,
              phase: 'plan',
              answer: {
                kind: 'one',
                choices: [
                  { id: 'with-help', text: 'With help' },
                  { id: 'later', text: 'Later' },
                ],
              },
            },
          ],
        }),
      ],
      ['a circle that has nothing to put right', circle()],
      [
        'talk at home, which may end in next time',
        pack({
          audience: 'family',
          flow: 'turns',
          prompts: [story, { ...help, phase: 'needs' }, repair, { ...help, id: 'next', phase: 'future' }],
        }),
      ],
    ],
  ],
  [
    counts,
    [
      [
        'a list of those touched that leaves me out',
        asking({}, { answer: { kind: 'many', list: 'places' } }),
        /places leaves me out/,
      ],
      ['a list without a way out', asking({ answer: { kind: 'one', list: 'closed' } }), /no way out of closed/],
      [
        'choices without a way out',
        asking({
          answer: {
            kind: 'one',
            choices: [
              { id: 'yes', text: 'Yes' },
              { id: 'of-course', text: 'Of course' },
            ],
          },
        }),
        /no way out of story/,
      ],
    ],
    [['people, me among them', pack()]],
  ],
  [
    sorry,
    [
      ['sorry in a list', asking({}, {}, { answer: { kind: 'many', list: 'sorry' } }), /Say sorry/],
      [
        'sorry among choices',
        asking(
          {},
          {},
          {
            answer: {
              kind: 'one',
              choices: [
                { id: 'a', text: 'I am sorry' },
                { id: 'no', text: 'No' },
              ],
            },
          },
        ),
        /I am sorry/,
      ],
    ],
    [['to feel sorry', asking({ answer: { kind: 'many', list: 'feelings' } })]],
  ],
  [
    apart,
    [
      'What did you do in the holidays?',
      'Who is your best friend?',
      'Who do you like most?',
      'What did your mum say?',
      'Who has a pet?',
      'What did you have for breakfast?',
    ].map((text): [string, PackFile, RegExp] => [text, circle({ text }), /: /]),
    [
      ['a good moment', circle({ text: 'What was a good moment today?' })],
      ['family where someone was hurt', asking({ text: 'Does your family know?' })],
    ],
  ],
  [
    pass,
    [
      ['no helper', circle({ helper: undefined }), /story offers no pass/],
      ['a helper that asks for more', circle({ helper: 'Try your best.' }), /story offers no pass/],
    ],
    [['a pass at the end', circle({ helper: 'Wave or smile. You can pass.' })]],
  ],
  [
    young,
    [
      ['no adult', { ...early(), adultNear: undefined }, /no adult is near/],
      ['two questions at once', early({ text: 'What happened? Who was there?' }), /asks twice/],
      [
        'seven choices',
        early({ answer: { kind: 'one', choices: 'abcdefg'.split('').map((id) => ({ id, text: id })) } }),
        /7 choices/,
      ],
    ],
    [['one thing at a time', early()]],
  ],
  [
    explained,
    [
      ['make it up', asking({}, {}, { text: 'How will you make it up to them?' }), /"make it up" unexplained/],
      ['put right', asking({}, {}, { text: 'What can be put right?' }), /"put right" unexplained/],
    ],
    [
      [
        'make it up, and what it means',
        asking(
          {},
          {},
          { text: 'How will you make it up to them?', gloss: { 'make it up': 'do something that helps' } },
        ),
      ],
      ['staff', pack({ audience: 'staff', prompts: [{ ...repair, text: 'How will I make it up?' }] })],
    ],
  ],
  [
    helps,
    [
      ['more words', asking({ easy: 'What happened first, and then?' }), /not easier/],
      ['a word that is not there', asking({ gloss: { repair: 'make better' } }), /"repair" is not in/],
    ],
    [['fewer words', asking({ text: 'What happened first, next and last?', easy: 'What happened?' })]],
  ],
];

describe('the lint of packs', () => {
  it('has planted faults for every rule', () => {
    assert.deepEqual(
      planted.map(([rule]) => rule),
      Object.keys(RULES),
    );
  });

  it('finds nothing in a pack without a fault', () => {
    for (const fine of [pack(), circle(), early()]) {
      for (const [sentence, rule] of Object.entries(RULES)) assert.deepEqual(rule(fine, around), [], sentence);
    }
  });

  it('knows hard words from easy ones', () => {
    assert.ok(gradeOf(['What happened?', 'Who can help you?']) < 2);
    assert.ok(gradeOf(['Consequentially, identify environmental circumstances.']) > 10);
  });
});

for (const [sentence = '', faults, sound] of planted) {
  const rule = RULES[sentence]!;
  describe(`a pack ${sentence}`, () => {
    for (const [name, faulty, says] of faults) {
      it(`sees: ${name}`, () => {
        const found = rule(faulty, around);
        assert.ok(found.length > 0, 'saw nothing');
        assert.match(found.join('\n'), says);
      });
    }
    for (const [name, fine] of sound) {
      it(`lets be: ${name}`, () => assert.deepEqual(rule(fine, around), []));
    }
  });
}
