import type { Answer } from '../contract/envelope.ts';
import type { Strings } from '../locales/index.ts';
import { choicesOf, kindsOf, type Pack, type Prompt } from '../packs/index.ts';

/** One box to fill in. A prompt has one, a plan has four. */
export interface Field {
  /** Unique in the form, stable, and the id it travels under. */
  id: string;
  /** The words above it; for most prompts the question itself. */
  label: string;
}

/** The boxes of a prompt. Talking needs none. */
export function fieldsOf(prompt: Prompt, words: Strings): Field[] {
  const { id, text } = prompt;
  const { kind } = kindsOf(prompt)[0]!;
  if (kind === 'talk') return [];
  if (kind !== 'plan') return [{ id, label: text }];
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
  const { kind } = kindsOf(prompt)[0]!;
  return fieldsOf(prompt, words).flatMap(({ id, label: question }): Answer[] => {
    const values = entered(id).filter((value) => value.trim());
    if (!values.length) return [];
    if (kind !== 'one' && kind !== 'many') return [{ id, question, value: values[0]! }];
    const chosen = choicesOf(pack, prompt).filter((choice) => values.includes(choice.id));
    const value = chosen.map((choice) => choice.id);
    const shown = chosen.map((choice) => choice.text);
    return [kind === 'one' ? { id, question, value: value[0]!, words: shown[0]! } : { id, question, value, words: shown }];
  });
}
