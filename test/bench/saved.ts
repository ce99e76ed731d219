/**
 * How long it takes until someone is told that their words are safe, sealed, with the real receiver and on a device
 * made six times as slow, as measured and without a verdict.
 */
import { setTimeout as wait } from 'node:timers/promises';
import type { Browser, Page } from 'puppeteer-core';
import { makePrivateKey, ownKey } from '../../src/keys/pair.ts';
import { Demo } from '../e2e/support.ts';
import { NAMES } from './browser.ts';
import { quantile } from './numbers.ts';

const RUNS = 60;
const SLOWDOWN = 6;
/** Everyone who opens letters at a small school: two people, and the sheet in the safe. */
const RECIPIENTS = 3;

/** Milliseconds from a press of Send until the page hears of an outcome, and until it stands on the screen. */
interface Times {
  told: number;
  shown: number;
}

/** Chooses a face, writes, presses Send, and waits for an outcome by its event. */
const timeTo = (page: Page, event: string, words: string): Promise<Times> =>
  page.evaluate(
    async (event, words) => {
      const host = document.querySelector('l30-mood-check-in')!;
      const root = host.shadowRoot!;
      const until = async <T>(look: () => T): Promise<NonNullable<T>> => {
        for (;;) {
          const found = look();
          if (found) return found;
          await new Promise((resolve) => setTimeout(resolve, 5));
        }
      };
      const button = (name: string) =>
        [...root.querySelectorAll('button')].find((each) => each.textContent.trim() === name);
      (await until(() => root.querySelector<HTMLElement>('input[value=low]'))).click();
      const box = await until(() => root.querySelector('textarea'));
      box.focus();
      box.value = words;
      box.dispatchEvent(new Event('input', { bubbles: true }));
      const send = await until(() => button('Send'));
      // Whoever presses has seen their last letter drawn.
      await new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve, 50)));
      const heard = new Promise<number>((resolve) =>
        host.addEventListener(event, () => resolve(performance.now()), { once: true }),
      );
      const pressed = performance.now();
      send.click();
      const told = (await heard) - pressed;
      await (host as HTMLElement & { updateComplete: Promise<boolean> }).updateComplete;
      const shown = performance.now() - pressed;
      (await until(() => button('Clear this screen'))).click();
      return { told, shown };
    },
    event,
    words,
  );

/** Lets the next letter find a device that keeps nothing. */
const emptyOutbox = (page: Page): Promise<void> =>
  page.evaluate(
    () =>
      new Promise<void>((resolve, reject) => {
        const opening = indexedDB.open('l30-outbox');
        opening.onerror = reject;
        opening.onsuccess = () => {
          const clearing = opening.result.transaction('letters', 'readwrite');
          clearing.objectStore('letters').clear();
          clearing.oncomplete = () => {
            opening.result.close();
            resolve();
          };
        };
      }),
  );

function spread(times: readonly number[]): string {
  const at = (share: number): string => `${quantile(times, share).toFixed(1)} ms`;
  return `median ${at(0.5)}, p95 ${at(0.95)}, longest ${at(1)}`;
}

const lines = (what: string, times: readonly Times[]): string =>
  `${what}, ${times.length} times\n  until it is so: ${spread(times.map(({ told }) => told))}\n  until the screen says so: ${spread(times.map(({ shown }) => shown))}`;

/** Prints what it measures. */
export async function measureSaved(browser: Browser): Promise<void> {
  const publicKeys: string[] = [];
  for (let each = 0; each < RECIPIENTS; each++) publicKeys.push((await ownKey(await makePrivateKey())).publicKey);
  const demo = new Demo();
  await demo.start();
  const context = await browser.createBrowserContext();
  try {
    const page = await context.newPage();
    await page.evaluateOnNewDocument(NAMES);
    await page.goto(`${demo.url}/pupils.html`);
    await page.$eval(
      'l30-mood-check-in',
      (widget, keys) => widget.setAttribute('public-keys', keys),
      publicKeys.join(' '),
    );
    await page.emulateCPUThrottling(SLOWDOWN);
    // The first one fetches what sending takes, as it would while someone is still writing.
    await timeTo(page, 'l30-sent', 'warm-up');

    console.log(`\nUntil words are safe: ${SLOWDOWN} times slower, sealed to ${RECIPIENTS} keys, 1 kB of words`);
    const words = 'A thousand letters or so. '.repeat(40);
    await page.setOfflineMode(true);
    const alone: Times[] = [];
    for (let run = 0; run < RUNS; run++) {
      alone.push(await timeTo(page, 'l30-waiting', `${words}alone ${run}`));
      await emptyOutbox(page);
    }
    console.log(lines('press to "a locked copy is kept on this device", without a network', alone));
    const saved: Times[] = [];
    for (let run = 0; run < RUNS; run++) saved.push(await timeTo(page, 'l30-waiting', `${words}${run}`));
    console.log(lines(`the same, on a device where up to ${RUNS} others wait`, saved));

    await page.setOfflineMode(false);
    const back = performance.now();
    while ((await demo.letters()).length < RUNS + 1) await wait(20);
    console.log(`network back to all ${RUNS} delivered: ${((performance.now() - back) / 1000).toFixed(1)} s`);

    const sent: Times[] = [];
    for (let run = 0; run < RUNS; run++) sent.push(await timeTo(page, 'l30-sent', `${words}again ${run}`));
    console.log(lines('press to "Sent", on the same machine', sent));
  } finally {
    await context.close();
    await demo.stop();
  }
}
