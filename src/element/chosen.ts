import type { Answer } from '../contract/envelope.ts';
import type { Choice } from '../packs/index.ts';

/**
 * What was chosen from a list, as it travels: ids, and the words beside them, in the order of the list.
 * Nothing when nothing of the list was chosen.
 */
export function chosen(
  id: string,
  question: string,
  list: readonly Choice[],
  ids: readonly string[],
  many: unknown,
): Answer[] {
  const all = list.filter((choice) => ids.includes(choice.id));
  const value = all.map((choice) => choice.id);
  const words = all.map(({ text }) => text);
  if (!all.length) return [];
  return [many ? { id, question, value, words } : { id, question, value: value[0]!, words: words[0]! }];
}
