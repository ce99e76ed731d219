import type { Answer } from '../contract/envelope.ts';
import { chosen } from '../element/chosen.ts';
import type { Strings } from '../locales/index.ts';
import { choicesOf, type Pack, type Prompt } from '../packs/index.ts';

/** One box to fill in. A prompt has one, a plan has four. */
export interface Field {
  /** Unique in the form, stable, and the id it travels under. */
  id: string;
  /** The words above it; for most prompts the question itself. */
  label: string;
}

/** The boxes of a prompt. Talking needs none. */
export function fieldsOf({ id, text, answer }: Prompt, words: Strings): Field[] {
  if (answer.kind === 'talk') return [];
  if (answer.kind !== 'plan') return [{ id, label: text }];
  return [
    { id: `${id}.who`, label: words.planWho },
    { id: `${id}.what`, label: words.planWhat },
    { id: `${id}.when`, label: words.planWhen },
    { id: `${id}.check`, label: words.planCheck },
  ];
}

/**
 * A prompt's answers as they travel and as the review shows them: the same list serves both, so that
 * what is sent is what was seen. Empty boxes are left out. `entered` gives what is in a box.
 */
export function answersOf(pack: Pack, prompt: Prompt, entered: (id: string) => readonly string[], words: Strings): Answer[] {
  const list = choicesOf(pack, prompt);
  return fieldsOf(prompt, words).flatMap(({ id, label: question }): Answer[] => {
    const values = entered(id).filter((value) => value.trim());
    if (!values.length) return [];
    return list.length ? chosen(id, question, list, values, prompt.answer.kind === 'many') : [{ id, question, value: values[0]! }];
  });
}
