/** Every page in demo/situations does what its first comment says, and nobody is left in front of a page that does nothing. */
import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import type { Page } from 'puppeteer-core';
import { fromBase64url } from '../../src/contract/base64url.ts';
import { isSealed } from '../../src/contract/sealed.ts';
import { open as openLetter } from '../../src/keys/open.ts';
import { ownKey } from '../../src/keys/pair.ts';
import published from '../delivery/frozen/v1.json' with { type: 'json' };
import { eventually, houseIn, inEngine, Widget, type House, type Visit } from './support.ts';

/** A visit to the pages of a demo. */
type VisitHere = Visit & Pick<House, 'demo'>;

const NOT_SENT = /This page does not send or save your words\./;
const CONSENT = 'Yes, email me the Hollybrook letter. I am 18 or over.';

describe('situations, in chromium', inEngine('chromium', 3), () => {
  const house = houseIn('chromium');

  /** Lines of the console that begin with our name. */
  const ours = (errors: string[]): string[] => errors.filter((line) => line.startsWith('[l30] '));

  const placed = (page: Page) =>
    page.$$eval('body *', (all) =>
      all.map(({ localName }) => localName).filter((name) => name.startsWith('l30-') && name !== 'l30-site'),
    );

  async function sendsFromCard({ page, demo }: Pick<VisitHere, 'page' | 'demo'>, words: string): Promise<void> {
    const card = new Widget(page, 'question-card');
    await card.type('Add your words', words);
    await card.press('Send');
    await card.becomes('sent', 'Sent');
    assert.equal((await demo.stored(words)).length, 1);
  }

  /** A card with a box for words, but without a Send button, and a signup that sends nowhere. */
  async function sendsNowhere(
    { demo, page, errors, requests }: VisitHere,
    sentence: (attribute: string) => string,
  ): Promise<void> {
    const card = new Widget(page, 'question-card');
    await card.type('Add your words', 'kept here');
    assert.match(await card.text(), NOT_SENT);
    assert.deepEqual(await card.buttons(), ['Another one']);
    await eventually(async () =>
      assert.match((await card.all('[part=admin]')).join(), /^For the person who looks after this website:\s/),
    );
    const signup = new Widget(page, 'newsletter-signup');
    assert.deepEqual(await signup.buttons(), [], 'a button that could only do nothing');
    const link = await page.waitForSelector('[data-l30=newsletter-signup] a', { visible: true });
    assert.equal(await link?.evaluate((each) => each.getAttribute('href')), '/embed/newsletter-signup');
    await eventually(() =>
      assert.deepEqual(ours(errors).sort(), [sentence('endpoint'), sentence('newsletter-endpoint')]),
    );
    assert.deepEqual(
      requests.filter((address) => new URL(address).origin !== demo.url || /\/su/.test(new URL(address).pathname)),
      [],
    );
  }

  /** The words from the page are back, and the console says what was meant. */
  async function unknownName(
    { page, errors, requests }: Visit,
    what: string,
    wrong: string,
    right: string,
  ): Promise<void> {
    await eventually(() => assert.equal(ours(errors).length, 1, errors.join()));
    const [said = ''] = ours(errors);
    assert.equal(
      said.split(' Known names: ')[0],
      `[l30] There is no ${what} called "${wrong}". Did you mean "${right}"?`,
    );
    const link = await page.waitForSelector('[data-l30] a', { visible: true });
    assert.match(
      (await link?.evaluate((each) => each.textContent)) ?? '',
      /^(?:Our question for today|How are you feeling right now\?)$/,
    );
    assert.deepEqual(
      requests.filter((address) => /\/packs\//.test(address)),
      [],
      'no name that we do not ship is asked for',
    );
  }

  const situations: Record<string, [what: string, check: (visit: VisitHere) => Promise<void>]> = {
    'plain.html': [
      'the snippet alone shows the question, and another one',
      async ({ page, errors }) => {
        const card = new Widget(page, 'question-card');
        await eventually(() => card.control('button', 'Another one'));
        const first = await card.heading();
        await card.press('Another one');
        await eventually(async () => assert.notEqual(await card.heading(), first));
        await card.press('The one before');
        await card.shows(first);
        assert.equal((await placed(page)).length, 1);
        assert.deepEqual(errors, []);
      },
    ],
    'below.html': [
      'the words below stand below the widget, whole',
      async ({ page, errors }) => {
        await eventually(() => new Widget(page, 'question-card').control('button', 'Another one'));
        const end = await page.$eval('l30-question-card', (widget) => widget.getBoundingClientRect().bottom);
        const next = await page.$eval('#below', (words) => words.getBoundingClientRect().top);
        assert.ok(end <= next, `the widget ends at ${end}, the words begin at ${next}`);
        assert.deepEqual(errors, []);
      },
    ],
    'classic-async.html': [
      'both widgets come, whenever the script does',
      async ({ demo, page, errors }) => {
        await eventually(() => new Widget(page, 'question-card').control('button', 'Another one'));
        const mood = new Widget(page, 'mood-check-in');
        await mood.choose('radio', 'Happy');
        await mood.type('Would you like to add anything?', 'async');
        await mood.press('Send');
        await mood.becomes('sent', 'Sent');
        assert.equal((await demo.stored('async')).length, 1);
        assert.deepEqual(errors, []);
      },
    ],
    'module-script.html': [
      'a module finds the settings on its own tag',
      async ({ demo, page, errors }) => {
        const card = new Widget(page, 'question-card');
        await eventually(() => card.control('button', 'Another one'));
        await page.$eval('l30-question-card', (each) => each.setAttribute('respond', ''));
        await eventually(async () =>
          assert.match(await card.text(), /Miss Khan, Pastoral Lead will read this each school day before 10am\./),
        );
        await sendsFromCard({ page, demo }, 'module');
        assert.deepEqual(errors, []);
      },
    ],
    'csp.html': [
      'a closed policy is not offended, and the widgets work',
      async ({ demo, page, errors }) => {
        await sendsFromCard({ page, demo }, 'policy');
        await new Widget(page, 'mood-check-in').shows('How are you feeling right now?');
        const surface = await page.$eval(
          'l30-question-card',
          (host) => getComputedStyle(host.shadowRoot!.querySelector('.card')!).backgroundColor,
        );
        assert.equal(surface, 'rgb(255, 253, 248)', 'the styles came through');
        assert.deepEqual(errors, []);
      },
    ],
    'csp-connect.html': [
      'nothing is called sent, the words stay, and the console names the directive to change [case 88]',
      async ({ demo, page, errors, requests }) => {
        const card = new Widget(page, 'question-card');
        await card.type('Add your words', 'blocked by the page');
        await card.press('Send');
        await card.becomes('failed');
        assert.equal(await card.words('Add your words'), 'blocked by the page');
        await eventually(() =>
          assert.match(
            ours(errors).join(),
            /If the page has a content security policy, its connect-src must name the endpoint\./,
          ),
        );
        assert.ok(
          errors.some((line) => line.startsWith('refused: connect-src')),
          errors.join(),
        );
        assert.deepEqual(await demo.stored('blocked by the page'), []);
        assert.deepEqual(
          requests.filter((address) => new URL(address).origin !== demo.url),
          [],
        );
      },
    ],
    'custom-element.html': [
      'all four widgets take their settings from the l30-site around them, and say when nobody reads [case 90]',
      async ({ demo, page, errors }) => {
        await new Widget(page, 'mood-check-in').shows('How are you feeling right now?');
        await new Widget(page, 'newsletter-signup').shows('School news by email');
        const form = new Widget(page, 'reflection-form');
        await form.shows('Putting things right');
        assert.match(
          await form.text(),
          /Miss Khan, Pastoral Lead will read this\. They read it each school day before 10am\. No one reads it at night, at weekends or in the holidays\./,
        );
        await sendsFromCard({ page, demo }, 'custom element');
        assert.deepEqual(errors, []);
      },
    ],
    'dark.html': [
      'all four widgets are as dark as the page',
      async ({ page, errors }) => {
        await new Widget(page, 'newsletter-signup').shows('School news by email');
        for (const tag of await placed(page)) {
          const colours = await page.$eval(tag, (host) => {
            const { color, backgroundColor } = getComputedStyle(host.shadowRoot!.querySelector('.card')!);
            return [color, backgroundColor];
          });
          assert.deepEqual(colours, ['rgb(242, 240, 234)', 'rgb(23, 27, 33)'], tag);
        }
        assert.equal((await placed(page)).length, 4);
        assert.deepEqual(errors, []);
      },
    ],
    'late.html': [
      'widgets that a script adds later are found',
      async ({ page, errors }) => {
        await eventually(() => new Widget(page, 'question-card').control('button', 'Another one'));
        await new Widget(page, 'mood-check-in').shows('How are you feeling right now?');
        assert.deepEqual(await placed(page), ['l30-question-card', 'l30-mood-check-in']);
        assert.deepEqual(errors, []);
      },
    ],
    'narrow.html': [
      'nothing is cut off or sticks out of its column [case 55]',
      async ({ page, errors }) => {
        const form = new Widget(page, 'reflection-form');
        await form.press('Start');
        await new Widget(page, 'mood-check-in').choose('checkbox', 'I would like to talk to someone');
        await eventually(() => new Widget(page, 'mood-check-in').control('button', 'Send'));
        for (const [column, width] of [
          ['.w240', 240],
          ['.w280', 280],
          ['.w320', 320],
        ] as const) {
          const outside = await page.$eval(column, (box) => {
            const { left, right } = box.getBoundingClientRect();
            return (
              Array.from(box.querySelectorAll('*'))
                .flatMap((host) =>
                  Array.from(host.shadowRoot?.querySelectorAll('.card, .card *:not(.unseen, svg *)') ?? []),
                )
                .filter((each) => each.checkVisibility() && getComputedStyle(each).display !== 'inline')
                .map((each) => ({ each, rect: each.getBoundingClientRect() }))
                // The card hides what overflows it, so what sticks out of a part of it counts as well.
                .filter(
                  ({ each, rect }) =>
                    rect.left < left - 0.5 || rect.right > right + 0.5 || each.scrollWidth > each.clientWidth + 1,
                )
                .map(
                  ({ each, rect }) =>
                    `${each.outerHTML.slice(0, 60)} from ${rect.left - left} to ${rect.right - left}, holds ${each.scrollWidth} in ${each.clientWidth}`,
                )
            );
          });
          assert.deepEqual(outside, [], `${width} pixels`);
        }
        assert.deepEqual(errors, []);
      },
    ],
    'link.html': [
      'the link that stands alone is the widget, with what is harmless in its address; the one in a sentence stays a link',
      async ({ demo, page, errors, requests }) => {
        const mood = new Widget(page, 'mood-check-in');
        await mood.choose('radio', 'I feel happy');
        await eventually(async () => assert.match(await mood.text(), /Miss Khan, Pastoral Lead/));
        assert.deepEqual(await placed(page), ['l30-mood-check-in']);
        assert.deepEqual(
          await page.$eval('l30-mood-check-in', (host) =>
            host.getAttributeNames().map((name) => [name, host.getAttribute(name)]),
          ),
          [['scale', 'faces-3']],
        );
        assert.equal(await page.$eval('p > a', (link) => link.textContent), 'Our question');
        await mood.type('Would you like to add anything?', 'by a link');
        await mood.press('Send');
        await mood.becomes('sent', 'Sent');
        assert.equal((await demo.stored('by a link')).length, 1);
        assert.deepEqual(
          requests.filter((address) => new URL(address).origin !== demo.url),
          [],
        );
        assert.deepEqual(errors, []);
      },
    ],
    'marker.html': [
      'the words in brackets are the widget, and those in code stay words',
      async ({ page, errors }) => {
        await new Widget(page, 'mood-check-in').shows('How do you feel?');
        assert.deepEqual(await placed(page), ['l30-mood-check-in']);
        assert.equal(await page.$eval('l30-mood-check-in', (host) => host.getAttribute('scale')), 'faces-3');
        assert.match(
          await page.$eval('body', (body) => body.innerText),
          /Good morning\.[^[]*Whoever looks after the site writes \[l30 question-card\] on a line/,
        );
        assert.deepEqual(errors, []);
      },
    ],
    'tag-alone.html': [
      'the widget stands where the tag stands, with its settings',
      async ({ page, errors }) => {
        const mood = new Widget(page, 'mood-check-in');
        await mood.choose('radio', 'I feel happy');
        await eventually(async () => assert.match(await mood.text(), /Miss Khan, Pastoral Lead/));
        assert.deepEqual(await placed(page), ['l30-mood-check-in']);
        const [end, next] = await Promise.all([
          page.$eval('l30-mood-check-in', (widget) => widget.getBoundingClientRect().bottom),
          page.$eval('#after', (words) => words.getBoundingClientRect().top),
        ]);
        assert.ok(end > 100 && end <= next, `${end} ${next}`);
        assert.deepEqual(errors, []);
      },
    ],
    'class-only.html': [
      'the widget takes its settings from the link, and asks for no leaf to do so',
      async ({ page, errors, requests }) => {
        await new Widget(page, 'mood-check-in').shows('How do you feel?');
        assert.equal(await page.$eval('l30-mood-check-in', (host) => host.getAttribute('scale')), 'faces-3');
        assert.deepEqual(
          requests.filter((address) => address.includes('/page/')),
          [],
        );
        assert.deepEqual(errors, []);
      },
    ],
    'swallowed.html': [
      'the rest of the page is there again, behind the widget',
      async ({ page, errors }) => {
        await new Widget(page, 'mood-check-in').shows('How do you feel?');
        await page.waitForSelector('body > #after', { visible: true });
        assert.equal(await page.$eval('l30-mood-check-in', (widget) => widget.textContent), '');
        assert.deepEqual(errors, []);
      },
    ],
    'framed.html': [
      'one frame is as high as its page, and in the place of the sleeping one is the widget itself',
      async ({ page, errors }) => {
        const frame = await (await page.waitForSelector('iframe'))!.contentFrame();
        await frame.waitForFunction(() => document.querySelector('l30-mood-check-in')?.shadowRoot?.querySelector('h2'));
        await eventually(async () => {
          const [inside, outside] = await Promise.all([
            frame.$eval('html', (root) => Math.ceil(root.getBoundingClientRect().height)),
            page.$eval('iframe', ({ clientHeight }) => clientHeight),
          ]);
          assert.ok(inside > 300 && inside === outside, `${inside} in ${outside}`);
        });
        const before = await page.$eval('iframe', ({ clientHeight }) => clientHeight);
        await frame.evaluate(() =>
          document
            .querySelector('l30-mood-check-in')!
            .shadowRoot!.querySelector<HTMLElement>('input[type=radio]')!
            .click(),
        );
        await eventually(async () =>
          assert.notEqual(await page.$eval('iframe', ({ clientHeight }) => clientHeight), before),
        );
        await new Widget(page, 'question-card').press('Another one');
        assert.deepEqual(await placed(page), ['l30-question-card']);
        // The browser itself says that it refused the scripts of the sleeping frame.
        assert.deepEqual(
          errors.filter((line) => !/sandbox/i.test(line)),
          [],
        );
      },
    ],
    'framed-alone.html': [
      'the frame keeps its height, and what is in it works',
      async ({ page, errors }) => {
        const frame = await (await page.waitForSelector('iframe'))!.contentFrame();
        await frame.waitForFunction(() => document.querySelector('l30-mood-check-in')?.shadowRoot?.querySelector('h2'));
        assert.equal(await page.$eval('iframe', ({ clientHeight }) => clientHeight), 300);
        assert.equal(await frame.$eval('l30-mood-check-in', (host) => host.getAttribute('scale')), 'faces-3');
        assert.deepEqual(errors, []);
      },
    ],
    'no-endpoint.html': [
      'says what to set, offers no Send, and never pretends [case 80]',
      (visit) =>
        sendsNowhere(
          visit,
          (attribute) =>
            `[l30] This widget cannot send, because no endpoint is set. Add data-${attribute}="https://..." to the script tag.`,
        ),
    ],
    'wrong-endpoint.html': [
      'says what is wrong with the address, offers no Send, and never asks for it [case 80]',
      (visit) =>
        sendsNowhere(
          visit,
          (attribute) =>
            `[l30] This widget does not send, because its ${attribute} is not secure. Use an address that starts with https://.`,
        ),
    ],
    'own-form.html': [
      'our Send does not submit the page\u2019s form, and its Search does not submit our words',
      async ({ demo, page, errors }) => {
        const address = page.url();
        const moves: string[] = [];
        page.on('framenavigated', (frame) => moves.push(frame.url()));
        await sendsFromCard({ page, demo }, 'inside a form');
        assert.deepEqual(moves, []);
        assert.equal(page.url(), address);

        const card = new Widget(page, 'question-card');
        await card.press('Clear this screen');
        await card.type('Add your words', 'not for the search');
        await page.type('[name=search]', 'snow');
        await Promise.all([page.waitForNavigation(), page.click('form > p button')]);
        assert.equal(page.url(), `${address}?search=snow`);
        assert.deepEqual(errors, []);
      },
    ],
    'receiver-down.html': [
      'nothing is called sent, everything stays, and the console says what to look at',
      async ({ demo, page, errors }) => {
        const card = new Widget(page, 'question-card');
        await card.type('Add your words', 'still here');
        await card.press('Send');
        await card.becomes('failed');
        assert.deepEqual(await card.all('[part=outcome] h3'), ['We do not know if it arrived']);
        assert.equal(await card.words('Add your words'), 'still here');
        const mood = new Widget(page, 'mood-check-in');
        await mood.choose('radio', 'Happy');
        await mood.press('Send');
        await mood.becomes('failed');
        const signup = new Widget(page, 'newsletter-signup');
        await signup.type('Email address', 'down@example.org');
        await signup.choose('checkbox', CONSENT);
        await signup.press('Sign up');
        await signup.becomes('failed');
        assert.deepEqual(await signup.all('[part=outcome] h3'), ['Not signed up yet']);
        await eventually(() => assert.equal(ours(errors).length, 3));
        assert.match(
          ours(errors)[0] ?? '',
          new RegExp(
            `^\\[l30\\] The endpoint could not be reached\\. .* Add ${demo.url} to its list of allowed origins\\.`,
          ),
        );
      },
    ],
    'rtl.html': [
      'the widgets are marked as English, left to right, inside a page that is neither',
      async ({ demo, page, errors }) => {
        const mood = new Widget(page, 'mood-check-in');
        await mood.choose('radio', 'Happy');
        await new Widget(page, 'reflection-form').shows('Putting things right');
        for (const tag of await placed(page)) {
          const marks = await page.$eval(tag, (host) => {
            const card = host.shadowRoot!.querySelector<HTMLElement>('.card')!;
            return [card.lang, card.dir, getComputedStyle(card).direction, getComputedStyle(document.body).direction];
          });
          assert.deepEqual(marks, ['en-GB', 'ltr', 'ltr', 'rtl'], tag);
        }
        assert.equal((await placed(page)).length, 3);
        await mood.type('Would you like to add anything?', '\u0634\u0643\u0631\u0627');
        await mood.press('Send');
        await mood.becomes('sent', 'Sent');
        const [envelope] = await demo.stored('\u0634\u0643\u0631\u0627');
        assert.equal(envelope?.lang, 'en-GB', 'the language of the questions');
        assert.deepEqual(errors, []);
      },
    ],
    'script-blocked.html': [
      'the link is there and leads to a page that works [case 56]',
      async ({ demo, page }) => {
        assert.deepEqual(await placed(page), []);
        const link = await page.waitForSelector('[data-l30] a', { visible: true });
        await Promise.all([page.waitForNavigation(), link?.click()]);
        assert.equal(page.url(), `${demo.url}/embed/question-card?pack=check-in`);
        await eventually(() => new Widget(page, 'question-card').control('button', 'Another one'));
      },
    ],
    'script-twice.html': [
      'each box has one widget, and the second copy is silent',
      async ({ page, errors }) => {
        await eventually(() => new Widget(page, 'question-card').control('button', 'Another one'));
        await new Widget(page, 'mood-check-in').shows('How are you feeling right now?');
        assert.equal(await page.evaluate(() => document.querySelectorAll('script[src="/l30.js"]').length), 2);
        assert.deepEqual(await placed(page), ['l30-question-card', 'l30-mood-check-in']);
        assert.deepEqual(errors, []);
      },
    ],
    'sealed.html': [
      'what is written travels sealed, and the one who holds the key can open it',
      async ({ demo, page, errors, requests }) => {
        const { publicKey, kid, pair } = await ownKey(fromBase64url(published.privateKey));
        assert.equal(await page.$eval('script[data-public-keys]', (script) => script.dataset['publicKeys']), publicKey);
        const card = new Widget(page, 'question-card');
        await card.type('Add your words', 'for one pair of eyes');
        await card.press('Send');
        await card.becomes('sent', 'Sent');
        const mood = new Widget(page, 'mood-check-in');
        await mood.choose('radio', 'Happy');
        await mood.press('Send');
        await mood.becomes('sent', 'Sent');
        const sealed = (await demo.letters()).flatMap(({ envelope }) => (isSealed(envelope) ? [envelope] : []));
        const opened = await Promise.all(sealed.map((letter) => openLetter(letter, new Map([[kid, pair]]))));
        const values = opened.map((each) =>
          'envelope' in each ? each.envelope.answers.map(({ value }) => value) : each,
        );
        assert.deepEqual(values, [['for one pair of eyes'], ['happy']]);
        assert.doesNotMatch(JSON.stringify(sealed), /pair of eyes|happy|faces-5|en-GB/);
        assert.equal(requests.filter((address) => address.endsWith('/delivery/seal.js')).length, 1);
        assert.deepEqual(errors, []);
      },
    ],
    'talk-only.html': [
      'no widget has a Send button, on any of its screens, and the console says who is missing [case 83]',
      async ({ page, errors, requests }) => {
        const card = new Widget(page, 'question-card');
        await card.type('Add your words', 'for nobody');
        assert.match(await card.text(), NOT_SENT);
        const mood = new Widget(page, 'mood-check-in');
        await mood.choose('radio', 'Very low');
        await mood.choose('checkbox', 'I would like to talk to someone');
        await eventually(async () =>
          assert.match(await mood.text(), /This page cannot tell anyone for you\. Please go to an adult you trust\./),
        );
        assert.match(await mood.text(), NOT_SENT);
        const form = new Widget(page, 'reflection-form');
        await form.press('Start');
        await form.choose('radio', 'Yes');
        for (let step = 1; step <= 8; step += 1) {
          await eventually(async () =>
            assert.match((await form.all('.where')).join(), new RegExp(`^Step ${step} of 8`)),
          );
          await form.press('Next');
        }
        await form.shows('Check your words');
        assert.match(await form.text(), NOT_SENT);
        const buttons = (await Promise.all([card, mood, form].map((each) => each.buttons()))).flat();
        assert.deepEqual(
          buttons.filter((name) => /Send|Try again/.test(name)),
          [],
        );
        assert.deepEqual(
          requests.filter((address) => /\/su/.test(new URL(address).pathname)),
          [],
        );
        const sentence =
          '[l30] This widget does not send, because nobody has said who reads what pupils write (readers). Add data-readers="Miss Khan, Pastoral Lead" to the script tag. Until then it is for thinking and talking only.';
        await eventually(() => assert.deepEqual(errors, [sentence, sentence, sentence]));
      },
    ],
    'unknown-pack.html': [
      'the link is back, and the console names the nearest pack [case 84]',
      (visit) => unknownName(visit, 'question pack', 'check-inn', 'check-in'),
    ],
    'unknown-scale.html': [
      'the link is back, and the console names the nearest scale [case 84]',
      (visit) => unknownName(visit, 'mood scale', 'face-5', 'faces-5'),
    ],
    'unknown-widget.html': [
      'the link stays, and the console names the nearest widget [case 84]',
      (visit) => unknownName(visit, 'widget', 'mood-chekin', 'mood-check-in'),
    ],
  };

  it('each has a test', () => {
    const pages = readdirSync(join(import.meta.dirname, '../../demo/situations')).filter((name) =>
      name.endsWith('.html'),
    );
    assert.deepEqual(Object.keys(situations).sort(), pages.sort());
  });

  for (const [name, [what, check]] of Object.entries(situations)) {
    it(`${name}: ${what}`, async (context) => {
      const { demo, open } = await house(context);
      // A breach of the page's policy may be silent; said aloud it counts as an error of the page.
      const prepare = (page: Page) =>
        page.evaluateOnNewDocument(() =>
          document.addEventListener('securitypolicyviolation', (event) =>
            console.error(`refused: ${event.violatedDirective} ${event.blockedURI}`),
          ),
        );
      await check({ ...(await open(`/situations/${name}`, { prepare })), demo });
    });
  }
});
