import { builtInPacks, builtInScales, PACK_IDS, SCALE_IDS, type Pack, type Scale } from '../packs/index.ts';
import { leaf } from '../settings/leaf.ts';
import type { Trouble } from '../settings/trouble.ts';

/** Content that is there, or the reason for its absence. */
export type Content<T> = { value: T } | { trouble: Trouble };

/** Where one kind of content comes from. */
interface Shelf<T> {
  what: 'question pack' | 'mood scale';
  folder: string;
  builtIn: Readonly<Record<string, T>>;
  known: readonly string[];
}

async function load<T>(id: string, { what, folder, builtIn, known }: Shelf<T>): Promise<Content<T>> {
  // Only names we ship are asked for: a misspelt one is told at once, without a request.
  if (!known.includes(id)) return { trouble: { kind: 'unknown', what, name: id, known } };
  const value = builtIn[id];
  return value ? { value } : fetchWhole(`${folder}/${id}`);
}

const fetchWhole = <T>(name: string): Promise<Content<T>> =>
  withLeaf<{ default: T }, T>(name, (module) => ({ value: module.default }));

async function withLeaf<M, T>(
  name: string,
  read: (module: M) => Content<T> | Promise<Content<T>>,
): Promise<Content<T>> {
  try {
    return await read(await leaf<M>(name));
  } catch {
    return { trouble: { kind: 'leaf', name } };
  }
}

/** A question pack by id, of a built-in one its core questions, at once; or a school's own by its address. Never rejects. */
export const loadPack = (id: string, src?: string): Promise<Content<Pack>> =>
  src
    ? withLeaf<typeof import('./own-pack.ts'), Pack>('element/own-pack', ({ loadOwnPack }) => loadOwnPack(src))
    : load(id, { what: 'question pack', folder: 'packs', builtIn: builtInPacks, known: PACK_IDS });

/** A whole pack with its choice lists, even where its core is built in. Never rejects. */
export const loadWholePack = (id: string): Promise<Content<Pack>> => fetchWhole(`packs/${id}`);

/** A mood scale by id. Never rejects. */
export const loadScale = (id: string): Promise<Content<Scale>> =>
  load(id, { what: 'mood scale', folder: 'packs/scales', builtIn: builtInScales, known: SCALE_IDS });
