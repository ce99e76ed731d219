/** Parts of the script that were cut short, replaced or changed on their way: no words leave the page in another way than they should, and none are lost from the screen. */
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import {
  eventually,
  houseIn,
  inEngine,
  lettersOn,
  network,
  reader,
  Widget,
  type Heard,
  type Network,
} from './support.ts';

const school = await reader();
const BOX = 'Would you like to add anything?';

const withBody = (answer: Heard, body: string, headers: Heard['headers'] = {}): Heard => ({
  ...answer,
  headers: { ...answer.headers, ...headers },
  body: Buffer.from(body),
});

/** The browser cannot tell that this one is not what was asked for, and does not ask for it again. */
const OTHER = 'is another script';

/** What can become of a part on its way. */
const FATES: Record<string, (answer: Heard) => Heard> = {
  'is cut short': (answer) => ({ ...answer, body: answer.body.subarray(0, answer.body.length / 2) }),
  'is a page of a filter': (answer) =>
    withBody(answer, '<!doctype html><title>Blocked</title>', { 'content-type': 'text/html' }),
  [OTHER]: (answer) => withBody(answer, 'export const something = "else";'),
  'throws as it starts': (answer) => withBody(answer, 'throw new Error("broken"); export const seal = 1, open = 1;'),
  'is not there': (answer) => ({ ...withBody(answer, 'Not found'), status: 404 }),
};

const hashOf = (file: string): string =>
  `sha384-${createHash('sha384')
    .update(readFileSync(join(import.meta.dirname, '../../dist', file)))
    .digest('base64')}`;

/** Changes what a page loads. Someone who asks again for a broken part asks by another query. */
function change(net: Network, path: string, how: (answer: Heard) => Heard): void {
  const { tamper } = net;
  net.tamper = (asked, answer) => {
    const before = tamper(asked, answer);
    return asked.split('?')[0] === path ? how(before) : before;
  };
}

/** A change that leaves the script working. */
const backDoor = (answer: Heard): Heard => withBody(answer, `${answer.body.toString()}\n;globalThis.tampered = true;`);

describe('tampered parts, in chromium', inEngine('chromium', 3), () => {
  const house = houseIn('chromium');

  for (const part of ['/delivery/index.js', '/dialects/recognise.js', '/delivery/seal.js']) {
    for (const [fate, how] of Object.entries(FATES)) {
      it(`${part} ${fate}: the words stay, nothing is called sent, and nothing leaves in plain [case 57]`, async (context) => {
        const { demo, open } = await house(context);
        const words = `${part} ${fate}`;
        const net = await network(context, demo);
        const whole = net.tamper;
        change(net, part, how);
        const { page } = await open('/pupils.html', { at: net.url });
        const mood = new Widget(page, 'mood-check-in');
        await mood.sealTo(school);
        await mood.choose('radio', 'A bit low');
        await mood.type(BOX, words);
        await mood.press('Send');
        await mood.becomes('failed');
        assert.match(
          await mood.text(),
          /Not sent\s+Your words are still here\. Wait a minute, then try again, or tell an adult\./,
        );
        assert.equal(await mood.words(BOX), words);
        assert.equal(net.posts.length, 0);
        assert.deepEqual(await lettersOn(page), []);

        if (fate === OTHER) return;
        net.tamper = whole;
        await mood.press('Try again');
        await mood.becomes('sent', 'Sent');
        assert.equal(net.posts.length, 1);
        assert.equal((await school.read(JSON.parse(net.posts[0]!.body))).answers[1]?.value, words);
      });
    }
  }

  it('a page that names the script\u2019s hash runs no other, and its own link stands in its place [case 57]', async (context) => {
    const { demo, open } = await house(context);
    for (const tampered of [false, true]) {
      const net = await network(context, demo);
      change(net, '/pupils.html', (answer) =>
        withBody(answer, answer.body.toString().replace('<script src="/l30.js"', `$& integrity="${hashOf('l30.js')}"`)),
      );
      if (tampered) change(net, '/l30.js', backDoor);
      const { page, errors } = await open('/pupils.html', { at: net.url });
      assert.match(await page.$eval('script[src="/l30.js"]', (script) => script.integrity), /^sha384-/);
      if (!tampered) {
        await eventually(() => new Widget(page, 'mood-check-in').control('radio', 'Happy'));
        continue;
      }
      await page.waitForSelector('[data-l30=mood-check-in] > a', { visible: true });
      assert.equal(await page.$('l30-mood-check-in'), null, 'no part of a form');
      assert.equal(await page.evaluate(() => 'tampered' in globalThis), false);
      assert.match(errors.join(), /integrity/);
    }
  });

  it('a page that names the hashes of the parts takes no other, however often it is asked [case 57]', async (context) => {
    const { demo, open } = await house(context);
    const net = await network(context, demo);
    const integrity = Object.fromEntries(
      ['delivery/index.js', 'dialects/recognise.js', 'delivery/seal.js'].map((file) => [`/${file}`, hashOf(file)]),
    );
    change(net, '/pupils.html', (answer) =>
      withBody(
        answer,
        answer.body
          .toString()
          .replace('<head>', `$&<script type="importmap">${JSON.stringify({ integrity })}</script>`),
      ),
    );
    change(net, '/delivery/seal.js', backDoor);
    const { page, errors } = await open('/pupils.html', { at: net.url });
    const mood = new Widget(page, 'mood-check-in');
    await mood.sealTo(school);
    await mood.choose('radio', 'A bit low');
    await mood.type(BOX, 'guarded by hashes');
    await page.evaluate(() => {
      const { outcomes } = Object.assign(window, { outcomes: [] as string[] });
      for (const type of ['l30-error', 'l30-sent', 'l30-waiting'] as const)
        addEventListener(type, () => outcomes.push(type));
    });
    for (const [before, button] of ['Send', 'Try again', 'Try again'].entries()) {
      await mood.press(button);
      await eventually(async () =>
        assert.equal(
          (await page.evaluate(() => (window as unknown as { outcomes: string[] }).outcomes)).length,
          before + 1,
        ),
      );
      await mood.becomes('failed');
      assert.match(await mood.text(), /Not sent\s+Your words are still here\./);
    }
    assert.equal(await mood.words(BOX), 'guarded by hashes');
    assert.equal(await page.evaluate(() => 'tampered' in globalThis), false);
    assert.deepEqual(net.posts, []);
    assert.match(errors.join(), /integrity/);
  });
});
