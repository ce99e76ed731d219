/** Nothing on a school's page jumps when a widget takes its place, on a phone, a tablet held either way, or a desk. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Page } from 'puppeteer-core';
import checkIn from '../../src/packs/en/check-in.json' with { type: 'json' };
import { promptAt, type Pack } from '../../src/packs/index.ts';
import { eventually, houseIn, inEngine } from './support.ts';

const PAGES = ['/', '/pupils.html', '/families.html', '/putting-it-right.html', '/situations/below.html'];

/** Shifts outside the window are not counted, so each window is high enough to hold the whole page. */
const WINDOWS = [
  { width: 360, height: 6400 },
  { width: 768, height: 5000 },
  { width: 1024, height: 4600 },
  { width: 1280, height: 3700 },
];

/** The day on which the question card has most to say. It changes every day, and this test must not. */
const LONGEST_DAY = Array.from({ length: checkIn.prompts.length }, (_, day) => Date.UTC(2026, 10, 1 + day, 12)).reduce(
  (longest, day) =>
    promptAt(checkIn as Pack, 0, new Date(day)).text.length >
    promptAt(checkIn as Pack, 0, new Date(longest)).text.length
      ? day
      : longest,
);

const stopClock = (page: Page) =>
  page.evaluateOnNewDocument((noon) => {
    const Real = Date;
    globalThis.Date = class extends Real {
      constructor(...given: [number]) {
        super(...(given.length ? given : ([noon] as const)));
      }
    } as DateConstructor;
  }, LONGEST_DAY);

/** Holds `l30.js` back, where that is wanted, until the page's own links have been painted in its place, as on a slow line. */
async function holdScript(page: Page, wanted: () => boolean): Promise<void> {
  const painted = () =>
    page.evaluate(async () => {
      const links = document.querySelectorAll('[data-l30] > a');
      if (!links.length || Array.from(links).some((link) => getComputedStyle(link).visibility !== 'visible'))
        throw new Error('the link is not there yet');
      // One frame draws it, the next one comes after it was shown.
      for (const _ of [1, 2]) await new Promise(requestAnimationFrame);
      if (!performance.getEntriesByName('first-contentful-paint').length) throw new Error('nothing has been painted');
    });
  await page.setRequestInterception(true);
  page.on('request', (request) => {
    if (wanted() && request.url().endsWith('/l30.js')) void eventually(painted).then(() => request.continue());
    else void request.continue();
  });
}

/** Waits until every widget has drawn itself and nothing is on its way any more. */
async function settled(page: Page): Promise<void> {
  await eventually(async () => assert.deepEqual(await page.$$eval('[data-l30] > a', (links) => links.length), 0));
  await page.waitForNetworkIdle({ idleTime: 100 });
  await page.evaluate(async () => {
    await document.fonts.ready;
    await Promise.all(
      Array.from(
        document.querySelectorAll('[data-l30] > *'),
        (widget) => (widget as unknown as { updateComplete: Promise<boolean> }).updateComplete,
      ),
    );
    for (const _ of [1, 2, 3]) await new Promise(requestAnimationFrame);
  });
}

interface Shift {
  value: number;
  moved: string[];
}

/** Every layout shift since the page began, with what moved and by how much. */
const shifts = (page: Page): Promise<Shift[]> =>
  page.evaluate(async () => {
    const entries = await new Promise<PerformanceEntryList>((resolve) => {
      const observer = new PerformanceObserver((list) => resolve(list.getEntries()));
      observer.observe({ type: 'layout-shift', buffered: true });
      // Without a single shift the observer is never called; two frames are time enough to be.
      requestAnimationFrame(() => requestAnimationFrame(() => resolve(observer.takeRecords())));
    });
    return (
      entries as (PerformanceEntry & {
        value: number;
        sources: { node: Element | null; previousRect: DOMRect; currentRect: DOMRect }[];
      })[]
    ).map(({ value, sources }) => ({
      value,
      moved: sources.map(
        ({ node, previousRect, currentRect }) =>
          `${node?.nodeName}#${node?.id ?? ''}.${node?.className ?? ''} from ${previousRect.top} to ${currentRect.top}`,
      ),
    }));
  });

/** What each place keeps free, and what its widget needs, for whoever sets the first. */
const heights = (page: Page): Promise<string[]> =>
  page.$$eval('[data-l30]', (boxes) =>
    boxes.map((box) => {
      const free = parseFloat(getComputedStyle(box).minHeight);
      (box as HTMLElement).style.setProperty('min-height', '0', 'important');
      const needed = box.firstElementChild!.getBoundingClientRect().height;
      return `${(box as HTMLElement).dataset['l30']} needs ${Math.ceil(needed)} pixels and has ${Math.floor(free)}`;
    }),
  );

describe('layout shift, in chromium', inEngine('chromium', 4), () => {
  const house = houseIn('chromium');

  async function isStill(page: Page): Promise<void> {
    await settled(page);
    const found = await shifts(page);
    const sum = found.reduce((total, { value }) => total + value, 0);
    assert.equal(sum, 0, `${(await heights(page)).join(', ')}; ${JSON.stringify(found)}`);
  }

  for (const path of PAGES) {
    for (const { width, height } of WINDOWS) {
      it(`nothing on ${path} moves, ${width} pixels wide, whether the script is quick or comes after the link was painted`, async (context) => {
        const { open } = await house(context);
        let late = true;
        const { page } = await open(path, {
          width,
          height,
          prepare: async (each) => {
            await stopClock(each);
            await holdScript(each, () => late);
          },
        });
        await isStill(page);
        assert.equal(
          await page.evaluate(() => document.documentElement.scrollHeight),
          height,
          'the page has outgrown its window in this test',
        );
        late = false;
        await page.reload();
        await isStill(page);
      });
    }
  }
});
