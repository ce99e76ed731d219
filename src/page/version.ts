/** The version in `package.json`. */
export const version = '0.1.0';

/** The same as one number, three digits for each part, by which copies of the script on one page tell who is newest. */
export const serial = 1_000;

/** Names one build of `l30.js` and its leaves, so that a leaf of another is not taken for its own. The build writes its hash here. */
export const build = '%build%';
