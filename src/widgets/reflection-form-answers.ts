import type { Answer } from '../contract/envelope.ts';
import { chosen } from '../element/chosen.ts';
import type { Strings } from '../locales/index.ts';
import { choicesFor, kindsOf, type AnswerKind, type Pack, type Prompt } from '../packs/index.ts';

/** One box to fill in, or one set of choices. Most prompts have one, a plan has four. */
export interface Field {
  /** Unique in the form, stable, and the id it travels under. */
  id: string;
  /** What was asked: for most fields the question itself. */
  question: string;
  /** The words above it, where the question alone does not say what goes there. */
  label?: string;
  answer: AnswerKind;
}

/** The fields of a prompt. Talking and showing need none. */
export function fieldsOf(prompt: Prompt, words: Strings): Field[] {
  const { id, text: question } = prompt;
  return kindsOf(prompt).flatMap((answer, at): Field[] => {
    const { kind } = answer;
    if (kind === 'talk' || kind === 'show') return [];
    if (kind === 'plan') {
      const rows = { who: words.planWho, what: words.planWhat, when: words.planWhen, check: words.planCheck };
      return Object.entries(rows).map(([row, label]) => ({ id: `${id}.${row}`, question: label, label, answer }));
    }
    if (!at) return [{ id, question, answer }];
    const label = kind === 'who' ? words.someoneYouTrust : words.addYourWords;
    return [{ id: `${id}.${at + 1}`, question, ...(['text', 'who'].includes(kind) && { label }), answer }];
  });
}

/**
 * A prompt's answers as they travel and as the review shows them: the same list serves both, so that
 * what is sent is what was seen. Empty boxes are left out. `entered` gives what is in a box.
 */
export function answersOf(pack: Pack, prompt: Prompt, entered: (id: string) => readonly string[], words: Strings): Answer[] {
  return fieldsOf(prompt, words).flatMap(({ id, question, answer }): Answer[] => {
    const values = entered(id).filter((value) => value.trim());
    if (!values.length) return [];
    const picked = chosen(id, question, choicesFor(pack, answer), values, answer.kind === 'many');
    // Words: there is nothing to choose, or they were typed before the choices had come.
    return picked.length ? picked : [{ id, question, value: values[0]! }];
  });
}
