/** Somebody who uses the keyboard alone makes a snippet, tries the endpoint, pastes what they got, and it works. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import type { Frame, Page } from 'puppeteer-core';
import { eventually, houseIn, inEngine, network, Widget } from './support.ts';

/** What the focus is on: the name of a field or a button. */
const focused = (page: Page): Promise<string> =>
  page.evaluate(() => {
    const element = document.activeElement as HTMLInputElement | null;
    const label = element?.labels?.[0];
    // A choice has its name first, and then a line about it.
    const name = Array.from(label?.querySelector('span')?.childNodes ?? []).find(
      (node) => node.nodeType === Node.TEXT_NODE && node.textContent!.trim(),
    );
    return (
      name?.textContent ??
      label?.textContent ??
      element?.getAttribute('aria-label') ??
      element?.textContent ??
      ''
    ).trim();
  });

/** Presses Tab until something has the focus, and never further than once around the page. */
async function tabTo(page: Page, name: string): Promise<void> {
  const passed: string[] = [];
  while (passed.length < 90) {
    await page.keyboard.press('Tab');
    const now = await focused(page);
    if (now === name) return;
    passed.push(now);
  }
  assert.fail(`Tab does not come to "${name}", but to: ${passed.join(' | ')}`);
}

async function typeInto(page: Page, name: string, words: string): Promise<void> {
  await tabTo(page, name);
  // What was there is marked when Tab comes to it, and goes.
  await page.keyboard.type(words);
}

const verdict = (page: Page): Promise<string> => page.$eval('.verdict', (box) => (box as HTMLElement).innerText);

/** The widget in the frame of the preview. */
async function preview(page: Page): Promise<Frame> {
  return eventually(async () => {
    const frame = page.frames().find((each) => each.url().includes('/builder/preview.html'));
    assert.ok(frame, 'the preview has no page');
    return frame;
  });
}

const inPreview = async (page: Page, selector: string): Promise<string[]> =>
  (await preview(page)).evaluate(
    (inside) =>
      Array.from(document.querySelector('main [data-l30] > *')?.shadowRoot?.querySelectorAll(inside) ?? [], (each) =>
        each.textContent!.trim(),
      ),
    selector,
  );

