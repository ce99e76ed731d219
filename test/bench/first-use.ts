/** How long it takes from the address to a control that reacts, and what had to come for it. */
import { setTimeout as wait } from 'node:timers/promises';
import type { Browser } from 'puppeteer-core';
import { visit } from './browser.ts';
import { addressOf, type PageOptions } from './pages.ts';

export interface FirstUse {
  /** Milliseconds from the start of the navigation to the press that had a reaction. */
  usable: number;
  /** Files asked for by then, besides the page. */
  requests: number;
  /** All that had come by then, as served, page included. */
  bytes: number;
  /** Milliseconds of long tasks over 50, until then. */
  blocking: number;
}

/** Milliseconds in which the browser tells of a long task that has ended. */
const TOLD = 300;

/** Presses the first control until it reacts. Runs inside the page, every four milliseconds. */
function press(): void {
  const done = (usable: number): void => {
    const { responseStart, encodedBodySize } = performance.getEntriesByType(
      'navigation',
    )[0] as PerformanceNavigationTiming;
    const files = (performance.getEntriesByType('resource') as PerformanceResourceTiming[]).filter(
      ({ startTime }) => startTime < usable,
    );
    const bytes = files
      .filter(({ responseEnd }) => responseEnd < usable)
      .reduce((sum, file) => sum + file.encodedBodySize, responseStart && encodedBodySize);
    Object.assign(globalThis, { firstUse: { usable, requests: files.length, bytes } });
  };
  let pressed = 0;
  const look = (): void => {
    if (pressed && hands.reacted()) return done(pressed);
    const control = hands.first();
    if (control) {
      hands.reacted();
      pressed = performance.now();
      control.click();
    }
    setTimeout(look, 4);
  };
  setTimeout(look, 4);
}

export const measureFirstUse = (browser: Browser, url: string, what: PageOptions): Promise<FirstUse> =>
  visit(browser, url, what, async ({ page, slowDown }) => {
    await slowDown();
    await page.evaluateOnNewDocument(press);
    await page.goto(url + addressOf(what));
    const found = await page.waitForFunction(() => (globalThis as { firstUse?: Omit<FirstUse, 'blocking'> }).firstUse);
    await wait(TOLD);
    return { ...(await found.jsonValue())!, blocking: await page.evaluate(() => hands.blocking) };
  });
