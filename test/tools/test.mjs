/**
 * Everything that must hold, in one command. Needs nothing but Node to begin with.
 *
 *     npm test                                       every step
 *     node test/tools/test.mjs lint types            only these
 *     node test/tools/test.mjs mood-check            only test files whose path contains "mood-check"
 *     L30_ENGINES=chromium,firefox npm test          only these engines
 */
import { spawn } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { ENGINES, assertEnough, explainMissing, findBrowsers, preparePhp, wholeChromium } from './browsers.mjs';
import { install } from './install.mjs';
import { forgetReport, readReport, reportPath } from './reports.mjs';

const root = join(import.meta.dirname, '../..');
const STEP_LIMIT = 30 * 60_000;

/** The tools are started as Node scripts: the wrappers in node_modules/.bin differ between systems. */
const TOOLS = {
  eslint: 'node_modules/eslint/bin/eslint.js',
  tsc: 'node_modules/typescript/bin/tsc',
  vite: 'node_modules/vite/bin/vite.js',
  webTestRunner: 'node_modules/@web/test-runner/dist/bin.js',
};

/** Each step answers { passed, failed, note? }. One whose needs were not met is not run. */
const STEPS = {
  install: { run: installPackages },
  browsers: { run: prepareBrowsers },
  build: { run: () => check([TOOLS.vite, 'build']), needs: ['install'] },
  lint: { run: () => check([TOOLS.eslint, '--config', 'test/tools/eslint.config.mjs', '.']), needs: ['install'] },
  types: { run: () => check([TOOLS.tsc]), needs: ['install'] },
  node: { run: () => nodeTests('node'), needs: ['install'] },
  browser: { run: browserTests, needs: ['install'] },
  e2e: { run: () => nodeTests('e2e', browsersInEnv()), needs: ['install', 'build'] },
  package: { run: packageTests, needs: ['install', 'build'] },
  size: { run: () => check(['test/tools/size.mjs']), needs: ['build'] },
};

/** Which test files belong to which step. */
const TESTS = {
  node: (file) => file.startsWith('test/') && file.endsWith('.node.test.ts') && !/^test\/(e2e|package)\//.test(file),
  browser: (file) => file.endsWith('.test.ts') && !file.endsWith('.node.test.ts'),
  e2e: (file) => file.startsWith('test/e2e/') && file.endsWith('.node.test.ts'),
  package: (file) => file.startsWith('test/package/') && file.endsWith('.node.test.ts'),
};

