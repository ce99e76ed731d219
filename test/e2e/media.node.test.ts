/** The widgets can be used however a page is shown: magnified, in the colours of the system, without motion, read out, on paper. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Page } from 'puppeteer-core';
import { eventually, fair, houseIn, inEngine, network, noNetwork, reader, Widget } from './support.ts';

const BOX = 'Would you like to add anything?';

/** As somebody has set it in their system. Puppeteer itself knows only some of these. */
async function prefer(page: Page, name: string, value: string): Promise<void> {
  const session = await page.createCDPSession();
  await session.send('Emulation.setEmulatedMedia', { features: [{ name, value }] });
  assert.ok(await page.evaluate((query) => matchMedia(query).matches, `(${name}: ${value})`));
}

/** A style of something inside a widget. */
const styleOf = (widget: Widget, selector: string, property: string): Promise<string[]> =>
  widget.page.$eval(
    widget.tag,
    (host, inside, name) =>
      Array.from(host.shadowRoot!.querySelectorAll(inside), (each) => getComputedStyle(each).getPropertyValue(name)),
    selector,
    property,
  );

describe('media, in chromium', inEngine('chromium', 3), () => {
  const house = houseIn('chromium');

  it('a window of 1280 by 1024 pixels at 400 %: nothing runs out of it sideways, and everything can be reached and sent [case 55]', async (context) => {
    const { open } = await house(context);
    const { page } = await open('/situations/custom-element.html', { width: 320, height: 256 });
    const fits = async (what: string) =>
      assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), what);
    const card = new Widget(page, 'question-card');
    const mood = new Widget(page, 'mood-check-in');
    await fits('as it comes');
    await card.type('Add your words', 'magnified');
    await card.press('Send');
    await card.becomes('sent', 'Sent');
    await fits('sent');
    await mood.sealTo(await reader());
    await mood.choose('radio', 'Very low');
    await mood.choose('checkbox', 'I would like to talk to someone');
    await mood.type(BOX, 'magnified');
    await mood.isReady();
    await fits('chosen');
    await page.setOfflineMode(true);
    await mood.press('Send');
    await mood.becomes('waiting', 'Not sent yet');
    await fits('waiting');
    await mood.press('Clear this screen');
    await eventually(async () =>
      assert.deepEqual(await mood.all('[part=waiting]'), ['1 message is waiting to be sent.'], 'the note is not there'),
    );
    await fits('with the note');
    const form = new Widget(page, 'reflection-form');
    await form.press('Start');
    await form.press('Skip');
    await eventually(async () => assert.match((await form.all('.where')).join(), /^Step 2 of 8/));
    await fits('in the form');
    await new Widget(page, 'newsletter-signup').press('Sign up');
    await new Widget(page, 'newsletter-signup').becomes('invalid');
    await fits('with mistakes pointed out');
  });

  it('in forced colours a chosen tile, the focus and the button to press stand out from the others [case 55]', async (context) => {
    const { open } = await house(context);
    const { page } = await open('/pupils.html', {
      prepare: (each) => prefer(each, 'forced-colors', 'active'),
    });
    const mood = new Widget(page, 'mood-check-in');
    await mood.choose('radio', 'Happy');
    await eventually(async () =>
      assert.deepEqual(
        await styleOf(mood, '.faces input + span', 'border-top-width'),
        ['2px', '4px', '2px', '2px', '2px'],
        'no tile stands out',
      ),
    );
    assert.deepEqual(await styleOf(mood, '[part=send]', 'border-top-width'), ['4px']);
    await page.keyboard.press('ArrowRight');
    await eventually(async () =>
      assert.deepEqual(
        (await styleOf(mood, '.faces input + span', 'outline-style')).map((style) => style !== 'none'),
        [false, false, true, false, false],
        'no tile has the focus',
      ),
    );
  });

  it('a screen comes in with a movement, and at once for somebody who has asked for less [case 55]', async (context) => {
    const { open } = await house(context);
    for (const [value, names] of [
      ['no-preference', ['arrive']],
      ['reduce', ['none']],
    ] as const) {
      const { page } = await open('/situations/custom-element.html', {
        prepare: (each) => prefer(each, 'prefers-reduced-motion', value),
      });
      const card = new Widget(page, 'question-card');
      await card.type('Add your words', 'in or without motion');
      await card.press('Send');
      await card.becomes('sent', 'Sent');
      assert.deepEqual(await styleOf(card, '.arrive', 'animation-name'), names);
    }
  });

  it('what becomes of a letter is read out once, however often it is tried behind the scenes [case 55]', async (context) => {
    const { demo, open } = await house(context);
    const net = await network(context, demo);
    const { page } = await open('/pupils.html', { at: net.url });
    const mood = new Widget(page, 'mood-check-in');
    await mood.choose('radio', 'A bit low');
    await mood.isReady();
    await page.$eval(mood.tag, (host) => {
      const heard: string[] = [];
      Object.assign(window, { heard });
      const status = host.shadowRoot!.querySelector('[role=status]')!;
      new MutationObserver(() => heard.push(status.textContent!)).observe(status, {
        childList: true,
        characterData: true,
        subtree: true,
      });
    });
    // That it is under way is said where that takes longer than a moment, and once.
    const heard = async () => {
      const all = (await page.evaluate(() => (window as unknown as { heard: string[] }).heard)).map(
        (words) => words.split('.')[0],
      );
      return all[0] === 'Sending' ? all.slice(1) : all;
    };
    net.weather = noNetwork;
    await mood.press('Send');
    await mood.becomes('failed');
    await eventually(() => assert.ok(net.posts.length >= 3, 'it is tried again'));
    assert.deepEqual(await heard(), ['We do not know if it arrived']);
    net.weather = fair;
    await mood.becomes('sent', 'Sent');
    assert.deepEqual(await heard(), ['We do not know if it arrived', 'Sent']);
    assert.equal(
      await page.$eval(mood.tag, (host) => host.shadowRoot!.activeElement?.textContent),
      'Sent',
      'the focus is on the heading',
    );
  });

  it('on paper stand the question, the words and who helps, and nothing to press [case 55]', async (context) => {
    const { open } = await house(context);
    const { page } = await open('/situations/custom-element.html');
    const card = new Widget(page, 'question-card');
    await card.type('Add your words', 'for the folder');
    await page.emulateMediaType('print');
    assert.equal(await card.words('Add your words'), 'for the folder');
    const visible = (selector: string) =>
      page.$eval(
        card.tag,
        (host, inside) => Array.from(host.shadowRoot!.querySelectorAll(inside), (each) => each.checkVisibility()),
        selector,
      );
    for (const part of ['h2', 'textarea', '.help']) assert.deepEqual(await visible(part), [true], part);
    const buttons = await visible('button');
    assert.ok(buttons.length > 0 && !buttons.includes(true), 'there is a button on paper');
    assert.match(await card.text(), /You can call Childline free on 0800 1111/);
  });
});
