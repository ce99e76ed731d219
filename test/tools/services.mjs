/**
 * Runs the dialects and the table of the demo against the real programs that schools run: all of
 * test/services. It installs what it needs, the npm packages into node_modules/.cache and, on Debian as
 * root, packages that start nothing by themselves. It is not part of `npm test`, because all of that has to be fetched.
 *
 *     npm run test:services                    everything
 *     node test/tools/services.mjs ghost       only test files whose path contains "ghost"
 *
 * What a test file prints is the name and version of what it ran against, a line for each.
 */
import { spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { run } from 'node:test';
import { spec } from 'node:test/reporters';
import { findBrowsers } from './browsers.mjs';
import { install } from './install.mjs';

const root = join(import.meta.dirname, '../..');
const folder = join(root, 'node_modules/.cache/l30/services');

/** Ghost runs on few versions of Node, and its lock file is pnpm's. */
const GHOST = { ghost: '6.65.0', pnpm: '12.4.2', [`node-${process.platform}-${process.arch}`]: '22.23.3' };

const DEBIAN_PACKAGES = ['mariadb-server-core', 'mariadb-client-core', 'php-cli', 'php-mysql'];

/** What no package registry has, so that nothing here can be tested against it. */
const NOWHERE = [
  'Contact Form 7: its plugin is in neither of the registries that this uses, npm and Debian.',
  'PostgREST: there is no package of it; its table is tested in PostgreSQL, with its documented way of asking.',
];

/** Tests that wait for programs like these to start take minutes, and a program that hangs must not take for ever. */
const FILE_LIMIT = 10 * 60_000;

const NEEDS = { mariadb: makeDatabase, wordpress: makeWordPress, ghost: makeGhost, pages: makePages };

const narrowing = process.argv.slice(2);
const files = readdirSync(join(root, 'test/services'))
  .filter((name) => name.endsWith('.services.ts') && (narrowing.length === 0 || narrowing.some((part) => name.includes(part))))
  .map((name) => join(root, 'test/services', name));

if (files.length === 0) {
  console.error(`test/services has no file called ${narrowing.join(' or ')}.`);
  process.exit(1);
}
install();
mkdirSync(folder, { recursive: true });
const missing = {};
for (const [need, make] of Object.entries(NEEDS)) {
  if (!files.some((file) => readFileSync(file, 'utf8').includes(`'${need}'`))) continue;
  console.log(`Making ready: ${need}`);
  try {
    make(join(folder, need));
  } catch (error) {
    missing[need] = error.message;
    console.error(error.message);
  }
}
const { chromium, firefox } = findBrowsers({ install: true });
Object.assign(process.env, {
  ...(chromium && { L30_CHROMIUM: chromium }),
  ...(firefox && { L30_FIREFOX: firefox }),
  L30_SERVICES: JSON.stringify({ folder, missing }),
  // Debian keeps servers where only root looks for programs.
  PATH: `${process.env.PATH}:/usr/sbin`,
  NODE_OPTIONS: `${process.env.NODE_OPTIONS ?? ''} --import tsx`,
});
await runTests();

async function runTests() {
  const stopping = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.once(signal, () => stopping.abort());
  const count = { passed: 0, failed: 0, skipped: 0 };
  const against = [chromium, firefox].filter(Boolean).map((browser) => spawnSync(browser, ['--version'], { encoding: 'utf8' }).stdout.trim());
  const notRun = [];
  // One at a time: each starts servers that would starve another's on a small machine.
  const events = run({ files, concurrency: 1, timeout: FILE_LIMIT, signal: stopping.signal });
  events.on('test:stdout', ({ message }) => against.push(...message.trim().split('\n')));
  events.on('test:pass', ({ name, skip, details }) => {
    if (skip !== undefined) {
      count.skipped += 1;
      notRun.push(`${name}: ${skip}`);
    } else if (details.type !== 'suite' && !files.includes(name)) count.passed += 1;
  });
  // A suite or a file that failed only because a test in it did is no failure more.
  events.on('test:fail', ({ details }) => (count.failed += details.error.failureType === 'subtestsFailed' ? 0 : 1));
  const report = events.compose(new spec());
  report.pipe(process.stdout);
  await once(report, 'end');

  console.log('\nRan against');
  against.forEach((line) => console.log(`  ${line}`));
  console.log('Not run');
  [...notRun, ...NOWHERE].forEach((line) => console.log(`  ${line}`));
  console.log(`\n${count.passed} passed, ${count.failed} failed, ${count.skipped} skipped`);
  const isShort = count.passed === 0 || (process.env.CI === 'true' && count.skipped > 0);
  process.exitCode = count.failed > 0 || isShort ? 1 : 0;
}

/** MariaDB's programs, which both WordPress and Ghost keep their data with, and PHP with its way to talk to it. */
function makeDatabase() {
  const isThere = () =>
    ['mariadbd', 'mariadb-install-db', 'mariadb'].every((name) => spawnSync(name, ['--version']).status !== null) &&
    spawnSync('php', ['-r', 'exit(extension_loaded("mysqli") ? 0 : 1);']).status === 0;
  if (isThere()) return;
  const hint = `MariaDB and PHP were not found; on Debian, install ${DEBIAN_PACKAGES.join(', ')}.`;
  if (process.getuid?.() !== 0) throw new Error(hint);
  aptGet(['update'], hint);
  aptGet(['install', '--yes', '--no-install-recommends', ...DEBIAN_PACKAGES], hint);
  if (!isThere()) throw new Error(hint);
}

/** Debian's WordPress, unpacked and not installed: installed it would bring a web server that starts at once. */
function makeWordPress(to) {
  if (existsSync(to)) return;
  const hint = 'WordPress could not be fetched; apt-get download wordpress has to work here.';
  const unpacked = mkdtempSync(join(folder, 'new-'));
  try {
    if (process.getuid?.() === 0) aptGet(['update'], hint);
    aptGet(['-o', 'APT::Sandbox::User=root', 'download', 'wordpress'], hint, unpacked);
    const archive = readdirSync(unpacked).find((name) => name.endsWith('.deb'));
    command('dpkg-deb', ['--extract', archive, '.'], { cwd: unpacked }, hint);
    renameSync(join(unpacked, 'usr/share/wordpress'), to);
  } finally {
    rmSync(unpacked, { recursive: true, force: true });
  }
}

/** Ghost as it comes from npm, with the packages that its own lock file names, and a Node that it runs on. */
function makeGhost(to) {
  const mark = join(to, 'made.json');
  if (existsSync(mark) && readFileSync(mark, 'utf8') === JSON.stringify(GHOST)) return;
  rmSync(to, { recursive: true, force: true });
  mkdirSync(to, { recursive: true });
  const { ghost, ...tools } = GHOST;
  const named = Object.entries(tools).map(([name, version]) => `${name}@${version}`);
  const hint = 'Ghost could not be installed from npm.';
  writeFileSync(join(to, 'package.json'), '{"private":true}');
  const npm = (args) => command('npm', [...args, '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'], { cwd: to }, hint);
  npm(['install', ...named]);
  npm(['pack', `ghost@${ghost}`, '--silent']);
  command('tar', ['-xzf', `ghost-${ghost}.tgz`], { cwd: to }, hint);
  symlinkSync(join(to, 'node_modules', named.find((name) => name.startsWith('node-')).split('@')[0], 'bin/node'), join(to, 'node'));
  // pnpm keeps its store and its caches where these say, and nothing in the home of whoever runs this.
  const home = Object.fromEntries(['DATA', 'CACHE', 'STATE', 'CONFIG'].map((kind) => [`XDG_${kind}_HOME`, join(to, 'pnpm')]));
  command(join(to, 'node'), [join(to, 'node_modules/pnpm/bin/pnpm.mjs'), 'install', '--prod', '--frozen-lockfile', '--ignore-scripts', '--reporter=append-only', '--store-dir', join(to, 'pnpm/store')], { cwd: join(to, 'package'), env: { ...process.env, ...home } }, hint);
  writeFileSync(mark, JSON.stringify(GHOST));
}

/** The widgets as they are now, built into a folder of their own, so that dist is left as it is. */
function makePages(to) {
  command(process.execPath, ['node_modules/vite/bin/vite.js', 'build', '--outDir', to, '--emptyOutDir', '--logLevel', 'error'], { cwd: root }, 'The widgets could not be built.');
}

function aptGet(args, hint, cwd = root) {
  command('apt-get', ['-qq', '-o', 'Acquire::Retries=3', '-o', 'Dpkg::Use-Pty=0', ...args], { cwd, env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' } }, hint);
}

function command(name, args, options, hint) {
  const { status, error } = spawnSync(name, args, { stdio: ['ignore', 'ignore', 'inherit'], ...options });
  if (status !== 0) throw new Error(`${hint} (${basename(name)} ${error?.message ?? `ended with ${status}`})`);
}
