import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { en } from '../../../src/locales/en/core.ts';
import type { AnswerKind, Pack, Prompt } from '../../../src/packs/index.ts';
import { answersOf } from '../../../src/widgets/reflection-form/answers.ts';

const people = [
  { id: 'me', text: 'Me' },
  { id: 'my-class', text: 'My class' },
];
const pack = (lists?: Pack['lists']): Pack => ({
  id: 'x',
  lang: 'en-GB',
  title: 'X',
  flow: 'sequence',
  prompts: [],
  ...(lists && { lists }),
});
const who = (answer: AnswerKind): Prompt => ({ id: 'who', phase: 'impact', text: 'Who?', answer });
const answers = (whole: Pack, answer: AnswerKind, ...entered: string[]): unknown =>
  answersOf(whole, who(answer), () => entered, en);

describe('answersOf', () => {
  it('tells several choices as lists, and one choice alone, each with the words that were seen', () => {
    assert.deepEqual(answers(pack({ people }), { kind: 'many', list: 'people' }, 'my-class', 'me'), [
      { id: 'who', question: 'Who?', value: ['me', 'my-class'], words: ['Me', 'My class'] },
    ]);
    assert.deepEqual(answers(pack({ people }), { kind: 'one', list: 'people' }, 'me'), [
      { id: 'who', question: 'Who?', value: 'me', words: 'Me' },
    ]);
  });

  it('loses no words that were written because the list of choices did not come', () => {
    assert.deepEqual(answers(pack(), { kind: 'many', list: 'people' }, 'Ben and me'), [
      { id: 'who', question: 'Who?', value: 'Ben and me' },
    ]);
    assert.deepEqual(answers(pack(), { kind: 'one', list: 'people' }, 'Ben'), [
      { id: 'who', question: 'Who?', value: 'Ben' },
    ]);
  });

  it('leaves out what is empty', () => {
    assert.deepEqual(answers(pack(), { kind: 'text' }, '  '), []);
    assert.deepEqual(answers(pack({ people }), { kind: 'many', list: 'people' }), []);
  });
});
