/**
 * What runs in fewer than three engines, and why that loses nothing. What is not named here runs in all of them.
 * What needs no browser at all is named `*.node.test.ts` and runs in Node.
 */
export const ENGINES = ['chromium', 'firefox', 'webkit'];

/** The engine for what cannot differ between them: it needs the least of a machine. */
const ONE = 'chromium';

/** Beginnings of the paths of browser tests, each with the reason. */
export const IN_ONE_ENGINE = {
  'test/delivery/courier-pauses':
    'Pauses are arithmetic on a clock that the test moves. Storage, locks and frames of the courier run everywhere.',
  'test/diagnose/':
    'The check reads attributes and says what to write where. Its panel is opened in two engines in test/e2e/check.',
  'test/pages/builder/': 'The builder makes text from a form. It is used by hand in two engines in test/e2e/builder.',
  'test/settings/': 'Attributes in, sentences out.',
  'test/page/copies': 'Symbols on the document, and the order in which scripts come.',
};

/** In which of the engines a browser test runs. */
export const enginesFor = (file) =>
  Object.keys(IN_ONE_ENGINE).some((beginning) => file.startsWith(beginning)) ? [ONE] : ENGINES;
