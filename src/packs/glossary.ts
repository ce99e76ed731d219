/** The words that we lean on, each with one meaning for all packs. Leaves of packs carry those that their questions use. */
import entries from './en/shared/glossary.json' with { type: 'json' };
import type { Prompt } from './index.ts';

/** Where words of a glossary begin in a text, as whole words in any case: each once, the longest first, none inside another. */
export function occurrences(text: string, words: readonly string[]): { at: number; word: string }[] {
  const found: { at: number; word: string }[] = [];
  for (const word of [...words].sort((a, b) => b.length - a.length)) {
    const { index: at } =
      new RegExp(`(?<![\\p{L}\\p{N}])${word.replace(/[$()*+.?[\\\]^{|}/]/g, '\\$&')}(?![\\p{L}\\p{N}])`, 'iu').exec(
        text,
      ) ?? {};
    if (at !== undefined && found.every((other) => at + word.length <= other.at || other.at + other.word.length <= at))
      found.push({ at, word });
  }
  return found.sort((a, b) => a.at - b.at);
}

/** The words of a question that a reader can ask about: the pack's own, then those of the shared glossary. */
export function glossOf({ text, helper = '', gloss = {} }: Prompt): Record<string, string> {
  const shared = entries.flatMap(({ words, means }) => {
    const [first] = [text, helper].flatMap((each) => occurrences(each, words));
    return first && !Object.keys(gloss).some((own) => own.toLowerCase().includes(first.word))
      ? [[first.word, means]]
      : [];
  });
  return { ...Object.fromEntries(shared), ...gloss };
}
