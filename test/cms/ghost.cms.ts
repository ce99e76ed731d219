/** Our snippets in a Ghost, in the cards of its editor and in its code injection. */
import assert from 'node:assert/strict';
import { before, describe, test, type TestContext } from 'node:test';
import type { Page } from 'puppeteer-core';
import { inEngine } from '../e2e/support.ts';
import { startGhost } from '../services/ghost.ts';
import { mailSink, without } from '../services/support.ts';
import { snippetFor } from '../../src/pages/builder/snippet.ts';
import { elementFor } from './snippets.ts';
import { checkIn, checkInByLink, openWindow, readsAs, school, type School } from './support.ts';

const needs = without('ghost', 'mariadb', 'pages') || inEngine('chromium').skip;

const OWNER = { email: 'head@school.example', password: 'not-a-secret-at-all' };

/** A node of Ghost's documents, as its editor makes them. */
type Node = { type: string; version: 1 } & Readonly<Record<string, unknown>>;

const node = (type: string, more: object): Node => ({ type, version: 1, ...more });
const card = {
  HTML: (code: string) => node('html', { html: code }),
  Markdown: (code: string) => node('markdown', { markdown: code }),
};
const paragraph = (text: string) =>
  node('paragraph', {
    direction: 'ltr',
    format: '',
    indent: 0,
    children: [node('extended-text', { text, format: 0, detail: 0, mode: 'normal', style: '' })],
  });

describe('Ghost', { skip: needs }, () => {
  if (needs) return;

  let site = '';
  let cookie = '';
  let at: School;

  /** Asks Ghost's Admin API as its owner, as its own pages do. */
  async function admin<T>(method: string, path: string, body: object): Promise<T> {
    const response = await fetch(`${site}/ghost/api/admin/${path}`, {
      method,
      headers: { origin: site, 'content-type': 'application/json', cookie },
      body: JSON.stringify(body),
    });
    const text = await response.text();
    assert.ok(response.ok, `${method} ${path}: ${response.status} ${text}`);
    cookie ||= response.headers
      .getSetCookie()
      .map((each) => each.split(';')[0])
      .join('; ');
    return (text.startsWith('{') ? JSON.parse(text) : undefined) as T;
  }

  before(async () => {
    // Nobody here reads mail, so that a new device is not asked for a code from one.
    const blog = await startGhost({
      mailPort: (await mailSink()).port,
      settings: { security: { staffDeviceVerification: false } },
    });
    ({ site } = blog);
    console.log(`Ghost: ${blog.version}`);
    at = await school(site);
    await admin('POST', 'authentication/setup/', { setup: [{ ...OWNER, name: 'Head', blogTitle: 'Hollybrook' }] });
    cookie = '';
    await admin('POST', 'session/', { username: OWNER.email, password: OWNER.password });
  });

  /** Publishes a post of these nodes and opens it as a visitor. */
  async function publish(context: TestContext, nodes: readonly Node[], more: object = {}): Promise<Page> {
    const lexical = JSON.stringify({
      root: node('root', { direction: 'ltr', format: '', indent: 0, children: nodes }),
    });
    const { posts } = await admin<{ posts: { url: string }[] }>('POST', 'posts/', {
      posts: [{ title: 'How are we today?', lexical, status: 'published', ...more }],
    });
    const page = await openWindow(context);
    const response = await page.goto(posts[0]!.url);
    assert.equal(response?.status(), 200);
    return page;
  }

  const code = (): string => snippetFor(at.choices).code;

  for (const [name, put] of Object.entries(card)) {
    test(`the snippet runs in a ${name} card`, async (context) => {
      await checkIn(await publish(context, [paragraph('Please tell us.'), put(code())]), at, `${name} card`);
    });

    test(`its link works without script in a ${name} card, whatever Ghost adds to its address`, async (context) => {
      const page = await publish(context, [put(code())]);
      await page.setJavaScriptEnabled(false);
      await page.reload();
      const href = await page.$eval('[data-l30] a', (link) => (link as HTMLAnchorElement).href);
      const { searchParams } = new URL(href);
      assert.deepEqual(Object.fromEntries(searchParams), { scale: 'faces-5', ref: new URL(site).hostname });
      await page.setJavaScriptEnabled(true);
      await page.goto(href);
      await checkIn(page, at, `${name} card, by its link`);
    });

    test(`the custom element runs in a ${name} card`, async (context) => {
      await checkIn(await publish(context, [put(elementFor(at.choices))]), at, `${name} card, custom element`);
    });
  }

  test('the frame runs in an HTML card', async (context) => {
    const page = await publish(context, [card.HTML(snippetFor({ ...at.choices, form: 'frame' }).code)]);
    const frame = await (await page.waitForSelector(`iframe[src^="${at.url}"]`))!.contentFrame();
    await checkIn(frame, at, 'HTML card, frame');
  });

  test('the snippet runs in the code injection of a post', async (context) => {
    await checkIn(
      await publish(context, [paragraph('Please tell us.')], { codeinjection_foot: code() }),
      at,
      'code injection',
    );
  });

  test('typed as text it is shown as text, and nothing runs: that is for the builder to say', async (context) => {
    const page = await publish(context, [paragraph(code())]);
    assert.match(await readsAs(page), /data-l30="mood-check-in"/);
    assert.equal(await page.$('l30-mood-check-in'), null);
  });

  test('given to the API as HTML, only its link is left, and the link works', async (context) => {
    const { posts } = await admin<{ posts: { url: string }[] }>('POST', 'posts/?source=html', {
      posts: [{ title: 'How are we today?', html: code(), status: 'published' }],
    });
    const page = await openWindow(context);
    await page.goto(posts[0]!.url);
    await checkInByLink(page, at, 'API, HTML');
  });
});
