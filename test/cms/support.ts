/**
 * What the tests in content management systems stand on: a school's receiver with the widgets' hosted
 * pages and the built files, on an origin of its own, and a browser that finds no host but this one.
 */
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { after, type TestContext } from 'node:test';
import { Hono } from 'hono';
import puppeteer, { type Browser, type Frame, type Page } from 'puppeteer-core';
import { files } from '../../demo/files.ts';
import type { Choices } from '../../src/pages/builder/choices.ts';
import { embedPage, hasEmbed } from '../../src/pages/embed.ts';
import { createApp } from '../../src/receiver/app.ts';
import { serve } from '../../src/receiver/serve.ts';
import { openSqliteStore } from '../../src/receiver/sqlite-store.ts';
import { Widget, eventually, inWords } from '../e2e/support.ts';
import { folderOf, temporaryFolder } from '../services/support.ts';

/** Milliseconds a page of a busy content management system may take. */
const PATIENCE = 60_000;

/** What has to end with the test file, in this order. */
const endings: (() => Promise<unknown>)[] = [async () => browser?.close()];
after(async () => {
  for (const end of endings) await end();
});

export interface School {
  /** Where the receiver, the hosted pages and `l30.js` are, without a slash at the end. */
  url: string;
  /** What a school's admin would choose in the snippet builder. */
  choices: Partial<Choices> &
    Pick<Choices, 'widget' | 'scale' | 'label' | 'endpoint' | 'readers' | 'readWhen' | 'lead' | 'site' | 'school'>;
  /** How often the receiver has kept a letter with these words, and what else was answered in it. */
  kept(words: string): Promise<[question: string, words: string][][]>;
}

/** The receiver of a school whose pages are at this origin. */
export async function school(origin: string): Promise<School> {
  const store = await openSqliteStore({ path: join(temporaryFolder(), 'l30.sqlite') });
  const app = new Hono();
  const receiver = createApp({ store, sites: { hollybrook: { origins: [origin] } }, log: () => undefined });
  for (const path of ['/submissions', '/subscriptions']) app.all(path, (c) => receiver.fetch(c.req.raw));
  const shared = {
    site: 'hollybrook',
    school: 'Hollybrook Primary School',
    readers: 'Miss Khan, Pastoral Lead',
    readWhen: 'each school day before 10am',
    lead: 'Mr Owen, Designated safeguarding lead',
  };
  app.get('/embed/:widget', (c) => {
    const [widget, query] = [c.req.param('widget'), c.req.query()];
    return c.html(
      embedPage(widget, query, { ...shared, endpoint: '/submissions', script: '/l30.js' }),
      hasEmbed(widget, query) ? 200 : 404,
    );
  });
  app.get('*', files(folderOf('pages'), { 'Access-Control-Allow-Origin': '*' }));
  const { url, close } = await serve({ app, port: 0 });
  endings.push(close, () => store.close());
  return {
    url,
    choices: {
      ...shared,
      widget: 'mood-check-in',
      scale: 'faces-5',
      label: 'How are you feeling right now?',
      endpoint: `${url}/submissions`,
      script: `${url}/l30.js`,
      form: 'whole',
    },
    async kept(words) {
      const answers = (await store.list()).flatMap(({ envelope }) =>
        'answers' in envelope ? [inWords(envelope.answers)] : [],
      );
      return answers.filter((each) => each.some(([, said]) => said === words));
    },
  };
}

let browser: Browser | undefined;

/** A browser window of somebody's own, with nobody logged in. */
export async function openWindow(context: TestContext): Promise<Page> {
  // One that has crashed took its own test with it, and shall not take the others.
  if (!browser?.connected)
    browser = await puppeteer.launch({
      executablePath: process.env['L30_CHROMIUM']!,
      pipe: true,
      args: [
        '--no-sandbox',
        '--disable-background-networking',
        '--disable-quic',
        '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1',
      ],
      timeout: PATIENCE,
      protocolTimeout: PATIENCE,
    });
  const visitor = await browser.createBrowserContext();
  context.after(() => visitor.close().catch(() => undefined));
  const page = await visitor.newPage();
  page.setDefaultTimeout(PATIENCE);
  await page.setViewport({ width: 1200, height: 1000 });
  return page;
}

/** Checks in, in a page that shows the widget, and looks for the row. */
export async function checkIn(page: Page | Frame, { kept }: School, words: string, face = 'A bit low'): Promise<void> {
  const mood = new Widget(page as Page, 'mood-check-in');
  // A page that is still arriving moves under the pointer, and who has missed presses again.
  await eventually(async () => {
    await mood.choose('radio', face);
    assert.deepEqual(await mood.all(':checked + span'), [face]);
  });
  await eventually(async () => (await mood.control('textbox', 'Would you like to add anything?')).type(words));
  await mood.press('Send');
  await mood.becomes('sent');
  const rows = await kept(words);
  assert.deepEqual(
    rows.map((answers) => answers.map(([, said]) => said)),
    [[face, words]],
  );
}

/** Where the script has not come through: follows the link, and checks in on the page that it leads to. */
export async function checkInByLink(page: Page, at: School, words: string): Promise<void> {
  assert.equal(await page.$('l30-mood-check-in'), null, 'the script has run');
  const [link, ...more] = await page.$$eval(`a[href^="${at.url}/embed/mood-check-in"]`, (all) =>
    all.map((each) => each.textContent),
  );
  assert.deepEqual([link, more], [at.choices.label, []]);
  await Promise.all([page.waitForNavigation(), page.click(`a[href^="${at.url}/embed/mood-check-in"]`)]);
  await checkIn(page, at, words);
}

/** What visitors of a page read, without the code of scripts and styles. */
export const readsAs = (page: Page): Promise<string> => page.$eval('body', (body) => body.innerText);
