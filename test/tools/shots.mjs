/**
 * Pictures to look at: every demo page, every drawing, and every widget in all its states for each age, at three
 * widths, light and dark, right to left and in forced colours; and contact sheets on which all of it can be looked
 * at quickly, with a line where the screen of a phone or a tablet ends.
 *
 *     npm run shots                    all of them, into .shots/; begin with .shots/index.html
 *     npm run shots -- mood dark       only those with all of these words in their name
 *     npm run shots -- readme          only the picture in the README
 *
 * Needs a build and Chromium.
 */
import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { launch } from 'puppeteer-core';
import { wholeChromium } from './browsers.mjs';
import { makeSheets } from './contact-sheets.mjs';
import { endWithUs } from './processes.mjs';
import { Hand, endpointOf } from './shot-hand.mjs';
import { STATES, attributesFor } from './shot-states.mjs';

const root = join(import.meta.dirname, '../..');
const folder = join(root, '.shots');

/** How high a screen of each width is: what is below is not seen at once. */
const SCREENS = { 360: 740, 768: 1024, 1280: 800 };
const PAGES = ['/', '/news.html', '/pupils.html', '/putting-it-right.html', '/families.html'];
const AGES = { early: '4-7', child: '8-12', teen: '13-18' };

/** Each age as it comes, and each look for those in the middle. Families have no age. */
const LOOKS = ['light', 'dark', 'rtl', 'forced'];
const series = (widget) =>
  LOOKS.flatMap((look) =>
    Object.keys(AGES)
      .filter((tone) => tone === 'child' || (look === 'light' && widget !== 'newsletter-signup'))
      .map((tone) => ({ look, tone })),
  );

