import type { Answer } from '../../contract/envelope.ts';
import { chosen } from '../../element/chosen.ts';
import type { Strings } from '../../locales/index.ts';
import { choicesFor, kindsOf, type Field, type Pack, type Prompt } from '../../packs/index.ts';

/** The fields of a prompt. Talking and showing need none. */
export function fieldsOf(prompt: Prompt, words: Strings): Field[] {
  const { id, text: question, fields } = prompt;
  if (fields) return fields;
  return kindsOf(prompt).flatMap((answer, at): Field[] => {
    const { kind } = answer;
    if (kind === 'talk' || kind === 'show') return [];
    return at
      ? [{ id: `${id}.${at + 1}`, question, ...(kind === 'text' && { label: words.addYourWords }), answer }]
      : [{ id, question, answer }];
  });
}

/**
 * A prompt's answers as they travel and as the review shows them: the same list serves both, so that
 * what is sent is what was seen. Empty boxes are left out. `entered` gives what is in a box.
 */
export function answersOf(
  pack: Pack,
  prompt: Prompt,
  entered: (id: string) => readonly string[],
  words: Strings,
): Answer[] {
  return fieldsOf(prompt, words).flatMap(({ id, question, answer }): Answer[] => {
    const values = entered(id).filter((value) => value.trim());
    if (!values.length) return [];
    const picked = chosen(id, question, choicesFor(pack, answer), values, answer.kind === 'many');
    // Words: there is nothing to choose, or they were typed before the choices had come.
    return picked.length ? picked : [{ id, question, value: values[0]! }];
  });
}
