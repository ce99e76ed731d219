/** axe finds nothing to complain about on the school's pages, whatever state the widgets on them are in. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it, type TestContext } from 'node:test';
import type { Page } from 'puppeteer-core';
import { eventually, houseIn, inEngine, reader, Widget, type AnyDemo } from './support.ts';

const AXE = readFileSync(join(import.meta.dirname, '../../node_modules/axe-core/axe.min.js'), 'utf8');

interface Axe {
  run(
    context: unknown,
    options: unknown,
  ): Promise<{
    violations: { id: string; nodes: { target: unknown; failureSummary?: string }[] }[];
    passes: unknown[];
  }>;
}

describe('accessibility, in chromium', inEngine('chromium', 2), () => {
  const house = houseIn('chromium');

  async function visit(context: TestContext, path: string): Promise<{ page: Page; demo: AnyDemo }> {
    const { demo, open } = await house(context);
    // What is still fading in has too little contrast; axe is to see what people end up seeing.
    const { page } = await open(path, {
      width: 800,
      prepare: (each) => each.emulateMediaFeatures([{ name: 'prefers-reduced-motion', value: 'reduce' }]),
    });
    await page.evaluate(AXE);
    return { page, demo };
  }

  /** Looks at the whole page; `state` says in which state of its widget. `only` leaves out all rules but one. */
  async function isClean(page: Page, state: string, only?: string): Promise<void> {
    const { passes, violations } = await page.evaluate(async (rule) => {
      const { axe } = globalThis as unknown as { axe: Axe };
      const result = await axe.run(document, { resultTypes: ['violations'], ...(rule && { runOnly: [rule] }) });
      return {
        passes: result.passes.length,
        violations: result.violations.flatMap(({ id, nodes }) =>
          nodes.map(({ target, failureSummary }) => `${id}: ${JSON.stringify(target)} ${failureSummary ?? ''}`),
        ),
      };
    }, only);
    assert.ok(passes > 0, 'axe has looked');
    assert.deepEqual(violations, [], state);
  }

  for (const path of ['/news.html', '/nothing-here']) {
    it(`${path} is clean`, async (context) => isClean((await visit(context, path)).page, 'as it comes'));
  }

  it('/ is clean with the first question and with another one', async (context) => {
    const { page } = await visit(context, '/');
    const card = new Widget(page, 'question-card');
    await eventually(() => card.control('button', 'Another one'));
    await isClean(page, 'as it comes');
    await card.press('Another one');
    await eventually(() => card.control('button', 'The one before'));
    await isClean(page, 'with another question');
  });

  it('in the dark there is contrast enough', async (context) => {
    const { page } = await visit(context, '/situations/dark.html');
    await new Widget(page, 'newsletter-signup').press('Sign up');
    await new Widget(page, 'mood-check-in').choose('radio', 'Happy');
    await new Widget(page, 'newsletter-signup').becomes('invalid');
    await isClean(page, 'with a face chosen and mistakes pointed out', 'color-contrast');
  });

  for (const scheme of ['light', 'dark']) {
    it(`/builder/ is clean in the ${scheme}, as it comes, with keys to make, with a verdict, and with a next form`, async (context) => {
      const { open } = await house(context);
      const filled =
        'school=Hollybrook&site=hollybrook&readers=Miss+Khan&read-when=daily&lead=Mr+Owen&endpoint=%2Fsubmissions&accent=%23e0a030&host=wix';
      const { page } = await open(`/builder/#${filled}`, {
        width: 800,
        prepare: (each) => each.emulateMediaFeatures([{ name: 'prefers-color-scheme', value: scheme }]),
      });
      await page.evaluate(AXE);
      await eventually(async () => assert.ok(await page.$('.contrast .wrong'), 'the colour is not judged'));
      await isClean(page, 'as it comes');
      await page.$$eval('details', (all) => all.forEach((each) => (each.open = true)));
      await page.$eval('builder-test .primary', (button) => (button as HTMLElement).click());
      await eventually(async () => assert.ok(await page.$('.verdict'), 'there is no verdict'));
      await page.$eval('[name=outcome][value=nothing]', (radio) => (radio as HTMLElement).click());
      await eventually(async () => assert.ok(await page.$('#next-form'), 'there is no next form'));
      await isClean(page, 'with everything open');
    });
  }

  it('/pupils.html is clean before and after a face is chosen, when somebody would rather not say, when sending fails and when it is sent', async (context) => {
    const { page, demo } = await visit(context, '/pupils.html');
    const mood = new Widget(page, 'mood-check-in');
    await mood.press('I would rather not say');
    await mood.shows('That is fine. You do not have to say. You can come back later.');
    await isClean(page, 'rather not say');
    await mood.press('Go back');
    await isClean(page, 'as it comes');
    await mood.choose('radio', 'Happy');
    await mood.choose('checkbox', 'I would like to talk to someone');
    await eventually(() => mood.control('textbox', 'Your name'));
    await mood.isReady();
    await isClean(page, 'chosen');
    await demo.kill();
    await mood.press('Send');
    await mood.becomes('failed');
    await isClean(page, 'failed');
    await demo.start();
    await mood.becomes('sent', 'Sent');
    await isClean(page, 'sent');
  });

  it('/pupils.html is clean when a letter waits on the device, and when the next one is told so', async (context) => {
    const { page, demo } = await visit(context, '/pupils.html');
    const mood = new Widget(page, 'mood-check-in');
    await mood.sealTo(await reader());
    await mood.choose('radio', 'Happy');
    await mood.isReady();
    await demo.kill();
    await mood.press('Send');
    await mood.becomes('waiting', 'Not sent yet');
    await isClean(page, 'waiting');
    await mood.press('Clear this screen');
    await eventually(async () =>
      assert.deepEqual(await mood.all('[part=waiting]'), ['1 message is waiting to be sent.']),
    );
    await isClean(page, 'with the note');
  });

  it('/families.html is clean as it comes, with every mistake pointed out, and when it is sent', async (context) => {
    const { page } = await visit(context, '/families.html');
    const signup = new Widget(page, 'newsletter-signup');
    await signup.shows('School news by email');
    await isClean(page, 'as it comes');
    await signup.press('Sign up');
    await signup.becomes('invalid');
    await eventually(async () => assert.equal((await signup.all('.issue')).length, 2));
    await isClean(page, 'invalid');
    await signup.type('Email address', 'parent@example.org');
    await signup.choose('checkbox', 'Yes, email me the Hollybrook letter. I am 18 or over.');
    await signup.press('Sign up');
    await signup.becomes('sent');
    await isClean(page, 'sent');
  });

  it('/putting-it-right.html is clean on every kind of step, in the review and when it is sent', async (context) => {
    const { page } = await visit(context, '/putting-it-right.html');
    const form = new Widget(page, 'reflection-form');
    await eventually(async () =>
      assert.deepEqual(await form.all('summary'), ['Is there someone who should not read this?', 'For adults']),
    );
    await isClean(page, 'before');
    await page.$eval(form.tag, (host) =>
      host.shadowRoot!.querySelectorAll('details').forEach((each) => (each.open = true)),
    );
    await eventually(() => form.control('checkbox', 'Not Miss Khan, Pastoral Lead'));
    await isClean(page, 'before, with everything open');
    await form.press('Start');
    /** Whether a step is like one that has been looked at already. */
    const seen = new Set<string>();
    for (let step = 1; step <= 8; step += 1) {
      await eventually(async () => assert.match((await form.all('.where')).join(), new RegExp(`^Step ${step} of 8`)));
      const kind = await page.$eval(form.tag, (host) => {
        const fields = Array.from(
          host.shadowRoot!.querySelectorAll<HTMLInputElement>('form :is(input, textarea, select)'),
          ({ type }) => type,
        );
        return [...new Set(fields)].join();
      });
      if (!seen.has(kind)) await isClean(page, kind);
      seen.add(kind);
      if (kind === 'radio') await form.choose('radio', 'Yes');
      if (kind === 'checkbox')
        await page.$eval(form.tag, (host) =>
          host.shadowRoot!.querySelector<HTMLInputElement>('[type=checkbox]')!.click(),
        );
      await form.press('Next');
    }
    assert.deepEqual([...seen].sort(), ['checkbox', 'radio', 'text,select-one', 'textarea']);
    await form.shows('Check your words');
    await form.press('Take out: Is now a good time to talk?');
    await eventually(() => form.control('button', 'Put back: Is now a good time to talk?'));
    await isClean(page, 'review');
    await form.press('Send');
    await form.becomes('sent', 'Sent');
    await isClean(page, 'sent');
  });
});