const args = process.argv.slice(2);
const narrowing = args.filter((arg) => !(arg in STEPS)).map((part) => part.replace(/^\.\//, ''));
const steps = chooseSteps();

const loud = [];
const results = [];
for (const name of steps) {
  results.push(await runStep(name));
}
summarize();

function chooseSteps() {
  const asked = Object.keys(STEPS).filter((name) => args.includes(name));
  if (asked.length > 0) return asked;
  if (narrowing.length === 0) return Object.keys(STEPS);
  const matching = Object.keys(TESTS).filter((name) => testFiles(name).length > 0);
  if (matching.length > 0) return matching;
  console.error(
    `There is no step and no test file called ${narrowing.join(' or ')}. Steps: ${Object.keys(STEPS).join(', ')}.`,
  );
  process.exit(1);
}

async function runStep(name) {
  console.log(`\n━━ ${name}`);
  const began = Date.now();
  const unmet = STEPS[name].needs?.find((need) =>
    results.some((result) => result.name === need && (result.failed > 0 || result.blocked)),
  );
  const outcome = unmet
    ? { passed: 0, failed: 0, blocked: true, note: `not run, because of ${unmet}` }
    : await STEPS[name].run().catch((error) => ({ passed: 0, failed: 1, note: error.message }));
  return { name, seconds: (Date.now() - began) / 1000, ...outcome };
}

async function installPackages() {
  install();
  return { passed: 0, failed: 0 };
}

async function prepareBrowsers() {
  preparePhp();
  const found = findBrowsers({ install: true });
  for (const engine of ENGINES) console.log(`${engine}: ${found[engine]?.browser ?? found[engine] ?? 'not found'}`);
  assertEnough(found);
  return { passed: 0, failed: 0 };
}

async function check(command) {
  const status = await node(command);
  return { passed: status === 0 ? 1 : 0, failed: status === 0 ? 0 : 1 };
}

async function nodeTests(name, env = {}) {
  const files = testFiles(name);
  if (files.length === 0) return ranNone('no test file of this kind was found');
  forgetReport(name);
  const reporters = [
    ['--test-reporter=spec', '--test-reporter-destination=stdout'],
    ['--test-reporter=./test/tools/reports.mjs', `--test-reporter-destination=${reportPath(name)}`],
  ];
  // A browser wants a core for itself.
  const status = await node(
    [
      '--import',
      'tsx',
      '--test',
      '--test-timeout=600000',
      `--test-concurrency=${name === 'node' ? availableParallelism() : 1}`,
      ...reporters.flat(),
      ...files,
    ],
    env,
  );
  return counted(status, readReport(name));
}

/** Makes the npm package and tries it as those who install it do. */
async function packageTests() {
  const made = await check(['--import', 'tsx', 'src/build/package.ts']);
  return made.failed ? made : nodeTests('package', browsersInEnv());
}

async function browserTests() {
  const files = testFiles('browser');
  if (files.length === 0) return ranNone('no test file of this kind was found');
  const found = findBrowsers();
  const asked = process.env.L30_ENGINES?.split(',') ?? ENGINES;
  loud.push(...explainMissing(found));
  for (const engine of ENGINES)
    if (found[engine] && !asked.includes(engine)) loud.push(`${engine} was left out by L30_ENGINES.`);

  forgetReport('browser');
  const status = await node([
    TOOLS.webTestRunner,
    '--config',
    'test/tools/web-test-runner.config.mjs',
    '--files',
    ...files,
  ]);
  const report = readReport('browser') ?? {};
  const sum = { passed: 0, failed: 0, skipped: 0 };
  const notes = [];
  for (const engine of ENGINES.filter((name) => found[name] && asked.includes(name))) {
    const { passed = 0, failed = 0, skipped = 0 } = report[engine] ?? {};
    notes.push(`${engine} ${passed + failed}`);
    sum.passed += passed;
    sum.failed += failed || (passed === 0 ? 1 : 0);
    sum.skipped += skipped;
  }
  return { ...counted(status, sum), note: notes.join(', ') };
}

/** A runner that ends badly without naming a failed test, or well without having run one, has failed all the same. */
function counted(status, report) {
  const { passed, failed, skipped } = report ?? { passed: 0, failed: 0, skipped: 0 };
  if (passed + failed === 0) return ranNone(`no test was run (the runner ended with ${status})`);
  const note = skipped > 0 ? `${skipped} skipped` : undefined;
  return { passed, failed: failed || (status === 0 ? 0 : 1), note };
}

function ranNone(note) {
  return { passed: 0, failed: 1, note };
}

function browsersInEnv() {
  const { chromium, firefox } = findBrowsers();
  const whole = wholeChromium();
  return {
    ...(chromium && { L30_CHROMIUM: chromium }),
    ...(whole && { L30_WHOLE_CHROMIUM: whole }),
    ...(firefox && { L30_FIREFOX: firefox }),
  };
}

function testFiles(step) {
  return ['test', 'stories']
    .filter((folder) => existsSync(join(root, folder)))
    .flatMap((folder) =>
      readdirSync(join(root, folder), { recursive: true }).map((file) => join(folder, file).replaceAll('\\', '/')),
    )
    .filter((file) => TESTS[step](file) && (narrowing.length === 0 || narrowing.some((part) => file.includes(part))))
    .sort();
}

/** Runs a script with Node, in a process group of its own, so that nothing it started is left behind. */
function node(scriptAndArgs, env = {}) {
  const grouped = process.platform !== 'win32';
  const child = spawn(process.execPath, scriptAndArgs, {
    cwd: root,
    stdio: ['ignore', 'inherit', 'inherit'],
    detached: grouped,
    env: { ...process.env, ...env },
  });
  const signal = (name) => {
    try {
      process.kill(grouped ? -child.pid : child.pid, name);
    } catch {
      // It has ended in the meantime.
    }
  };
  const end = () => {
    signal('SIGTERM');
    setTimeout(signal, 5000, 'SIGKILL').unref();
  };
  const interrupted = () => {
    child.once('exit', () => process.exit(130));
    end();
  };
  const limit = setTimeout(() => {
    console.error(`Stopped: ${scriptAndArgs[0]} took longer than ${STEP_LIMIT / 60_000} minutes.`);
    end();
  }, STEP_LIMIT);
  for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.once(name, interrupted);
  return new Promise((resolve) => {
    child.once('error', () => resolve(1)).once('exit', (status) => resolve(status ?? 1));
  }).finally(() => {
    clearTimeout(limit);
    for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.off(name, interrupted);
  });
}

function summarize() {
  const line = (name, passed, failed, seconds, note = '') =>
    `${name.padEnd(10)}${String(passed).padStart(8)}${String(failed).padStart(8)}${seconds.padStart(9)}  ${note}`.trimEnd();
  console.log(`\n${line('step', 'passed', 'failed', 'seconds')}`);
  for (const { name, passed, failed, seconds, note } of results)
    console.log(line(name, passed, failed, seconds.toFixed(1), note));
  for (const sentence of loud) console.log(`\n!!! NOT RUN: ${sentence}`);

  const total = (key) => results.reduce((sum, result) => sum + result[key], 0);
  if (total('failed') > 0) process.exitCode = 1;
  console.log(`\n${total('passed')} passed, ${total('failed')} failed`);
}
