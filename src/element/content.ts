import { Leaf } from '../leaf.ts';
import { builtInPacks, builtInScales, PACK_IDS, SCALE_IDS, type Pack, type Scale } from '../packs/index.ts';
import type { Trouble } from '../settings/trouble.ts';

/** Where one kind of content comes from. */
export interface Shelf<T> {
  what: 'question pack' | 'mood scale';
  /** Only names we ship are asked for: a misspelt one is told at once, without a request. */
  known: readonly string[];
  /** What is there at once, whole or as its core. */
  builtIn: Readonly<Record<string, T>>;
  /** All of it. */
  leafOf(id: string): Leaf<{ default: T }>;
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

export const packs: Shelf<Pack> = {
  what: 'question pack',
  known: PACK_IDS,
  builtIn: builtInPacks,
  leafOf: kept((id) => new Leaf(`packs/en/${id}`, async () => (await import('../packs/shelf.ts')).packOf('en', id))),
};

export const scales: Shelf<Scale> = {
  what: 'mood scale',
  known: SCALE_IDS,
  builtIn: builtInScales,
  leafOf: kept(
    (id) => new Leaf(`packs/en/scales/${id}`, async () => (await import('../packs/shelf.ts')).scaleOf('en', id)),
  ),
};

const reader = new Leaf('element/own-pack', () => import('./own-pack.ts'));

/** A school's own pack, by its address. Rejects with an `UnusablePack` where it cannot be shown. */
export const ownPack = kept<{ default: Pack }>(
  (src) => new Leaf(src, async () => (await reader.load()).fetchOwnPack(src), true),
);
