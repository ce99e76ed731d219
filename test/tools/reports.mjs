/** What the runners leave behind for test.mjs: a small JSON file with the counts of each. */
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

const folder = join(import.meta.dirname, '../../node_modules/.cache/l30');

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

/** A reporter for web-test-runner: another one's words, quiet about passing files, and the counts per engine. */
export function browserReport(reporter) {
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
      const counts = {};
      for (const { browser, testResults, errors, passed } of sessions) {
        const count = (counts[browser.name] ??= { passed: 0, failed: 0, skipped: 0 });
        const tests = testsIn(testResults);
        const failed = tests.filter((test) => !test.passed && !test.skipped).length;
        count.passed += tests.filter((test) => test.passed).length;
        count.skipped += tests.filter((test) => test.skipped).length;
        // A file that breaks outside its tests (an import, an unhandled rejection) is one failure.
        count.failed += failed || (passed && errors.length === 0 ? 0 : 1);
      }
      writeFileSync(reportPath('browser'), JSON.stringify(counts));
      for (const [engine, { passed, failed }] of Object.entries(counts))
        console.log(`${engine}: ${passed} passed, ${failed} failed`);
    },
  };
}

function testsIn(suite) {
  return suite ? [...suite.tests, ...suite.suites.flatMap(testsIn)] : [];
}

/** A reporter for node:test that writes nothing but the counts; it goes beside the one that people read. */
export default async function* nodeReport(events) {
  const count = { passed: 0, failed: 0, skipped: 0 };
  for await (const { type, data } of events) {
    if (type !== 'test:pass' && type !== 'test:fail') continue;
    if (data.details?.type === 'suite') continue;
    // node:test lets a file without a single test pass, as if it were one.
    if (type === 'test:pass' && resolve(data.name) === data.file) continue;
    if (data.skip !== undefined || data.todo !== undefined) count.skipped += 1;
    else count[type === 'test:pass' ? 'passed' : 'failed'] += 1;
  }
  yield JSON.stringify(count);
}
