/**
 * Runs before each test file in a browser, which imports it first (`preludePlugin`): the device is empty, whoever was
 * here before, and the suites and tests of the file are put into the order that the seed gives.
 */
/* global before, mocha */
import { chai } from '@open-wc/testing';
import { chanceFor, shuffle } from './chance.mjs';

const { searchParams } = new URL(import.meta.url);
const next = chanceFor(Number(searchParams.get('seed')), searchParams.get('file'));

localStorage.clear();
sessionStorage.clear();
for (const { name } of await indexedDB.databases())
  await new Promise((resolve, reject) =>
    Object.assign(indexedDB.deleteDatabase(name), { onsuccess: resolve, onerror: reject }),
  );

/** Once the file has named all of them, and before the first of them runs. */
function mix(suite) {
  shuffle(suite.tests, next);
  shuffle(suite.suites, next);
  suite.suites.forEach(mix);
}
before(() => mix(mocha.suite));

/** axe-core reads roles, names and computed colours, which are the same everywhere: one engine will do (engines.mjs). */
if (!/Chrome\//.test(navigator.userAgent))
  chai.util.overwriteMethod(chai.Assertion.prototype, 'accessible', () => async () => undefined);
