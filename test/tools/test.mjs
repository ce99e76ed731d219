/**
 * Everything that must hold, in one command. Needs nothing but Node to begin with.
 *
 *     npm test                                       every step
 *     node test/tools/test.mjs lint types            only these
 *     node test/tools/test.mjs mood-check            only test files whose path contains "mood-check"
 *     L30_ENGINES=chromium,firefox npm test          only these engines
 *     L30_EVERYWHERE=1 npm test                      also what one engine is enough for in all of them: engines.mjs
 *     L30_SEED=123 npm test                          in the order, and as many at once, as the run that printed this seed
 */
import { spawn } from 'node:child_process';
import { randomInt } from 'node:crypto';
import { existsSync, readdirSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { assertEnough, explainMissing, findBrowsers, preparePhp, wholeChromium } from './browsers.mjs';
import { chanceFor, shuffle } from './chance.mjs';
import { ENGINES, enginesFor } from './engines.mjs';
import { install } from './install.mjs';
import { forgetReport, readReport } from './reports.mjs';

const root = join(import.meta.dirname, '../..');
/** Milliseconds after which a step hangs, rather than takes its time. */
const HANGS = 60 * 60_000;
const CORES = availableParallelism();

/** The tools are started as Node scripts: the wrappers in node_modules/.bin differ between systems. */
const TOOLS = {
  eslint: 'node_modules/eslint/bin/eslint.js',
  prettier: 'node_modules/prettier/bin/prettier.cjs',
  tsc: 'node_modules/typescript/bin/tsc',
  vite: 'node_modules/vite/bin/vite.js',
  webTestRunner: 'node_modules/@web/test-runner/dist/bin.js',
};

/**
 * Each step answers { passed, failed, note? }. One whose needs were not met is not run. Steps of one lane go one after
 * the other, and lanes side by side: what only reads has the time in which tests wait, and says what it found at its end.
 */
const STEPS = {
  install: { run: installPackages, lane: 'tests' },
  browsers: { run: prepareBrowsers, lane: 'system' },
  format: { run: () => read([TOOLS.prettier, '--check', '.']), lane: 'reading', needs: ['install'] },
  lint: {
    run: () => read([TOOLS.eslint, '--config', 'test/tools/eslint.config.mjs', '.']),
    lane: 'reading',
    needs: ['install'],
  },
  types: { run: () => read([TOOLS.tsc]), lane: 'reading', needs: ['install'] },
  build: { run: () => check([TOOLS.vite, 'build']), lane: 'tests', needs: ['install'] },
  size: { run: () => check(['test/tools/size.mjs']), lane: 'tests', needs: ['build'] },
  node: { run: () => nodeTests('node'), lane: 'tests', needs: ['install', 'browsers'] },
  browser: { run: browserTests, lane: 'tests', needs: ['install', 'browsers'] },
  e2e: { run: () => nodeTests('e2e', browsersInEnv()), lane: 'tests', needs: ['install', 'browsers', 'build'] },
  package: { run: packageTests, lane: 'tests', needs: ['install', 'browsers', 'build'] },
};

/** How many files, or engines, may be at work at once; the seed chooses. A file of e2e drives browsers, several at once. */
const AT_ONCE = {
  node: [CORES, CORES + 1, 2 * CORES],
  browser: [2, 3],
  e2e: [2, 3],
  package: [1, 2],
};

/** Which test files belong to which step. */
const TESTS = {
  node: (file) => file.startsWith('test/') && file.endsWith('.node.test.ts') && !/^test\/(e2e|package)\//.test(file),
  browser: (file) => file.endsWith('.test.ts') && !file.endsWith('.node.test.ts'),
  e2e: (file) => file.startsWith('test/e2e/') && file.endsWith('.node.test.ts'),
  package: (file) => file.startsWith('test/package/') && file.endsWith('.node.test.ts'),
};

const seed = Number(process.env.L30_SEED ?? randomInt(2 ** 31));
process.env.L30_SEED = String(seed);
const args = process.argv.slice(2);
const narrowing = args.filter((arg) => !(arg in STEPS)).map((part) => part.replace(/^\.\//, ''));

const loud = [];
const slow = [];
const failures = [];
const steps = chooseSteps();
console.log(`The order of the tests is that of seed ${seed}: L30_SEED=${seed} repeats it.`);
const outcomes = {};
const lanes = {};
for (const name of steps) {
  const { lane } = STEPS[name];
  outcomes[name] = lanes[lane] = Promise.resolve(lanes[lane]).then(() => runStep(name));
}
const results = await Promise.all(Object.values(outcomes));
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
  const { needs = [], lane, run } = STEPS[name];
  const met = await Promise.all(needs.map((need) => outcomes[need]));
  if (lane !== 'reading') console.log(`\n━━ ${name}`);
  const began = Date.now();
  const unmet = met.find((result) => result && (result.failed > 0 || result.blocked))?.name;
  const outcome = unmet
    ? { passed: 0, failed: 0, blocked: true, note: `not run, because of ${unmet}` }
    : await run().catch((error) => ({ passed: 0, failed: 1, note: error.message }));
  if (outcome.said) console.log(`\n━━ ${name}\n${outcome.said}`);
  return { name, seconds: (Date.now() - began) / 1000, ...outcome };
}

async function installPackages() {
  await install();
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

/** Runs beside the tests, and says nothing before it has ended. */
async function read(command) {
  const said = [];
  const status = await node(command, {}, said);
  return { passed: status === 0 ? 1 : 0, failed: status === 0 ? 0 : 1, said: said.join('').trim() };
}

/** The seed's choice for a step: the order of its files, and how many at once. */
function chosen(name) {
  const next = chanceFor(seed, name);
  const files = shuffle(testFiles(name), next);
  return { files, atOnce: shuffle([...AT_ONCE[name]], next)[0] };
}

async function nodeTests(name, env = {}) {
  const { files, atOnce } = chosen(name);
  if (files.length === 0) return ranNone('no test file of this kind was found');
  forgetReport(name);
  const before = ['tsx', './test/tools/shuffle-node.mjs'].flatMap((module) => ['--import', module]);
  const status = await node([...before, 'test/tools/node-tests.mjs', name, String(atOnce), ...files], env);
  const report = readReport(name);
  keep(report);
  return counted(status, report);
}

/** Makes the npm package and tries it as those who install it do. */
async function packageTests() {
  const made = await check(['--import', 'tsx', 'src/build/package.ts']);
  return made.failed ? made : nodeTests('package', browsersInEnv());
}

async function browserTests() {
  const { files, atOnce } = chosen('browser');
  if (files.length === 0) return ranNone('no test file of this kind was found');
  const found = findBrowsers();
  const asked = process.env.L30_ENGINES?.split(',') ?? ENGINES;
  loud.push(...explainMissing(found));
  for (const engine of ENGINES)
    if (found[engine] && !asked.includes(engine)) loud.push(`${engine} was left out by L30_ENGINES.`);

  forgetReport('browser');
  const status = await node([TOOLS.webTestRunner, '--config', 'test/tools/web-test-runner.config.mjs'], {
    L30_FILES: files.join(),
    L30_AT_ONCE: String(atOnce),
  });
  const report = readReport('browser');
  keep(report);
  const sum = { passed: 0, failed: 0, skipped: 0 };
  const notes = [];
  const there = ENGINES.filter((name) => found[name] && asked.includes(name));
  for (const engine of there) {
    if (!files.some((file) => enginesFor(file, there).includes(engine))) continue;
    const { passed = 0, failed = 0, skipped = 0 } = report?.engines[engine] ?? {};
    notes.push(`${engine} ${passed + failed}`);
    sum.passed += passed;
    sum.failed += failed || (passed === 0 ? 1 : 0);
    sum.skipped += skipped;
  }
  return { ...counted(status, sum), note: notes.join(', ') };
}

/** Where the time went, and what failed. */
function keep(report) {
  failures.push(...(report?.failures ?? []));
  const times = Object.entries(report?.files ?? {}).map(([file, milliseconds]) => [file, milliseconds / 1000]);
  slow.push(...times.sort(([, a], [, b]) => b - a).slice(0, 5));
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

/** Where the engines are that e2e is to drive, as far as `L30_ENGINES` wants them. */
function browsersInEnv() {
  const { chromium, firefox } = findBrowsers();
  const asked = process.env.L30_ENGINES?.split(',') ?? ENGINES;
  const programs = {
    ...(asked.includes('chromium') && { L30_CHROMIUM: chromium, L30_WHOLE_CHROMIUM: wholeChromium() }),
    ...(asked.includes('firefox') && { L30_FIREFOX: firefox }),
  };
  return Object.fromEntries(Object.entries(programs).filter(([, path]) => path));
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
function node(scriptAndArgs, env = {}, said) {
  const grouped = process.platform !== 'win32';
  const child = spawn(process.execPath, scriptAndArgs, {
    cwd: root,
    stdio: ['ignore', said ? 'pipe' : 'inherit', said ? 'pipe' : 'inherit'],
    detached: grouped,
    env: { ...process.env, ...env },
  });
  for (const stream of [child.stdout, child.stderr]) stream?.setEncoding('utf8').on('data', (text) => said.push(text));
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
    console.error(`Stopped: ${scriptAndArgs[0]} took longer than ${HANGS / 60_000} minutes.`);
    end();
  }, HANGS);
  for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.once(name, interrupted);
  return new Promise((resolve) => {
    child.once('error', () => resolve(1)).once('close', (status) => resolve(status ?? 1));
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
  if (slow.length > 0) console.log('\nSeconds of the slowest files of each step:');
  for (const [file, seconds] of slow) console.log(`${seconds.toFixed(1).padStart(8)}  ${file}`);
  if (failures.length > 0) console.log('\nFailed:');
  for (const failure of failures) console.log(`  ${failure.slice(0, 600)}`);
  for (const sentence of loud) console.log(`\n!!! NOT RUN: ${sentence}`);

  const total = (key) => results.reduce((sum, result) => sum + result[key], 0);
  if (total('failed') > 0) process.exitCode = 1;
  console.log(`\n${total('passed')} passed, ${total('failed')} failed (seed ${seed})`);
}
