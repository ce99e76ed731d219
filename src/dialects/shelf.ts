/** Dialects straight from their files, for pages that are bundled from the sources. In `l30.js` each is a leaf. */
export const dialectNamed = (name: string): Promise<unknown> => import(`./${name}.ts`);
