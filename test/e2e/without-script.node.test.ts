/** Where scripts are switched off or filtered, the link leads to a form, and what it takes is kept as well. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Page } from 'puppeteer-core';
import { MAX_BODY_BYTES } from '../../src/contract/envelope.ts';
import { houseIn, inEngine, inWords, type House } from './support.ts';

describe('without script, in chromium', inEngine('whole_chromium', 2), () => {
  const house = houseIn('whole_chromium');

  async function hostedPage(open: House['open'], from: string): Promise<Page> {
    const { page } = await open(from, { prepare: (each) => each.setJavaScriptEnabled(false) });
    await Promise.all([page.waitForNavigation(), page.click('[data-l30] > a')]);
    return page;
  }

  const submit = (page: Page) => Promise.all([page.waitForNavigation(), page.click('form button')]);

  it('the link of the mood check-in leads to a form that posts, and the row is in the database [case 56]', async (context) => {
    const { demo, open } = await house(context);
    const page = await hostedPage(open, '/pupils.html');
    assert.equal(new URL(page.url()).pathname, '/embed/mood-check-in');
    assert.equal(await page.$('l30-mood-check-in'), null, 'no script has run');
    const question = await page.$eval('legend', (legend) => legend.textContent!);
    await page.click('[value="low"]');
    await page.click('[name="answer.talk"]');
    await page.type('[name="answer.words"]', 'Without \u201cscript\u201d\nand in two lines');
    const [answer] = await submit(page);
    assert.equal(answer?.status(), 201);
    assert.equal(await page.$eval('h1', (heading) => heading.textContent), 'Sent.');

    const [row, ...more] = await demo.rows();
    assert.deepEqual(more, []);
    assert.ok(row, 'nothing was stored');
    const { answers, id, sentAt: _, ...rest } = row.envelope;
    assert.deepEqual(rest, { v: 1, widget: 'mood-check-in', pack: 'faces-5', site: 'hollybrook', lang: 'en-GB' });
    assert.match(id, /^[\da-f]{32}$/);
    assert.deepEqual(
      answers.map(({ id: name, value }) => [name, value]),
      [
        ['mood', 'low'],
        ['words', 'Without \u201cscript\u201d\nand in two lines'],
        ['talk', 'yes'],
      ],
    );
    assert.equal(answers[0]?.question, question);
  });

  it('staff read the words beside the face that was chosen, not its id', async (context) => {
    const { demo, open } = await house(context);
    const page = await hostedPage(open, '/pupils.html');
    const words = await page.$eval('[value="very-low"] + span', (face) => face.textContent!);
    await page.click('[value="very-low"]');
    await submit(page);
    const { envelope } = (await demo.rows()).at(-1)!;
    assert.deepEqual(inWords(envelope.answers), [['How are you feeling right now?', words]]);
  });

  it('words that are too long are refused in plain words, and nothing is stored', async (context) => {
    const { demo, open } = await house(context);
    const page = await hostedPage(open, '/pupils.html');
    await page.focus('[name="answer.words"]');
    await page.keyboard.sendCharacter('long '.repeat(MAX_BODY_BYTES / 5 + 1));
    const [answer] = await submit(page);
    assert.equal(answer?.status(), 413);
    assert.equal(await page.$eval('h1', (heading) => heading.textContent), 'This is too long to send');
    assert.match(
      await page.$eval('main', (main) => main.innerText),
      /at most 64 KiB[^]*Your words were not saved\. Use your browser\u2019s Back button: they may still be there\./,
    );
    assert.deepEqual(await demo.rows(), []);
    await page.goBack();
    assert.match(
      await page.$eval('[name="answer.words"]', (box) => (box as HTMLTextAreaElement).value),
      /^long long /,
      'as the page said',
    );
  });

  it('a form without a single answer says so too', async (context) => {
    const { demo, open } = await house(context);
    const page = await hostedPage(open, '/pupils.html');
    const [answer] = await submit(page);
    assert.equal(answer?.status(), 422);
    assert.match(await page.$eval('main', (main) => main.innerText), /Your words were not saved/);
    assert.deepEqual(await demo.rows(), []);
  });

  it('a family can sign up', async (context) => {
    const { demo, open } = await house(context);
    const page = await hostedPage(open, '/families.html');
    const consent = await page.$eval('[name="answer.consent"] + span', (words) => words.textContent!);
    await page.type('[name="answer.email"]', 'family@example.org');
    await page.click('[name="answer.consent"]');
    const [answer] = await submit(page);
    assert.equal(answer?.status(), 201);
    const { envelope } = (await demo.rows()).at(-1)!;
    assert.equal(envelope.widget, 'newsletter-signup');
    assert.deepEqual(inWords(envelope.answers), [
      ['Email address', 'family@example.org'],
      [consent, 'yes'],
    ]);
  });
});
