/** Makes a leaf of a pack file: a whole that needs no other file. Used where leaves are built or stood in for. */
import body from './en/scales/body.json' with { type: 'json' };
import energy from './en/scales/energy.json' with { type: 'json' };
import faces3 from './en/scales/faces-3.json' with { type: 'json' };
import faces5 from './en/scales/faces-5.json' with { type: 'json' };
import weather from './en/scales/weather.json' with { type: 'json' };
import words from './en/scales/words.json' with { type: 'json' };
import guide from './en/shared/guide.json' with { type: 'json' };
import lists from './en/shared/lists.json' with { type: 'json' };
import { glossOf } from './glossary.ts';
import {
  kindsOf,
  type Choice,
  type Pack,
  type PackFile,
  type Prompt,
  type Scale,
  type ScaleFile,
  type ScaleOption,
} from './index.ts';

/** The choice lists that any pack can name. */
export const sharedLists: Readonly<Record<string, Choice[]>> = lists;
const sharedGuide: Readonly<Record<string, string>> = guide;

/** What staff and the pack lint read, and a widget does not. */
const FOR_STAFF = [
  '$schema',
  'schema',
  'version',
  'staffTitle',
  'purpose',
  'audience',
  'role',
  'stance',
  'age',
  'tone',
  'variantOf',
  'source',
  'licence',
  'choose',
  'verifiedOn',
  'texting',
  'adultLine',
];

/** Of a prompt, what only translators read. */
const FOR_TRANSLATORS = ['note'];

/** Of a prompt, what can wait until the whole pack has come. */
const NOT_AT_ONCE = ['core', 'easy', 'adult', 'gloss', 'rungs', ...FOR_TRANSLATORS];

const without = <T extends object>(content: T, names: readonly string[]): T =>
  Object.fromEntries(Object.entries(content).filter(([name]) => !names.includes(name))) as T;

/** Content without what a widget does not read, so that nobody downloads it. */
export const forReaders = <T extends object>(content: T): T => without(content, FOR_STAFF);

/** The names of the choice lists that prompts ask for. */
export const listsNamed = (prompts: readonly Prompt[]): string[] =>
  prompts.flatMap(kindsOf).flatMap((each) => ('list' in each && each.list ? [each.list] : []));

const withOptions = <T extends { options?: ScaleOption[]; list?: string }>({ list, ...rest }: T) => ({
  ...rest,
  options: rest.options ?? (sharedLists[list ?? ''] as ScaleOption[]),
});

/** The scale with the shared lists that it and its steps name as their options. */
export const wholeScale = ({ steps, ...file }: ScaleFile): Scale =>
  forReaders({ ...withOptions(file), ...(steps && { steps: steps.map(withOptions) }) });

/** Every mood scale by its id. */
export const wholeScales: Readonly<Record<string, Scale>> = Object.fromEntries(
  [faces3, faces5, energy, body, weather, words].map((file) => [file.id, wholeScale(file as ScaleFile)]),
);

/** The mood scales that prompts ask for, as lists under their names. */
const scalesNamed = (prompts: readonly Prompt[]): Record<string, Choice[]> =>
  Object.fromEntries(
    prompts
      .flatMap(kindsOf)
      .flatMap((each) =>
        each.kind === 'scale' && wholeScales[each.scale] ? [[each.scale, wholeScales[each.scale]!.options]] : [],
      ),
  );

/** The pack with the shared lists it names and the words of its adult guide in place of their keys. */
export function wholePack(file: PackFile): Pack {
  const words = (keys: string[] = []): string[] =>
    keys.map((key) => (Object.hasOwn(sharedGuide, key) ? sharedGuide[key]! : key));
  return {
    ...forReaders(file),
    prompts: file.prompts.map((prompt) => {
      const gloss = glossOf(prompt);
      return { ...without(prompt, FOR_TRANSLATORS), ...(Object.keys(gloss).length && { gloss }) };
    }),
    lists: {
      ...Object.fromEntries(listsNamed(file.prompts).map((name) => [name, sharedLists[name] ?? []])),
      ...scalesNamed(file.prompts),
      ...file.lists,
    },
    notFor: words(file.notFor),
    adultGuide: words(file.adultGuide),
  };
}

/**
 * The pack as `l30.js` carries it: its core questions alone, without choice lists and without what can wait. Where
 * the whole pack follows while the first screen is read, the lines of help after the first question come with it.
 */
export function corePack({ id, lang, title, flow, prompts }: PackFile): Pack {
  const core = prompts.filter((prompt) => prompt.core);
  return {
    id,
    lang,
    title,
    flow,
    prompts: core.map((prompt, i) => without(prompt, flow !== 'pick' && i ? [...NOT_AT_ONCE, 'helper'] : NOT_AT_ONCE)),
  };
}
