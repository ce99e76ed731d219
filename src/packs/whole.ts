/** Makes a leaf of a pack file: a whole that needs no other file. Used where leaves are built or stood in for. */
import guide from './shared/guide.json' with { type: 'json' };
import lists from './shared/lists.json' with { type: 'json' };
import type { Choice, Pack, PackFile, Scale, ScaleFile, ScaleOption } from './index.ts';

const sharedLists: Readonly<Record<string, Choice[]>> = lists;
const sharedGuide: Readonly<Record<string, string>> = guide;

/** What staff and the pack lint read, and a widget does not. */
const FOR_STAFF = ['schema', 'version', 'staffTitle', 'purpose', 'audience', 'role', 'stance', 'age', 'tone', 'source', 'licence', 'choose', 'verifiedOn'];

/** Content without what a widget does not read, so that nobody downloads it. */
export const forReaders = <T extends object>(content: T): T =>
  Object.fromEntries(Object.entries(content).filter(([key]) => !FOR_STAFF.includes(key))) as T;

/** The pack with the shared lists it names and the words of its adult guide in place of their keys. */
export function wholePack(file: PackFile): Pack {
  const named = file.prompts.flatMap(({ answer }) => ('list' in answer && answer.list ? [answer.list] : []));
  const words = (keys: string[] = []): string[] => keys.map((key) => sharedGuide[key] ?? key);
  return {
    ...forReaders(file),
    lists: { ...Object.fromEntries(named.map((name) => [name, sharedLists[name] ?? []])), ...file.lists },
    notFor: words(file.notFor),
    adultGuide: words(file.adultGuide),
  };
}

/** The scale with the shared list it names as its options. */
export function wholeScale({ list, ...file }: ScaleFile): Scale {
  return forReaders({ ...file, options: file.options ?? (sharedLists[list ?? ''] as ScaleOption[]) });
}

/** The pack as `l30.js` carries it: its core questions alone, all of them without choice lists. */
export function corePack({ id, lang, title, flow, prompts }: PackFile): Omit<Pack, 'prompts'> & { prompts: object[] } {
  return { id, lang, title, flow, prompts: prompts.filter(({ core }) => core).map(({ core: _, ...prompt }) => prompt) };
}
