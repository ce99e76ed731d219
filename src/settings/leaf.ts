/** Loads one leaf by its path without ending, for example `packs/en/check-out`. */
export type LeafLoader = (path: string) => Promise<unknown>;

let load: LeafLoader = (path) => Promise.reject(new Error(`No leaf loader is set, so ${path} cannot be loaded.`));

/** Tells where leaves lie. The script tag's front door does this; users of the npm package do it once. */
export function setLeafLoader(loader: LeafLoader): void {
  load = loader;
}

/** A file beside `l30.js` that is fetched only when it is used. Rejects when it cannot be loaded. */
export const leaf = <T>(path: string): Promise<T> => load(path) as Promise<T>;
