/** What many of the same on one page cost. */
import type { Browser } from 'puppeteer-core';
import { visit } from './browser.ts';
import { addressOf, type PageOptions } from './pages.ts';

export interface Growth {
  /** Milliseconds of the main thread until the page is quiet. */
  task: number;
  /** Bytes of script objects that are in use. */
  heap: number;
  /** Bytes that came, as served. */
  bytes: number;
}

export const COUNTS = [1, 20, 100] as const;

export const measureGrowth = (browser: Browser, url: string, what: PageOptions): Promise<Growth> =>
  visit(browser, url, what, async ({ page, counts }) => {
    await page.goto(url + addressOf(what), { waitUntil: 'networkidle0' });
    const { task } = await counts();
    const bytes = await page.evaluate(() =>
      [...performance.getEntriesByType('navigation'), ...performance.getEntriesByType('resource')].reduce(
        (sum, file) => sum + (file as PerformanceResourceTiming).encodedBodySize,
        0,
      ),
    );
    await page.evaluate(() => new Promise((resolve) => requestIdleCallback(resolve)));
    // Garbage is no cost of an instance.
    const cdp = await page.createCDPSession();
    await cdp.send('HeapProfiler.collectGarbage');
    return { task, heap: (await counts()).heap, bytes };
  });
