/**
 * Loaded before a test file, and loads it: what the file names (suites, tests) is put into the order that `L30_SEED`
 * gives, and then handed to node:test, which has no order but the one in which it is told. Hooks stay with their suite.
 * How many tests of a suite run at a time is chance as well.
 */
import { createRequire, syncBuiltinESMExports } from 'node:module';
import { relative } from 'node:path';
import { pathToFileURL } from 'node:url';
import { compileFunction } from 'node:vm';
import { chanceFor, shuffle } from './chance.mjs';

const [, file = ''] = process.argv;

/** Nothing to shuffle where a test starts a program of ours. */
if (/\.node\.test\.ts$/.test(file)) await runInOtherOrder();

async function runInOtherOrder() {
  const runner = createRequire(import.meta.url)('node:test');
  const next = chanceFor(Number(process.env.L30_SEED), relative(process.cwd(), file));
  // node:test reports a test at the file that called it.
  const call = compileFunction('return tell(...given)', ['tell', 'given'], { filename: file });
  /** What the suite that is being read has named so far; none once tests run. */
  let named;

  /** Reads what belongs together, and only then tells node:test about it. */
  const inOrder = (read) => {
    const outer = named;
    named = [];
    const result = read();
    const flush = () => {
      const mine = shuffle(named, next);
      named = outer;
      mine.forEach((tell) => tell());
    };
    return result?.then ? result.then(flush) : flush();
  };

  /** A suite says how many of its tests it bears at a time; it gets so many, or fewer. */
  const suite = (given) =>
    given.map((part) => {
      if (typeof part === 'function') return (...context) => inOrder(() => part(...context));
      return part.concurrency > 1 ? { ...part, concurrency: 1 + Math.floor(next() * part.concurrency) } : part;
    });

  for (const [name, wrap] of Object.entries({ describe: suite, suite, it: (given) => given, test: (given) => given })) {
    const tell = runner[name];
    runner[name] = Object.assign((...given) => {
      if (!named) return call(tell, given);
      named.push(() => call(tell, wrap(given)));
    }, tell);
  }
  syncBuiltinESMExports();
  await inOrder(() => import(pathToFileURL(file)));
}
