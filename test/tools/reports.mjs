/**
 * What the runners leave behind for test.mjs: a small JSON file with the counts of each, what failed and with which
 * words, and the time that each file took.
 */
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';

const root = join(import.meta.dirname, '../..');
const folder = join(root, 'node_modules/.cache/l30');

export function reportPath(name) {
  mkdirSync(folder, { recursive: true });
  return join(folder, `${name}.json`);
}

/** Forgets an earlier run, so that its counts are never taken for those of a run that crashed. */
export function forgetReport(name) {
  rmSync(reportPath(name), { force: true });
}

export function readReport(name) {
  try {
    return JSON.parse(readFileSync(reportPath(name), 'utf8'));
  } catch {
    return undefined;
  }
}

/**
 * A reporter for web-test-runner: another one's words, quiet about passing files, and the counts per engine. `took`
 * has the milliseconds of each session by its id.
 */
export function browserReport(reporter, took) {
  return {
    ...reporter,
    reportTestFileResults: (args) =>
      reporter.reportTestFileResults({
        ...args,
        sessionsForTestFile: args.sessionsForTestFile.map((session) =>
          session.passed ? { ...session, logs: [] } : session,
        ),
      }),
    onTestRunFinished({ sessions }) {
      const engines = {};
      const files = {};
      const failures = [];
      for (const { id, browser, testFile, testResults, errors, passed } of sessions) {
        const count = (engines[browser.name] ??= { passed: 0, failed: 0, skipped: 0 });
        const place = `${relative(root, testFile)} in ${browser.name}`;
        const tests = testsIn(testResults);
        const failed = tests.filter((test) => !test.passed && !test.skipped);
        count.passed += tests.filter((test) => test.passed).length;
        count.skipped += tests.filter((test) => test.skipped).length;
        // A file that breaks outside its tests (an import, an unhandled rejection) is one failure.
        count.failed += failed.length || (passed && errors.length === 0 ? 0 : 1);
        failures.push(...failed.map(({ name, error }) => failure(place, name, error)));
        failures.push(...errors.map((error) => failure(place, 'outside its tests', error)));
        files[place] = took.get(id);
      }
      writeFileSync(reportPath('browser'), JSON.stringify({ engines, files, failures }));
      for (const [engine, { passed, failed }] of Object.entries(engines))
        console.log(`${engine}: ${passed} passed, ${failed} failed`);
    },
  };
}

function testsIn(suite, path = '') {
  if (!suite) return [];
  const tests = suite.tests.map((test) => ({ ...test, name: `${path}${test.name}` }));
  return [...tests, ...suite.suites.flatMap((inner) => testsIn(inner, `${path}${inner.name} › `))];
}

function failure(place, name, error) {
  return `${place}: ${name}: ${error?.message ?? 'no reason was given'}`;
}

/** Reads the events of node:test, and answers counts, failures and times; it goes beside the reporter that people read. */
export async function nodeReport(events) {
  const count = { passed: 0, failed: 0, skipped: 0 };
  const files = {};
  const failures = [];
  for await (const { type, data } of events) {
    const isFile = data.nesting === 0 && data.file !== undefined && resolve(data.name) === data.file;
    if (isFile && type === 'test:dequeue') files[relative(root, data.file)] = -performance.now();
    if (isFile && type === 'test:complete') files[relative(root, data.file)] += performance.now();
    if (type !== 'test:pass' && type !== 'test:fail') continue;
    if (data.details?.type === 'suite') continue;
    // node:test lets a file without a single test pass, as if it were one.
    if (type === 'test:pass' && isFile) continue;
    if (data.skip !== undefined || data.todo !== undefined) count.skipped += 1;
    else count[type === 'test:pass' ? 'passed' : 'failed'] += 1;
    const { error } = data.details ?? {};
    if (type === 'test:fail') failures.push(failure(relative(root, data.file ?? ''), data.name, error?.cause ?? error));
  }
  return { ...count, files, failures };
}
