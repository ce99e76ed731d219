/**
 * Pictures to look at: every demo page and every widget in its states, at three widths, light and
 * dark, right to left and in forced colours.
 *
 *     npm run shots               all of them, into .shots/
 *     npm run shots -- readme     only the picture in the README
 *
 * Needs a build and Chromium.
 */
import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { launch } from 'puppeteer-core';
import { findBrowsers } from './browsers.mjs';
import { endWithUs } from './processes.mjs';

const root = join(import.meta.dirname, '../..');
const WIDTHS = [360, 768, 1280];
const PAGES = ['/', '/news', '/pupils', '/putting-it-right', '/families'];
const LOOKS = {
  light: () => ({}),
  dark: () => ({ style: 'color-scheme: dark; background: #101418; color: #eee' }),
  rtl: () => ({ dir: 'rtl' }),
  forced: () => ({}),
};

/** Keys that nobody has the other halves of. */
const PUBLIC_KEYS =
  'BEw9HPNIJi2u9SHI3-ITOeqW0gU3wDBkOpVXDfIXi12VpGPN-8UynN_QTgELOtJ5gjWChf1RSRk8k7s9e8YImCk ' +
  'BHVAPtC13pkIbnuB7xmM16a4rjQxLyVYqIgnmCzx6pRQrUJgInoLKN1K7U-fxjBVdWwTlV0xySWN0D_IF6tXBJ0';

/** What a person does to get a widget into a state; runs in the page. */
const STATES = {
  'question-card': { start: () => undefined },
  'mood-check-in': {
    start: () => undefined,
    chosen: (root) => root.querySelectorAll('input')[3].click(),
    talk: (root) => root.querySelector('input[type=checkbox]').click(),
    sent: (root) => root.querySelector('[part=send]').click(),
    waiting: async (root, keys) => {
      const { host } = root;
      Object.assign(host, { publicKeys: keys, fetch: () => Promise.reject(new TypeError('no network')) });
      root.querySelector('.primary').click();
      await host.updateComplete;
      root.querySelector('input').click();
      await host.updateComplete;
      root.querySelector('[part=send]').click();
      await new Promise((resolve) => host.addEventListener('l30-waiting', resolve));
      await host.updateComplete;
    },
    // Whoever comes next on this device.
    next: async (root) => {
      root.querySelector('.primary').click();
      while (!root.querySelector('[part=waiting]')) await new Promise(requestAnimationFrame);
    },
  },
  'reflection-form': {
    before: () => undefined,
    choices: (root) => root.querySelector('button.primary').click(),
    words: (root) => {
      root.querySelectorAll('input')[2].click();
      root.querySelector('button.primary').click();
    },
    review: async (root) => {
      const box = root.querySelector('textarea');
      box.value = 'We were playing football. I pushed Sam when he took the ball.';
      box.dispatchEvent(new Event('input'));
      for (let step = 0; step < 7; step++) {
        root.querySelector('button.primary').click();
        await new Promise(requestAnimationFrame);
      }
    },
    unsure: (root) => {
      root.host.fetch = () => Promise.reject(new TypeError('no network'));
      root.querySelector('[part=send]').click();
    },
  },
  'newsletter-signup': {
    start: () => undefined,
    invalid: (root) => root.querySelector('button.primary').click(),
    failed: async (root) => {
      root.host.fetch = () => Promise.reject(new TypeError('no network'));
      const box = root.querySelector('input[type=email]');
      box.value = 'sam.rivers@example.org';
      box.dispatchEvent(new Event('input'));
      root.querySelector('input[type=checkbox]').click();
      await root.host.updateComplete;
      root.querySelector('button.primary').click();
    },
  },
};

/** The demo on a free port, with a database that goes away afterwards. */
async function startDemo() {
  const folder = mkdtempSync(join(tmpdir(), 'l30-shots-'));
  const env = { ...process.env, PORT: '0', L30_DATA: join(folder, 'l30.sqlite') };
  const child = spawn(process.execPath, ['--import', 'tsx', 'demo/serve.ts'], { cwd: root, env, stdio: ['ignore', 'pipe', 'inherit'] });
  endWithUs(child);
  process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
  for await (const line of createInterface(child.stdout)) {
    const [, address] = /(http:\/\/[^/\s]+)\//.exec(line) ?? [];
    if (address) return { address, stop: () => child.kill() };
  }
  throw new Error('The demo did not start.');
}

const settled = (page) => page.evaluate(() => Promise.all(document.getAnimations().map(({ finished }) => finished)));

async function forceColours(page) {
  const session = await page.createCDPSession();
  await session.send('Emulation.setEmulatedMedia', { features: [{ name: 'forced-colors', value: 'active' }] });
}

async function shootPages(browser, address, folder) {
  for (const width of WIDTHS) {
    const page = await browser.newPage();
    await page.setViewport({ width, height: 900 });
    for (const path of PAGES) {
      await page.goto(address + path, { waitUntil: 'networkidle0' });
      await page.screenshot({ path: join(folder, `page-${path.slice(1) || 'home'}-${width}.png`), fullPage: true });
    }
    await page.close();
  }
}

async function shootStates(browser, address, folder) {
  for (const width of WIDTHS) {
    for (const [look, attributes] of Object.entries(LOOKS)) {
      // A device of its own each time: the last one kept a message.
      const context = await browser.createBrowserContext();
      const page = await context.newPage();
      await page.setViewport({ width, height: 900 });
      if (look === 'forced') await forceColours(page);
      await page.goto(`${address}/situations/custom-element`, { waitUntil: 'networkidle0' });
      await page.evaluate((all) => Object.entries(all).forEach(([name, value]) => document.documentElement.setAttribute(name, value)), attributes());
      for (const [widget, states] of Object.entries(STATES)) {
        const element = await page.$(`l30-${widget}`);
        for (const [state, act] of Object.entries(states)) {
          const shadow = await element.evaluateHandle((host) => host.shadowRoot);
          await shadow.evaluate(act, PUBLIC_KEYS);
          await page.waitForNetworkIdle({ idleTime: 100 });
          await settled(page);
          await element.screenshot({ path: join(folder, `${widget}-${state}-${look}-${width}.png`) });
        }
      }
      await context.close();
    }
  }
}

/** The pupil page as it meets a child who has just chosen a face. */
async function shootReadme(browser, address) {
  const page = await browser.newPage();
  await page.setViewport({ width: 1180, height: 900 });
  await page.goto(`${address}/pupils`, { waitUntil: 'networkidle0' });
  const element = await page.$('l30-mood-check-in');
  await element.evaluate((host) => host.shadowRoot.querySelectorAll('input')[1].click());
  await settled(page);
  await page.screenshot({ path: join(root, 'demo/screenshot.png') });
}

const { chromium } = await findBrowsers({ install: false });
if (!chromium) throw new Error('Chromium is needed for pictures. Set CHROME_PATH to where it is.');
const args = ['--no-sandbox', '--disable-background-networking', '--disable-quic', '--hide-scrollbars'];
const browser = await launch({ executablePath: chromium, args });
const demo = await startDemo();
try {
  if (process.argv.includes('readme')) {
    await shootReadme(browser, demo.address);
  } else {
    const folder = join(root, '.shots');
    mkdirSync(folder, { recursive: true });
    await shootPages(browser, demo.address, folder);
    await shootStates(browser, demo.address, folder);
    console.log('The pictures are in .shots/');
  }
} finally {
  await browser.close();
  demo.stop();
}
