/** "Is it working?" on the school's own pages: opened only when it is asked for, and then right about what it says. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Page } from 'puppeteer-core';
import { eventually, houseIn, inEngine, Widget } from './support.ts';

/** What the panel says under one of its parts, or all of it. */
const says = (page: Page, part = '.panel'): Promise<string> =>
  page.evaluate(
    (selector) =>
      document.querySelector('l30-check')?.shadowRoot?.querySelector<HTMLElement>(selector)?.innerText ?? '',
    part,
  );

const press = (page: Page, id: string): Promise<void> =>
  eventually(() =>
    page.evaluate(
      (wanted) => (document.querySelector('l30-check')!.shadowRoot!.getElementById(wanted) as HTMLElement).click(),
      id,
    ),
  );

const shows = (page: Page, words: RegExp, part?: string): Promise<void> =>
  eventually(async () => assert.match(await says(page, part), words, 'the panel says it'));

const FOR_ADMINS = /\/(?:diagnose|page|settings)\//;

describe('is it working, in chromium', inEngine('chromium', 2), () => {
  const house = houseIn('chromium');

  for (const [path, name] of [
    ['/', 'question-card'],
    ['/pupils.html', 'mood-check-in'],
    ['/pupils.html?check=1', 'mood-check-in'],
  ] as const) {
    it(`${path} asks for nothing of the panel`, async (context) => {
      const { open } = await house(context);
      const { page, requests } = await open(path);
      await eventually(async () => assert.ok(await new Widget(page, name).heading(), 'the widget is there'));
      await page.waitForNetworkIdle({ idleTime: 300 });
      assert.deepEqual(
        requests.filter((address) => FOR_ADMINS.test(address)),
        [],
      );
      assert.equal(await page.$('l30-check'), null);
    });
  }

  it('says that the widget works, that the receiver answers, and that a test letter arrives', async (context) => {
    const { demo, open } = await house(context);
    const { page, errors } = await open('/pupils.html?l30-check');
    await shows(page, /The widget on this page works\./, '.summary');
    await shows(page, /Found as a box with data-l30="mood-check-in"\./);
    await press(page, 'endpoint-0-try');
    await shows(page, /It answers, it is a receiver of ours, and pages of \S+ may send to it\./, '#endpoint-0');
    assert.deepEqual(await demo.rows(), [], 'trying sends no words');
    await press(page, 'endpoint-0-test');
    await shows(page, /The test letter has arrived/, '#endpoint-0');
    const [row, ...others] = await demo.rows();
    assert.equal(others.length, 0);
    assert.deepEqual([row?.envelope.site, row?.envelope.widget], ['hollybrook', 'mood-check-in']);
    assert.match(String(row?.envelope.answers[0]?.value), /^TEST\. No pupil wrote this\./);
    assert.match(await says(page), new RegExp(`under the id ${row?.envelope.id}`));
    // A browser notes every answer that is no success; ours says that it takes letters only.
    assert.deepEqual(
      errors.filter((line) => !line.includes('405')),
      [],
    );
  });

  it("names the directive where the page's policy cuts the way, and the two settings that are missing elsewhere", async (context) => {
    const { open } = await house(context);
    const { page } = await open('/situations/csp-connect.html?l30-check');
    await press(page, 'endpoint-0-try');
    await shows(
      page,
      /content security policy stopped the request: connect-src\.\s+For IT: Add http:\S+ to connect-src/,
      '#endpoint-0',
    );
    await shows(page, /The widget on this page needs attention\./, '.summary');
    const { page: other } = await open('/situations/no-endpoint.html?l30-check');
    await shows(
      other,
      /0 of 2 widgets work\. 2 need attention\.[\s\S]*data-endpoint="https[\s\S]*data-newsletter-endpoint="https/,
      '.summary',
    );
  });

  it("works under a strict policy, without a style tag and without a word of the policy's anger", async (context) => {
    const { open } = await house(context);
    const { page, errors } = await open('/situations/csp.html?l30-check');
    await shows(page, /works?\./, '.summary');
    assert.equal(await page.evaluate(() => getComputedStyle(document.querySelector('l30-check')!).position), 'fixed');
    assert.deepEqual(errors, []);
  });

  it('tells which name was meant', async (context) => {
    const { open } = await house(context);
    const { page } = await open('/situations/unknown-widget.html?l30-check');
    await shows(page, /There is no widget called \u201c[\w-]+\u201d\. Change it to \u201c[\w-]+\u201d\./, '#page');
  });
});
