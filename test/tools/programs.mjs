/**
 * Makes other people's programs ready, and runs test files against them. It installs what a file asks
 * for, the npm packages into node_modules/.cache and, on Debian as root, packages that start nothing by themselves.
 */
import { spawnSync } from 'node:child_process';
import { once } from 'node:events';
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { basename, join } from 'node:path';
import { run } from 'node:test';
import { spec } from 'node:test/reporters';
import { pathToFileURL } from 'node:url';
import { findBrowsers } from './browsers.mjs';
import { install } from './install.mjs';

const root = join(import.meta.dirname, '../..');
const folder = join(root, 'node_modules/.cache/l30/services');

/** Ghost runs on few versions of Node, and its lock file is pnpm's. */
const GHOST = { ghost: '6.65.0', pnpm: '12.4.2', [`node-${process.platform}-${process.arch}`]: '22.23.3' };

const DEBIAN_PACKAGES = ['mariadb-server-core', 'mariadb-client-core', 'php-cli', 'php-mysql'];

/** Debian keeps WordPress's theme, and a script of its editor that is not its own, in packages of theirs. */
const THEME = 'twentytwentythree';
const WORDPRESS_PACKAGES = ['wordpress', `wordpress-theme-${THEME}`, 'libjs-underscore'];

/** Tests that wait for programs like these to start take minutes, and a program that hangs must not take for ever. */
const FILE_LIMIT = 10 * 60_000;

const NEEDS = { mariadb: makeDatabase, wordpress: makeWordPress, ghost: makeGhost, pages: makePages };

/**
 * Runs the files of a folder in test whose names end with `suffix`; after the program's name on the
 * command line may stand parts of their names. `preload` is given to every test file with `--import`;
 * `nowhere` says what could not be had at all.
 *
 * What a test file prints is the name and version of what it ran against, a line for each.
 */
export async function runAgainst({ tests, suffix, preload = [], nowhere = [] }) {
  const narrowing = process.argv.slice(2);
  const files = readdirSync(join(root, tests))
    .filter(
      (name) => name.endsWith(suffix) && (narrowing.length === 0 || narrowing.some((part) => name.includes(part))),
    )
    .map((name) => join(root, tests, name));

  if (files.length === 0) {
    console.error(`${tests} has no file called ${narrowing.join(' or ')}.`);
    process.exit(1);
  }
  const began = Date.now();
  await install();
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
    NODE_OPTIONS: [
      process.env.NODE_OPTIONS ?? '',
      'tsx',
      ...preload.map((path) => pathToFileURL(join(root, path)).href),
    ].join(' --import '),
  });
  await runTests(files, { browsers: [chromium, firefox].filter(Boolean), nowhere });
  console.log(`${Math.round((Date.now() - began) / 1000)} seconds`);
}

async function runTests(files, { browsers, nowhere }) {
  const stopping = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.once(signal, () => stopping.abort());
  const count = { passed: 0, failed: 0, skipped: 0 };
  const against = browsers.map((browser) => spawnSync(browser, ['--version'], { encoding: 'utf8' }).stdout.trim());
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
  const unmet = [...notRun, ...nowhere];
  if (unmet.length > 0) console.log('Not run');
  unmet.forEach((line) => console.log(`  ${line}`));
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
  if (existsSync(join(to, 'wp-content/themes', THEME))) return;
  rmSync(to, { recursive: true, force: true });
  const hint = `WordPress could not be fetched; apt-get download ${WORDPRESS_PACKAGES.join(' ')} has to work here.`;
  const unpacked = mkdtempSync(join(folder, 'new-'));
  try {
    if (process.getuid?.() === 0) aptGet(['update'], hint);
    aptGet(['-o', 'APT::Sandbox::User=root', 'download', ...WORDPRESS_PACKAGES], hint, unpacked);
    for (const archive of readdirSync(unpacked).filter((name) => name.endsWith('.deb')))
      command('dpkg-deb', ['--extract', archive, '.'], { cwd: unpacked }, hint);
    // Where Debian's copy links to the other package, the file itself takes the place of the link.
    const scripts = join(unpacked, 'usr/share/wordpress/wp-includes/js');
    for (const name of ['underscore.js', 'underscore.min.js']) {
      rmSync(join(scripts, name));
      cpSync(join(unpacked, 'usr/share/javascript/underscore', name), join(scripts, name));
    }
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
  const npm = (args) =>
    command('npm', [...args, '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'], { cwd: to }, hint);
  npm(['install', ...named]);
  npm(['pack', `ghost@${ghost}`, '--silent']);
  command('tar', ['-xzf', `ghost-${ghost}.tgz`], { cwd: to }, hint);
  symlinkSync(
    join(to, 'node_modules', named.find((name) => name.startsWith('node-')).split('@')[0], 'bin/node'),
    join(to, 'node'),
  );
  // pnpm keeps its store and its caches where these say, and nothing in the home of whoever runs this.
  const home = Object.fromEntries(
    ['DATA', 'CACHE', 'STATE', 'CONFIG'].map((kind) => [`XDG_${kind}_HOME`, join(to, 'pnpm')]),
  );
  command(
    join(to, 'node'),
    [
      join(to, 'node_modules/pnpm/bin/pnpm.mjs'),
      'install',
      '--prod',
      '--frozen-lockfile',
      '--ignore-scripts',
      '--reporter=append-only',
      '--store-dir',
      join(to, 'pnpm/store'),
    ],
    { cwd: join(to, 'package'), env: { ...process.env, ...home } },
    hint,
  );
  writeFileSync(mark, JSON.stringify(GHOST));
}

/** The widgets as they are now, built into a folder of their own, so that dist is left as it is. */
function makePages(to) {
  command(
    process.execPath,
    ['node_modules/vite/bin/vite.js', 'build', '--outDir', to, '--emptyOutDir', '--logLevel', 'error'],
    { cwd: root },
    'The widgets could not be built.',
  );
}

function aptGet(args, hint, cwd = root) {
  command(
    'apt-get',
    ['-qq', '-o', 'Acquire::Retries=3', '-o', 'Dpkg::Use-Pty=0', ...args],
    { cwd, env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' } },
    hint,
  );
}

function command(name, args, options, hint) {
  const { status, error } = spawnSync(name, args, { stdio: ['ignore', 'ignore', 'inherit'], ...options });
  if (status !== 0) throw new Error(`${hint} (${basename(name)} ${error?.message ?? `ended with ${status}`})`);
}