/** The demo on a free port, with a database that goes away afterwards. */
async function startDemo() {
  const database = mkdtempSync(join(tmpdir(), 'l30-shots-'));
  const env = { ...process.env, PORT: '0', L30_DATA: join(database, 'l30.sqlite') };
  const child = spawn(process.execPath, ['--import', 'tsx', 'demo/serve.ts'], {
    cwd: root,
    env,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  endWithUs(child);
  process.once('exit', () => rmSync(database, { recursive: true, force: true }));
  for await (const line of createInterface(child.stdout)) {
    const [, address] = /(http:\/\/[^/\s]+)\//.exec(line) ?? [];
    if (address) return { address, stop: () => child.kill() };
  }
  throw new Error('The demo did not start.');
}

const SITE = {
  site: 'hollybrook',
  school: 'Hollybrook Primary School',
  endpoint: '/submissions',
  'newsletter-endpoint': '/subscriptions',
  readers: 'Miss Khan, Pastoral Lead',
  'read-when': 'each school day before 10am',
  lead: 'Mr Owen, Designated safeguarding lead',
  region: 'england',
};

const attributes = (all) =>
  Object.entries(all)
    .map(([name, value]) => ` ${name}="${value.replaceAll('"', '&quot;')}"`)
    .join('');

/** A page without any style of its own, which a widget has to bear. */
function pageWith(widget, look, tone, state) {
  const html = look === 'dark' ? ' style="color-scheme: dark"' : look === 'rtl' ? ' dir="rtl"' : '';
  return `<!doctype html><html lang="en-GB"${html}><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>A widget</title></head>
    <body>${state.beside ?? ''}<l30-${widget}${attributes({ ...SITE, ...attributesFor(widget, AGES[tone], state) })}></l30-${widget}><script src="/l30.js"></script></body></html>`;
}

async function shootState(browser, address, { widget, look, tone, name, state }) {
  // A device of its own each time: the last one kept a message.
  const context = await browser.createBrowserContext();
  const page = await context.newPage();
  try {
    if (look === 'forced') await forceColours(page);
    await page.setRequestInterception(true);
    page.on('request', (request) => {
      if (request.url() === `${address}/shot`)
        void request.respond({ contentType: 'text/html', body: pageWith(widget, look, tone, state) });
      else void request.continue();
    });
    await page.setViewport({ width: 768, height: SCREENS[768] });
    await page.goto(`${address}/shot`, { waitUntil: 'networkidle0' });
    const element = await page.$(`l30-${widget}`);
    if (state.answer) await element.evaluate(endpointOf, state.answer);
    await state.act?.(new Hand(page, element));
    await page.waitForNetworkIdle({ idleTime: 100 });
    const shots = [];
    for (const [width, height] of Object.entries(SCREENS)) {
      await page.setViewport({ width: Number(width), height });
      await page.evaluate(() => Promise.all(document.getAnimations().map(({ finished }) => finished)));
      const file = `${widget}-${tone}-${look}-${width}-${name}.png`;
      await element.screenshot({ path: join(folder, file) });
      shots.push({ widget, look, tone, name, width, fold: height, file });
    }
    return shots;
  } catch (error) {
    console.error(`${widget}, ${tone}, ${look}, ${name}: ${error.message}`);
    process.exitCode = 1;
    return [];
  } finally {
    await context.close();
  }
}

async function forceColours(page) {
  const session = await page.createCDPSession();
  await session.send('Emulation.setEmulatedMedia', { features: [{ name: 'forced-colors', value: 'active' }] });
}

async function shootPages(browser, address, isWanted) {
  for (const width of Object.keys(SCREENS)) {
    const page = await browser.newPage();
    await page.setViewport({ width: Number(width), height: SCREENS[width] });
    for (const path of PAGES) {
      const name = `page-${path.slice(1).replace('.html', '') || 'home'}-${width}`;
      if (!isWanted(name)) continue;
      await page.goto(address + path, { waitUntil: 'networkidle0' });
      await page.screenshot({ path: join(folder, `${name}.png`), fullPage: true });
    }
    await page.close();
  }
}

/** The pupil page as it meets a child who has just chosen a face. */
async function shootReadme(browser, address) {
  const page = await browser.newPage();
  await page.setViewport({ width: 1180, height: 900 });
  await page.goto(`${address}/pupils`, { waitUntil: 'networkidle0' });
  const element = await page.$('l30-mood-check-in');
  await element.evaluate((host) => host.shadowRoot.querySelectorAll('input')[1].click());
  await page.evaluate(() => Promise.all(document.getAnimations().map(({ finished }) => finished)));
  await page.screenshot({ path: join(root, 'demo/screenshot.png') });
}

async function shootAll(browser, address, wanted) {
  const isWanted = (name) => wanted.every((word) => name.includes(word));
  mkdirSync(folder, { recursive: true });
  await shootPages(browser, address, isWanted);
  const jobs = Object.entries(STATES).flatMap(([widget, states]) =>
    series(widget).flatMap(({ look, tone }) =>
      Object.entries(states).map(([name, state]) => ({ widget, look, tone, name, state })),
    ),
  );
  const todo = jobs.filter(({ widget, look, tone, name }) => isWanted(`${widget} ${tone} ${look} ${name}`));
  const shots = [];
  const work = async () => {
    for (let job = todo.shift(); job; job = todo.shift()) shots.push(...(await shootState(browser, address, job)));
  };
  await Promise.all([work(), work(), work()]);
  // In the order of the states, whoever was done first.
  const place = ({ widget, look, tone, name }) =>
    jobs.findIndex((job) => job.widget === widget && job.look === look && job.tone === tone && job.name === name);
  await makeSheets(
    browser,
    folder,
    shots.sort((a, b) => place(a) - place(b)),
  );
}

// Its shell moves nothing in a page that is not in front.
const chromium = wholeChromium();
if (!chromium) throw new Error('Chromium is needed for pictures. Set CHROME_PATH to where it is.');
const args = ['--no-sandbox', '--disable-background-networking', '--disable-quic', '--hide-scrollbars'];
const browser = await launch({ executablePath: chromium, args });
const demo = await startDemo();
try {
  const wanted = process.argv.slice(2);
  if (wanted.includes('readme')) await shootReadme(browser, demo.address);
  else await shootAll(browser, demo.address, wanted);
} finally {
  await browser.close();
  demo.stop();
}
