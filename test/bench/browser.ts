/** One browser, and visits to pages on a slow device and a slow line. */
import puppeteer, { type Browser, type CDPSession, type Page } from 'puppeteer-core';
// @ts-expect-error Plain JavaScript, because it runs before anything is installed.
import { findBrowsers } from '../tools/browsers.mjs';
import { installHands } from './hands.ts';
import { addressOf, type PageOptions } from './pages.ts';

/**
 * How many times slower the device is made for what is measured on the clock. Chromium does it by busy waiting, which
 * would count what other programs do as well, so processor time is measured at full speed.
 */
export const SLOWDOWN = 4;
/** Bytes a second and milliseconds: 1.6 Mbit/s down, half of it up. */
export const LINE = { download: 200_000, upload: 100_000, latency: 150 } as const;

export async function startBrowser(): Promise<Browser> {
  const { chromium } = findBrowsers() as { chromium?: string };
  if (!chromium) throw new Error('Chromium was not found.');
  return puppeteer.launch({
    executablePath: chromium,
    pipe: true,
    args: ['--no-sandbox', '--disable-background-networking', '--disable-quic'],
  });
}

/** tsx gives functions their names through a helper, which a page does not have. */
export const NAMES = 'globalThis.__name = (named) => named';

/** What Chromium counts for one page. Durations are the main thread's own processor time in milliseconds. */
export interface Counts {
  task: number;
  script: number;
  layout: number;
  style: number;
  heap: number;
  nodes: number;
}

/** A page that somebody has come to. */
export interface Visit {
  page: Page;
  /** Makes the device slow from here on. */
  slowDown: () => Promise<void>;
  /** What was counted since the visit began. */
  counts: () => Promise<Counts>;
}

/**
 * A visit by somebody who has never been here, with `use` called before the page is opened. Everything of it is gone
 * afterwards. The tab has shown an empty page before, as a tab has: what a process does but once is not measured.
 */
export async function visit<T>(
  browser: Browser,
  url: string,
  { name }: PageOptions,
  use: (visit: Visit) => Promise<T>,
): Promise<T> {
  const context = await browser.createBrowserContext();
  try {
    const page = await context.newPage();
    const cdp = await page.createCDPSession();
    await page.setViewport({ width: 1024, height: 900 });
    await page.evaluateOnNewDocument(NAMES);
    await page.evaluateOnNewDocument(installHands, name);
    await page.goto(url + addressOf({ subject: 'empty', name }));
    await page.emulateNetworkConditions(LINE);
    await cdp.send('Performance.enable', { timeDomain: 'threadTicks' });
    return await use({
      page,
      slowDown: () => page.emulateCPUThrottling(SLOWDOWN),
      counts: await counterOf(cdp),
    });
  } finally {
    await context.close();
  }
}

async function counterOf(cdp: CDPSession): Promise<Visit['counts']> {
  const read = async (): Promise<Counts> => {
    const { metrics } = await cdp.send('Performance.getMetrics');
    const of = (name: string): number => metrics.find((metric) => metric.name === name)?.value ?? NaN;
    return {
      task: of('TaskDuration') * 1000,
      script: of('ScriptDuration') * 1000,
      layout: of('LayoutDuration') * 1000,
      style: of('RecalcStyleDuration') * 1000,
      heap: of('JSHeapUsedSize'),
      nodes: of('Nodes'),
    };
  };
  const start = await read();
  return async () => {
    const now = await read();
    const since = (name: 'task' | 'script' | 'layout' | 'style'): number => now[name] - start[name];
    return { ...now, task: since('task'), script: since('script'), layout: since('layout'), style: since('style') };
  };
}
