/**
 * What runs in fewer than three engines, and why that loses nothing. What is not named here runs in all of them.
 * What needs no browser at all is named `*.node.test.ts` and runs in Node.
 */
export const ENGINES = ['chromium', 'firefox', 'webkit'];

/** Whether everything is to run in every engine, as before a release: `L30_EVERYWHERE=1 npm test`. */
const everywhere = Boolean(process.env.L30_EVERYWHERE);

/** Beginnings of the paths of browser tests, each with the reason. */
export const IN_ONE_ENGINE = {
  'test/delivery/courier-pauses':
    'Pauses are arithmetic on a clock that the test moves. Storage, locks and frames of the courier run everywhere.',
  'test/page/copies': 'Symbols on the document, and the order in which scripts come.',
  'test/settings/': 'Attributes in, sentences out.',
  'test/widgets/every-pack': 'Its packs differ in words and choices, not in controls. some-packs runs everywhere.',
};

/** Which of the engines that are there see what needs one only, or all: Chromium needs the least of a machine. */
export const enginesOf = (needs, there) => (needs === 'all' || everywhere ? there : there.slice(0, 1));

/** In which of the engines that are there a browser test runs. */
export const enginesFor = (file, there = ENGINES) =>
  enginesOf(Object.keys(IN_ONE_ENGINE).some((beginning) => file.startsWith(beginning)) ? 'one' : 'all', there);
