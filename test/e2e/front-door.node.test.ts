/** The front door as it is built: pages of a static host, the check for admins, and two versions on one page. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import type { Page } from 'puppeteer-core';
import { WIDGET_NAMES } from '../../src/contract/envelope.ts';
import { serial } from '../../src/page/version.ts';
import { eventually, houseIn, inEngine, Widget } from './support.ts';

const built = readFileSync(join(import.meta.dirname, '../../dist/l30.js'), 'utf8');

/** Answers some addresses itself. */
const answering =
  (answers: Readonly<Record<string, string>>) =>
  async (page: Page): Promise<void> => {
    await page.setRequestInterception(true);
    page.on('request', (request) => {
      const body = answers[new URL(request.url()).pathname];
      void (body === undefined
        ? request.continue()
        : request.respond({ contentType: 'text/javascript; charset=utf-8', body }));
    });
  };

describe('the front door as built, in chromium', inEngine('chromium'), () => {
  const house = houseIn('chromium');

  for (const name of WIDGET_NAMES) {
    it(`${name}: has a page for static hosts, with the people of the deployment's own file`, async (context) => {
      const { demo, open } = await house(context);
      const evil = new URLSearchParams({
        endpoint: 'https://evil.example/',
        'newsletter-endpoint': 'https://evil.example/',
        readers: 'Mallory',
        lead: 'Mallory',
        help: 'host-provides',
        region: 'nowhere',
        school: 'Evil',
        respond: '',
      });
      const { page, errors, requests } = await open(`/embed/${name}.html?ref=x&${evil}`);
      const widget = new Widget(page, name);
      await eventually(async () => assert.match(await widget.heading(), /\w/));
      assert.doesNotMatch(await widget.text(), /does not send/);
      assert.equal(await page.$eval('h1', (heading) => heading.textContent), 'Hollybrook Primary School');
      const told = await page.$eval(`l30-${name}`, (host) =>
        ['endpoint', 'newsletter-endpoint', 'readers', 'lead', 'region', 'help'].map((setting) =>
          host.getAttribute(setting),
        ),
      );
      assert.deepEqual(told, [
        '/submissions',
        '/subscriptions',
        'Miss Khan, Pastoral Lead',
        'Mr Owen, Designated safeguarding lead',
        'england',
        null,
      ]);
      assert.doesNotMatch(await page.$eval('html', (html) => html.outerHTML), /Mallory|evil/i);
      if (name !== 'newsletter-signup') assert.match((await widget.all('[part~=help]')).join(), /0800 1111/);
      assert.deepEqual(
        requests.filter((address) => new URL(address).origin !== demo.url),
        [],
      );
      assert.deepEqual(errors, []);
    });
  }

  it('a page for static hosts sends to where the file says', async (context) => {
    const { demo, open } = await house(context);
    const { page } = await open('/embed/mood-check-in.html?scale=faces-3');
    const mood = new Widget(page, 'mood-check-in');
    await mood.choose('radio', 'I feel happy');
    await mood.press('Send');
    await mood.becomes('sent', 'Sent');
    assert.deepEqual(
      (await demo.rows()).map(({ envelope: { site, pack } }) => [site, pack]),
      [['hollybrook', 'faces-3']],
    );
  });

  it('a page for static hosts without its file sends nothing, and says what to do', async (context) => {
    const { open } = await house(context);
    const prepare = answering({ '/l30-config.js': 'throw 0' });
    const { page, errors } = await open('/embed/mood-check-in.html', { prepare });
    const mood = new Widget(page, 'mood-check-in');
    await mood.choose('radio', 'Happy');
    await eventually(async () => assert.match(await mood.text(), /This page does not send or save your words\./));
    assert.ok(
      errors.some((line) => /Copy l30-config\.example\.js to that name/.test(line)),
      errors.join(),
    );
  });

  it('l30-check in the address opens the check, with what was found', async (context) => {
    const { demo, open } = await house(context);
    const prepare = answering({
      '/diagnose/check.js':
        'export const openCheck = (found, page) => { document.title = JSON.stringify([found.map(({ shape, mended }) => [shape, mended]), page.site.readers, page.base]); };',
    });
    const { page, errors } = await open('/situations/marker.html?l30-check', { prepare });
    await eventually(async () =>
      assert.deepEqual(JSON.parse(await page.title()), [
        [['marker', ['curly-quotes', 'no-break-space']]],
        'Miss Khan, Pastoral Lead',
        `${demo.url}/`,
      ]),
    );
    assert.deepEqual(errors, []);
  });

  it('where the check is not there, nothing happens but a line in the console', async (context) => {
    const { open } = await house(context);
    const prepare = answering({ '/diagnose/check.js': 'throw 0' });
    const { page, errors } = await open('/situations/marker.html?l30-check', { prepare });
    await new Widget(page, 'mood-check-in').shows('How do you feel?');
    await eventually(() => assert.match(errors.join(), /^\[l30\] The check of this page could not be opened/));
  });

  it('of two versions the newer opens the page, whichever comes first, and both snippets work', async (context) => {
    const { open } = await house(context);
    const place = `[${serial === 1000 ? '1e3' : serial}]??=`;
    assert.ok(built.includes(place), 'the number of the version is not where this test looks for it');
    const newer = built.replace(place, `[${serial + 7}]??=`);
    const marked = (version: string, code: string): string =>
      code.replace(
        /(\w+)\.define\("l30-site"/,
        `(document.documentElement.dataset.opened="${version}",$1).define("l30-site"`,
      );
    const tag = (src: string): string =>
      `<div class="l30-question-card" data-l30="question-card"><a href="/embed/question-card">Our question</a></div><script src="${src}" data-readers="Miss Khan" defer></script>`;
    for (const order of [
      ['/old/l30.js', '/new/l30.js'],
      ['/new/l30.js', '/old/l30.js'],
    ]) {
      const { page, errors } = await open('/situations/plain.html', {
        prepare: async (each) => {
          await each.setRequestInterception(true);
          each.on('request', (request) => {
            const { pathname } = new URL(request.url());
            const bodies: Record<string, [type: string, body: string]> = {
              '/situations/plain.html': [
                'text/html',
                `<!doctype html><title>Two</title>${order.map(tag).join('<p>Words</p>')}`,
              ],
              '/old/l30.js': ['text/javascript', marked('old', built)],
              '/new/l30.js': ['text/javascript', marked('new', newer)],
            };
            const found = bodies[pathname];
            void (found ? request.respond({ contentType: found[0], body: found[1] }) : request.continue());
          });
        },
      });
      await eventually(async () =>
        assert.equal(
          await page.$$eval(
            'l30-question-card',
            (cards) => cards.filter(({ shadowRoot }) => shadowRoot?.querySelector('h2')).length,
          ),
          2,
        ),
      );
      assert.equal(await page.$eval('html', ({ dataset }) => dataset['opened']), 'new', order.join());
      assert.deepEqual(errors, []);
    }
  });
});
