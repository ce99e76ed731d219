/** What a child writes goes to the school's own endpoint and nowhere else, and the device keeps nothing. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Page } from 'puppeteer-core';
import {
  eventually,
  fair,
  houseIn,
  inEngine,
  lettersOn,
  network,
  noNetwork,
  Widget,
  type House,
  type Visit,
} from './support.ts';

describe('privacy, in chromium', inEngine('chromium', 3), () => {
  const house = houseIn('chromium');

  /** What a page asks for itself, before any script of ours: without JavaScript. */
  async function ownAssets(open: House['open'], path: string): Promise<Set<string>> {
    const { page, requests } = await open(path, { prepare: (each) => each.setJavaScriptEnabled(false) });
    await page.waitForNetworkIdle({ idleTime: 200 });
    return new Set(requests);
  }

  /** Every place where a browser keeps something for a site. */
  const kept = (page: Page) =>
    page.evaluate(async () => ({
      local: Object.keys(localStorage),
      session: Object.keys(sessionStorage),
      cookies: document.cookie,
      databases: await indexedDB.databases(),
      caches: await caches.keys(),
      workers: (await navigator.serviceWorker.getRegistrations()).length,
      history: history.state as unknown,
    }));

  const NOTHING = { local: [], session: [], cookies: '', databases: [], caches: [], workers: 0, history: null };

  const ready: [path: string, name: Widget['name'], answerable: string, requests: string[]][] = [
    ['/', 'question-card', 'Another one', ['/l30.js']],
    ['/pupils.html', 'mood-check-in', 'I would rather not say', ['/l30.js']],
    // Looks who else is on the page before anybody writes.
    ['/families.html', 'newsletter-signup', 'Sign up', ['/l30.js']],
    // Its choice lists are a leaf, so that nobody else downloads them.
    ['/putting-it-right.html', 'reflection-form', 'Start', ['/l30.js', '/packs/en/caused-harm.js']],
  ];
  for (const [path, name, answerable, wanted] of ready) {
    it(`${path} asks for ${wanted.join(' and ')} besides its own files, and the ${name} is ready`, async (context) => {
      const { demo, open } = await house(context);
      const own = await ownAssets(open, path);
      const { page, requests } = await open(path);
      await eventually(() => new Widget(page, name).control('button', answerable));
      await page.waitForNetworkIdle({ idleTime: 100 });
      assert.deepEqual(
        requests.filter((address) => !own.has(address)),
        wanted.map((file) => demo.url + file),
      );
      assert.deepEqual(await kept(page), NOTHING);
    });
  }

  /** The files of ours that a page has asked for, and where words went, in order. */
  const ours = ({ page, requests }: Visit): string[] =>
    requests
      .map((address) => address.replace(new URL(page.url()).origin, ''))
      .filter((address) => /\.js$|^\/su/.test(address));

  it('what sending takes is fetched from the page\u2019s own site when somebody first touches a widget, once for all of them', async (context) => {
    const { open } = await house(context);
    const visit = await open('/situations/custom-element.html');
    const card = new Widget(visit.page, 'question-card');
    await eventually(() => card.control('button', 'Another one'));
    await visit.page.waitForNetworkIdle({ idleTime: 100 });
    const atFirst = ours(visit);
    await card.type('Add your words', 'A');
    await card.isReady();
    await new Widget(visit.page, 'mood-check-in').choose('radio', 'Happy');
    await new Widget(visit.page, 'newsletter-signup').type('Email address', 'a');
    await card.type('Add your words', ' few words');
    await visit.page.waitForNetworkIdle({ idleTime: 100 });
    // An address that somebody enters may hold a slip, and looking for one is a leaf.
    assert.deepEqual(ours(visit).slice(atFirst.length), [
      '/delivery/index.js',
      '/dialects/recognise.js',
      '/widgets/newsletter-signup/slips.js',
    ]);
    assert.deepEqual(await kept(visit.page), NOTHING);
  });

  it('with keys what seals comes with it, and nothing is kept before Send, nor once the letter has arrived', async (context) => {
    const { open } = await house(context);
    const visit = await open('/situations/sealed.html');
    const card = new Widget(visit.page, 'question-card');
    await eventually(() => card.control('button', 'Another one'));
    assert.deepEqual(ours(visit), ['/l30.js']);
    await card.type('Add your words', 'Not sent yet');
    await eventually(() =>
      assert.deepEqual(
        ours(visit),
        ['/l30.js', '/delivery/index.js', '/dialects/recognise.js', '/delivery/seal.js'],
        'seal.js is asked for',
      ),
    );
    assert.deepEqual(await kept(visit.page), NOTHING);
    await card.press('Send');
    await card.becomes('sent', 'Sent');
    assert.deepEqual(ours(visit).slice(4), ['/submissions']);
    await eventually(async () => assert.deepEqual(await lettersOn(visit.page), [], 'the letter has gone'));
    assert.deepEqual({ ...(await kept(visit.page)), databases: [] }, NOTHING);
  });

  it('without keys nothing is kept on the device, not even while words wait for the network', async (context) => {
    const { demo, open } = await house(context);
    const net = await network(context, demo);
    const { page } = await open('/situations/custom-element.html', { at: net.url });
    const card = new Widget(page, 'question-card');
    await card.type('Add your words', 'only here');
    await card.isReady();
    net.weather = noNetwork;
    await card.press('Send');
    await card.becomes('failed');
    assert.deepEqual(await kept(page), NOTHING);
    net.weather = fair;
    await card.becomes('sent', 'Sent');
    assert.deepEqual(await kept(page), NOTHING);
  });

  it('from the first face to the screen that thanks, words go to the school alone and nothing stays on the device [case 114]', async (context) => {
    const { demo, open } = await house(context);
    const canary = 'kanarienvogel';
    const { page, requests, errors } = await open('/situations/custom-element.html');
    const addresses = new Set<string>();
    page.on('framenavigated', (frame) => addresses.add(frame.url()));
    page.on('console', (message) => errors.push(message.text()));

    const card = new Widget(page, 'question-card');
    await card.type('Add your words', `${canary}-card`);
    await card.press('Send');
    await card.becomes('sent');
    const mood = new Widget(page, 'mood-check-in');
    await mood.choose('radio', 'Very low');
    await mood.choose('checkbox', 'I would like to talk to someone');
    await mood.type('Your name', `${canary}-name`);
    await mood.type('Would you like to add anything?', `${canary}-mood`);
    await mood.press('Send');
    await mood.becomes('sent');
    const form = new Widget(page, 'reflection-form');
    await form.press('Start');
    await form.press('Skip');
    const [story = ''] = await eventually(async () => {
      const [question = '', ...more] = await form.all('h2');
      assert.match(question, /^Tell it from your side/);
      return [question, ...more];
    });
    await form.type(story, `${canary}-story`);
    for (let step = 2; step <= 8; step += 1) {
      await eventually(async () => assert.match((await form.all('.where')).join(), new RegExp(`^Step ${step} of 8`)));
      await form.press('Next');
    }
    await form.shows('Check your words');
    await form.press('Send');
    await form.becomes('sent');
    const signup = new Widget(page, 'newsletter-signup');
    await signup.type('Email address', `${canary}@example.org`);
    await signup.choose('checkbox', 'Yes, email me the Hollybrook letter. I am 18 or over.');
    await signup.press('Sign up');
    await signup.becomes('sent');

    // Without this the rest would prove nothing.
    const stored = JSON.stringify(await demo.rows());
    for (const place of ['-card', '-name', '-mood', '-story', '@example.org'])
      assert.ok(stored.includes(canary + place), place);

    const elsewhere = requests.filter((address) => new URL(address).origin !== demo.url);
    assert.deepEqual(elsewhere, []);
    const posts = requests.map((address) => new URL(address).pathname).filter((path) => /^\/su/.test(path));
    assert.deepEqual(posts, ['/submissions', '/submissions', '/submissions', '/subscriptions']);
    assert.deepEqual(await kept(page), NOTHING);
    assert.deepEqual(await page.browserContext().cookies(), []);
    for (const text of [...requests, ...addresses, ...errors, page.url(), demo.log])
      assert.ok(!text.includes(canary), text);
    assert.match(demo.log, /\/submissions hollybrook mood-check-in 201 /, 'the log was kept, and says this much');
  });

  for (const type of ['text/javascript', 'module']) {
    it(`the script leaves nothing on the page's global object, as ${type}`, async (context) => {
      const { open } = await house(context);
      const { page } = await open('/news.html');
      const names = () =>
        page.evaluate(() => [
          ...Object.getOwnPropertyNames(window),
          ...Object.getOwnPropertySymbols(window).map(String),
          ...Object.getOwnPropertyNames(document),
        ]);
      const before = new Set(await names());
      await page.addScriptTag({ url: '/l30.js', type });
      assert.ok(await page.evaluate(() => customElements.get('l30-mood-check-in') !== undefined), 'it has run');
      await page.evaluate(() => document.querySelector('main')!.append(document.createElement('l30-mood-check-in')));
      await new Widget(page, 'mood-check-in').shows('How are you feeling right now?');
      assert.deepEqual(
        (await names()).filter((name) => !before.has(name)),
        [],
      );
    });
  }
});
