/**
 * Unit tests in three engines. Usually run by test.mjs, which says in `L30_FILES` which files, and in what order; alone,
 * with any of web-test-runner's own options but `--files`:
 *
 *     L30_FILES=test/widgets/x.test.ts L30_ENGINES=chromium npx web-test-runner --config test/tools/web-test-runner.config.mjs --watch
 */
import { join } from 'node:path';
import { esbuildPlugin } from '@web/dev-server-esbuild';
import { defaultReporter } from '@web/test-runner';
import { chromeLauncher } from '@web/test-runner-chrome';
import { puppeteerLauncher } from '@web/test-runner-puppeteer';
import { findBrowsers } from './browsers.mjs';
import { ENGINES, enginesFor } from './engines.mjs';
import { endWithUs, freePort } from './processes.mjs';
import { browserReport } from './reports.mjs';
import { storiesPlugin } from './stories.mjs';
import { webkitLauncher } from './webkit.mjs';

const root = join(import.meta.dirname, '../..');
/** Milliseconds that each session took, by its id. */
const took = new Map();
/** Milliseconds after which a test, or a file, hangs, rather than takes its time. */
const TEST_HANGS = 3 * 60_000;
const FILE_HANGS = 20 * 60_000;
/** Generous, because the very first start on a fresh machine reads a whole browser from a cold disk. */
const START_LIMIT = 40_000;

/** Puppeteer forgets every second browser when the runner is interrupted, so each page sees to its browser. */
function createPage({ context }) {
  endWithUs(context.browser().process());
  return context.newPage();
}

const makeLauncher = {
  chromium: (executablePath) =>
    chromeLauncher({
      createPage,
      launchOptions: {
        executablePath,
        timeout: START_LIMIT,
        args: ['--no-sandbox', '--disable-background-networking', '--disable-quic'],
      },
    }),
  firefox: (executablePath) =>
    puppeteerLauncher({ createPage, launchOptions: { browser: 'firefox', executablePath, timeout: START_LIMIT } }),
  webkit: webkitLauncher,
};

/**
 * The launcher of one engine, started when its first test file is due. A browser that does not start is
 * given a second chance; a test that fails never is.
 */
function engine(name, paths) {
  let launcher;
  let initialize;
  let failure;

  async function startSession(id, url) {
    launcher = await makeLauncher[name](paths);
    await initialize(launcher);
    await launcher.startSession(id, url);
  }

  const own = {
    name,
    type: name === 'webkit' ? 'webdriver' : 'puppeteer',
    // One page per engine, so that it has the focus; the engines run side by side instead.
    concurrency: 1,
    async initialize(config, files) {
      initialize = (fresh) => fresh.initialize({ ...config, concurrency: 1 }, files);
    },
    async startSession(id, url) {
      took.set(id, -performance.now());
      if (failure) throw failure;
      if (launcher) return launcher.startSession(id, url);
      try {
        await startSession(id, url);
      } catch (error) {
        console.warn(`${name} did not start, trying once more: ${error.message}`);
        await launcher?.stop().catch(() => {});
        await startSession(id, url).catch((secondError) => {
          failure = secondError;
          throw secondError;
        });
      }
    },
    stopSession: async (id) => {
      took.set(id, took.get(id) + performance.now());
      return launcher.stopSession(id);
    },
    isActive: (id) => launcher?.isActive(id) ?? false,
    stop: async () => launcher?.stop(),
  };
  // The runner's commands (keys, viewport) reach for members that differ between launchers.
  return new Proxy(own, {
    get(_, key) {
      if (key in own) return own[key];
      const member = launcher?.[key];
      return typeof member === 'function' ? member.bind(launcher) : member;
    },
  });
}

/** Puts the prelude before each test file: it knows the file's name, and the seed. */
const preludePlugin = {
  name: 'prelude',
  transform({ path, query, body }) {
    if (!path.endsWith('.test.ts') || !('wtr-session-id' in query)) return;
    const known = new URLSearchParams({ seed: process.env.L30_SEED ?? '1', file: path.slice(1) });
    return `import '/test/tools/before-browser-tests.mjs?${known}';${body}`;
  },
};

/** Nothing changes during a run, so that a browser has to ask for a module once, and not with every test file. */
async function keepFiles(context, next) {
  await next();
  const isWatched = process.argv.includes('--watch');
  if (!isWatched && /\.(?:m?js|ts|json)$/.test(context.path)) context.set('cache-control', 'max-age=3600, immutable');
}

const found = findBrowsers();
const wanted = process.env.L30_ENGINES?.split(',') ?? ENGINES;
const there = ENGINES.filter((name) => found[name] && wanted.includes(name));
const engines = there.map((name) => engine(name, found[name]));
const files = process.env.L30_FILES?.split(',') ?? [];

export default {
  rootDir: root,
  // In one list, web-test-runner would put them into an order of its own.
  groups: files.map((file) => ({
    name: file,
    files: file,
    browsers: engines.filter(({ name }) => enginesFor(file, there).includes(name)),
  })),
  hostname: '127.0.0.1',
  port: await freePort(),
  browsers: engines,
  concurrentBrowsers: Number(process.env.L30_AT_ONCE ?? 2),
  browserStartTimeout: 2.5 * START_LIMIT,
  testsStartTimeout: FILE_HANGS,
  testsFinishTimeout: FILE_HANGS,
  middleware: [keepFiles],
  nodeResolve: { exportConditions: ['production', 'browser', 'import', 'default'] },
  // The same compiler settings as tsc and Vite: without them Lit's decorators would compile to something else.
  plugins: [
    storiesPlugin(),
    preludePlugin,
    esbuildPlugin({ ts: true, target: 'esnext', tsconfig: join(root, 'tsconfig.json') }),
  ],
  // A rejection that nobody handles is a bug on a school's page too, so it fails the test that is running.
  testRunnerHtml: (testFramework) => `<!doctype html>
    <script>
      addEventListener('unhandledrejection', (event) => { throw event.reason; });
      // A page with unsent words asks before it is left, and there is nobody here to answer.
      addEventListener('beforeunload', (event) => { if (event.isTrusted) event.stopImmediatePropagation(); });
    </script>
    <script type="module" src="${testFramework}"></script>`,
  testFramework: { config: { timeout: TEST_HANGS } },
  staticLogging: true,
  reporters: [browserReport(defaultReporter({ reportTestProgress: false }), took)],
};

for (const signal of ['SIGTERM', 'SIGHUP']) process.once(signal, () => process.exit(1));
