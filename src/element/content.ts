import { Leaf } from '../leaf.ts';
import type { Locale } from '../locales/index.ts';
import { builtInPacks, builtInScales, PACK_IDS, SCALE_IDS, type Pack, type Scale } from '../packs/index.ts';
import type { Trouble } from '../settings/trouble.ts';

/** Where one kind of content comes from. */
export interface Shelf<T> {
  what: 'question pack' | 'mood scale';
  /** Only names we ship are asked for: a misspelt one is told at once, without a request. */
  known: readonly string[];
  /** What is there at once in English, whole or as its core. */
  builtIn: Readonly<Record<string, T>>;
  /** Which of them there are in a language besides English. */
  inLanguage(locale: Locale): readonly string[] | undefined;
  /** All of it, in a language. */
  leafOf(language: string, id: string): Leaf<{ default: T }>;
}

/** What keeps a school's own pack from being shown. */
export class UnusablePack extends Error {
  constructor(readonly trouble: Trouble) {
    super('words' in trouble ? trouble.words : trouble.kind);
  }
}

/** One leaf for each name, so that it is fetched once for the page. */
function kept<T>(make: (name: string) => Leaf<T>): (name: string) => Leaf<T> {
  const leaves = new Map<string, Leaf<T>>();
  return (name) => {
    const leaf = leaves.get(name) ?? make(name);
    leaves.set(name, leaf);
    return leaf;
  };
}

const whole = kept<{ default: Pack | Scale }>(
  (name) => new Leaf(name, async () => (await import('../packs/shelf.ts')).whole(name)),
);

export const packs: Shelf<Pack> = {
  what: 'question pack',
  known: PACK_IDS,
  builtIn: builtInPacks,
  inLanguage: ({ packs }) => packs,
  leafOf: (language, id) => whole(`packs/${language}/${id}`) as Leaf<{ default: Pack }>,
};

export const scales: Shelf<Scale> = {
  what: 'mood scale',
  known: SCALE_IDS,
  builtIn: builtInScales,
  inLanguage: ({ scales: ids }) => ids,
  leafOf: (language, id) => whole(`packs/${language}/scales/${id}`) as Leaf<{ default: Scale }>,
};

const reader = new Leaf('element/own-pack', () => import('./own-pack.ts'));

/** A school's own pack, by its address. Rejects with an `UnusablePack` where it cannot be shown. */
export const ownPack = kept<{ default: Pack }>(
  (src) => new Leaf(src, async () => (await reader.load()).fetchOwnPack(src), true),
);