describe('the snippet builder, in chromium', inEngine('chromium', 2), () => {
  const house = houseIn('chromium');

  it('leads by keyboard from the first choice to a snippet that works', async (context) => {
    const { demo, open } = await house(context);
    const net = await network(context, demo);
    const visit = await open('/builder', { at: net.url, width: 1280 });
    const { page } = visit;
    assert.equal(new URL(page.url()).pathname, '/builder/');
    await page.waitForSelector('builder-page section');

    await tabTo(page, 'Mood check-in');
    await page.keyboard.press('ArrowUp');
    await eventually(async () =>
      assert.deepEqual(
        await page.$$eval('[name=widget]:checked', (all) => all.map((each) => (each as HTMLInputElement).value)),
        ['question-card'],
      ),
    );
    await tabTo(page, 'Offer a box for words and a Send button');
    await page.keyboard.press(' ');
    await typeInto(page, 'Name of your school', 'Hollybrook "Primary" & Nursery');
    await typeInto(page, 'Its short name', 'hollybrook');
    await typeInto(page, 'Who reads what pupils write', 'Miss Khan, Pastoral Lead');
    await typeInto(page, 'When they read it', 'each school day before 10am');
    await typeInto(page, 'Your safeguarding lead', 'Mr Owen, Designated safeguarding lead');
    await typeInto(page, 'Endpoint', 'http://127.0.0.1:1/submissions');

    await eventually(async () =>
      assert.deepEqual(await inPreview(page, '[part=send]'), ['Send'], 'the preview has a Send button'),
    );
    // The preview is drawn anew a moment after the last letter of a choice, and with it what was pressed in it.
    await eventually(async () => {
      const frame = await preview(page);
      await frame.evaluate(() => {
        const { shadowRoot } = document.querySelector('l30-question-card')!;
        const box = shadowRoot!.querySelector('textarea')!;
        box.value = 'from the preview';
        box.dispatchEvent(new Event('input', { bubbles: true }));
        shadowRoot!.querySelector<HTMLElement>('[part=send]')!.click();
      });
      assert.equal(
        await frame.evaluate(() => document.querySelector('body > p')!.checkVisibility()),
        true,
        'the preview does not say that it sends nothing',
      );
    });

    await tabTo(page, 'Send a test');
    await page.keyboard.press('Enter');
    await eventually(async () =>
      assert.match(
        await verdict(page),
        /^Not yet: the test letter did not get through\n[\s\S]*Nothing answered at 127\.0\.0\.1:1\./,
      ),
    );
    assert.match(
      await page.$eval('builder-test code', (code) => code.textContent!),
      /Please check that 127\.0\.0\.1:1 runs/,
    );
    assert.deepEqual(await demo.rows(), []);

    // Back to the endpoint, which is before the button.
    for (let steps = 0; (await focused(page)) !== 'Endpoint' && steps < 5; steps += 1) {
      await page.keyboard.down('Shift');
      await page.keyboard.press('Tab');
      await page.keyboard.up('Shift');
    }
    assert.equal(await focused(page), 'Endpoint');
    await page.keyboard.type('/submissions');
    await tabTo(page, 'Send a test');
    await page.keyboard.press('Enter');
    await eventually(async () =>
      assert.match(
        await verdict(page),
        /^Yes: your endpoint keeps letters and proves it\n[\s\S]*sent twice, and it answered both times with the receipt of the first/,
      ),
    );
    const [test, ...others] = await demo.rows();
    assert.deepEqual(others, [], 'the repeat is kept once');
    assert.deepEqual(
      test?.envelope.answers.map(({ question }) => question),
      ['TEST LETTER'],
    );

    await tabTo(page, 'What is your website made with, and who are you there?');
    await page.keyboard.type('Plain');
    await eventually(async () =>
      assert.equal(await page.$eval('#host', (each) => (each as HTMLSelectElement).value), 'html'),
    );
    const code = await page.$$eval('.part:has(#host) code', (all) => all.map((each) => each.textContent!));
    assert.equal(code.length, 1);
    assert.equal(code[0]!.split('\n').length, 2);

    const kept = await open(new URL(page.url()).pathname + new URL(page.url()).hash, { at: net.url });
    await eventually(async () =>
      assert.deepEqual(
        await kept.page.$$eval('.part:has(#host) code', (all) => all.map((each) => each.textContent!)),
        code,
      ),
    );

    net.tamper = (path, answer) =>
      path === '/pasted'
        ? {
            status: 200,
            headers: { 'content-type': 'text/html; charset=utf-8' },
            body: Buffer.from(`<!doctype html><html lang="en-GB"><title>Pasted</title>\n${code[0]}`),
          }
        : answer;
    const pasted = await open('/pasted', { at: net.url });
    const card = new Widget(pasted.page, 'question-card');
    await card.type('Add your words', 'through a pasted snippet');
    await card.press('Send');
    await card.becomes('sent', 'Sent');
    assert.match(await card.text(), /Miss Khan, Pastoral Lead will read it each school day before 10am\./);
    assert.deepEqual(
      (await demo.rows()).slice(1).map(({ envelope }) => envelope.answers.map(({ value }) => value)),
      [['through a pasted snippet']],
    );
    assert.deepEqual(pasted.errors, []);
    // Firefox counts a font of its own, which it carries in its address.
    const foreign = visit.requests.filter(
      (address) =>
        !address.startsWith('data:') && !address.startsWith(net.url) && !address.startsWith('http://127.0.0.1:1/'),
    );
    assert.deepEqual(foreign, [], 'nobody else was asked for anything');
  });

  it('gives a page whose policy allows scripts by their hashes alone what it takes to send', async (context) => {
    const { demo, open } = await house(context);
    const net = await network(context, demo);
    const choices = new URLSearchParams({
      widget: 'question-card',
      respond: 'yes',
      site: 'hollybrook',
      readers: 'Miss Khan, Pastoral Lead',
      'read-when': 'each school day before 10am',
      lead: 'Mr Owen, Designated safeguarding lead',
      endpoint: '/submissions',
      host: 'html',
      strict: 'yes',
    });
    const { page } = await open(`/builder/#${choices}`, { at: net.url });
    const [map, code, policy] = await eventually(async () => {
      const texts = await page.$$eval('.part:has(#host) code', (all) => all.map((each) => each.textContent!));
      const found = ['<script type="importmap">', '<div', 'script-src '].map((start) =>
        texts.find((text) => text.startsWith(start)),
      );
      assert.ok(found.every(Boolean), 'the builder does not show all that a strict page needs');
      return found as [string, string, string];
    });

    const visit = async (path: string, head: string, allowed: string, words: string) => {
      net.tamper = (asked, answer) =>
        asked === path
          ? {
              status: 200,
              headers: {
                'content-type': 'text/html; charset=utf-8',
                'content-security-policy': `default-src 'none'; img-src 'self'; ${allowed.replaceAll('\n', '')}`,
              },
              body: Buffer.from(`<!doctype html><html lang="en-GB"><title>Strict</title>${head}\n${code}`),
            }
          : answer;
      const { page: pasted, errors } = await open(path, { at: net.url });
      const card = new Widget(pasted, 'question-card');
      await card.type('Add your words', words);
      await card.press('Send');
      return { card, errors };
    };
    const { card, errors } = await visit('/strict', map, policy, 'from a strict page');
    await card.becomes('sent', 'Sent');
    assert.deepEqual((await demo.rows()).map(({ envelope }) => envelope.answers.map(({ value }) => value)).at(-1), [
      'from a strict page',
    ]);
    assert.deepEqual(errors, [], 'the policy stopped nothing');

    // Without the map the same policy lets no leaf in, though it has the hash of each.
    const bare = await visit('/bare', '', policy, 'that stays here');
    await bare.card.becomes('failed');
    assert.equal(await bare.card.words('Add your words'), 'that stays here');
    // Whoever looks after the page is told which directive it was, and the hash that it has to name.
    const sha = (JSON.parse(readFileSync('dist/integrity.json', 'utf8')) as Record<string, string>)[
      'delivery/index.js'
    ];
    const told = `The content security policy of this page (script-src-elem) stopped delivery/index.js. Add ${net.url}/ to script-src or, where that takes hashes alone, '${sha}' with an import map: the snippet builder writes both.`;
    await eventually(async () =>
      assert.ok((await bare.card.all('[part=admin]')).join().includes(told), 'the note for the admin'),
    );
    assert.ok(
      bare.errors.some((line) => line.includes(`[l30] ${told}`)),
      bare.errors.join('\n'),
    );
  });

  it('asks what became of a snippet, and shows the next form', async (context) => {
    const { open } = await house(context);
    const { page } = await open('/builder/#host=other', { width: 360, height: 740 });
    await page.waitForSelector('[name=outcome]');
    assert.equal(
      await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth),
      true,
      'the page is wider than the screen',
    );
    await page.$eval('[name=outcome][value=link]', (each) => (each as HTMLInputElement).click());
    await page.waitForSelector('#next-form button');
    await page.$eval('#next-form button', (each) => (each as HTMLElement).click());
    await eventually(async () =>
      assert.match(
        await page.$$eval('.part:has(#host) code', (all) => all.map((each) => each.textContent).join('\n')),
        /^<script [^\n]*><\/script>\n<a href="[^"]*\/embed\/mood-check-in">/,
      ),
    );
    assert.match(page.url(), /#host=other&form=site-link$/);
  });
});
