import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Answer, Envelope } from '../../src/contract/envelope.ts';
import {
  answerOf,
  answerTo,
  asForm,
  asJson,
  fieldsOf,
  receiverFieldsOf,
  textOf,
} from '../../src/dialects/shared/fields.ts';
import { SUITE } from '../../src/contract/sealed.ts';

const id = '0'.repeat(32);
const MOOD: Answer = { id: 'mood', question: 'How are you?', value: 'sad', words: 'Sad' };
const NEEDS: Answer = {
  id: 'needs',
  question: 'What would help?',
  value: ['quiet', 'talk'],
  words: ['A quiet place', 'Someone'],
};
const WORDS: Answer = { id: 'words', question: 'Anything else?', value: 'No.' };

const letter = (answers: Answer[] = [MOOD, NEEDS, WORDS], more: Partial<Envelope> = {}): string =>
  JSON.stringify({
    v: 1,
    id,
    widget: 'mood-check-in',
    site: 'oak',
    lang: 'en',
    sentAt: '2026-11-23T09:30:00.000Z',
    ...more,
    answers,
  } satisfies Envelope);
const sealed = JSON.stringify({ v: 1, id, widget: 'mood-check-in', site: 'oak', suite: SUITE, text: 'abc' });

const MESSAGE = 'How are you?\nSad\n\nWhat would help?\nA quiet place, Someone\n\nAnything else?\nNo.';
const OUTSIDE = [
  ['id', id],
  ['widget', 'mood-check-in'],
  ['site', 'oak'],
  ['lang', 'en'],
  ['sentAt', '2026-11-23T09:30:00.000Z'],
];
const valueOf = (fields: [string, string][], name: string): string[] =>
  fields.filter(([each]) => each === name).map(([, value]) => value);

describe('fieldsOf', () => {
  it('leaves nothing out', () => {
    assert.deepEqual(fieldsOf(letter(), { fields: {} }), [
      ...OUTSIDE,
      ['message', MESSAGE],
      ['mood', 'Sad'],
      ['needs', 'A quiet place, Someone'],
      ['words', 'No.'],
    ]);
  });

  it('holds what not every letter has', () => {
    const fields = fieldsOf(letter([], { pack: 'faces-5', replaces: 'f'.repeat(32) }), { fields: {} });
    assert.deepEqual(valueOf(fields, 'pack'), ['faces-5']);
    assert.deepEqual(valueOf(fields, 'replaces'), ['f'.repeat(32)]);
  });

  it('gives a field the name that the service knows it by', () => {
    const fields = fieldsOf(letter(), { fields: { mood: 'entry.1', message: 'entry.2', id: 'entry.3' } });
    assert.deepEqual(valueOf(fields, 'entry.1'), ['Sad']);
    assert.deepEqual(valueOf(fields, 'entry.2'), [MESSAGE]);
    assert.deepEqual(valueOf(fields, 'entry.3'), [id]);
    for (const name of ['mood', 'message', 'id']) assert.deepEqual(valueOf(fields, name), []);
  });

  it('sends only fields that have such a name, if asked to', () => {
    assert.deepEqual(
      fieldsOf(letter(), { fields: { id: 'input_2', message: 'input_1', absent: 'input_3' } }, { onlyNamed: true }),
      [
        ['input_2', id],
        ['input_1', MESSAGE],
      ],
    );
  });

  it('leaves out a field whose name is empty', () => {
    const fields = fieldsOf(letter(), { fields: { site: '', words: '' } });
    assert.deepEqual(valueOf(fields, 'site'), []);
    assert.deepEqual(valueOf(fields, 'words'), []);
    assert.deepEqual(valueOf(fields, 'message'), [MESSAGE]);
  });

  for (const name of ['id', 'widget', 'pack', 'site', 'lang', 'sentAt', 'replaces', 'message', 'sealed']) {
    it(`lets no answer pass for "${name}", and keeps it in the message`, () => {
      const plain = fieldsOf(letter([WORDS]), { fields: {} });
      const fields = fieldsOf(letter([WORDS, { id: name, question: 'Which?', value: 'forged' }]), { fields: {} });
      if (name !== 'message') assert.deepEqual(valueOf(fields, name), valueOf(plain, name));
      assert.deepEqual(valueOf(fields, 'message'), ['Anything else?\nNo.\n\nWhich?\nforged']);
      const renamed = fieldsOf(letter([{ id: name, question: 'Which?', value: 'forged' }]), {
        fields: { [name]: 'theirs' },
      });
      assert.ok(!valueOf(renamed, 'theirs').includes('forged'));
    });
  }

  it('lets no answer come over a field that has been given its name', () => {
    const fields = fieldsOf(letter(), { fields: { message: 'words' } });
    assert.deepEqual(valueOf(fields, 'words'), [MESSAGE]);
  });

  it('is not led astray by names that mean something to every object', () => {
    const answers = ['__proto__', 'constructor', 'toString'].map((each): Answer => ({
      id: each,
      question: each,
      value: 'x',
    }));
    const fields = fieldsOf(letter(answers), { fields: {} });
    for (const { id: name } of answers) assert.deepEqual(valueOf(fields, name), ['x']);
  });

  it('carries a sealed letter whole, and beside it no more than its outside', () => {
    assert.deepEqual(fieldsOf(sealed, { fields: {} }), [
      ['id', id],
      ['widget', 'mood-check-in'],
      ['site', 'oak'],
      ['sealed', sealed],
    ]);
  });

  const places: [what: string, fields: Record<string, string>, name: string][] = [
    ['where a message would go', { message: 'input_1' }, 'input_1'],
    ['under a name of its own', { message: 'input_1', sealed: 'input_2' }, 'input_2'],
    ['under ours, where a message is left out', { message: '' }, 'sealed'],
  ];
  for (const [what, fields, name] of places) {
    it(`puts a sealed letter ${what}`, () => {
      assert.deepEqual(valueOf(fieldsOf(sealed, { fields }), name), [sealed]);
    });
  }
});

