/**
 * Finds the three engines the widgets are tested in and, on Debian as root, installs the missing ones.
 * Runs before anything is installed, so it uses Node alone.
 *
 *     node test/tools/browsers.mjs              says what is found
 *     node test/tools/browsers.mjs --install    installs what is missing first
 */
import { spawnSync } from 'node:child_process';
import { accessSync, constants, readdirSync } from 'node:fs';
import { delimiter, isAbsolute, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { ENGINES } from './engines.mjs';

/** Chromium without windows, menus and profiles: the same engine with the same answers, in half the time. */
const CHROMIUM_SHELL = 'chromium-headless-shell';
const WHOLE_CHROMIUM = [
  'chromium',
  'chromium-browser',
  'google-chrome-stable',
  'google-chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
];
const FIREFOX = ['firefox-esr', 'firefox', '/Applications/Firefox.app/Contents/MacOS/firefox'];

/** Where distributions put WebKitGTK's own small browser, the one its driver can steer. */
const MINI_BROWSER_PARENTS = ['/usr/lib', '/usr/libexec', '/usr/lib64', ...entriesOf('/usr/lib', /-linux-/)];

/** Debian's packages; a machine without a single font draws nothing to measure. */
const PACKAGES = {
  chromium: [CHROMIUM_SHELL, 'chromium', 'fonts-dejavu-core'],
  firefox: ['firefox-esr', 'fonts-dejavu-core'],
  webkit: ['webkit2gtk-driver', 'xvfb', 'fonts-dejavu-core'],
};

/** What to do about a missing engine where nothing is installed for you. */
const REMEDY = {
  chromium: 'install Chromium or Chrome, or set CHROME_PATH',
  firefox: 'install Firefox, or set FIREFOX_PATH',
  webkit: 'it takes WebKitWebDriver and Xvfb, on Debian the packages webkit2gtk-driver and xvfb',
};

/**
 * @returns {{ chromium?: string, firefox?: string, webkit?: { driver: string, browser: string, xvfb: string } }}
 */
export function findBrowsers({ install = false } = {}) {
  const found = look();
  // The tests take both of Chromium's programs, unless a developer has named one.
  const missing = missingFrom(
    process.env.CHROME_PATH ? found : { ...found, chromium: wholeChromium() && firstExecutable([CHROMIUM_SHELL]) },
  );
  if (!install || missing.length === 0 || !canInstall()) return found;
  installPackages([...new Set(missing.flatMap((engine) => PACKAGES[engine]))]);
  return look();
}

/** One sentence for each engine that is not there. */
export function explainMissing(found) {
  return missingFrom(found).map((engine) => `${engine} was not found: ${REMEDY[engine]}.`);
}

/** A developer may go on with fewer engines; CI may not. */
export function assertEnough(found) {
  const missing = explainMissing(found);
  if (missing.length === ENGINES.length || (missing.length > 0 && process.env.CI === 'true')) {
    throw new Error(`CI needs all three browser engines, any other machine at least one. ${missing.join(' ')}`);
  }
}

/** The one that also keeps pages for the way back, which the shell does not. */
export function wholeChromium() {
  return firstExecutable([process.env.CHROME_PATH, ...WHOLE_CHROMIUM]);
}

function look() {
  const chromium = firstExecutable([process.env.CHROME_PATH, CHROMIUM_SHELL, ...WHOLE_CHROMIUM]);
  const firefox = firstExecutable([process.env.FIREFOX_PATH, ...FIREFOX]);
  const webkit = {
    driver: firstExecutable(['WebKitWebDriver']),
    browser: firstExecutable(
      MINI_BROWSER_PARENTS.flatMap((parent) => entriesOf(parent, /^webkit2?gtk-/)).map((folder) =>
        join(folder, 'MiniBrowser'),
      ),
    ),
    xvfb: firstExecutable(['Xvfb']),
  };
  return {
    ...(chromium && { chromium }),
    ...(firefox && { firefox }),
    ...(webkit.driver && webkit.browser && webkit.xvfb && { webkit }),
  };
}

function missingFrom(found) {
  return ENGINES.filter((engine) => !found[engine]);
}

function firstExecutable(candidates) {
  const folders = (process.env.PATH ?? '').split(delimiter);
  return candidates
    .filter(Boolean)
    .flatMap((candidate) => (isAbsolute(candidate) ? [candidate] : folders.map((folder) => join(folder, candidate))))
    .find((path) => {
      try {
        accessSync(path, constants.X_OK);
        return true;
      } catch {
        return false;
      }
    });
}

function entriesOf(folder, pattern) {
  try {
    return readdirSync(folder)
      .filter((name) => pattern.test(name))
      .map((name) => join(folder, name));
  } catch {
    return [];
  }
}

/** The ready receiver for web hosts is tested by running it. */
export function preparePhp() {
  const php = spawnSync('php', ['-r', 'exit(PHP_VERSION_ID >= 80100 && extension_loaded("pdo_sqlite") ? 0 : 1);']);
  if (php.status !== 0 && canInstall()) installPackages(['php-cli', 'php-sqlite3']);
}

function canInstall() {
  return process.getuid?.() === 0 && firstExecutable(['apt-get']) !== undefined;
}

let isUpToDate = false;

function installPackages(packages) {
  console.log(`Installing ${packages.join(', ')} with apt-get.`);
  for (const args of [
    ...(isUpToDate ? [] : [['update']]),
    ['install', '--yes', '--no-install-recommends', ...packages],
  ]) {
    const { status } = spawnSync('apt-get', ['-qq', '-o', 'Acquire::Retries=3', '-o', 'Dpkg::Use-Pty=0', ...args], {
      stdio: ['ignore', 'inherit', 'inherit'],
      env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
    });
    // What could not be installed is reported as missing, by name, by whoever needs it.
    if (status !== 0) console.error(`apt-get ${args[0]} ended with ${status}.`);
  }
  isUpToDate = true;
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const found = findBrowsers({ install: process.argv.includes('--install') });
  console.log(JSON.stringify(found, null, 2));
  try {
    assertEnough(found);
    explainMissing(found).forEach((sentence) => console.warn(sentence));
  } catch (error) {
    console.error(error.message);
    process.exitCode = 1;
  }
}
