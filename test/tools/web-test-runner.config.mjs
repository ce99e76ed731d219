/**
 * Unit tests in three engines. Usually run by test.mjs; alone, with any of web-test-runner's own options:
 *
 *     L30_ENGINES=chromium npx web-test-runner --config test/tools/web-test-runner.config.mjs --files test/widgets/x.test.ts
 */
import { join } from 'node:path';
import { esbuildPlugin } from '@web/dev-server-esbuild';
import { defaultReporter } from '@web/test-runner';
import { chromeLauncher } from '@web/test-runner-chrome';
import { puppeteerLauncher } from '@web/test-runner-puppeteer';
import { findBrowsers } from './browsers.mjs';
import { endWithUs, freePort } from './processes.mjs';
import { browserReport } from './reports.mjs';
import { storiesPlugin } from './stories.mjs';
import { webkitLauncher } from './webkit.mjs';

const root = join(import.meta.dirname, '../..');
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

const found = findBrowsers();
const wanted = process.env.L30_ENGINES?.split(',') ?? Object.keys(found);
const engines = wanted.filter((name) => found[name]);

export default {
  rootDir: root,
  files: ['test/**/*.test.ts', 'stories/**/*.test.ts', '!**/*.node.test.ts'],
  hostname: '127.0.0.1',
  port: await freePort(),
  browsers: engines.map((name) => engine(name, found[name])),
  concurrentBrowsers: 2,
  browserStartTimeout: 2.5 * START_LIMIT,
  testsStartTimeout: 30_000,
  nodeResolve: { exportConditions: ['production', 'browser', 'import', 'default'] },
  // The same compiler settings as tsc and Vite: without them Lit's decorators would compile to something else.
  plugins: [storiesPlugin(), esbuildPlugin({ ts: true, target: 'esnext', tsconfig: join(root, 'tsconfig.json') })],
  // A rejection that nobody handles is a bug on a school's page too, so it fails the test that is running.
  testRunnerHtml: (testFramework) => `<!doctype html>
    <script>
      addEventListener('unhandledrejection', (event) => { throw event.reason; });
      // A page with unsent words asks before it is left, and there is nobody here to answer.
      addEventListener('beforeunload', (event) => { if (event.isTrusted) event.stopImmediatePropagation(); });
    </script>
    <script type="module" src="${testFramework}"></script>`,
  testFramework: { config: { timeout: 10_000 } },
  staticLogging: true,
  reporters: [browserReport(defaultReporter({ reportTestProgress: false }))],
};

for (const signal of ['SIGTERM', 'SIGHUP']) process.once(signal, () => process.exit(1));