describe('receiverFieldsOf', () => {
  it('is what our own receivers read, as often as there are values', () => {
    assert.deepEqual(
      receiverFieldsOf(letter([MOOD, NEEDS, WORDS], { pack: 'faces-5', replaces: 'f'.repeat(32) }), { fields: {} }),
      [
        ['id', id],
        ['widget', 'mood-check-in'],
        ['pack', 'faces-5'],
        ['site', 'oak'],
        ['lang', 'en'],
        ['replaces', 'f'.repeat(32)],
        ['answer.mood', 'sad'],
        ['question.mood', 'How are you?'],
        ['words.mood', 'Sad'],
        ['answer.needs', 'quiet'],
        ['answer.needs', 'talk'],
        ['question.needs', 'What would help?'],
        ['words.needs', 'A quiet place'],
        ['words.needs', 'Someone'],
        ['answer.words', 'No.'],
        ['question.words', 'Anything else?'],
      ],
    );
  });

  it("gives names of the service's own, to an answer as one text", () => {
    const fields = receiverFieldsOf(letter(), {
      fields: { needs: 'help', message: 'comments', site: 'school', lang: '' },
    });
    assert.deepEqual(valueOf(fields, 'help'), ['A quiet place, Someone']);
    assert.deepEqual(valueOf(fields, 'comments'), [MESSAGE]);
    assert.deepEqual(valueOf(fields, 'school'), ['oak']);
    assert.deepEqual(valueOf(fields, 'lang'), []);
    assert.deepEqual(valueOf(fields, 'answer.needs'), []);
  });

  it('lets no answer pass for something else', () => {
    const fields = receiverFieldsOf(letter([{ id: 'id', question: 'Which?', value: 'forged' }]), { fields: {} });
    assert.deepEqual(valueOf(fields, 'id'), [id]);
    assert.deepEqual(valueOf(fields, 'answer.id'), ['forged']);
  });

  it('carries a sealed letter whole, and has no message for it', () => {
    const fields = receiverFieldsOf(sealed, { fields: { message: 'comments' } });
    assert.deepEqual(fields, [
      ['id', id],
      ['widget', 'mood-check-in'],
      ['site', 'oak'],
      ['sealed', sealed],
    ]);
  });
});

describe('the words of a letter', () => {
  it('are read by question', () => {
    assert.equal(answerOf(letter(), 'needs'), 'A quiet place, Someone');
    assert.equal(answerOf(letter(), 'absent'), '');
    assert.deepEqual(answerTo(letter(), 'mood'), MOOD);
    assert.equal(answerTo(letter(), 'absent'), undefined);
  });

  it('are one text, with the questions', () => {
    assert.equal(textOf(letter()), MESSAGE);
  });

  it('stay inside a sealed letter', () => {
    assert.equal(textOf(sealed), '');
    assert.equal(answerOf(sealed, 'mood'), '');
    assert.equal(answerTo(sealed, 'mood'), undefined);
  });
});

describe('a request', () => {
  it('is a form that a server reads as it was', () => {
    const said = '=1+1&a=b%20 "é" 😀\nline 2\u0000';
    const { url, body, contentType, headers } = asForm('https://school.example/?a=b', [
      ['a b', said],
      ['a b', ''],
      ['c', '+'],
    ]);
    assert.equal(url, 'https://school.example/?a=b');
    assert.equal(contentType, 'application/x-www-form-urlencoded');
    assert.deepEqual(headers, { Accept: 'application/json' });
    assert.match(String(body), /^[\w.*+%&=-]+$/);
    assert.deepEqual(
      [...new URLSearchParams(String(body))],
      [
        ['a b', said],
        ['a b', ''],
        ['c', '+'],
      ],
    );
  });

  it('is JSON, said to be JSON', () => {
    assert.deepEqual(asJson('https://school.example/', { a: '"' }), {
      url: 'https://school.example/',
      body: '{"a":"\\""}',
      contentType: 'application/json',
    });
  });
});
