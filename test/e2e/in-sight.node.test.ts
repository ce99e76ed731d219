/** The way on is on the screen on every step, on a phone and on a tablet, and everything is large enough for small fingers. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Page } from 'puppeteer-core';
import { houseIn, inEngine } from './support.ts';

const SCREENS = [
  { width: 360, height: 740 },
  { width: 768, height: 1024 },
];

/** The core of what schools use, with the age that it is for. */
const PACKS: readonly [pack: string, age: string][] = [
  ['caused-harm', '8-12'],
  ['caused-harm-early', '4-7'],
  ['caused-harm-teen', '13-18'],
  ['harmed', '8-12'],
  ['harmed-early', '4-7'],
  ['witness', '8-12'],
  ['picture-talk', '4-7'],
  ['say-it', '8-12'],
  ['both-sides', '8-12'],
  ['learning-stuck', '8-12'],
];

/** Goes through a form from its first screen to its review, and measures each; runs in the page. Answers what is wrong, and how many screens there were. */
async function walk(age: string): Promise<{ wrong: string[]; screens: number }> {
  const form = document.querySelector<HTMLElement & { updateComplete: Promise<boolean> }>('l30-reflection-form')!;
  const root = form.shadowRoot!;
  const least = age === '4-7' ? 96 : 64;
  const wrong: string[] = [];
  let screens = 0;
  const frame = (): Promise<unknown> => new Promise(requestAnimationFrame);
  const until = async (holds: () => unknown): Promise<void> => {
    for (const end = performance.now() + 15_000; !holds(); await frame())
      if (performance.now() > end) throw new Error('nothing comes');
    await form.updateComplete;
  };
  form.setAttribute('age', age);
  if (age === '4-7')
    await until(() => getComputedStyle(root.querySelector('.card')!).fontSize !== getComputedStyle(form).fontSize);
  await until(() => root.querySelector('details'));
  for (; screens < 40; screens += 1) {
    const heading = root.querySelector('h2')!.textContent!;
    const note = (what: string): void => void wrong.push(`${heading}: ${what}`);
    // The parts that a step needs come while somebody reads it.
    if (screens) await until(() => !root.querySelector('#plan') && root.querySelector('.buttons'));
    scrollTo(0, form.getBoundingClientRect().top + scrollY);
    await frame();
    await frame();
    const next = root.querySelector<HTMLElement>('form > .buttons .primary')!;
    const { top, bottom, left, width } = next.getBoundingClientRect();
    if (!root.querySelector('.review')) {
      if (top < 0 || bottom > innerHeight)
        note(`${next.textContent} is from ${Math.round(top)} to ${Math.round(bottom)} of ${innerHeight}`);
      else if (!next.contains(root.elementFromPoint(left + width / 2, (top + bottom) / 2)))
        note(`something lies over ${next.textContent}`);
    }
    for (const each of root.querySelectorAll<HTMLElement>(
      'button, .tile, summary, select, input:not(.tile input, .tick-line input), textarea, .tick-line',
    )) {
      const box = each.getBoundingClientRect();
      const floor = each.matches('.tile, .exits button') ? least : 44;
      if (each.checkVisibility() && Math.min(box.height, each.matches('.tile') ? box.width : Infinity) < floor - 0.5)
        note(`${each.textContent!.trim()} is ${Math.round(box.width)} by ${Math.round(box.height)}`);
      if (box.width && (box.left < -0.5 || box.right > document.documentElement.clientWidth + 0.5))
        note(`${each.textContent!.trim()} is cut off`);
    }
    if (document.documentElement.scrollWidth > document.documentElement.clientWidth)
      note('the page is wider than the screen');
    if (root.querySelector('.review')) break;
    next.click();
    await until(() => root.querySelector('h2')!.textContent !== heading);
  }
  return { wrong, screens };
}

describe('in sight, in chromium', inEngine('chromium', 2), () => {
  const house = houseIn('chromium');

  const isFine = async (page: Page, age: string): Promise<void> => {
    // What turns TypeScript into JavaScript here gives functions their names with a helper that the page lacks.
    await page.evaluate('globalThis.__name = (named) => named');
    const { wrong, screens } = await page.evaluate(walk, age);
    assert.deepEqual(wrong, []);
    assert.ok(screens > 2, 'there were steps to look at');
  };

  for (const [pack, age] of PACKS) {
    for (const { width, height } of SCREENS) {
      it(`the way on is in sight and everything is large enough on every step of ${pack}, at ${width} by ${height}`, async (context) => {
        const { open } = await house(context);
        const { page } = await open(`/embed/reflection-form?pack=${pack}`, { width, height });
        await isFine(page, age);
      });
    }
    it(`nothing of ${pack} is cut off at 320 pixels, nor with letters twice as large`, async (context) => {
      const { open } = await house(context);
      const { page } = await open(`/embed/reflection-form?pack=${pack}`, { width: 320, height: 640 });
      await isFine(page, age);
      await page.setViewport({ width: 640, height: 1280 });
      await page.reload();
      await page.addStyleTag({ content: 'html { font-size: 200% }' });
      await isFine(page, age);
    });
  }
});
