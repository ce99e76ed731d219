/**
 * A visit from the address to "Sent": what the page costs until it is quiet, then choices, keys and a press of Send
 * with a real pointer and real keys.
 */
import { setTimeout as wait } from 'node:timers/promises';
import type { Browser, JSHandle, Page } from 'puppeteer-core';
import { visit, type Counts, type Visit } from './browser.ts';
import { addressOf, type PageOptions } from './pages.ts';

/** Milliseconds of the main thread's processor time at full speed, but for the press, which is by the clock on a slow device. */
export interface Stay {
  load: Counts;
  /** Sum of layout shifts, which have no unit. */
  shifts: number;
  /** The first choice, with what it brings to the screen. */
  firstChoice: number;
  choices: number[];
  keys: number[];
  /** From the press of Send. */
  toRequest: number;
  toSuccess: number;
}

const CHOICES = 4;
const KEYS = 'It was so';
/** A tap on a new screen still belongs to the one before. */
const NEW_SCREEN = 500;
/** A form has no more screens than these. */
const SCREENS = 12;

const frames = (page: Page): Promise<void> =>
  page.evaluate(
    () => new Promise<void>((resolve) => requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(resolve)))),
  );

/** What an act costs the main thread until the frame after it has been drawn. */
async function costOf({ page, counts }: Visit, act: () => Promise<unknown>): Promise<number> {
  const before = await counts();
  await act();
  await frames(page);
  return (await counts()).task - before.task;
}

/** Brings a control into sight, and the pointer over it. */
async function pointAt(page: Page, control: JSHandle<HTMLElement | undefined>): Promise<void> {
  const { x, y } = await control.evaluate((found) => {
    if (!found) throw new Error('The control is not there.');
    // A radio can lie out of sight under its tile.
    const tile = found.closest('label') ?? found;
    tile.scrollIntoView({ block: 'center' });
    const { left, top, width, height } = tile.getBoundingClientRect();
    return { x: left + width / 2, y: top + height / 2 };
  });
  await page.mouse.move(x, y);
  await frames(page);
}

const click = async ({ mouse }: Page): Promise<void> => {
  await mouse.down();
  await mouse.up();
};

/** Presses a button on the way, if it is there, and says so. */
async function pass(page: Page, words: string): Promise<boolean> {
  const found = await page.evaluate((words) => {
    const button = hands.button(words);
    button?.click();
    return !!button;
  }, words);
  if (found) await wait(NEW_SCREEN);
  return found;
}

async function choose(seen: Visit, turn: number): Promise<number> {
  const { page } = seen;
  await pointAt(
    page,
    await page.evaluateHandle((turn) => {
      const all = hands.choices();
      return all[turn % all.length];
    }, turn),
  );
  const cost = await costOf(seen, () => click(page));
  await wait(NEW_SCREEN);
  return cost;
}

/** Writes, letter by letter. */
async function write(seen: Visit, words: string): Promise<number[]> {
  const { page } = seen;
  await page.evaluate(() => hands.box()!.focus());
  await frames(page);
  const costs: number[] = [];
  for (const letter of words) costs.push(await costOf(seen, () => page.keyboard.press(letter as 'a')));
  return costs;
}

export const measureStay = (browser: Browser, url: string, what: PageOptions): Promise<Stay> =>
  visit(browser, url, what, async (seen) => {
    const { page, counts, slowDown } = seen;
    await page.goto(url + addressOf(what), { waitUntil: 'networkidle0' });
    const load = await counts();
    const shifts = await page.evaluate(() => hands.shifts);
    const stay = { load, shifts, firstChoice: NaN, choices: [], keys: [], toRequest: NaN, toSuccess: NaN };
    if (what.subject === 'empty') return stay;

    await pass(page, 'Start');
    const nothing: number[] = [];
    for (let i = 0; i < CHOICES; i++) nothing.push(await costOf(seen, () => Promise.resolve()));
    // What reading the counts costs is no cost of the page.
    const idle = Math.min(...nothing);
    const firstChoice = (await choose(seen, 0)) - idle;
    await page.waitForNetworkIdle();
    const choices: number[] = [];
    for (let turn = 1; turn <= CHOICES; turn++) choices.push((await choose(seen, turn)) - idle);

    await pass(page, 'Next');
    const isEmail = await page.evaluate(() => hands.box()!.matches('[type=email]'));
    const keys = (await write(seen, isEmail ? 'a@example.org' : KEYS)).map((cost) => cost - idle);
    for (let screen = 0; screen < SCREENS && (await pass(page, 'Next')); screen++);
    await page.waitForNetworkIdle();

    await slowDown();
    await pointAt(page, await page.evaluateHandle(() => hands.button('Send') ?? hands.button('Sign up')));
    await page.evaluate(() => hands.watchPress());
    await click(page);
    const sent = await page.waitForFunction(() => hands.press.shown && hands.press);
    const { pressed, asked, shown } = (await sent.jsonValue()) as Required<Hands['press']>;
    return { ...stay, firstChoice, choices, keys, toRequest: asked - pressed, toSuccess: shown - pressed };
  });

type Hands = typeof globalThis.hands;
